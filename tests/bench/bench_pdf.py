"""A PDF of an 11-page report against LibreOffice's of the same Word file; a PDF of 400 pages; a page on the screen."""

import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

from core.word.layouts.templating import load_layout
from core.word.writing.document import write_word
from tests.bench.bench_export import LAYOUT, SEEDS, draft_of
from tests.bench.frame import PATIENCE_S, Row, figures, milliseconds, sized

ROOT = Path(__file__).resolve().parents[2]
REPORT = "000_*.txt"
MARK = 5.0
PEER_ROUNDS = sized(3, 0)
PAGE_MARK, LONG_MARK, MEMORY_MARK = 23.0, 8000.0, 100.0


def rows() -> list[Row]:
    """None where the real reports are missing; no comparison where LibreOffice is."""
    paths = sorted(SEEDS.glob(REPORT))
    if not paths:
        print("pdf: ../shared is missing, left out")
        return []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.docx"
        file.write_bytes(write_word(draft_of(paths), load_layout(LAYOUT.read_bytes()), False, "bench").value)
        short, page, long, memory = ours(file)
        peer = conversion(file)
    found = [
        Row("a page painted at the size of the paper", page, None, PAGE_MARK, "below"),
        Row("PDF of 400 pages", long, None, LONG_MARK, "below"),
        Row("memory for a PDF of 400 pages", memory, None, MEMORY_MARK, "below", "MB"),
    ]
    if peer:
        found.insert(0, Row("PDF of an 11-page Word file, LibreOffice", short, peer, MARK, "faster"))
    return found


def ours(file: Path) -> list[float]:
    """What ``pdf_work`` measures."""
    return figures("tests.bench.pdf_work", file)


def conversion(file: Path) -> float:
    """Median ms of LibreOffice's conversion, the first one left out; 0 where it is missing."""
    office = shutil.which("soffice")
    if not PEER_ROUNDS:
        return 0.0
    if office is None:
        print("pdf: LibreOffice is missing, no comparison")
        return 0.0
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    times = [
        milliseconds(lambda: subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S))
        for _ in range(PEER_ROUNDS + 1)
    ]
    return statistics.median(times[1:])
