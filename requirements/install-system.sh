#!/bin/sh
# Install the Debian packages that the lists name, where they are missing.
# With root or sudo it installs them; otherwise it says in one line which ones are missing.
set -eu
missing=""
for package in $(cat "$@"); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' && continue
    # A program of that name from elsewhere will do as well.
    case "$package" in nodejs) command -v node >/dev/null && continue ;; npm) command -v npm >/dev/null && continue ;; esac
    missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    run="sudo -n"
else
    echo "Please install these Debian packages first: apt-get install$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
# Package managers of other programs may hold the lock for a while.
$run apt-get -o DPkg::Lock::Timeout=300 -qq update
# shellcheck disable=SC2086
$run apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install $missing >/dev/null
