"""Laws of redlines: accepting everything gives the new version, refusing everything the old one, and little is marked."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import ReturnedCopy, Revision, TextState
from core.package import Package, W, open_package
from core.review.applying import applied
from core.review.compare import ReviewFlow, compare
from core.review.matching import folded
from core.review.redlining import redline_plan
from core.review.views import ViewParagraph, final, original, placed
from core.word.package_writer import write_package
from core.word.redline.document import RedlineFiles, RedlineLook
from core.word.reviewing.stream import read_copy
from tests.core.word.redline.pairs import Block, VersionPair, docx, edited, pair, texts

_LOOK = RedlineLook(Revision("送审二稿", "2026-07-03T09:12:00Z"), ("花脸稿",))
_PARAGRAPH = st.text("甲乙丙丁戊12，。 ", max_size=30)


def redlined(old: list[Block], new: list[Block]) -> bytes:
    """The redline of two versions."""
    files = RedlineFiles(docx(old), docx(new))
    return files.written(redline_plan(*files.blocks), _LOOK).value


def _read(view: tuple[ViewParagraph, ...]) -> list[str]:
    return [text for text in ("".join(paragraph.text.split()) for paragraph in view) if text]


def _both(copy: ReturnedCopy) -> tuple[list[str], list[str]]:
    return _read(final(copy)), _read(original(copy))


@pytest.mark.parametrize("number", range(12))
def test_both_versions_come_out_of_a_redline(number: int) -> None:
    made = pair(random.Random(number))
    copy = read_copy(redlined(made.old, made.new)).value
    assert _both(copy) == (texts(made.new), texts(made.old))


@given(st.lists(_PARAGRAPH, min_size=1, max_size=8), st.lists(_PARAGRAPH, min_size=1, max_size=8))
def test_whatever_the_versions_are_both_come_out(old: list[str], new: list[str]) -> None:
    one, two = list[Block](old), list[Block](new)
    assert _both(read_copy(redlined(one, two)).value) == (texts(two), texts(one))


@given(st.randoms(use_true_random=False))
def test_shuffled_paragraphs_come_out(rng: random.Random) -> None:
    made = pair(rng, 12, 4)
    new = list(made.new)
    rng.shuffle(new)
    assert _both(read_copy(redlined(made.old, new)).value) == (texts(new), texts(made.old))


@given(st.randoms(use_true_random=False))
def test_ids_are_unique_over_all_kinds(rng: random.Random) -> None:
    made = pair(rng, 15, 10)
    root = Package(redlined(made.old, made.new)).xml("word/document.xml")
    assert root is not None
    names = [node.tag for node in root.iter("*") if "Range" not in node.tag and node.get(W + "id")]
    ids = {node.get(W + "id") for node in root.iter("*") if "Range" not in node.tag and node.get(W + "id")}
    assert len(ids) == len(names)


def tightness(made: VersionPair) -> float:
    """The fewest characters and marks that must be marked, moves on both sides, by those that are."""
    old, new = ([block for block in side if isinstance(block, str)] for side in (made.old, made.new))
    paragraphs = read_copy(redlined(list(old), list(new))).value.paragraphs
    marked = 0
    for each in paragraphs:
        marked += each.mark is not TextState.KEPT
        marked += sum(len(piece.text) for piece in each.pieces if piece.state is not TextState.KEPT)
    moved = (TextState.MOVED_AWAY, TextState.MOVED_HERE, TextState.MOVED_DELETED)
    sides = []
    for view in (original, final):
        shown = [(each.text, paragraphs[each.last].mark in moved) for each in view(ReturnedCopy(paragraphs))]
        signs = [(sign, view if is_moved else None) for text, is_moved in shown for sign in f"{text}\n"]
        sides.append(signs)
    return Indel.distance(*sides) / marked


@pytest.mark.parametrize("number", range(100, 108))
def test_little_more_is_marked_than_must_be(number: int) -> None:
    assert tightness(pair(random.Random(number), 100, 22)) >= 0.93


@pytest.mark.shared
@pytest.mark.parametrize("number", range(2))
def test_little_more_is_marked_of_real_reports_than_must_be(seed: Path, number: int) -> None:
    lines = [line.strip() for line in seed.read_text("utf-8").splitlines() if line.strip()]
    assert tightness(edited(random.Random(number), list[Block](lines), 20)) >= 0.93


def test_of_many_long_numbers_some_are_marked_by_their_digits() -> None:
    words = "第{}批各有关单位按计划推进，共登记1234{}67件，各项指标按期完成。"
    old = list[Block](words.format(place, 5) for place in "一二三四五六七八")
    new = list[Block](words.format(place, 6) for place in "一二三四五六七八")
    assert marked(redlined(old, new)).startswith("56565656")


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("累计186.4万元", "累计152.7万元", "186.4 152.7"),
        ("增长12.5%，", "增长12.8%，", "12.5% 12.8%"),
        ("同比-3.5%，", "同比-3.4%，", "-3.5% -3.4%"),
        ("共1,286件，", "共1,296件，", "1,286 1,296"),
        ("截至2025年底", "截至2026年底", "2025 2026"),
        ("11月12日召开", "11月17日召开", "12 17"),
        ("共16673件，", "共16678件，", "16673 16678"),
        ("办结5件", "办结35、5件", "35、"),
        ("办结55、5件", "办结55、55、5件", "55、"),
        ("第5、5号", "第5、5、55号", "、55"),
    ],
)
def test_numbers_are_marked_as_a_whole(old: str, new: str, marks: str) -> None:
    words = "今年各有关单位按计划推进，{}，各项指标按期完成，群众反映良好。"
    paragraphs = read_copy(redlined([words.format(old)], [words.format(new)])).value.paragraphs
    assert [piece.text for piece in paragraphs[0].pieces if piece.state is not TextState.KEPT] == marks.split()


@pytest.mark.parametrize("number", range(200, 212))
def test_a_redline_that_comes_back_holds_the_changes_it_was_made_of(number: int) -> None:
    made = pair(random.Random(number), 30, 12)
    old, new = ([block for block in side if isinstance(block, str)] for side in (made.old, made.new))
    copy = read_copy(redlined(list(old), list(new))).value
    printed = [PrintedParagraph(f"e{index}", text, index) for index, text in enumerate(old, 1)]
    changes = compare(ReviewFlow(printed, placed(copy), {}), copy.paragraphs).changes
    assert sorted(map(folded, applied(printed, changes))) == sorted(map(folded, new))


def test_a_moved_passage_that_was_edited_keeps_its_edits() -> None:
    paragraphs: list[Block] = ["一、各项工作按期完成", "二、下一步继续抓好落实", "三、材料按时报送，全部归档备查"]
    xml = (
        Package(redlined(paragraphs, ["三、材料报送，全部归档备查存放", *paragraphs[:2]]))
        .read("word/document.xml")
        .decode()
    )
    assert (xml.count("<w:moveFromRangeStart"), xml.count("<w:del "), xml.count("<w:ins ")) == (1, 1, 1)


def test_a_long_paragraph_that_changed_places_is_a_move() -> None:
    paragraphs: list[Block] = ["一、各项工作按期完成", "二、下一步继续抓好落实", "三、材料按时报送并归档备查"]
    xml = Package(redlined(paragraphs, [paragraphs[2], *paragraphs[:2]])).read("word/document.xml").decode()
    assert (xml.count("<w:moveFromRangeStart"), xml.count("<w:moveToRangeStart")) == (1, 1)


def test_moves_can_be_shown_as_struck_out_and_put_in() -> None:
    paragraphs: list[Block] = ["一、各项工作按期完成", "二、下一步继续抓好落实", "三、材料按时报送并归档备查"]
    new = [paragraphs[2], *paragraphs[:2]]
    files = RedlineFiles(docx(paragraphs), docx(new))
    data = files.written(redline_plan(*files.blocks, has_moves=False), _LOOK).value
    assert b"<w:move" not in Package(data).read("word/document.xml")
    assert _both(read_copy(data).value) == (texts(new), texts(paragraphs))


def test_a_divided_paragraph_has_one_inserted_mark_and_no_text_twice() -> None:
    old, new = "各乡镇按时报送，验收合格。群众反映良好。", ["各乡镇按时报送，验收合格。", "群众反映良好。"]
    xml = Package(redlined([old], list(new))).read("word/document.xml").decode()
    assert (xml.count("<w:ins "), xml.count("<w:del ")) == (1, 0)


def test_rows_come_and_go_by_themselves() -> None:
    rows = [["单位", "数量"], ["水务站", "320"], ["农服中心", "81"]]
    xml = Package(redlined([rows], [[rows[0], rows[2], ["文化站", "9"]]])).read("word/document.xml").decode()
    assert (xml.count("<w:trPr><w:del "), xml.count("<w:trPr><w:ins ")) == (1, 1)


def test_other_columns_make_another_table() -> None:
    rows = [["单位", "数量"], ["水务站", "320"]]
    xml = Package(redlined([rows], [[[*row, "无"] for row in rows]])).read("word/document.xml").decode()
    assert xml.count("<w:tbl>") == 2


def test_ten_thousand_revisions_in_a_file_are_resolved_first() -> None:
    run = '<w:r><w:t xml:space="preserve">字</w:t></w:r>'
    struck = '<w:r><w:delText xml:space="preserve">删</w:delText></w:r>'
    one = f'<w:ins w:id="1" w:author="张处">{run}</w:ins><w:del w:id="2" w:author="张处">{struck}</w:del>'
    parts = open_package(docx(["各项任务完成。"]))
    xml = parts["word/document.xml"].decode().replace("<w:body>", f"<w:body><w:p>{one * 5000}</w:p>")
    files = RedlineFiles(docx(["各项任务完成。"]), write_package({**parts, "word/document.xml": xml.encode()}))
    copy = read_copy(files.written(redline_plan(*files.blocks), _LOOK).value).value
    assert (files.resolved, _both(copy)) == ((0, 10_000), (["字" * 5000, "各项任务完成。"], ["各项任务完成。"]))


def test_bookmarks_of_both_versions_stay() -> None:
    """A paragraph that is gone keeps its name, so that a redline that comes back is read with all its anchors."""
    named = docx(["甲、各项任务完成。", "乙、验收全部合格。"])
    parts = open_package(named)
    xml = parts["word/document.xml"].decode()
    for number in (1, 2):
        mark = f'<w:bookmarkStart w:id="{number}" w:name="_GW_abcd_{number}"/>'
        xml = xml.replace("<w:p><w:r>", f"<w:p>{mark}<w:r>", 1).replace(
            "</w:t></w:r></w:p>", f'</w:t></w:r><w:bookmarkEnd w:id="{number}"/></w:p >', 1
        )
    old = write_package({**parts, "word/document.xml": xml.encode()})
    kept = xml[: xml.index("</w:p >") + 7] + xml[xml.index("<w:sectPr>") :]
    files = RedlineFiles(old, write_package({**parts, "word/document.xml": kept.encode()}))
    found = Package(files.written(redline_plan(*files.blocks), _LOOK).value).read("word/document.xml").decode()
    assert [found.count(f'w:name="_GW_abcd_{number}"') for number in (1, 2)] == [1, 1]
    assert found.count("<w:bookmarkEnd") == 2


def marked(data: bytes) -> str:
    """The words that a redline marks."""
    pieces = (piece for paragraph in read_copy(data).value.paragraphs for piece in paragraph.pieces)
    return "".join(piece.text for piece in pieces if piece.state is not TextState.KEPT)


def test_a_half_that_reads_the_same_is_no_rewrite_of_another_paragraph() -> None:
    half = "农机站集中采购老旧管网3830处，责任到人；"
    rest = "林业站按月通报困难家庭7853处，社区配合，台账齐全；医保所限时办结小型水库2236处。"
    gone = "农机站集中采购困难家庭5389处，责任到人。"
    middle = "社区网格排查整治就医点1688处，按期验收，问题清零。"
    edited = rest.replace("社区配合", "社区和学校配合")
    assert half[:12] not in marked(redlined([gone, middle, half + rest], [middle, half, edited]))


def test_a_paragraph_joined_across_one_that_is_gone_is_not_marked_twice() -> None:
    first = "灌区渠道清淤712处，问题清零；困难家庭走访4666户，成效明显。"
    second = "服务事项公开5715项，全部完成；仓储设施改造4178处，按期验收。"
    gone, half = "农机站集中采购困难家庭5389处，责任到人。", "农机站集中采购老旧管网3830处，责任到人；"
    rest = "林业站按月通报困难家庭7853处，社区配合，台账齐全；医保所限时办结小型水库2236处。"
    new = marked(redlined([first, gone, second, half + rest], [first + second, half, rest]))
    assert new == gone


@pytest.mark.parametrize("is_divided", [False, True], ids=["joined", "divided"])
def test_parts_of_a_paragraph_are_not_marked_twice_for_a_short_one_that_changed_places(is_divided: bool) -> None:
    first = "灌区渠道清淤712处，问题清零；困难家庭走访4666户，成效明显。"
    second = "服务事项公开5715项，全部完成；仓储设施改造4178处，按期验收。"
    short, other = "十六、校舍改造办公开评议情况", "农机站集中采购困难家庭5389处，责任到人。"
    sides = [[first, short, second, other], [first + second, other, short]]
    old, new = reversed(sides) if is_divided else sides
    assert marked(redlined(list(old), list(new))) == short * 2


def test_a_rewritten_clause_is_struck_out_and_put_in_as_one() -> None:
    stays = [f"第{number}村按月报送用水台账，逐户核对，没有差错。" for number in range(20)]
    old, new = "今年努力开创全镇水利工作新局面。", "今年奋力开创水利工作现代化建设新局面。"
    data = redlined([*stays, old], [*stays, new])
    assert marked(data) == "努力开创全镇水利工作奋力开创水利工作现代化建设"


def test_of_many_rewritten_clauses_only_so_much_that_stays_is_marked() -> None:
    made: list[list[Block]] = [
        [words.format(number) for number in "一二三四五六七八九十"]
        for words in ("第{}村努力开创全镇水利工作新局面。", "第{}村奋力开创水利工作现代化建设新局面。")
    ]
    counts = [marked(redlined(*made)).count(words) for words in ("力开创", "水利工作")]
    assert (counts[0] > 1, counts[1] < 20) == (True, True)
