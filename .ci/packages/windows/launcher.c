/* Starts the program with the interpreter beside it. Built twice: for the window (pythonw.exe) and, with CONSOLE
   defined, for the command line (python.exe), whose exit code it hands on. */
#include <stdio.h>
#include <windows.h>
#include <wchar.h>

#ifdef CONSOLE
#define INTERPRETER L"python\\python.exe"
#else
#define INTERPRETER L"python\\pythonw.exe"
#endif
#define LONGEST 32768

#ifdef CONSOLE
/* One of the three standard streams, ready to be handed on: it may be a file or a pipe instead of a console. */
static HANDLE stream(DWORD which) {
    HANDLE handle = GetStdHandle(which);
    SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    return handle;
}
#endif

/* The part of the command line behind the program's own name. */
static const wchar_t *arguments(const wchar_t *line) {
    int quoted = 0;
    while (*line && (quoted || (*line != L' ' && *line != L'\t'))) {
        if (*line == L'"') quoted = !quoted;
        line++;
    }
    return line;
}

int wmain(void) {
    static wchar_t home[LONGEST], line[LONGEST];
    wchar_t *end;
    STARTUPINFOW start = {sizeof start};
    PROCESS_INFORMATION process;
    DWORD length = GetModuleFileNameW(NULL, home, LONGEST), code = 2;
    if (!length || length == LONGEST || !(end = wcsrchr(home, L'\\'))) return 2;
    *end = 0;
    if (swprintf(line, LONGEST, L"\"%ls\\%ls\" -s -E -B -X utf8 \"%ls\\app\\main.py\"%ls", home, INTERPRETER, home,
                 arguments(GetCommandLineW())) < 0)
        return 2;
#ifdef CONSOLE
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = stream(STD_INPUT_HANDLE);
    start.hStdOutput = stream(STD_OUTPUT_HANDLE);
    start.hStdError = stream(STD_ERROR_HANDLE);
#endif
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) {
#ifdef CONSOLE
        fputws(L"Nigao: the folder python is missing.\n", stderr);
#else
        MessageBoxW(NULL, L"\u62df\u7a3f\u7684\u6587\u4ef6\u4e0d\u5168\uff0c\u6ca1\u6709\u6253\u5f00\uff1b\u7a3f\u4ef6\u90fd\u6ca1\u6709\u52a8\u8fc7\u3002\u8bf7\u91cd\u65b0\u5b89\u88c5\u4e00\u6b21\u3002",
                    L"\u62df\u7a3f", MB_ICONERROR);
#endif
        return 2;
    }
#ifdef CONSOLE
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
#else
    AllowSetForegroundWindow(process.dwProcessId);
    code = 0;
#endif
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return (int)code;
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE own, HINSTANCE before, PWSTR given, int show) {
    (void)own, (void)before, (void)given, (void)show;
    return wmain();
}
#endif
