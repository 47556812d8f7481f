#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Checks of what is installed and of the scripts that install it: check.sh SUBJECT GATEHOUSED
# A subject is one of the functions check_…; exit status 77 says that a tool is not there.
set -euo pipefail
export LC_ALL=C.UTF-8

subject=$1
gatehoused=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

scratch=$(mktemp --directory)
server=
trap '[ -z "$server" ] || kill "$server" || true; rm -rf "$scratch"' EXIT

wrong()
{
    echo "WRONG: $*" >&2
    exit 1
}

need()
{
    command -v "$1" >/dev/null && return 0
    echo "$1 is not installed" >&2
    exit 77
}

# refuses STATUS WORDS COMMAND…: the command must end with that status and say the words.
refuses()
{
    local status=0
    "${@:3}" >"$scratch/out" 2>&1 || status=$?
    [ "$status" -eq "$1" ] || wrong "'${*:3}' ends with $status, not $1: $(cat "$scratch/out")"
    grep --quiet --fixed-strings -e "$2" "$scratch/out" || wrong "'${*:3}' does not say '$2': $(cat "$scratch/out")"
}

check_scripts()
{
    local script
    for script in installer/*.sh tests/run.sh tests/installer/check.sh .ci/run; do
        bash -n "$script"
        grep --quiet 'SPDX-License-Identifier: GPL-3.0-only' "$script" || wrong "$script names no licence"
    done
    for script in installer/quickstart.sh installer/check-bare.sh tests/run.sh .ci/run; do
        [ -x "$script" ] || wrong "$script cannot be run"
    done
    need shellcheck
    shellcheck installer/*.sh tests/run.sh tests/installer/check.sh .ci/run
    shellcheck --shell=dash installer/server/{postinst,prerm,postrm}
}

check_unit()
{
    local key unit=installer/server/gatehouse.service
    for key in Type=notify User=gatehouse StateDirectory=gatehouse CapabilityBoundingSet= NoNewPrivileges=yes \
               PrivateTmp=yes ProtectSystem=strict ProtectHome=yes MemoryDenyWriteExecute=yes \
               RestrictAddressFamilies= SystemCallFilter=@system-service LimitNOFILE= UMask=0077; do
        grep --quiet "^$key" "$unit" || wrong "$unit lacks $key"
    done
    need systemd-analyze
    sed "s|/usr/bin/gatehoused|$gatehoused|" "$unit" >"$scratch/gatehouse.service"
    SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no --recursive-errors=no "$scratch/gatehouse.service" \
        >"$scratch/out" 2>&1 || wrong "$(cat "$scratch/out")"
    ! grep --fixed-strings "$scratch/gatehouse.service" "$scratch/out" || wrong "systemd does not understand the unit"
    # Exposure 0 is perfect, 10 is no protection at all; the threshold is ten times that.
    systemd-analyze security --offline=yes --threshold=20 --no-pager "$scratch/gatehouse.service" >"$scratch/out" 2>&1 ||
        wrong "the unit is exposed: $(tail -n 1 "$scratch/out")"
}

check_desktop()
{
    need desktop-file-validate
    desktop-file-validate installer/console/gatehouse-console.desktop
    ! command -v appstreamcli >/dev/null || appstreamcli validate --no-net installer/console/*.metainfo.xml
    [ -s resources/icons/gatehouse.svg ] || wrong "the icon is missing"
}

serve_somewhere()
{
    "$gatehoused" serve --data-dir "$scratch/other" --listen 127.0.0.1:0 >"$scratch/served" 2>"$scratch/served.log" &
    server=$!
    for _ in {1..200}; do
        ! grep --quiet '^listening on' "$scratch/served" || break
        kill -0 "$server" 2>/dev/null || break
        sleep 0.05
    done
    port=$(sed -n 's/^listening on .*://p' "$scratch/served")
    [ -n "$port" ] || wrong "the server does not start: $(cat "$scratch/served.log")"
}

check_quickstart()
{
    local quickstart=installer/quickstart.sh port
    "$quickstart" --help | grep --quiet -e --headless || wrong "--help does not help"
    refuses 2 "no option '--nonsense'" "$quickstart" --nonsense
    refuses 2 "--port needs a value" "$quickstart" --port
    for port in 0 65536 80x '1 1' -5; do
        refuses 2 "--port takes a number from 1 to 65535" "$quickstart" --port "$port"
    done
    refuses 0 "No server of this script is running" "$quickstart" --stop --data-dir "$scratch/none"
    serve_somewhere
    refuses 1 "choose another port" "$quickstart" --headless --data-dir "$scratch/data" --port "$port"
    refuses 1 "Port $port on 127.0.0.1 is taken" "$quickstart" --headless --data-dir "$scratch/data" --port "$port"
    [ -z "$(find "$scratch/data" -type f ! -name quickstart.lock)" ] || wrong "a refusal leaves files behind"
    # A process that came to have the number of a server that is gone is not stopped.
    echo "$server" >"$scratch/data/gatehoused.pid"
    refuses 0 "No server of this script is running" "$quickstart" --stop --data-dir "$scratch/data"
    kill -0 "$server" || wrong "--stop stopped somebody else's process"
    refuses 2 "--preset needs a value" tests/run.sh --preset
    tests/run.sh --help | grep --quiet -e --quick || wrong "tests/run.sh --help does not help"
}

# The example configuration must name keys that exist, with values that are allowed.
check_configuration()
{
    local shipped=installer/server/gatehouse.toml
    "$gatehoused" check --config "$shipped" --data-dir "$scratch/shipped" >"$scratch/out" 2>&1 ||
        wrong "the configuration as shipped is refused: $(cat "$scratch/out")"
    sed --regexp-extended 's/^#([a-z_]+ = |\[)/\1/; /^(certificate|key|password_file|ca_file|client_secret_file) =/d' "$shipped" \
        >"$scratch/all.toml"
    sed '/^\[providers/,/^\[geoip/{/^\[geoip/!d}' "$scratch/all.toml" >"$scratch/defaults.toml"
    "$gatehoused" check --config "$scratch/defaults.toml" --data-dir "$scratch/all" >"$scratch/out" 2>&1 ||
        wrong "a default in the comments is refused: $(cat "$scratch/out")"
    # Nobody answers at the example's provider, but its keys have to be right for that to be found out.
    "$gatehoused" check --config "$scratch/all.toml" --data-dir "$scratch/all" >"$scratch/out" 2>&1 || true
    grep --quiet 'id\.example\.org' "$scratch/out" || wrong "the example of a provider is refused: $(cat "$scratch/out")"
}

"check_$subject"
