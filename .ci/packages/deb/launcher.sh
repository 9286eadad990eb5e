#!/bin/sh
# Starts the program with its own interpreter and libraries, whatever the desktop has set for others.
home=$(dirname -- "$(readlink -f -- "$0")")
unset LD_LIBRARY_PATH LD_PRELOAD PYTHONPATH PYTHONHOME PYTHONSTARTUP QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH
unset QT_QPA_PLATFORMTHEME QT_STYLE_OVERRIDE QML2_IMPORT_PATH
# UOS sets its own platform, which is a plugin of Qt 5.
case "${QT_QPA_PLATFORM-}" in
dxcb*) unset QT_QPA_PLATFORM ;;
esac
if [ -z "${DISPLAY-}" ] && [ -n "${WAYLAND_DISPLAY-}" ] && [ -z "${QT_QPA_PLATFORM-}" ]; then
    export QT_QPA_PLATFORM=wayland
fi
exec "$home/python/bin/python3.11" -s -E -B -X utf8 "$home/app/main.py" "$@"
