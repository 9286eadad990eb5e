"""拟稿: without arguments the window, with arguments the same work without one."""

import sys

if __name__ == "__main__":
    if len(sys.argv) > 1:
        from core.command_line import main

        sys.exit(main(sys.argv[1:]))
    from gui.app import run

    sys.exit(run())
