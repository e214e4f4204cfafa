#!/bin/sh
# Second half of the image: a user who owns nothing but /data, and what would otherwise be worked out at every start.
set -eu
groupadd --gid 10001 schakel
useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin schakel
install -d -o 10001 -g 10001 -m 700 /data
ln -s /data /app/var
/app/.venv/bin/python -m compileall -q /app || true # Packages carry a few files for other versions of Python.
