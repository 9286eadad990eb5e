"""Words written for one another: every entry of the table finds its own sentence and leaves the right one alone."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.checks.spelling.conditions import are_met, is_inside, parse_conditions
from core.checks.spelling.confusions import (
    COLUMNS,
    ConfusionTable,
    check_confusions,
    confusion_table,
    is_let_pass,
    parse_confusion,
    would_be_wrong,
)
from core.encoding import text_of
from core.errors import BadInput, BadWords
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.paths import resources_folder
from core.workflows.checking.text_checks import TextChecker
from core.workflows.checking.word_tables import load_confusions

NOWHERE = Path("nowhere")
HEAD = "\t".join(COLUMNS)
WRONG, BAD, GOOD = (COLUMNS.index(name) for name in ("错误写法", "例句（错）", "例句（对）"))


def rows() -> list[list[str]]:
    lines = (resources_folder() / "words" / "confusions.tsv").read_text("utf-8").splitlines()
    return [[*line.split("\t"), *[""] * 8][:8] for line in lines if line[:1] not in "#@" and line != HEAD]


@pytest.fixture(scope="module")
def table() -> ConfusionTable:
    return load_confusions(own=NOWHERE).value


def found(text: str, table: ConfusionTable) -> list[tuple[str, str | None]]:
    return [(slip.text, slip.replacement) for slip in check_confusions(Element("e1", Role.BODY, text), table)]


def own_table(*lines: Sequence[str]) -> ConfusionTable:
    return confusion_table(parse_confusion(line, {}) for line in lines)


def test_the_table_is_large_and_complete() -> None:
    table = rows()
    assert len(table) >= 600
    assert [row[WRONG] for row in table if not (row[BAD] and row[GOOD])] == []


def test_every_wrong_word_is_found_in_its_sentence(table: ConfusionTable) -> None:
    missed = [row[WRONG] for row in rows() if row[WRONG] not in [text for text, _ in found(row[BAD], table)]]
    assert missed == []


def test_no_right_sentence_is_reported(table: ConfusionTable) -> None:
    assert [(row[GOOD], slips) for row in rows() if (slips := found(row[GOOD], table))] == []


ALONE = (
    "加深两岸同胞交流交往交融。",
    "全军官兵贯彻习主席训令。",
    "庆祝建国七十六周年。",
    "阀门检修要关闭截止阀，报名截止后统一发证。",
    "防止温度过高，夏季用电高度过载。",
    "把小事当做为民办实事的起点。",
    "这条路叫做为民路。",
    "两周未能办结的事项要说明原因。",
    "年末完成清算，月末按时结账。",
    "严守政治纪律和政治规矩，维护良好的市场秩序。",
    "督促检查机关各科室的值班情况。",
    "党员干部手册发到每个支部。",
    "对干部群众反映的问题逐一答复。",
    "通过多种形式和途径开展宣传，研判经济形势。",
    "既要抓发展，又要保稳定；即使困难再大也不退缩。",
)


@pytest.mark.parametrize("text", ALONE)
def test_words_that_only_look_wrong_are_left_alone(text: str, table: ConfusionTable) -> None:
    assert found(text, table) == []


def test_the_longer_of_two_wrong_words_is_told() -> None:
    table = own_table(["以一贯", "一以贯"], ["以一贯之", "一以贯之"])
    assert found("以一贯之抓落实", table) == [("以一贯之", "一以贯之")]


def test_a_right_word_that_holds_the_wrong_one_is_left_alone() -> None:
    assert found("欢迎回到家乡", own_table(["迎回到", "欢迎回到"])) == []


def test_an_ignored_word_is_never_told() -> None:
    assert found("清点帐簿", own_table(["帐簿", "账簿"], ["帐簿", "忽略"])) == []


def test_a_longer_ignored_word_covers_what_it_holds() -> None:
    assert found("南河帐簿铺", own_table(["帐簿", "账簿"], ["帐簿铺", "忽略"])) == []


def test_several_right_words_are_left_to_a_person() -> None:
    assert found("定金", own_table(["定金", "订金/押金"])) == [("定金", None)]


def test_reason_and_source_are_told() -> None:
    table = own_table(["帐簿", "账簿", "", "“账”用于钱物", "某词典"])
    slip = next(check_confusions(Element("e1", Role.BODY, "清点帐簿"), table))
    assert dict(slip.parameters)["reason"] == "“账”用于钱物（某词典）。"


def test_a_row_without_a_checked_source_cites_none() -> None:
    table = own_table(["帐簿", "账簿", "", "“账”用于钱物", "自拟"])
    slip = next(check_confusions(Element("e1", Role.BODY, "清点帐簿"), table))
    assert dict(slip.parameters)["reason"] == "“账”用于钱物。"


@pytest.mark.parametrize(("degree", "severity"), [("", "error"), ("疑似", "warning"), ("提示", "hint")])
def test_the_degree_is_the_severity(degree: str, severity: str) -> None:
    entry = parse_confusion(["帐簿", "账簿", "", "", "", "", "", degree], {})
    assert entry.severity is Severity(severity)


@pytest.mark.parametrize(
    "row", [["帐簿"], ["", "账簿"], ["帐", "帐"], ["帐", "账", "旁边是 簿"], ["帐", "账", "前面是"]]
)
def test_a_row_that_says_nothing_is_refused(row: list[str]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_confusion(row, {})


CONDITIONS = (
    ("前面是 已经/早已", "已经截止", True),
    ("前面不是 已经", "已经截止", False),
    ("后面是 〔日期〕", "截止6月30日", True),
    ("后面是 〔末〕", "报名截止，", True),
    ("后面是 〔末〕", "报名截止", True),
    ("后面不是 阀", "截止阀", False),
    ("前面是 〔首〕", "截止今日", True),
    ("前面是 报名…已", "报名工作已截止", True),
    ("前面是 报名…已", "报名，已截止", False),
    ("同句有 人数", "截止今日，人数达到三千", True),
    ("同句没有 人数", "人数不详。截止今日", True),
    ("后面是 〔单位〕", "截止全馆", True),
    ("不在 截止阀/截止器 里", "关闭截止阀", False),
    ("前面是 已；后面是 ！", "已截止。", False),
)


@pytest.mark.parametrize(("written", "text", "met"), CONDITIONS)
def test_conditions(written: str, text: str, met: bool) -> None:
    start = text.index("截止")
    conditions = parse_conditions(written, {"单位": "全馆|全局"})
    assert are_met(conditions, text, start, start + 2) is met


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(ValueError, match="〔没有〕"):
        parse_conditions("后面是 〔没有〕", {})


def test_inside_is_about_the_place_not_the_word() -> None:
    text = "截止阀截止"
    assert is_inside("截止阀", text, 0, 2)
    assert not is_inside("截止阀", text, 3, 5)


# The clerk's own table


def own_folder(tmp_path: Path, data: bytes) -> Path:
    (tmp_path / "confusions.tsv").write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_own_words_are_read_as_any_editor_saves_them(tmp_path: Path, encoding: str) -> None:
    data = f"{HEAD}\r\n青禾现\t青禾县\r\n".encode(encoding)
    assert found("青禾现档案馆", load_confusions(own=own_folder(tmp_path, data)).value) == [("青禾现", "青禾县")]


MARK = "\ufeff"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_the_first_row_behind_a_mark_of_the_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    result = load_confusions(own=own_folder(tmp_path, f"{MARK}青禾现\t青禾县\r\n".encode(encoding)))
    assert (found("青禾现档案馆", result.value), result.notices) == ([("青禾现", "青禾县")], ())


def test_own_words_may_stop_those_of_the_program(tmp_path: Path) -> None:
    table = load_confusions(own=own_folder(tmp_path, "台帐\t忽略\n".encode())).value
    assert found("建立台帐", table) == []


def test_own_rows_may_use_the_groups_of_the_program(tmp_path: Path) -> None:
    data = "飞快的\t飞快地\t后面是 〔动作〕了\n".encode()
    assert found("飞快的提升了效率", load_confusions(own=own_folder(tmp_path, data)).value) == [("飞快的", "飞快地")]


def test_damaged_own_rows_are_told_and_the_rest_is_used(tmp_path: Path) -> None:
    result = load_confusions(own=own_folder(tmp_path, "只有一列\n青禾现\t青禾县\n".encode()))
    assert [(notice.code, notice.parameters["lines"]) for notice in result.notices] == [("own_words_left_out", "1")]
    assert found("青禾现", result.value) == [("青禾现", "青禾县")]


def test_an_own_table_that_is_no_text_is_told(tmp_path: Path) -> None:
    result = load_confusions(own=own_folder(tmp_path, b"\xff\xff\xff\x00PK"))
    assert [notice.code for notice in result.notices] == ["own_words_unreadable"]


def test_cells_in_quotation_marks_are_understood(tmp_path: Path) -> None:
    data = '"青禾现"\t"青禾县"\n'.encode()
    assert found("青禾现", load_confusions(own=own_folder(tmp_path, data)).value) == [("青禾现", "青禾县")]


def test_a_damaged_table_of_the_program_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadWords):
        load_confusions(folder=own_folder(tmp_path, "只有一列\n".encode()), own=NOWHERE)


def test_a_missing_table_of_the_program_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadWords):
        load_confusions(folder=tmp_path, own=NOWHERE)


def test_text_of_another_encoding_is_refused() -> None:
    with pytest.raises(BadInput):
        text_of(b"\xff\xff\xff")


@pytest.mark.parametrize(
    ("text", "passes"),
    [("以经批准的方案为准。", True), ("任务以经完成。", False), ("任务已经完成。", False)],
)
def test_a_word_that_the_table_says_is_right_there_is_let_pass(text: str, passes: bool, table: ConfusionTable) -> None:
    at = text.index("经") - 1
    assert is_let_pass(text, Span(at, at + 2), table) is passes


def test_what_the_table_calls_wrong_is_no_proposal(table: ConfusionTable) -> None:
    element = Element("e1", Role.BODY, "强降雨暴发山洪。")
    proposed = Finding("word_heard", Severity.WARNING, Place("e1", Span(3, 5)), "暴发", replacement="爆发")
    assert would_be_wrong(element, proposed, table)


def test_what_the_table_does_not_know_may_be_proposed(table: ConfusionTable) -> None:
    element = Element("e1", Role.BODY, "贯测落实会议精神。")
    assert not would_be_wrong(
        element, Finding("sign_like", Severity.WARNING, Place("e1", Span(0, 2)), "贯测", replacement="贯彻"), table
    )


def test_no_check_at_all_warns_of_a_right_sentence() -> None:
    reader = TextChecker()
    found = [one for row in rows() for one in reader.check([Element("e1", Role.BODY, row[GOOD])])]
    assert [one for one in found if one.severity is not Severity.HINT] == []


def test_part_of_a_word_that_the_table_says_is_right_there_is_let_pass(table: ConfusionTable) -> None:
    assert is_let_pass("检查考查学习情况。", Span(2, 4), table)
