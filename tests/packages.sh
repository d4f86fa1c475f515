#!/bin/sh
# Installs the Debian packages named that are missing; nothing to do takes no time. As root, or with
# sudo; with neither it prints the line to type and stops.
have=$(dpkg-query -W -f='${db:Status-Status}:${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed://p')
missing=
for p in "$@"; do
    echo "$have" | grep -qx "$p" || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    as=
elif command -v sudo >/dev/null; then
    as=sudo
else
    echo "These packages are missing; as root type:" >&2
    echo "  apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing:$missing"
# shellcheck disable=SC2086
install() { $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; }
install || { $as apt-get update -q && install; }
