"""The program in a process of its own, up to the first painted frame."""

SOURCE = """
import sys
from gui.shell import app

def painted():
    print({told}, flush=True)
    program._app.quit()

def assemble(application, make=app.assemble):
    global program
    program = make(application)
    program.window.first_painted.connect(painted)
    return program

app.assemble = assemble
sys.exit(app.run())
"""


def first_frame(told: str) -> str:
    """Python source, to be run in the folder of the program, that prints what these expressions give, and ends."""
    return SOURCE.format(told=told)
