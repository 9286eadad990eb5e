"""No text of the real reports stands in the project: not in code, data, tests or documents."""

from pathlib import Path

import pytest

from tests.borrowed import RUN, Borrowed, plain_files, real_texts, set_phrases

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "resources" / "words"
REPORT = (
    "全镇新修机耕道十二公里，老林场旧址改成了护林员驿站。\n坚持以习近平新时代中国特色社会主义思想为指导，抓实各项工作。"
)


@pytest.mark.shared
def test_nothing_of_the_real_reports_stands_in_the_project(shared: Path) -> None:
    real = Borrowed(real_texts(shared), set_phrases(WORDS))
    found = [
        f"{path.relative_to(ROOT)}:{line} {run} ({name})"
        for path in plain_files(ROOT)
        for line, run, name in real.found(path.read_text("utf-8", "replace"))
    ]
    assert not found, "rewrite with words and places of your own:\n  " + "\n  ".join(found)


@pytest.fixture
def made() -> Borrowed:
    """What must not turn up: two sentences of a report made up for this test."""
    return Borrowed([("report.txt", REPORT)], set_phrases(WORDS))


@pytest.mark.parametrize(
    "text",
    [
        "x = '新修机耕道十二公里，老林场'",
        "x = 1\n# 老 林 场 旧 址 改 成 了 护 林 员 驿 站",
        "老林场旧址改成了护林员驿站。",
    ],
)
def test_a_run_of_a_report_is_found(made: Borrowed, text: str) -> None:
    assert [(line, len(run), name) for line, run, name in made.found(text)] == [
        (len(text.splitlines()), RUN, "report.txt")
    ]


@pytest.mark.parametrize(
    "text",
    ["坚持以习近平新时代中国特色社会主义思想为指导，推动发展", "老林场旧址改成了护林员", "x = 1", ""],
)
def test_what_everybody_writes_and_what_is_short_is_none(made: Borrowed, text: str) -> None:
    assert list(made.found(text)) == []
