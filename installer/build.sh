# SPDX-License-Identifier: GPL-3.0-only
# shellcheck shell=bash
# Configuring and building, with one line of progress. Sourced by scripts that set $root.

# One compiler for each core, as long as each gets 1.5 GiB of memory.
build_jobs()
{
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo)
    [ "$memory" -lt "$cores" ] && cores=$memory
    [ "$cores" -ge 1 ] || cores=1
    echo "$cores"
}

# Shows ninja's "[12/340] …" as one line that grows on a terminal, as every tenth of the way elsewhere.
show_progress()
{
    local line tenth=0 shown=0
    while IFS= read -r line; do
        echo "$line" >>"$1"
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
        if [ -t 1 ]; then
            printf '\r  %s of %s ' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
            shown=1
        elif [ $((BASH_REMATCH[1] * 10 / BASH_REMATCH[2])) -gt "$tenth" ]; then
            tenth=$((BASH_REMATCH[1] * 10 / BASH_REMATCH[2]))
            echo "  ${tenth}0 %"
        fi
    done
    [ "$shown" = 0 ] || printf '\r%30s\r' ''
}

# Without them the result is the same, later. ccache knows files again in another clone, too.
export CCACHE_BASEDIR=${root:?} CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
quick_build_options()
{
    ! command -v ccache >/dev/null || echo -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
    ! command -v mold >/dev/null || echo -DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=mold
}

# require_space FOLDER MEGABYTES: says so before the compiler finds out. Nothing where a build stands already.
require_space()
{
    local needed=$2 free
    [ ! -e "$1/build.ninja" ] || return 0
    free=$(df --output=avail --block-size=1M "$1" | tail -n 1)
    [ "$free" -lt "$needed" ] || return 0
    echo "Building takes $needed MB in $1, and only ${free// /} MB are free there. Make room, and run this again." >&2
    return 1
}

# configure LOG PRESET [-DNAME=VALUE…]: run inside the source folder.
configure()
{
    local log=$1 preset=$2 options
    shift 2
    mapfile -t options < <(quick_build_options)
    cmake --preset "$preset" "${options[@]}" "$@" >>"$log" 2>&1 && return 0
    grep --after-context=12 'CMake Error' "$log" | tail -n 20 >&2
    echo "Configuring failed. The whole story is in $log." >&2
    return 1
}

# build LOG PRESET [TARGET…]
build()
{
    local log=$1 preset=$2 targets=()
    shift 2
    [ $# -eq 0 ] || targets=(--target "$@")
    if cmake --build --preset "$preset" --parallel "$(build_jobs)" "${targets[@]}" 2>&1 | show_progress "$log"; then
        return 0
    fi
    grep --after-context=8 --max-count=3 -E '^FAILED:|error:' "$log" >&2 || tail -n 20 "$log" >&2
    echo "The build failed. The whole story is in $log." >&2
    return 1
}
