#!/bin/sh
# fcitx's plugin for Qt 6, made to load where libstdc++ is that of GCC 8: input_method.sh FOLDER_WITH_DEBS FOLDER
# Run inside the Debian 11. Debian 13's plugin is used as it is but for two symbols that GCC 12 and 14 brought, which a
# small library of our own provides; everything else it needs is as old as UOS 20.
set -eu
debs=$1 out=$2
work=/tmp/input-method
rm -rf "$work"
mkdir "$work"
for each in "$debs"/*.deb; do dpkg-deb -x "$each" "$work"; done
mkdir -p "$out/lib" "$out/platforminputcontexts"
cat > "$work/newer.cpp" <<'SOURCE'
#include <exception>
#include <new>
extern "C" void *__cxa_begin_catch(void *) noexcept;
extern "C" void __cxa_call_terminate(void *exception) noexcept {
    if (exception) __cxa_begin_catch(exception);
    std::terminate();
}
namespace std {
void __throw_bad_array_new_length();
void __throw_bad_array_new_length() { throw bad_array_new_length(); }
}
SOURCE
g++ -O2 -fPIC -shared -s -Wl,-soname,libnigao_newer.so "$work/newer.cpp" -o "$out/lib/libnigao_newer.so"
place=$work/usr/lib/x86_64-linux-gnu
addons=$out/lib/libFcitx5Qt6DBusAddons.so.1
plugin=$out/platforminputcontexts/libfcitx5platforminputcontextplugin.so
cp -L "$place/libFcitx5Qt6DBusAddons.so.1" "$addons"
cp "$place/qt6/plugins/platforminputcontexts/libfcitx5platforminputcontextplugin.so" "$plugin"
for each in "$addons" "$plugin"; do
    patchelf --clear-symbol-version __cxa_call_terminate --clear-symbol-version _ZSt28__throw_bad_array_new_lengthv \
        --add-needed libnigao_newer.so "$each"
done
patchelf --set-rpath '$ORIGIN' "$addons"
patchelf --set-rpath '$ORIGIN/../../lib' "$plugin"
mkdir -p "$out/licences"
for each in "$work"/usr/share/doc/*/copyright; do
    cp "$each" "$out/licences/$(basename "$(dirname "$each")").txt"
done
rm -rf "$work"
