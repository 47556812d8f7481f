#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# shellcheck disable=SC2016 # commands for a shell inside are quoted as they are
# Proves on a bare Debian 12, made in a folder by debootstrap, that the two commands and the packages
# do what they say. Needs root and debootstrap, about 6 GB and, on two cores, half an hour.
# Everything runs in mount and process namespaces of its own: nothing stays mounted or running.
set -Eeuo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage()
{
    cat <<'END'
Usage: installer/check-bare.sh [--folder DIR] [--mirror URL] [--ccache DIR] [quickstart|tests|ci|packages]…

  --folder DIR   where the bare system goes; kept, and used again by the next run.
                 Without it a temporary one is made and removed
  --mirror URL   of Debian's packages (http://deb.debian.org/debian)
  --ccache DIR   a cache of compiled files for the steps tests and ci, to save time

The last commit is what is checked. Steps, all but ci when none is named:
  quickstart     a user with sudo runs quickstart.sh --headless twice, signs in and stops it
  tests          root runs tests/run.sh
  ci             root runs .ci/run
  packages       both packages are made, installed, run by the service's user and purged
END
}

mirror=http://deb.debian.org/debian
folder=
ccache=
steps=()
while [ $# -gt 0 ]; do
    case $1 in
        --folder) folder=${2:?} && shift ;;
        --mirror) mirror=${2:?} && shift ;;
        --ccache) ccache=${2:?} && shift ;;
        --help | -h) usage && exit 0 ;;
        quickstart | tests | ci | packages) steps+=("$1") ;;
        *) echo "There is no step '$1'. Try --help." >&2; exit 2 ;;
    esac
    shift
done
[ ${#steps[@]} -gt 0 ] || steps=(quickstart tests packages)

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
    echo "This needs root and the package debootstrap." >&2
    exit 1
fi

if [ "${GATEHOUSE_CHECK_INSIDE:-}" != yes ]; then
    if [ -z "$folder" ]; then
        folder=$(mktemp --directory /var/tmp/gatehouse-bare.XXXXXX)
        trap 'rm -rf --one-file-system "$folder" "$folder.clean"' EXIT
    fi
    mkdir -p "$folder"
    GATEHOUSE_CHECK_INSIDE=yes unshare --mount --pid --fork --kill-child \
        "${BASH_SOURCE[0]}" --folder "$folder" --mirror "$mirror" ${ccache:+--ccache "$ccache"} "${steps[@]}"
    exit
fi

# The network is the host's: a port that nobody has.
port=18420
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
trap 'echo "WRONG: line $LINENO" >&2' ERR
tree=/home/ada/gatehouse

say() { printf '\n== %s\n' "$*"; }

wrong()
{
    printf 'WRONG: %s\n' "$*" >&2
    exit 1
}

# A shell in the bare system with an environment of its own: bare USER SECONDS COMMAND.
bare()
{
    timeout --kill-after=10 "$2" chroot "$folder" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        su --login --whitelist-environment=http_proxy,https_proxy "$1" --shell /bin/bash --command "set -euo pipefail; $3"
}

make_system()
{
    [ -x "$folder/usr/bin/apt-get" ] && return 0
    say "A bare Debian 12 in $folder"
    debootstrap --variant=minbase bookworm "$folder" "$mirror" >"$folder.log" 2>&1 || { tail "$folder.log"; exit 1; }
    rm -f "$folder.log"
    local suite
    for suite in bookworm bookworm-updates; do echo "deb $mirror $suite main"; done >"$folder/etc/apt/sources.list"
    echo "deb ${mirror%/debian}/debian-security bookworm-security main" >>"$folder/etc/apt/sources.list"
    grep --no-messages --no-filename '^Acquire::' /etc/apt/apt.conf.d/* >"$folder/etc/apt/apt.conf.d/90host" || true
}

mount_what_a_system_has()
{
    local node
    mount --make-rprivate /
    mount -t proc proc "$folder/proc"
    mount -t tmpfs -o mode=755 tmpfs "$folder/dev"
    for node in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
        IFS=: read -r name major minor <<<"$node"
        mknod --mode=666 "$folder/dev/$name" c "$major" "$minor"
    done
    mkdir "$folder/dev/pts" "$folder/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=666 devpts "$folder/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$folder/dev/shm"
    ln -s pts/ptmx "$folder/dev/ptmx"
    ln -s /proc/self/fd "$folder/dev/fd"
    ln -s /proc/self/fd/0 "$folder/dev/stdin"
    ln -s /proc/self/fd/1 "$folder/dev/stdout"
    ln -s /proc/self/fd/2 "$folder/dev/stderr"
    if [ -n "$ccache" ]; then
        mkdir -p "$folder/root/.cache/ccache"
        mount --bind "$ccache" "$folder/root/.cache/ccache"
    fi
    cp /etc/resolv.conf /etc/hosts "$folder/etc/"
}

# A user who may use sudo, and git: more is not there. The sources come as a clone of the last commit.
fetch_sources()
{
    if [ ! -e "$folder/home/ada" ]; then
        bare root 300 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends git sudo
            useradd --create-home ada && echo "ada ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/ada' >/dev/null 2>&1
    fi
    rm -rf "$folder$tree.git"
    git clone --quiet --bare "$root" "$folder$tree.git"
    chown -R --reference="$folder/home/ada" "$folder$tree.git"
    if [ -e "$folder$tree" ]; then
        chown -R --reference="$folder/home/ada" "$folder$tree" # root's tests wrote here too
        bare ada 60 "cd gatehouse && git fetch --quiet && git reset --quiet --hard FETCH_HEAD"
    else
        bare ada 60 "git clone --quiet gatehouse.git gatehouse"
    fi
}

# What must stay the same when quickstart.sh runs again. The log of the build says that it ran.
fingerprint()
{
    bare ada 60 'cd gatehouse && find . ~/.local/share/gatehouse -type f \
        ! -name quickstart.log ! -name "*.db-*" ! -name gatehoused.log ! -name ".ninja_*" ! -path "./.git/*" -printf "%p %s %T@\n" | sort
        stat --format="%n %y" /var/lib/dpkg/status /var/lib/apt/lists'
}

check_quickstart()
{
    say "quickstart.sh --headless, the first time"
    local before began
    began=$SECONDS
    bare ada 2400 "gatehouse/installer/quickstart.sh --headless --port $port"
    echo "Took $((SECONDS - began)) s."

    say "The second time"
    before=$(fingerprint)
    began=$(date +%s%N)
    bare ada 60 "gatehouse/installer/quickstart.sh --headless --port $port"
    local took=$((($(date +%s%N) - began) / 1000000))
    echo "Took $took ms."
    [ "$took" -lt 5000 ] || wrong "the second run takes 5 s or more"
    [ "$before" = "$(fingerprint)" ] || wrong "the second run changed: $(diff <(echo "$before") <(fingerprint) || true)"

    say "The first admin signs in"
    bare ada 30 '{ read -r email && read -r password; } <~/.local/share/gatehouse/first-admin
        curl --silent --show-error --fail --output /dev/null --json "{\"email\":\"$email\",\"password\":\"$password\"}" \
            http://127.0.0.1:'$port'/api/auth/login'
    bare ada 30 "gatehouse/installer/quickstart.sh --stop"
}

check_tests()
{
    say "tests/run.sh"
    bare root 3600 "git config --global --add safe.directory '*'; cd $tree && tests/run.sh"
}

check_ci()
{
    say ".ci/run"
    bare root 3600 "cd $tree && time CI=true bash .ci/run"
}

make_packages()
{
    bare ada 2400 "cd gatehouse && cmake --preset release && cmake --build --preset release --target package" \
        >"$folder/packages.log" 2>&1 || { tail -n 30 "$folder/packages.log"; wrong "no packages"; }
    ls -l "$folder$tree"/build-release/*.deb
}

check_packages()
{
    local left built=$folder$tree/build-release
    say "Both packages are made"
    bare root 600 ". $tree/installer/packages.sh
        install_packages /tmp/packages.log \"\${server_packages[@]}\" \"\${console_packages[@]}\""
    make_packages

    say "They install where nothing else is"
    folder=$folder.clean
    make_system
    mount_what_a_system_has
    cp "$built"/*.deb "$folder/tmp/"
    bare root 600 "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends \
        curl /tmp/gatehouse-{server,console}_*.deb >/tmp/install.log 2>&1" || { tail "$folder/tmp/install.log"; exit 1; }
    grep --after-context=9 'first admin' "$folder/tmp/install.log" || wrong "the installation shows no set-up link"

    say "The service's user runs the server"
    bare root 60 'arguments="--config /etc/gatehouse/gatehouse.toml --data-dir /var/lib/gatehouse"
        runuser -u gatehouse -- gatehoused check $arguments
        runuser -u gatehouse -- gatehoused serve $arguments --listen 127.0.0.1:'$port' >/tmp/served 2>/tmp/served.log &
        for i in {1..50}; do grep -q "^listening on" /tmp/served && break; sleep 0.1; done
        curl --silent --show-error --fail http://127.0.0.1:'$port'/api/health/ready && echo
        kill $(cat /proc/$!/task/*/children) && wait
        QT_QPA_PLATFORM=offscreen gatehouse-console --version 2>/dev/null'

    say "They purge"
    bare root 120 'apt-get purge -qqy gatehouse-server gatehouse-console >/dev/null'
    left=$(find "$folder" -xdev -iname '*gatehouse*' ! -path "$folder/tmp/*" -print)
    ! grep gatehouse "$folder/etc/passwd" "$folder/etc/group" || wrong "the user is still there"
    [ -z "$left" ] || wrong "purging leaves: $left"
    umount "$folder/dev/pts" "$folder/dev/shm" "$folder/dev" "$folder/proc"
    rm -rf --one-file-system "$folder"
    folder=${folder%.clean}
}

make_system
mount_what_a_system_has
fetch_sources
for step in "${steps[@]}"; do
    "check_$step"
done
say "Everything as it should be: ${steps[*]}"
