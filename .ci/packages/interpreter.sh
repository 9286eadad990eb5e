#!/bin/sh
# Builds CPython 3.11 and SQLite so that nothing in them needs more than GLIBC_2.28: interpreter.sh FOLDER
# Run inside a Debian 11 (glibc 2.31) that has sources of Debian 12 in its list; apt fetches them. FOLDER gets
# bin/python3.11 and lib/. Left out: what Nigao never uses (Tk, curses, readline, OpenSSL, dbm, lzma, bz2); kept.toml names
# what of its Python modules goes, too.
set -eu
out=$1
# Its name and the date of the source stand in what is built: fixed, so that it is the same every time.
work=/tmp/interpreter
rm -rf "$work"
mkdir "$work"
cd "$work"
# Newer versions of these functions came with glibc 2.29; the older ones differ only in how they set errno.
cat > older.h <<'HEADER'
#if !defined(__ASSEMBLER__)
__asm__(".symver pow,pow@GLIBC_2.2.5");
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
#endif
HEADER
apt-get source --quiet --download-only python3.11/bookworm sqlite3/bookworm
mkdir sqlite python
tar xf sqlite3_*.orig.tar.* -C sqlite --strip-components=1
tar xf python3.11_*.orig.tar.* -C python --strip-components=1

( cd sqlite && ./configure --disable-readline > configure.log && make sqlite3.c sqlite3.h > make.log
  gcc -O2 -fPIC -include "$work/older.h" -DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_MATH_FUNCTIONS \
      -shared sqlite3.c -o libsqlite3.so.0 -Wl,-soname,libsqlite3.so.0 -lm -ldl -lpthread
  ln -sf libsqlite3.so.0 libsqlite3.so )

cd python
SOURCE_DATE_EPOCH=$(stat -c %Y configure)
export SOURCE_DATE_EPOCH
# sem_clockwait is of glibc 2.30.
export ac_cv_func_sem_clockwait=no
export CPPFLAGS="-I$work/sqlite" CFLAGS="-O2 -include $work/older.h"
export LDFLAGS="-L$work/sqlite"
export LD_LIBRARY_PATH="$work/sqlite:$work/python"
./configure --quiet --prefix=/usr --enable-shared --without-ensurepip \
    --disable-test-modules > configure.log 2>&1
make -j"$(nproc)" > make.log 2>&1
make install DESTDIR="$work/stage" > install.log 2>&1
mkdir -p "$out"
cp -a "$work/stage/usr/." "$out/"
cp "$work/sqlite/libsqlite3.so.0" "$out/lib/"
cp -L /usr/lib/x86_64-linux-gnu/libffi.so.7 "$out/lib/"

cd "$out"
rm -rf share include lib/pkgconfig lib/libpython3.so lib/python3.11/config-* bin/2to3* bin/idle* bin/pydoc* bin/*-config
cd lib/python3.11
rm -rf lib-dynload/_test* lib-dynload/_ctypes_test* lib-dynload/_curses* lib-dynload/readline* lib-dynload/_tkinter* \
    lib-dynload/_gdbm* lib-dynload/_dbm* lib-dynload/xxlimited* lib-dynload/ossaudiodev* lib-dynload/nis* \
    lib-dynload/audioop* lib-dynload/_crypt* lib-dynload/spwd* lib-dynload/_lsprof* lib-dynload/_xxsubinterpreters* \
    lib-dynload/_asyncio*
find . -name __pycache__ -type d -prune -exec rm -rf {} +
find "$out" \( -name '*.so' -o -name '*.so.*' -o -name python3.11 \) -type f -exec strip --strip-unneeded {} +
# Found beside the interpreter, wherever the folder is put.
patchelf --set-rpath '$ORIGIN/../lib' "$out/bin/python3.11"
for each in "$out"/lib/python3.11/lib-dynload/*.so; do patchelf --set-rpath '$ORIGIN/../..' "$each"; done
rm -rf "$work"
