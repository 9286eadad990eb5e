"""Byte code of the packages, run by the interpreter that will read it: bytecode.py FOLDER [NAME ...]

Without docstrings, as Python's own embeddable packages hold their library, and (by -X no_debug_ranges) without the columns
of every instruction: a fifth less; the lines stay. It never looks at the time of its source, and each file is known by its
place in the package. Of sources in no folder and under no file called NAME only the byte code stays, in their place: nobody
edits them there. Files are compiled one after another in the order of their names, since what a process has compiled
before shows in the bytes.
"""

import ast
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from marshal import dumps
from pathlib import Path
from types import CodeType

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
NEVER_CHECKED = (1).to_bytes(4, "little")
"""PEP 552: known by a hash of the source that nobody compares."""


def code_of(source: bytes, name: str) -> CodeType | None:
    """The code without docstrings; None for a template with placeholders, which is no Python."""
    try:
        whole = ast.parse(source, name)
    except SyntaxError:
        return None
    for node in ast.walk(whole):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            first = node.body.pop(0)
            if not node.body:
                node.body.append(ast.copy_location(ast.Pass(), first))
    return compile(whole, name, "exec", dont_inherit=True)


def main(folder: Path, kept: frozenset[str]) -> None:
    """Compile every source under the folder."""
    for source in sorted(folder.rglob("*.py")):
        place = source.relative_to(folder)
        data = source.read_bytes()
        code = code_of(data, (Path(folder.name) / place).as_posix())
        if code is None:
            continue
        is_kept = not kept.isdisjoint(place.parts)
        target = Path(cache_from_source(source)) if is_kept else source.with_suffix(".pyc")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(MAGIC_NUMBER + NEVER_CHECKED + source_hash(data) + dumps(code))
        if not is_kept:
            source.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), frozenset(sys.argv[2:]))
