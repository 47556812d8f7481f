#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# From a fresh Debian 12 to a running Gatehouse with a first admin. Running it again changes nothing.
set -Eeuo pipefail
export LC_ALL=C.UTF-8
umask 077

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"
# shellcheck source=installer/build.sh
. "$root/installer/build.sh"

usage()
{
    cat <<'END'
Usage: installer/quickstart.sh [--headless] [--port PORT] [--data-dir DIR] [--email ADDRESS]
       installer/quickstart.sh --stop [--data-dir DIR]

Installs what is missing, builds, creates the first admin, starts the server on its embedded
database and opens the console when there is a display. Harmless and quick when run again.

  --headless        never opens a window
  --port PORT       the port on 127.0.0.1; kept for the next runs (8420)
  --data-dir DIR    where the database, keys and logs live (~/.local/share/gatehouse)
  --email ADDRESS   the first admin's (admin@example.com)
  --stop            stops the server that this script started
END
}

fail()
{
    printf '%s\n' "$@" >&2
    exit 1
}

wrong_usage()
{
    echo "$1 Try --help." >&2
    exit 2
}

default_dir=${XDG_DATA_HOME:-${HOME:-/root}/.local/share}/gatehouse
data_dir=$default_dir
email=admin@example.com
port=
headless=
stop=

while [ $# -gt 0 ]; do
    case $1 in
        --headless) headless=1 ;;
        --stop) stop=1 ;;
        --help | -h) usage && exit 0 ;;
        --port | --data-dir | --email)
            [ -n "${2:-}" ] || wrong_usage "$1 needs a value."
            case $1 in
                --port) port=$2 ;;
                --data-dir) data_dir=$2 ;;
                --email) email=$2 ;;
            esac
            shift
            ;;
        *) wrong_usage "There is no option '$1'." ;;
    esac
    shift
done
if [ -n "$port" ] && ! { [[ $port =~ ^[0-9]{1,5}$ ]] && ((10#$port >= 1 && 10#$port <= 65535)); }; then
    wrong_usage "--port takes a number from 1 to 65535, not '$port'."
fi

mkdir -p "$data_dir" || fail "The data directory $data_dir cannot be made. Choose another with --data-dir."
data_dir=$(cd "$data_dir" && pwd)
[ -w "$data_dir" ] || fail "The data directory $data_dir belongs to somebody else. Choose another with --data-dir."

gatehoused=$root/build/bin/gatehoused
console=$root/build/bin/gatehouse-console
build_log=$root/build/quickstart.log
server_log=$data_dir/gatehoused.log
credentials=$data_dir/first-admin
pid_file=$data_dir/gatehoused.pid
url_file=$data_dir/gatehoused.url
port_file=$data_dir/port
already_there='exists already'

# How to call this script again for the same data.
self=installer/quickstart.sh
[ "$data_dir" = "$default_dir" ] || self+=" --data-dir $data_dir"

# A server that is starting and not yet ready: taken down again when we are interrupted.
starting=

clean_up()
{
    [ -z "$starting" ] || kill "$starting" 2>/dev/null || true
    rm -f "$credentials.new"
}
trap clean_up EXIT
trap 'echo "Line $LINENO went wrong, which nobody foresaw: $BASH_COMMAND" >&2' ERR
trap 'echo; echo "Interrupted. Run it again to go on from here." >&2; exit 130' INT TERM HUP

# running_pid FILE PROGRAM [ARGUMENT]: the process of that file, if it still is that program, with
# that argument, and not one that came to have the same number.
running_pid()
{
    local pid
    pid=$(cat "$1" 2>/dev/null) && [ -n "$pid" ] || return 1
    [ -r "/proc/$pid/cmdline" ] || return 1
    [ "$(tr '\0' '\n' <"/proc/$pid/cmdline" | head -n 1)" = "$2" ] || return 1
    [ -z "${3:-}" ] || tr '\0' '\n' <"/proc/$pid/cmdline" | grep --quiet --line-regexp --fixed-strings -- "$3" || return 1
    echo "$pid"
}

stop_server()
{
    local pid
    if ! pid=$(running_pid "$pid_file" "$gatehoused" "$data_dir"); then
        rm -f "$pid_file" "$url_file"
        return 1
    fi
    kill "$pid"
    for _ in {1..100}; do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    ! kill -0 "$pid" 2>/dev/null || fail "The server (process $pid) does not stop. Its log is $server_log."
    rm -f "$pid_file" "$url_file"
}

if [ -n "$stop" ]; then
    if stop_server; then
        echo "Stopped."
    else
        echo "No server of this script is running on $data_dir."
    fi
    exit 0
fi

exec 9>>"$data_dir/quickstart.lock"
flock --nonblock 9 || fail "Another quickstart.sh is at work on $data_dir. Wait for it, or choose another --data-dir."

build_programs()
{
    (umask 022 && mkdir -p "$root/build") || fail "$root is not yours to build in. Clone Gatehouse into a folder of yours."
    require_space "$root/build" 800 || exit 1
    : >"$build_log"
    install_packages "$build_log" "${server_packages[@]}" "${console_packages[@]}" || exit 1
    cd "$root"
    if [ ! -e build/build.ninja ]; then
        echo "Configuring."
        (umask 022 && configure "$build_log" default) || exit 1
    fi
    [ -x "$gatehoused" ] && [ -x "$console" ] || echo "Building, in a few minutes. The compiler's words go to $build_log."
    (umask 022 && build "$build_log" default gatehoused gatehouse-console) || exit 1
}

# Four groups of five letters and digits, 100 bits.
make_password()
{
    local text
    text=$(head -c 1000 /dev/urandom | LC_ALL=C tr -dc 'a-km-np-z2-9')
    echo "${text:0:5}-${text:5:5}-${text:10:5}-${text:15:5}"
}

# The password is written down before the account is made: a run that is interrupted in between
# leaves it for the next one, which tries again with the same.
create_admin()
{
    local password output again=
    [ ! -e "$credentials" ] || return 0
    if [ -e "$credentials.tried" ]; then
        again=1
    else
        printf '%s\n%s\n' "$email" "$(make_password)" >"$credentials.new"
        mv "$credentials.new" "$credentials.tried"
    fi
    { read -r email && read -r password; } <"$credentials.tried"
    if ! output=$("$gatehoused" admin create --data-dir "$data_dir" --email "$email" --name "First Admin" \
                  --password-stdin <<<"$password" 2>&1); then
        if [ -z "$again" ] || [[ $output != *"$already_there"* ]]; then
            rm -f "$credentials.tried"
            fail "$output" "The first admin could not be created." \
                 "If $email is there already, this makes a one-time link to a new password:" \
                 "  $gatehoused admin recover --data-dir $data_dir${port:+ --listen 127.0.0.1:$port} --email $email"
        fi
    fi
    mv "$credentials.tried" "$credentials"
}

port_is_taken()
{
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

refuse_a_taken_port()
{
    local owner=
    port_is_taken "$1" || return 0
    if command -v ss >/dev/null; then
        owner=$(ss -Hltnp "sport = :$1" | sed -n '1s/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/ by \1 (process \2)/p')
    fi
    fail "Port $1 on 127.0.0.1 is taken${owner:- by another program}." \
         "Stop that program, or choose another port: $self --port $((10#$1 < 65000 ? 10#$1 + 10 : 9420))"
}

# Without --port: the one of the last run, unless a configuration in the data directory decides.
choose_port()
{
    local running=
    running_pid "$pid_file" "$gatehoused" "$data_dir" >/dev/null && running=1
    if [ -z "$port" ] && [ -n "$running" ]; then
        port=$(cat "$port_file" 2>/dev/null || true)
    elif [ -z "$port" ] && [ ! -e "$data_dir/gatehouse.toml" ]; then
        port=$(cat "$port_file" 2>/dev/null || echo 8420)
    fi
    if [ -n "$port" ] && ! { [ -n "$running" ] && [ "$port" = "$(cat "$port_file" 2>/dev/null)" ]; }; then
        refuse_a_taken_port "$port"
    fi
}

start_server()
{
    local listen=() url='' offset
    [ -z "$port" ] || listen=(--listen "127.0.0.1:$port")
    touch "$server_log"
    offset=$(stat --format=%s "$server_log")
    # 9 is our lock; the server outlives us and must not hold it.
    setsid "$gatehoused" serve --data-dir "$data_dir" "${listen[@]}" >>"$server_log" 2>&1 </dev/null 9>&- &
    starting=$!
    for _ in {1..300}; do
        url=$(tail -c +$((offset + 1)) "$server_log" | sed -n 's/^listening on //p' | head -n 1)
        [ -z "$url" ] || break
        kill -0 "$starting" 2>/dev/null || break
        sleep 0.1
    done
    if [ -z "$url" ]; then
        tail -c +$((offset + 1)) "$server_log" | tail -n 8 >&2
        fail "The server does not start. What it says is above and in $server_log."
    fi
    if [ -n "$port" ]; then echo "$port" >"$port_file"; else rm -f "$port_file"; fi
    echo "$url" >"$url_file"
    echo "$starting" >"$pid_file"
    starting=
    echo "The server is started."
}

ensure_server_runs()
{
    if ! running_pid "$pid_file" "$gatehoused" "$data_dir" >/dev/null; then
        start_server
    elif [ "$gatehoused" -nt "$pid_file" ]; then
        echo "Gatehouse was built anew: starting it again."
        stop_server
        start_server
    elif [ "$port" != "$(cat "$port_file" 2>/dev/null)" ]; then
        stop_server
        start_server
    fi
}

open_console()
{
    [ -z "$headless" ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 0
    ! running_pid "$data_dir/console.pid" "$console" >/dev/null || return 0
    setsid "$console" "$(cat "$url_file")" >>"$data_dir/console.log" 2>&1 </dev/null 9>&- &
    echo $! >"$data_dir/console.pid"
}

# The same words at every run.
tell()
{
    local admin password url
    { read -r admin && read -r password; } <"$credentials"
    url=$(cat "$url_file")
    cat <<END

Gatehouse runs.
  Server     $url
  Console    $console
             server $url
  Admin      $admin
  Password   $password
  Data       $data_dir
  Log        $server_log

The credentials stay in $credentials, for you alone.
Stop it with: $self --stop
END
}

choose_port
build_programs
create_admin
ensure_server_runs
open_console
tell
