"""Files with broken bytes: each is read or refused by name, never worse (.rtf, .odt, .html, .doc, .docx, .xls, .pdf, .ofd).

Seeded, so that a failure can be repeated; few files in the suite, a thousand of each format with ``make torture``.
"""

import io
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.errors import BadInput
from core.paths import resources_folder
from core.workflows.importing.formats import as_word, read
from core.workflows.messages import sentence
from tests import ofd_made, pdf_made
from tests.core.drawn_made import png

CASES = Path(__file__).resolve().parents[4] / "shared" / "import_cases"
SAMPLES = resources_folder() / "samples"
LARGEST = 500 * 1024
"""KiB that the process may have held at most."""

SECONDS = 5
"""Processor time of one file."""

RTF = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce;}}{\stylesheet{\s1\b heading 1;}}\pard\s1\b\'b1\'ea\par "
    rb"{\listtext 1.\tab}\u20840?{\footnote A}\trowd\cellx900\clvmgf\cellx1800\pard\intbl B\cell{\b C}\cell\row\pard"
    rb"{\field{\*\fldinst DATE}{\fldrslt D}}{\pict\pngblip 89504e47}{\shp{\*\shpinst{\shptxt E\par}}}{\header F\par}G\par}"
)
"""A file with most of what RTF has, in few bytes."""


def packed(content: str) -> bytes:
    """An .odt file with this content."""
    with ZipFile(target := io.BytesIO(), "w") as package:
        package.writestr("content.xml", content)
    return target.getvalue()


_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
_ROW = '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-rows-spanned="2"><text:p/></table:table-cell></table:table-row>'
ODT = packed(
    f"<office:document-content {_NAMES}><office:body><office:text><text:h text:outline-level='1'>A</text:h>"
    f"<text:list><text:list-item><text:p>B<text:s text:c='9'/></text:p></text:list-item></text:list>"
    f"<table:table>{_ROW}{_ROW}</table:table></office:text></office:body></office:document-content>"
)


HTML = (
    "<!DOCTYPE html><html><head><meta charset='gbk'><style>p{text-align:center}</style><title>总结</title></head><body>"
    "<h1>总结</h1><p style='display:none'>甲</p><ol type='a' start='3'><li>一<ul><li>二</li></ul></li></ol><!--x-->"
    "<script>1</script><table><tr><td rowspan=2 colspan=3>1<table><tr><td>2</td></tr></table></td><th>3</th></tr>"
    "<tr><td>4&nbsp;&#x4e00;</td></tr></table><pre>a  b\nc</pre><b>粗</b><sup>2</sup><br>"
    "<img src='data:image/png;base64,iVBORw0KGgo='><a href='#'>链</a></body></html>"
).encode("gbk")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, taken out, repeated or cut off."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        place = chance.randrange(len(found) + 1)
        way = chance.randrange(5)
        if way == 0 and found:
            found[place % len(found)] = chance.randrange(256)
        elif way == 1:
            del found[place : place + chance.choice((1, 4, 64))]
        elif way == 2:
            found[place:place] = found[place : place + chance.choice((1, 16, 512))] * chance.choice((1, 3))
        elif way == 3:
            found[place : place + 4] = chance.choice((b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff", bytes(4), b"9999"))
        elif chance.random() < 0.1:
            del found[place:]
    return bytes(found)


def in_a_part(data: bytes, chance: random.Random) -> bytes:
    """The package with one of its parts mutated, which its checksums do not tell."""
    with ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([each for each in parts if each.endswith(".xml")])
    with ZipFile(target := io.BytesIO(), "w") as package:
        for each, content in {**parts, name: mutated(parts[name], chance)}.items():
            package.writestr(each, content)
    return target.getvalue()


def sources(ending: str) -> list[bytes]:
    """The files that are mutated: own ones, and real ones where they are there."""
    own = {
        "rtf": [RTF],
        "odt": [ODT],
        "html": [HTML],
        "xls": [(SAMPLES / "sample.xls").read_bytes()],
        "docx": [as_word((SAMPLES / "sample.doc").read_bytes()).value],
        "pdf": [pdf_made.pictured()],
        "ofd": [ofd_made.pictured(png(8, 6))],
    }.get(ending, [])
    return own + [path.read_bytes() for path in sorted(CASES.glob(f"*.{ending}")) if path.stat().st_size < 200_000]


def variants(ending: str, count: int) -> Iterator[tuple[int, bytes]]:
    """``count`` mutated files with their numbers."""
    known = sources(ending)
    if not known:
        pytest.skip("../shared/import_cases is missing")
    for number in range(count):
        chance = random.Random(f"{ending} {number}")
        data = chance.choice(known)
        yield number, (in_a_part if data.startswith(b"PK") and number % 2 else mutated)(data, chance)


def refusal(data: bytes, name: str) -> str:
    """The sentence about a file that cannot be read; empty for one that can."""
    try:
        read(name, data)
    except BadInput as problem:
        return sentence(problem)
    return ""


@pytest.mark.parametrize(
    "ending",
    [
        "rtf",
        "odt",
        "html",
        "xls",
        "docx",
        *(pytest.param(each, marks=pytest.mark.shared) for each in ("doc", "pdf", "ofd")),
    ],
)
def test_a_broken_file_is_read_or_refused_in_a_sentence(ending: str) -> None:
    for _number, data in variants(ending, 12):
        assert "\n" not in refusal(data, f"a.{ending}")


@pytest.mark.torture
@pytest.mark.parametrize("ending", ["rtf", "odt", "html", "doc", "docx", "xls", "pdf", "ofd"])
def test_a_thousand_broken_files_keep_the_limits(ending: str) -> None:
    slow = []
    for number, data in variants(ending, 1_000):
        start = time.process_time()
        assert "\n" not in refusal(data, f"a.{ending}")
        slow += [number] * (time.process_time() - start > SECONDS)
    assert (slow, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < LARGEST) == ([], True)
