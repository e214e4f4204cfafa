#!/bin/sh
# First half of the image: Debian's Python, the PostgreSQL client for backups, and the pinned packages. Needs the network.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -qy --no-install-recommends ca-certificates postgresql-client python3 python3-venv
python3 -m venv /app/.venv
/app/.venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check -r /app/requirements.txt
# Tests of packages are never run here, and nothing is installed once the image is made.
/app/.venv/bin/python -m pip uninstall --quiet --yes pip setuptools
find /app/.venv/lib -type d -name tests -prune -exec rm -rf {} +
apt-get clean
rm -rf /var/lib/apt/lists/* /root/.cache
