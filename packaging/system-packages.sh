#!/bin/sh
# Makes sure that the system libraries are there which Python packages cannot bring.
# As root on Debian or Ubuntu it installs what is missing; otherwise it prints the line and stops.
# Usage: system-packages.sh run|test|ci
set -eu

packages="python3-venv libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfreetype6 libfontconfig1
  libdbus-1-3 fonts-noto-core fonts-noto-cjk"
case "${1:-run}" in
  run) packages="$packages libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
    libxcb-xkb1 libxkbcommon-x11-0" ;;
  ci) packages="$packages libreoffice-writer-nogui poppler-utils strace" ;;
esac

[ "$(uname -s)" = Linux ] || exit 0
if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is not Debian or Ubuntu: if the window does not start, install the libraries that"
  echo "Qt for Python needs (OpenGL, EGL, xkbcommon, xcb-cursor, fontconfig) and the Noto fonts."
  exit 0
fi

missing=""
for package in $packages; do
  # Later releases renamed some libraries (libglib2.0-0t64); either name will do.
  dpkg-query -W -f='${Status}\n' "$package" "${package}t64" 2>/dev/null \
    | grep -q '^install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "Some system libraries are missing. Run this line, then the same command again:" >&2
  echo "  sudo apt-get install --yes --no-install-recommends$missing" >&2
  exit 1
fi
echo "Installing system libraries:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # the names are meant to be split
apt-get install -qq --yes --no-install-recommends $missing >/dev/null
