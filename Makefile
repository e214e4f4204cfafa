# make run | test | test-long | bench | screens | pin | format. Everything is kept in .venv; a second run installs nothing.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test test-long bench screens pin format hooks chromium

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PORT ?= 8501
OWN_DATABASE := sqlite:///var/schakel.db
CHROMIUM = $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

# Demo mode is on by itself with our own database file only, never where real people sign in.
run: export SCHAKEL_DEMO ?= $(if $(filter-out $(OWN_DATABASE),$(DATABASE_URL))$(OIDC_METADATA_URL)$(OIDC_CLIENT_ID)$(OIDC_CLIENT_SECRET),,1)
run: .venv/ready
	@$(BIN)/python manage.py serve --port $(PORT)

test: .venv/ready-dev chromium
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Every text of tests/hostile.py in every field, and other tests that take their time. CI leaves these out.
test-long: .venv/ready-dev chromium
	SCHAKEL_LONG=1 $(BIN)/python -m pytest -n 2 --dist loadfile

# `make bench ONLY="vandaag start"` measures these parts alone.
bench: .venv/ready-dev chromium
	$(BIN)/python -m benchmarks $(ONLY)

# Takes a picture of every page of each role into docs/screens/.
screens: .venv/ready-dev chromium
	$(BIN)/python -m tests.browser.screens

format: .venv/ready-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

hooks: .venv/ready-dev
	$(BIN)/pre-commit install

# Installs what the .in files ask for in an empty environment and writes down exactly what came.
pin:
	rm -rf build/pin
	$(PYTHON) -m venv build/pin
	build/pin/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.in
	build/pin/bin/python -m pip freeze | sed "/^pysqlite3==/s/$$/ ; sys_platform == 'linux' and platform_machine == 'x86_64'/; /^uvloop==/s/$$/ ; sys_platform != 'win32'/" > requirements.txt
	build/pin/bin/python -m pip freeze > build/pin/runtime
	build/pin/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.in
	{ echo "-r requirements.txt"; build/pin/bin/python -m pip freeze | grep -vxFf build/pin/runtime; } > requirements-dev.txt
	rm -rf build/pin

.venv/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || \
		{ echo "Schakel needs Python 3.11 or newer (found: $$("$(PYTHON)" --version 2>&1 || echo none)). Install it, or say where it is: PYTHON=/path/to/python3.11 make run." >&2; exit 1; }
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; echo "Python cannot make a .venv here. On Debian and Ubuntu: sudo apt-get install python3-venv." >&2; exit 1; }

.venv/ready: .venv/bin/python requirements.txt
	@echo "Installing what Schakel runs on ..."
	@$(PIP) -r requirements.txt || { echo "The packages of requirements.txt could not be installed. Is there a connection to the internet?" >&2; exit 1; }
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements-dev.txt || { echo "The packages of requirements-dev.txt could not be installed. Is there a connection to the internet?" >&2; exit 1; }
	@touch $@

# The browser tests use the Chromium of this machine. Without one they are left out, except in CI.
chromium:
	@if [ -z "$(CHROMIUM)" ]; then \
		echo "No Chromium was found, so the browser tests cannot run. Install it: sudo apt-get install chromium" >&2; \
		[ "$${CI:-}" != true ]; \
	fi
