#!/bin/bash
# Makes the image without Docker: the same files and scripts in a bare Debian 12 of debootstrap, started as its user.
# As root: bash deploy/image/try.sh [FOLDER]. Prints how large it became; fails when it does not serve, or writes elsewhere.
# EXTRA_CA: a file with the certificates of a proxy between here and the packages. PIP_*: passed on.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "Making a root file system needs root." >&2; exit 1; }
command -v debootstrap rsync > /dev/null || { echo "This needs debootstrap and rsync: apt-get install debootstrap rsync" >&2; exit 1; }
root=$(realpath -m "${1:-build/image}")
port=${PORT:-8599}
cleanup() {
    [ -z "${server:-}" ] || kill "$server" 2> /dev/null || true
    for place in proc dev/shm dev/urandom dev/null; do umount "$root/$place" 2> /dev/null || true; done
}
trap cleanup EXIT


rm -rf "$root"
mkdir -p "$(dirname "$root")"
debootstrap --variant=minbase bookworm "$root" > /dev/null
mount -t proc proc "$root/proc"
mount -t tmpfs -o size=64m tmpfs "$root/dev/shm"
for device in null urandom; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
cp /etc/resolv.conf "$root/etc/resolv.conf"
if [ -n "${EXTRA_CA:-}" ]; then
    mkdir -p "$root/usr/local/share/ca-certificates" "$root/etc/ssl/certs"
    cp "$EXTRA_CA" "$root/etc/ssl/certs/extra.pem"
    export PIP_CERT=/etc/ssl/certs/extra.pem
fi
before=$(du -sm --one-file-system "$root" | cut -f1)

# What COPY does: the files that .dockerignore lets through.
mkdir "$root/app"
sed -n 's/^!//p' .dockerignore | while read -r kept; do
    rsync -aR --exclude=__pycache__ --exclude=try.sh --exclude=Dockerfile "$kept" "$root/app/"
done
cp deploy/image/install.sh "$root/app/"
settings=(PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root)
while IFS= read -r given; do settings+=("$given"); done < <(env | grep '^PIP_' || true)
chroot "$root" env -i "${settings[@]}" sh /app/install.sh
chroot "$root" env -i PATH="/usr/sbin:/usr/bin:/sbin:/bin" sh /app/deploy/image/settle.sh
after=$(du -sm --one-file-system "$root" | cut -f1)

marker=$(mktemp)
chroot --userspec=10001:10001 "$root" env -i PATH=/usr/bin:/bin HOST=127.0.0.1 PORT="$port" \
    DATABASE_URL=sqlite:////data/schakel.db SCHAKEL_SECRET="$(head -c 32 /dev/urandom | base64)" SCHAKEL_URL="http://localhost:$port" \
    sh -c 'cd /app && exec .venv/bin/python manage.py serve' &
server=$!
for _ in $(seq 120); do
    if chroot --userspec=10001:10001 "$root" env -i PORT="$port" sh -c 'cd /app && .venv/bin/python deploy/image/healthy.py' 2> /dev/null; then
        served=yes
        break
    fi
    kill -0 "$server" || break
    sleep 0.5
done
[ "${served:-}" = yes ] || { echo "Schakel did not answer /gezond." >&2; exit 1; }
pg_dump_version=$(chroot "$root" pg_dump --version)
written=$(find "$root" -xdev -newer "$marker" -type f -not -path "$root/data/*" -not -path "$root/proc/*" | head)
[ -z "$written" ] || { echo "Something was written outside /data: $written" >&2; exit 1; }
[ "$(ps -o uid= -p "$server" | tr -d ' ')" = 10001 ] || { echo "It does not run as its own user." >&2; exit 1; }
kill -TERM "$server"
wait "$server" && ended=0 || ended=$?
server=
echo "Bare Debian: $before MB. With Schakel: $after MB. Served as user 10001; stopped with $ended. $pg_dump_version."
