# shellcheck shell=bash disable=SC2034
# What tests/run, tests/long and the benches stand on: where things are built, which tools are there, a home, a
# message bus and a display of their own. Sourced, not run; sets up nothing until a function is called.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${PARCELPROOF_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parcelproof}
tools=$cache/tools
# a bench started by tests/long finds the same folder although HOME has moved
export PARCELPROOF_TEST_CACHE=$cache

export CARGO_TARGET_DIR=$cache/target
export CARGO_INCREMENTAL=0
export CARGO_TERM_COLOR=never
# cargo and rustup stay where they are when HOME moves
export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo}
export RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
export PYTHONPATH=$tools/python${PYTHONPATH:+:$PYTHONPATH}
export PATH=$PATH:$tools/python/bin

say() { printf '\n== %s\n' "$*"; }

# Debian package, and a command that succeeds when what we need of it is there.
needed='
xvfb                     command -v Xvfb
mesa-vulkan-drivers      ls /usr/share/vulkan/icd.d/lvp_icd*
libgl1-mesa-dri          ls /usr/lib/*/dri/swrast_dri.so
libegl1                  ls /usr/lib/*/libEGL.so.1
libxkbcommon-x11-0       ls /usr/lib/*/libxkbcommon-x11.so.0
ffmpeg                   command -v ffmpeg
imagemagick              command -v identify
libimage-exiftool-perl   command -v exiftool
mediainfo                command -v mediainfo
xdotool                  command -v xdotool
dbus-daemon              command -v dbus-run-session
dbus-x11                 command -v dbus-launch
python3-dbusmock         /usr/bin/python3 -c "import dbusmock"
at-spi2-core             ls /usr/libexec/at-spi-bus-launcher
python3-pip              python3 -m pip --version
unzip                    command -v unzip
'

missing_packages() {
    local package check
    while read -r package check; do
        [ -n "$package" ] || continue
        bash -c "$check" >/dev/null 2>&1 || echo "$package"
    done <<<"$needed"
}

# Installs what is missing when it may, else names it; the tests that need it then fail by themselves.
set_up_tools() {
    local missing
    mapfile -t missing < <(missing_packages)
    if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing ${missing[*]}"
        apt-get update -q >/dev/null || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null || true
        mapfile -t missing < <(missing_packages)
    fi
    if [ ${#missing[@]} -gt 0 ]; then
        say "missing, please install: ${missing[*]}"
    fi
    # bagit reads bundles again; icalendar and vobject are two readers of calendar files that share no code
    local module wanted
    for wanted in 'bagit>=1.8,<2' 'icalendar>=6,<8' 'vobject>=0.9.9,<2'; do
        module=${wanted%%[<>]*}
        if ! python3 -c "import $module" 2>/dev/null; then
            say "installing $module below $tools"
            # a folder of its own, so that neither the system's Python nor the buyer's is touched
            if ! python3 -m pip install -q --disable-pip-version-check --target "$tools/python" "$wanted"; then
                say "missing, please install: $module (from PyPI)"
            fi
        fi
    done
}

# A home, runtime folder and settings nobody else sees; removed by leave_surroundings.
own_home() {
    surroundings=$(mktemp -d "${TMPDIR:-/tmp}/parcelproof-tests.XXXXXX")
    export HOME=$surroundings/home
    export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_STATE_HOME=$HOME/.local/state
    export XDG_CACHE_HOME=$HOME/.cache XDG_RUNTIME_DIR=$surroundings/runtime
    mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME"
    mkdir -m 700 "$XDG_RUNTIME_DIR"
    unset WAYLAND_DISPLAY PARCELPROOF_LIBRARY DBUS_SESSION_BUS_ADDRESS
}

# A message bus of its own, when there is a program for it.
own_bus() {
    command -v dbus-daemon >/dev/null || { say 'no message bus: dbus-daemon is missing'; return 0; }
    local told=$surroundings/bus
    dbus-daemon --session --nofork --print-address=1 >"$told" 2>/dev/null &
    bus_pid=$!
    wait_for_line "$told" || { say 'no message bus: dbus-daemon did not start'; return 0; }
    DBUS_SESSION_BUS_ADDRESS=$(head -n 1 "$told")
    export DBUS_SESSION_BUS_ADDRESS
}

# A display of its own; the server chooses the number, so runs beside each other do not meet.
own_display() {
    unset DISPLAY
    command -v Xvfb >/dev/null || { say 'no display: Xvfb is missing'; return 0; }
    local told=$surroundings/display
    : >"$told"
    Xvfb -displayfd 5 -screen 0 1600x1200x24 -nolisten tcp 5>"$told" >"$surroundings/xvfb.log" 2>&1 &
    display_pid=$!
    wait_for_line "$told" || { say 'no display: Xvfb did not start'; return 0; }
    DISPLAY=:$(head -n 1 "$told")
    export DISPLAY
}

# Waits, ten seconds at most, until a whole line stands in a file.
wait_for_line() {
    local turn
    for ((turn = 0; turn < 200; turn++)); do
        [ "$(wc -l <"$1")" -gt 0 ] && return 0
        sleep 0.05
    done
    return 1
}

# Ends what own_bus and own_display started and removes the home. Safe to call at any time.
leave_surroundings() {
    local pid
    for pid in "${display_pid:-}" "${bus_pid:-}"; do
        [ -z "$pid" ] || { kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; } || true
    done
    [ -z "${surroundings:-}" ] || rm -rf "$surroundings"
}
