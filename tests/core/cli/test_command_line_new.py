"""``new`` and unit cards: the one asked for, the one made for the unit, or none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli.main import run
from core.model.card import UnitCard
from core.stores.cards import save_card
from core.workflows.drafting.session import read_stored
from core.workflows.drafting.unit_card import used_name
from tests.builders_docx import docx, p, table
from tests.screen import SCREEN

Call = Callable[..., tuple[int, str, str]]
UNIT = "青禾县档案馆"
REPORT = f"{UNIT}2022年工作总结\n\n一、工作情况\n2022年，接收档案12卷。\n\n{UNIT}\n2022年12月20日\n"


@pytest.fixture
def make(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call ``new`` beside two cards and last year's file, which the unit signed; exit code, stdout, stderr."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Path("去年.txt").write_text(REPORT, "utf-8")
    save_card("本馆", UnitCard(UNIT))
    save_card("镇里", UnitCard("青禾县柳溪镇"))

    def run_it(*arguments: str) -> tuple[int, str, str]:
        code = run(["new", "--kind", "年度工作总结", "--year", "2023", "-o", "稿.nigao", *arguments], SCREEN)
        return code, *capsys.readouterr()

    return run_it


@pytest.mark.parametrize(
    ("options", "card"),
    [
        (["--card", "镇里"], "镇里"),
        (["--card", "镇里", "--unit", UNIT], "镇里"),
        (["--unit", UNIT], "本馆"),
        (["--basis", "去年.txt"], "本馆"),
        (["--basis", "去年.txt", "--unit", "青禾县柳溪镇"], "镇里"),
        (["--unit", "青禾县水务局"], ""),
        ([], ""),
    ],
)
def test_the_card_asked_for_or_the_one_that_fits(make: Call, options: list[str], card: str) -> None:
    code, out, _ = make(*options)
    assert (code, used_name(read_stored(Path("稿.nigao")))) == (0, card)
    assert (f"单位名片：{card}\n" in out) == bool(card)


def test_a_card_lends_its_unit(make: Call) -> None:
    make("--card", "镇里")
    assert read_stored(Path("稿.nigao")).identity.unit == "青禾县柳溪镇"


def test_a_card_that_is_not_there_makes_no_draft(make: Call) -> None:
    code, _, err = make("--card", "本官")
    assert (code, Path("稿.nigao").exists()) == (2, False)
    assert "本官" in err
    assert "本馆、镇里" in err


def test_new_tells_in_json_what_the_import_left_out(make: Call) -> None:
    blocks = (p("青禾县2022年工作总结"), p("一、总体情况"), table((p("甲"),)), p("全年开展检查12次。"))
    Path("去年.docx").write_bytes(docx(*blocks))
    code, out, _ = make("--basis", "去年.docx", "--json")
    (told,) = [notice for notice in json.loads(out)["notices"] if notice["kind"] == "table"]
    assert (code, told["count"], told["places"]) == (0, 1, [3])
