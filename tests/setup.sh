#!/bin/sh
# Makes sure that the system packages which the tests need are there.
# Quick and silent about the network when they are; on Debian and Ubuntu it installs what is missing,
# elsewhere it says what to install, and fails only where something needed is really absent.
set -eu

# Debian package | how to find it elsewhere | what it is for
needs() {
    cat <<'LIST'
gcc|command cc|linking the program
libc6-dev|file /usr/include/stdlib.h|linking the program
git|command git|checking the history with an independent program
strace|command strace|making saves fail on purpose
util-linux|command unshare|a small disk of its own for a test
xvfb|command Xvfb|a screen for tests that open the real window
libxcursor1|library libXcursor.so.1|the window: mouse pointer
libxi6|library libXi.so.6|the window: mouse and touch input
libxkbcommon-x11-0|library libxkbcommon-x11.so.0|the window: keyboard
libegl1|library libEGL.so.1|drawing (OpenGL)
libgl1-mesa-dri|directory dri|drawing (OpenGL) without a graphics card
mesa-vulkan-drivers|library libvulkan.so.1|drawing (Vulkan) without a graphics card
at-spi2-core|file /usr/share/dbus-1/services/org.a11y.Bus.service|using the window as a screen reader does
dbus|command dbus-run-session|using the window as a screen reader does
python3-gi|file /usr/lib/python3/dist-packages/gi/__init__.py|using the window as a screen reader does
gir1.2-atspi-2.0|directory girepository-1.0|using the window as a screen reader does
libfontconfig1|library libfontconfig.so.1|finding the fonts of the system
fonts-dejavu-core|fonts any|a font to find
fonts-liberation|fonts any|the letters of exported documents
khal|command khal|reading exported calendars with an independent program
python3-icalendar|file /usr/lib/python3/dist-packages/icalendar/__init__.py|reading exported calendars with an independent library
libreoffice-calc-nogui|command soffice|opening exported tables in an independent program
libreoffice-writer-nogui|command soffice|opening exported papers in an independent program
poppler-utils|command pdftotext|reading the pages that a table or a paper is printed on
LIST
}

library_directories='/usr/lib/*-linux-gnu /usr/lib64 /usr/lib /lib64 /lib /usr/local/lib'

found() {
    case $1 in
        command) command -v "$2" >/dev/null 2>&1 ;;
        file) [ -e "$2" ] ;;
        library)
            { PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q -F "$2"; } && return 0
            for directory in $library_directories; do
                [ -e "$directory/$2" ] && return 0
            done
            return 1 ;;
        directory)
            for directory in $library_directories; do
                [ -d "$directory/$2" ] && return 0
            done
            return 1 ;;
        fonts) [ -n "$(ls /usr/share/fonts /usr/local/share/fonts 2>/dev/null)" ] ;;
    esac
}

installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if [ "$(uname -s)" != Linux ]; then
    echo "setup: nothing to install on $(uname -s)"
    exit 0
fi

if command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    missing=''
    for package in $(needs | cut -d '|' -f 1); do
        installed "$package" || missing="$missing $package"
    done
    if [ -z "$missing" ]; then
        echo "setup: every package is there"
        exit 0
    fi
    as_root=''
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "setup: these packages are missing; as root: apt-get install$missing" >&2
            exit 1
        fi
        as_root=sudo
    fi
    echo "setup: installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # the list and the prefix are words on purpose
    {
        # An old package list is enough as long as the mirror still serves what it names.
        $as_root apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null 2>&1 || {
            $as_root apt-get update -qq -o Acquire::Retries=3
            $as_root apt-get install -qq -y -o Acquire::Retries=3 --no-install-recommends $missing </dev/null >/dev/null
        }
    }
    echo "setup: installed"
    exit 0
fi

absent=$(
    needs | while IFS='|' read -r package probe purpose; do
        # shellcheck disable=SC2086 # the probe is a kind and a name
        found $probe || printf '  %s: %s (on Debian: %s)\n' "$purpose" "${probe#* }" "$package"
    done
)
if [ -n "$absent" ]; then
    printf 'setup: please install what gives you\n%s\n' "$absent" >&2
    exit 1
fi
echo "setup: everything is there"
