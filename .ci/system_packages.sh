#!/bin/sh
# Installs what is missing of the system packages for: offscreen | window | journey | word | validator | python EXE.
# With everything present it only looks.  Without the right to install it prints one line saying what to install;
# word, validator and python then fail, for nothing of them works without.
set -eu

OFFSCREEN="libgl1 libegl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libdbus-1-3"
WINDOW="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
 libxcb-render-util0 libxcb-image0 libxcb-randr0 libxcb-xfixes0"
LIBRARIES_OFFSCREEN="libGL.so.1 libEGL.so.1 libglib-2.0.so.0 libfontconfig.so.1 libxkbcommon.so.0 libdbus-1.so.3"
LIBRARIES_WINDOW="libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0 libxcb-xkb.so.1
 libxkbcommon-x11.so.0 libxcb-render-util.so.0 libxcb-image.so.0 libxcb-randr.so.0 libxcb-xfixes.so.0"

wanted=""

want() {
    wanted="$wanted $*"
}

want_libraries() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    for library in $1; do
        case "$known" in
        *"$library "*) ;;
        *) want $2; return ;;
        esac
    done
}

want_command() {
    command -v "$1" >/dev/null 2>&1 || want "$2"
}

# LibreOffice reads .xlsx files only with its Calc library.
want_calc() {
    office=$(readlink -f "$(command -v soffice)" 2>/dev/null) || office=""
    [ -n "$office" ] && [ -e "${office%/*}/libsclo.so" ] || want libreoffice-calc-nogui
}

want_font() {
    if ! command -v fc-list >/dev/null 2>&1; then
        want fontconfig fonts-noto-cjk
    elif [ -z "$(fc-list :lang=zh family)" ]; then
        want fonts-noto-cjk
    fi
}

[ "$(uname -s)" = Linux ] || exit 0

purpose="${1:-offscreen}"
case "$purpose" in
offscreen | window | journey | word)
    want_libraries "$LIBRARIES_OFFSCREEN" "$OFFSCREEN"
    want_font
    ;;
esac
case "$purpose" in
offscreen) ;;
window) want_libraries "$LIBRARIES_WINDOW" "$WINDOW" ;;
journey)
    want_libraries "$LIBRARIES_WINDOW" "$WINDOW"
    want_command Xvfb xvfb
    want_command xdotool xdotool
    ;;
word)
    want_command soffice libreoffice-writer-nogui
    want_calc
    want_command pdftotext poppler-utils
    ;;
validator) want_command npm npm ;;
python)
    # Debian keeps ensurepip, which venv needs, in a package of its own.
    "$2" -c 'import ensurepip' 2>/dev/null ||
        want "$("$2" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    ;;
*) echo "unknown purpose: $purpose" >&2; exit 2 ;;
esac

[ -n "$wanted" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        as_root="none"
    fi
    if [ "$as_root" != none ]; then
        echo "Installing system packages:$wanted"
        log=$(mktemp)
        if $as_root apt-get update -qq >"$log" 2>&1 &&
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >>"$log" 2>&1; then
            rm -f "$log"
            exit 0
        fi
        tail -n 5 "$log" >&2
    fi
fi
echo "Please install these system packages (Debian names):$wanted" >&2
case "$purpose" in
word | validator | python) exit 1 ;;
esac
