# SPDX-License-Identifier: GPL-3.0-only
# shellcheck shell=bash disable=SC2034
# The Debian 12 packages that Gatehouse needs, and how to get those that are missing.
# Sourced by installer/quickstart.sh, tests/run.sh and installer/check-bare.sh.

# To build and run gatehoused, and to make the packages.
server_packages=(
    ca-certificates git
    g++ cmake ninja-build pkg-config ccache mold
    dpkg-dev file                             # packages only: shared library dependencies
    qt6-base-dev qt6-httpserver-dev qt6-websockets-dev libqt6sql6-sqlite
    libexpected-dev libtomlplusplus-dev
    libsodium-dev libssl-dev libmaxminddb-dev libsystemd-dev libcurl4-openssl-dev
    libfido2-dev libqrencode-dev python3-yaml
    curl                                      # not needed by the server: the story in README.md
)

# To build and run gatehouse-console.
console_packages=(
    qt6-tools-dev qt6-l10n-tools              # translations
    qt6-translations-l10n                     # those of Qt itself: "Cancel", "Close"
    qt6-svg-dev libqt6svg6 qt6-qpa-plugins qt6-wayland
    qtkeychain-qt6-dev libsecret-1-0
    breeze-icon-theme fonts-dejavu-core
)

# To run the tests: a display, a keyring, and somebody else's reader of QR codes and maker of TOTP codes.
test_packages=(
    xvfb xauth dbus gnome-keyring
    zbar-tools oathtool openssl
    desktop-file-utils shellcheck
    python3-aiosmtpd                          # a real SMTP server
    jq python3-jwt python3-cryptography       # the commands of docs/api-quickstart.md
)

# To walk the server's own pages in a real browser. NodeSource's nodejs brings an npm of its own and
# refuses Debian's.
browser_packages=(chromium nodejs)
command -v npm >/dev/null || browser_packages+=(npm)

missing_packages()
{
    local package
    local -A installed=()
    while read -r _ _ state package; do
        [ "$state" = installed ] && installed[$package]=1
    done < <(dpkg-query --show --showformat='${Status} ${Package}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        [ -n "${installed[$package]:-}" ] || echo "$package"
    done
}

# install_packages LOG PACKAGE…: installs those that are missing; silent when none is.
# Says on standard error what to do when that cannot be done.
install_packages()
{
    local log=$1 sudo=() missing=()
    shift
    if ! command -v apt-get dpkg-query >/dev/null; then
        echo "This is not Debian: apt-get is missing. Install what installer/packages.sh lists by hand." >&2
        return 1
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Packages are missing, and there is no sudo. Let root run: apt-get install ${missing[*]}" >&2
            return 1
        fi
        sudo=(sudo)
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    {
        "${sudo[@]}" dpkg --configure -a &&
        "${sudo[@]}" apt-get update --quiet &&
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
    } >>"$log" 2>&1 </dev/null && return 0
    tail -n 8 "$log" >&2
    echo "The packages could not be installed. Look into $log, make 'apt-get update' work, and run this again." >&2
    return 1
}
