"""The built-in layouts on paper: every element of GB/T 9704-2012 in its place, to a millimetre, as LibreOffice prints them."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.model.draft import Draft
from core.model.elements import Element, Role
from core.word.layouts.templating import load_layout
from core.word.writing.document import Imprint, write_word
from core.workflows.exporting.pages import PageSetter, imprint_of
from tests.layouts.built_in import SOURCES, layout
from tests.word import office
from tests.word.layout_samples import IMPRINT, JOINT, LETTER, OUTWARD, SAMPLES, UPWARD, report, with_particulars
from tests.word.measuring import BLACK, CHARACTER, LINE, RED, SMALL_CHARACTER, Print
from tests.word_files import paragraphs, texts

pytestmark = pytest.mark.word

LONG = with_particulars(OUTWARD, ("发文机关", "青禾县退役军人事务和创业就业促进服务中心"), ("份号", "000001"))
TOP, BOTTOM, LEFT, RIGHT = office.TYPE_AREA_TOP, office.TYPE_AREA_BOTTOM, office.LEFT, office.RIGHT


def full_page() -> Draft:
    """A document whose text leaves no room for the imprint on the last page."""
    lines = tuple(Element(f"e{number}", Role.BODY, "正文") for number in range(2, 22))
    elements = (Element("e1", Role.TITLE, "关于档案工作的通知"), *lines)
    return with_particulars(replace(report(), elements=elements, facts=()), *IMPRINT)


MADE: tuple[tuple[str, str, Draft], ...] = (
    *SAMPLES,
    ("long", "国标公文", LONG),
    ("alone", "国标公文", full_page()),
    *((f"bare{number}", name, report()) for number, name in enumerate(SOURCES)),
)


def written(name: str, draft: Draft) -> bytes:
    """The draft in a built-in layout, its imprint in place."""
    compiled = load_layout(layout(name))
    return write_word(draft, compiled, False, "k1", imprint_of(PageSetter(compiled).set(draft, False))).value


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All samples as Word files by name."""
    folder = tmp_path_factory.mktemp("layouts")
    paths = {name: folder / f"{name}.docx" for name, _, _ in MADE}
    for name, layout_name, draft in MADE:
        paths[name].write_bytes(written(layout_name, draft))
    return paths


@pytest.fixture(scope="module")
def prints(files: dict[str, Path]) -> dict[str, Print]:
    """All samples printed."""
    made = office.convert(list(files.values()), "pdf", files["alone"].parent)
    return {path.stem: Print(path) for path in made}


def near(expected: float, by: float = 1.0) -> object:
    """Within a millimetre."""
    return pytest.approx(expected, abs=by)


def test_the_validator_finds_no_error_in_any_file(files: dict[str, Path]) -> None:
    assert {name: office.validator_errors(path) for name, path in files.items()} == {key: [] for key in files}


@pytest.mark.parametrize("name", SOURCES)
def test_the_validator_finds_no_error_in_the_layouts(name: str, tmp_path: Path) -> None:
    path = tmp_path / "layout.docx"
    path.write_bytes(layout(name))
    assert office.validator_errors(path) == []


def test_layouts_saved_by_another_program_still_work(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.docx" for name in SOURCES]
    for path in paths:
        path.write_bytes(layout(path.stem))
    (tmp_path / "again").mkdir()
    saved = {path.stem: load_layout(path.read_bytes()) for path in office.convert(paths, "docx", tmp_path / "again")}
    for _, name, draft in SAMPLES:
        again, usual = (write_word(draft, each, True, "k1").value for each in (saved[name], load_layout(layout(name))))
        assert texts(again) == texts(usual), name
        assert [p.bookmark for p in paragraphs(again)] == [p.bookmark for p in paragraphs(usual)], name


# 版头


def test_the_first_three_lines_are_copy_number_classification_and_urgency(prints: dict[str, Print]) -> None:
    lines = [prints["outward"].line(text, 0) for text in ("000012", "机密★1年", "加急")]
    assert [line.left for line in lines] == [near(LEFT)] * 3
    assert [int((line.middle - TOP) / LINE) for line in lines] == [0, 1, 2]


def test_a_classification_alone_stands_on_the_second_line(prints: dict[str, Print]) -> None:
    assert int((prints["joint"].line("秘密", 0).middle - TOP) / LINE) == 1


@pytest.mark.parametrize("name", ["outward", "upward", "joint", "long", "minutes"])
def test_the_mark_is_35_mm_below_the_top_whatever_stands_above_it(prints: dict[str, Print], name: str) -> None:
    assert prints[name].bands(RED)[0][0] == near(TOP + 35)


def test_a_long_mark_stands_on_one_line(prints: dict[str, Print]) -> None:
    (line,) = [line for line in prints["long"].pages[0].body if "促进服务中心文件" in line.text]
    assert (line.left >= LEFT - 0.5, line.right <= RIGHT + 0.5) == (True, True)


def test_a_joint_mark_has_its_names_one_under_another_and_the_word_beside_them(prints: dict[str, Print]) -> None:
    first, word, last, _ = prints["joint"].bands(RED)  # the name in the middle is beside 文件
    line = prints["joint"].line("文件", 0)
    assert sum(word) / 2 == near((first[0] + last[1]) / 2)
    assert (line.text[-2:], line.left + line.right) == ("文件", near(LEFT + RIGHT))


@pytest.mark.parametrize("name", ["outward", "upward", "joint", "minutes"])
def test_the_number_stands_two_blank_lines_below_the_mark(prints: dict[str, Print], name: str) -> None:
    mark = prints[name].bands(RED)[-2][1]
    below = next(top for top, _ in prints[name].bands(BLACK) if top > mark)
    assert 2 * LINE < below - mark < 3 * LINE


@pytest.mark.parametrize("name", ["outward", "upward", "joint", "minutes"])
def test_the_red_rule_is_4_mm_below_the_number_and_as_wide_as_the_type_area(
    prints: dict[str, Print], name: str
) -> None:
    (rule,) = [rule for rule in prints[name].rules() if rule.is_red]
    number = max(bottom for _, bottom in prints[name].bands(BLACK) if bottom < rule.middle)
    assert rule.middle - number == near(4)
    assert (rule.left, rule.right) == (near(LEFT, 0.3), near(RIGHT, 0.3))


def test_the_number_is_centred(prints: dict[str, Print]) -> None:
    line = prints["outward"].line("青政发〔2023〕12号")
    assert line.left + line.right == near(LEFT + RIGHT)


def test_with_a_signatory_number_and_name_stand_on_one_line_one_character_inside(prints: dict[str, Print]) -> None:
    line = prints["upward"].line("青档〔2023〕8号")
    assert line.text.endswith("签发人：周正平")
    assert (line.left, line.right) == (near(LEFT + CHARACTER), near(RIGHT - CHARACTER))


def test_several_signatories_stand_two_to_a_line_under_one_another(prints: dict[str, Print]) -> None:
    first, last = prints["joint"].line("签发人：周正平"), prints["joint"].line("王一宁")
    assert (first.text, last.text) == ("签发人：周正平李安", "青档联〔2023〕3号王一宁")
    assert last.right - 3 * CHARACTER == near(first.left + 4 * CHARACTER)


# 主体


@pytest.mark.parametrize("name", ["outward", "upward", "joint", "minutes"])
def test_the_title_stands_two_blank_lines_below_the_rule(prints: dict[str, Print], name: str) -> None:
    (rule,) = [rule for rule in prints[name].rules() if rule.is_red]
    title = next(top for top, _ in prints[name].bands(BLACK) if top > rule.middle + 0.5)
    assert 2 * LINE < title - rule.middle < 3 * LINE


def test_the_addressee_stands_one_blank_line_below_the_title(prints: dict[str, Print]) -> None:
    title, first, second = (prints["outward"].line(text) for text in ("的实施意见", "各乡镇人民政府", "档案室："))
    assert first.middle - title.middle == near(2 * LINE)
    assert (first.left, second.left) == (near(LEFT), near(LEFT))


def test_turned_lines_of_the_attachment_note_stand_under_the_first_character(prints: dict[str, Print]) -> None:
    first, turned, second = (prints["outward"].line(text) for text in ("附件：1.", "联络人员", "2.工作情况"))
    assert [line.left for line in (first, turned, second)] == [
        near(LEFT + characters * CHARACTER) for characters in (2, 6, 5)
    ]


def test_without_a_seal_the_date_begins_two_characters_after_the_signature(prints: dict[str, Print]) -> None:
    signature, date = prints["outward"].line("青禾县人民政府办公室", 1), prints["outward"].line("2023年7月10日", 1)
    assert signature.right == near(RIGHT - 2 * CHARACTER)
    assert date.left - signature.left == near(2 * CHARACTER)


def test_with_a_seal_the_date_ends_four_characters_inside_and_the_signature_is_centred_over_it(
    prints: dict[str, Print],
) -> None:
    signature, date = prints["upward"].line("青禾县人民政府办公室", 1), prints["upward"].line("2023年7月10日", 1)
    middle = RIGHT - (4 + 7 / 2) * CHARACTER  # the date is seven characters wide where digits count half
    assert (signature.left + signature.right) / 2 == near(middle)
    assert date.left == near(middle - 3.5 * CHARACTER)


def test_the_note_stands_below_the_date(prints: dict[str, Print]) -> None:
    date, note = prints["outward"].line("2023年7月10日", 1), prints["outward"].line("（此件公开发布）", 1)
    assert note.middle - date.middle == near(LINE)
    assert note.left == near(LEFT + 2 * CHARACTER)


@pytest.mark.parametrize(("page", "title"), [(2, "重点任务分解表"), (3, "工作情况统计表")])
def test_attachments_begin_pages_with_mark_and_title(prints: dict[str, Print], page: int, title: str) -> None:
    mark, shown = prints["outward"].pages[page].body[:2]
    assert (mark.text, shown.text) == (f"附件{page - 1}", title)
    assert (mark.left, int((shown.middle - TOP) / LINE)) == (near(LEFT), 2)


# 版记 and 页码


@pytest.mark.parametrize(("name", "page"), [("outward", 3), ("minutes", 1), ("alone", 1)])
def test_the_imprint_ends_on_the_bottom_edge_of_the_last_page(prints: dict[str, Print], name: str, page: int) -> None:
    rules = prints[name].rules(page)
    assert (len(prints[name].pages), rules[-1].middle) == (page + 1, near(BOTTOM))
    assert [rule.thickness for rule in rules] == [1.0, 0.75, 1.0]  # points: 0.35, 0.26, 0.35 mm
    assert {(round(rule.left), round(rule.right)) for rule in rules} == {(LEFT, RIGHT)}


def test_the_lines_of_the_imprint_stand_one_character_inside(prints: dict[str, Print]) -> None:
    copies, turned, printed = (prints["outward"].line(text, 3) for text in ("抄送：", "人民武装部。", "12日印发"))
    assert copies.left == near(LEFT + SMALL_CHARACTER)
    assert turned.left == near(LEFT + 4 * SMALL_CHARACTER)
    assert (printed.left, printed.right) == (near(LEFT + SMALL_CHARACTER), near(RIGHT - SMALL_CHARACTER))


def test_page_numbers_are_7_mm_below_the_type_area_on_the_outer_side(prints: dict[str, Print]) -> None:
    feet = [page.foot[0] for page in prints["outward"].pages]
    assert [(line.text, line.middle) for line in feet] == [(f"—{n}—", near(BOTTOM + 7)) for n in (1, 2, 3, 4)]
    assert [line.right for line in feet[::2]] == [near(RIGHT - SMALL_CHARACTER)] * 2
    assert [line.left for line in feet[1::2]] == [near(LEFT + SMALL_CHARACTER)] * 2


def test_a_page_for_the_imprint_alone_has_no_number(prints: dict[str, Print]) -> None:
    text, imprint = prints["alone"].pages
    assert [line.text for line in text.foot] == ["—1—"]
    assert (imprint.body[0].text[:3], imprint.foot) == ("抄送：", ())


@pytest.mark.parametrize("name", [f"bare{number}" for number in range(len(SOURCES))])
def test_without_particulars_no_layout_has_a_head_or_an_imprint(prints: dict[str, Print], name: str) -> None:
    assert (prints[name].bands(RED), prints[name].rules()) == ([], [])
    assert prints[name].pages[0].body[0].middle < TOP + 1.5 * LINE


# 信函 and 纪要


def test_the_mark_of_a_letter_is_30_mm_below_the_top_of_the_paper(prints: dict[str, Print]) -> None:
    assert prints["letter"].bands(RED)[0][0] == near(30)


def test_a_letter_has_red_double_rules_below_its_mark_and_above_the_bottom_of_the_paper(
    prints: dict[str, Print],
) -> None:
    rules = [rule for rule in prints["letter"].rules() if rule.is_red]
    mark = prints["letter"].bands(RED)[0][1]
    assert [(rule.left, rule.right) for rule in rules] == [(near(20), near(190))] * 4
    assert [rule.thickness for rule in rules] == [2.25, 0.75, 0.75, 2.25]
    assert (rules[0].middle - mark, rules[3].middle) == (near(4), near(277))


def test_the_number_of_a_letter_stands_at_the_right_below_the_rules(prints: dict[str, Print]) -> None:
    line = prints["letter"].line("青政办函〔2023〕5号")
    below = next(top for top, _ in prints["letter"].bands(BLACK))
    assert (line.text[:6], line.right) == ("000012", near(RIGHT))
    assert below - prints["letter"].rules()[1].middle == near(16 * 7 / 8 / office.MILLIMETRE)


def test_the_title_of_a_letter_stands_two_lines_below_what_is_above_it(prints: dict[str, Print]) -> None:
    above, title = prints["letter"].bands(BLACK)[2:4]
    assert 2 * LINE < title[0] - above[1] < 3 * LINE


def test_only_the_first_page_of_a_letter_has_no_number(prints: dict[str, Print]) -> None:
    feet = [[line.text for line in page.foot] for page in prints["letter"].pages]
    assert feet == [[], ["—2—"], ["—3—"], ["—4—"]]
    assert prints["letter"].pages[1].foot[0].middle == near(BOTTOM + 7)
    assert prints["letter"].rules(1) == []


def test_minutes_say_who_was_there_with_the_names_under_one_another(prints: dict[str, Print]) -> None:
    first, turned = prints["minutes"].line("出席：周正平"), prints["minutes"].line("卫白露")
    before = prints["minutes"].line("当日整改")
    assert (first.left, turned.left) == (near(LEFT + 2 * CHARACTER), near(LEFT + 5 * CHARACTER))
    assert first.middle - before.middle == near(2 * LINE)


@pytest.mark.parametrize(("name", "lines"), [("speech", 19), ("large", 15)])
def test_speeches_have_larger_type_on_fewer_lines(prints: dict[str, Print], name: str, lines: int) -> None:
    first, second = (line.middle for line in prints[name].pages[0].body[-2:])
    assert second - first == near(225 / lines, 0.3)


def test_the_lines_under_the_title_of_a_speech_are_occasion_speaker_and_date(prints: dict[str, Print]) -> None:
    shown = [line.text for line in prints["speech"].pages[0].body[1:4]]
    assert shown == ["在全县半年工作会议上的讲话", "周正平", "（2023年7月10日）"]


def test_every_sample_has_all_its_text(files: dict[str, Path]) -> None:
    for name, draft in (("outward", OUTWARD), ("upward", UPWARD), ("joint", JOINT), ("letter", LETTER)):
        shown = "".join(texts(files[name].read_bytes())).replace("\n", "")
        assert all(element.text.strip() in shown for element in draft.elements), name


@pytest.mark.parametrize(("name", "draft"), [("国标公文", OUTWARD), ("信函", LETTER)])
def test_an_imprint_that_finds_no_room_goes_to_the_next_page_whole(tmp_path: Path, name: str, draft: Draft) -> None:
    compiled = load_layout(layout(name))
    wanted = imprint_of(PageSetter(compiled).set(draft, False))
    made = tmp_path / "long.docx"
    made.write_bytes(write_word(draft, compiled, False, "k1", Imprint(wanted.fill + 579)).value)
    *text, last = office.pages(office.convert([made], "pdf", tmp_path)[0])
    assert last.body[0].text.startswith("抄送：")
    assert not any("抄送" in line.text or "印发" in line.text for page in text for line in page.body)
