#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# with-desktop.sh COMMAND…: runs it on a desktop of its own: a display (Xvfb), a D-Bus session, an
# unlocked keyring and an empty home, all gone afterwards. Nothing of the caller's desktop is touched.
set -euo pipefail

home=$(mktemp --directory)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"

export HOME=$home XDG_RUNTIME_DIR=$home/run
export XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
export QT_QPA_PLATFORM=xcb XDG_CURRENT_DESKTOP=GNOME LC_ALL=C.UTF-8 NO_AT_BRIDGE=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

# The keyring's password is one line; the daemon ends with its bus.
# shellcheck disable=SC2016 # for the inner shell
dbus-run-session -- xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24 -dpi 96 -nolisten tcp' \
    sh -c 'echo keyring | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; exec "$@"' \
    desktop "$@"
