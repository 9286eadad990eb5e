"""Whether anything in the project was taken from the real reports beside it, which are not the project's to give away.

Compared are runs of ``RUN`` signs, white space aside, at least half of them Han characters. Settled phrases of the trade
are longer than any such number, so they are passed over by name: those in the project's own tables and those below. What
is left of a line without them is its writer's. When the number was chosen, twelve signs found 22 lines, all of them
copied; of 31 more that ten signs found, nearly all were joints of phrases such as 严格落实…责任制; sixteen signs missed 18.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 12
HAN = re.compile("[\u3400-\u9fff]")
TEXT_FILES = (".txt", ".tsv", ".md", ".csv", ".json")
PLAIN = frozenset((*TEXT_FILES, ".py", ".toml", ".qss", ".sh", ".yml", ".cfg", ""))
NOT_OURS = frozenset(
    (".git", ".venv", "build", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache")
)
LEAST_PHRASE = 4
"""Signs of the shortest phrase of the tables that is passed over: “四个意识” joins with its neighbours to a long run."""

PARAGRAPH = re.compile(r"</w:p>")
WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
TITLES = "《[^》]*》"
SAID_BY_ALL = (
    *("完整、准确、全面贯彻新发展理念", "加快构建新发展格局", "坚持以党的政治建设为统领", "“两个确立”的决定性意义"),
    *("党的二十大召开之年", "奋进新征程、建功新时代", "真管真严、敢管敢严、长管长严", "对“一把手”和领导班子"),
    *("拒腐防变的思想防线", "现就有关事项通知如下", "确保各项任务落到实处", "省、自治区、直辖市"),
    *("高校毕业生、退役军人、农民工", "中国共产党党和国家机关基层组织工作条例"),
)
"""Wording of party and state that no report owns."""


class Borrowed:
    """Runs of signs of texts that must not turn up elsewhere."""

    def __init__(self, texts: Iterable[tuple[str, str]], phrases: Iterable[str]) -> None:
        longest_first = sorted({*phrases, *SAID_BY_ALL}, key=len, reverse=True)
        self._passed = re.compile("|".join((TITLES, *map(re.escape, longest_first))))
        self._runs = {run: name for name, text in texts for _, run in self._runs_of(text)}

    def found(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Line, run and the name of the text it comes from, once for each line."""
        last = 0
        for line, run in self._runs_of(text):
            if line != last and run in self._runs:
                last = line
                yield line, run, self._runs[run]

    def _runs_of(self, text: str) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(text.splitlines(), 1):
            if len(HAN.findall(line)) * 2 < RUN:
                continue  # most lines of code
            for part in self._passed.sub("\t", line).split("\t"):
                signs = "".join(part.split())
                runs = (signs[start : start + RUN] for start in range(len(signs) - RUN + 1))
                yield from ((number, run) for run in runs if len(HAN.findall(run)) * 2 >= RUN)


def set_phrases(words: Path) -> set[str]:
    """The phrases of the tables of set phrases, with what is said for each."""
    rows = (words / "fixed_phrases.tsv").read_text("utf-8-sig").splitlines()
    cells = [cell for row in rows if row[:1] not in "#@" for cell in row.split("\t")[:2]]
    lists = [(words / name).read_text("utf-8-sig") for name in ("stock_wording.txt", "office_phrases.txt")]
    phrases = [*cells, *(word for text in lists for word in text.split())]
    return {"".join(phrase.split()) for phrase in phrases if len(phrase) >= LEAST_PHRASE}


def real_texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Name and text of the real reports, of the answers to them, and of the real Word files."""
    for folder in ("seeds", "gold"):
        for path in sorted((shared / folder).iterdir()):
            if path.suffix in TEXT_FILES:
                yield path.name, path.read_text("utf-8", "replace")
    for path in sorted((shared / "block_cases").glob("*.docx")):
        with zipfile.ZipFile(path) as package:
            parts = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
            for name in parts:
                xml = package.read(name).decode("utf-8", "replace")
                yield path.name, "\n".join("".join(WORDS.findall(paragraph)) for paragraph in PARAGRAPH.split(xml))


def plain_files(root: Path) -> Iterator[Path]:
    """The files of the project that hold text; what was built or fetched is not the project's."""
    for path in sorted(root.iterdir()):
        if path.is_dir() and path.name not in NOT_OURS and not path.is_symlink():
            yield from plain_files(path)
        elif path.suffix in PLAIN and path.is_file():
            yield path
