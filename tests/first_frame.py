"""The program in a process of its own, up to the first painted frame."""

SOURCE = """
import sys
from gui.shell import app

def painted():
    print({told}, flush=True)
    program.app.quit()

def load(source, load=app.load):
    return watched if source == "gui.shell.program:assemble" else load(source)

def watched(application, load=app.load):
    global program
    program = load("gui.shell.program:assemble")(application)
    program.window.first_painted.connect(painted)
    return program

app.load = load
sys.exit(app.run())
"""


def first_frame(told: str) -> str:
    """Python source, to be run in the folder of the program, that prints what these expressions give, and ends."""
    return SOURCE.format(told=told)
