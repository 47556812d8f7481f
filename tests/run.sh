#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Installs what is missing, builds, runs the tests; ctest's summary comes last.
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"
# shellcheck source=installer/build.sh
. "$root/installer/build.sh"

usage()
{
    cat <<'END'
Usage: tests/run.sh [--quick] [--preset default|asan] [--werror] [CTEST ARGUMENT…]

  --quick         leaves out the tests with a browser or a database server
  --preset NAME   builds in another of the ways that CMakePresets.json names
  --werror        treats warnings as errors
Everything else goes to ctest: tests/run.sh -R totp
END
}

preset=default
quick=
options=()
arguments=()
while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick=yes && arguments+=(--label-exclude 'browser|postgresql') ;;
        --preset)
            [ -n "${2:-}" ] || { echo "--preset needs a value. Try --help." >&2; exit 2; }
            preset=$2
            shift
            ;;
        --werror) options+=(-DGATEHOUSE_WERROR=ON) ;;
        --help | -h) usage && exit 0 ;;
        *) arguments+=("$1") ;;
    esac
    shift
done

cd "$root"
case $preset in
    default) folder=build ;;
    *) folder=build-$preset ;;
esac
mkdir -p "$folder"
log=$root/$folder/run.log
: >"$log"

require_space "$root/$folder" 2500

packages=("${server_packages[@]}" "${console_packages[@]}" "${test_packages[@]}")
[ -n "$quick" ] || packages+=("${browser_packages[@]}")
install_packages "$log" "${packages[@]}"

echo "Configuring ($preset)."
configure "$log" "$preset" "${options[@]}"
echo "Building ($preset). The compiler's words go to $log."
build "$log" "$preset"
ctest --preset "$preset" --no-tests=error --parallel "$(nproc)" "${arguments[@]}"
