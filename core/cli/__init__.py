"""The command line: the same work without the window, arguments in Chinese terms."""
