"""The two judges of Word files: Microsoft's OpenXmlValidator and LibreOffice, and what is measured on the printed page.

Lines and characters are counted as on paper: in millimetres on the PDF that LibreOffice makes.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = ROOT / "build" / "validator" / "node_modules" / ".bin" / "ooxml-validator"
FONTS = Path(__file__).with_name("fonts.conf")
MILLIMETRE = 72 / 25.4
TYPE_AREA_TOP, TYPE_AREA_BOTTOM = 37, 262
LEFT, RIGHT = 28, 184
MINUTES = 180
HAN = ("\u3400", "\u9fff")


def validator_errors(path: Path) -> list[dict[str, Any]]:
    """What Microsoft's validator complains of."""
    if not VALIDATOR.exists():
        pytest.skip("the OOXML validator is missing: make test-word installs it")
    done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, timeout=MINUTES, check=False)
    errors: list[dict[str, Any]] = json.loads(done.stdout)["errors"]
    return errors


def convert(paths: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice makes them, with a profile of its own and all of them in one process."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is missing")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
    subprocess.run(command, check=True, capture_output=True, timeout=MINUTES, env=environment)
    return [folder / f"{path.stem}.{kind.split(':')[0]}" for path in paths]


@dataclass(frozen=True)
class Line:
    """One printed line: its text without white space, its edges and its middle in millimetres."""

    text: str
    left: float
    right: float
    middle: float

    @property
    def is_full_han(self) -> bool:
        """Whether the line fills the measure with Han characters and marks alone."""
        plain = all(HAN[0] <= character <= HAN[1] or character in "，。、；：？！（）《》" for character in self.text)
        return plain and self.left < LEFT + 1 and self.right > RIGHT - 5


@dataclass(frozen=True)
class Page:
    """The lines inside the type area and those below it."""

    body: tuple[Line, ...]
    foot: tuple[Line, ...]


def pages(path: Path) -> list[Page]:
    """What stands on the pages of a PDF."""
    with pdfplumber.open(path) as pdf:
        return [_page(page.chars) for page in pdf.pages]


def _page(characters: list[dict[str, Any]]) -> Page:
    rows: dict[float, list[dict[str, Any]]] = {}
    for character in characters:
        if character["text"].strip():
            middle = (character["top"] + character["bottom"]) / 2
            rows.setdefault(next((row for row in rows if abs(row - middle) < 4), middle), []).append(character)
    lines = tuple(_line(middle, row) for middle, row in sorted(rows.items()))
    inside = tuple(line for line in lines if line.middle < TYPE_AREA_BOTTOM)
    return Page(inside, lines[len(inside) :])


def _line(middle: float, row: list[dict[str, Any]]) -> Line:
    ordered = sorted(row, key=lambda character: character["x0"])
    text = "".join(character["text"] for character in ordered)
    return Line(text, ordered[0]["x0"] / MILLIMETRE, ordered[-1]["x1"] / MILLIMETRE, middle / MILLIMETRE)
