"""``review``: changes and comments of returned copies, as printed and as JSON."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.cli.main import run
from core.package import W, open_package, parse_xml, xml_part
from core.word.package_writer import CONTENT_TYPES, add_content_type, add_relationship, write_package
from core.workflows.drafting.session import create_session, read_stored
from tests.builders import make_draft
from tests.screen import SCREEN

Call = Callable[..., tuple[int, str, str]]
DRAFT = """h1 一、|工作情况
h2 （一）|接收档案。‖接收档案{490}卷，整理档案{320}卷，方便群众查阅。
h2 （二）|编研工作。‖编印年鉴{1000}册，送到各村。
body |全馆同志齐心协力，完成了各项任务。"""
_HAND = 'w:author="王副局长" w:date="2026-07-03T09:12:00Z"'


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command line beside a draft and the Word file that went out, ``发出.docx``."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    create_session(Path("今年.nigao"), make_draft(DRAFT), datetime.now).close()

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    run_it("export", "今年.nigao", "-o", "发出.docx", "--no-marks")
    return run_it


def _copy(name: str, change: Callable[[str], str], source: str = "发出.docx") -> None:
    """Write a copy of a file with its main part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data.decode()).encode() if part == "word/document.xml" else data)
    Path(name).write_bytes(written.getvalue())


def _recorded(old: str, new: str) -> Callable[[str], str]:
    """Replace words as a word processor does that records changes."""

    def change(xml: str) -> str:
        run = next(found for found in re.finditer(r"<w:r>(?:(?!</w:r>).)*</w:r>", xml) if old in found[0])
        start, text, end = re.fullmatch(r"(<w:r>.*?<w:t[^>]*>)(.*?)(</w:t></w:r>)", run[0]).groups()  # type: ignore[union-attr]
        struck = re.sub(r"<w:t\b", "<w:delText", start) + old + end.replace("w:t>", "w:delText>")
        revised = f'<w:del w:id="9001" {_HAND}>{struck}</w:del><w:ins w:id="9002" {_HAND}>{start}{new}{end}</w:ins>'
        before, _, after = text.partition(old)
        return xml.replace(run[0], f"{start}{before}{end}{revised}{start}{after}{end}", 1)

    return change


def _json(call: Call, *copies: str) -> dict[str, object]:
    return json.loads(call("review", "今年.nigao", "--read", *copies, "--json")[1])  # type: ignore[no-any-return]


def test_the_file_as_it_went_out_has_no_change(call: Call) -> None:
    code, out, _ = call("review", "今年.nigao", "--read", "发出.docx")
    assert (code, out) == (0, "发出.docx：0处修改（0处有修订记录），0条批注\n")


def test_a_recorded_change_is_told_with_its_author_place_and_field(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    (change,) = _json(call, "王.docx")["changes"]  # type: ignore[misc]
    assert (change["kind"], change["old"], change["new"], change["tracked"]) == ("replace", "490", "512", True)
    assert (change["author"], change["element"], change["section"]) == ("王副局长", "e2", "（一）接收档案")
    assert change["facts"] == ["f1"]


def test_an_unrecorded_change_is_found_as_well(call: Call) -> None:
    _copy("李.docx", lambda xml: xml.replace("方便群众查阅", "方便群众随时查阅"))
    (change,) = _json(call, "李.docx")["changes"]  # type: ignore[misc]
    assert (change["kind"], change["new"], change["tracked"], change["author"]) == ("insert", "随时", False, "")


def test_two_values_for_one_field_are_a_conflict(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    _copy("李.docx", _recorded("490", "530"))
    found = _json(call, "王.docx", "李.docx")
    assert [each["reason"] for each in found["conflicts"]] == ["overlap", "field"]  # type: ignore[attr-defined]
    assert {each["state"] for each in found["changes"]} == {"conflict"}  # type: ignore[attr-defined]


def test_what_two_people_changed_alike_is_no_conflict(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    _copy("李.docx", lambda xml: xml.replace("490", "512"))
    found = _json(call, "王.docx", "李.docx")
    assert found["conflicts"] == []
    assert [each["same_as"] for each in found["changes"]] == ["", "c1-1"]  # type: ignore[attr-defined]


def test_changes_since_the_export_do_not_count(call: Call) -> None:
    """A copy is compared with the version that was kept when it went out, not with what the draft has become."""
    _copy("王.docx", _recorded("490", "512"))
    call("fill", "今年.nigao", "--set", "f3=1200")
    assert all(each["new"] != "1000" for each in _json(call, "王.docx")["changes"])  # type: ignore[attr-defined]


def test_a_copy_of_another_draft_is_refused(call: Call) -> None:
    _copy("别人.docx", lambda xml: xml.replace("_GW_abcd1234_", "_GW_ffff0000_"))
    code, out, err = call("review", "今年.nigao", "--read", "别人.docx")
    assert (code, out) == (2, "")
    assert "不是这份稿件导出的文件" in err


def test_reading_leaves_the_draft_alone(call: Call) -> None:
    before = Path("今年.nigao").read_bytes()
    _copy("王.docx", _recorded("490", "512"))
    call("review", "今年.nigao", "--read", "王.docx")
    assert Path("今年.nigao").read_bytes() == before


def test_a_taken_change_is_in_the_draft_with_its_source(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    code, _, err = call("review", "今年.nigao", "--read", "王.docx", "--take", "c1-1")
    draft = read_stored(Path("今年.nigao"))
    assert (code, "采纳了1处" in err) == (0, True)
    assert "接收档案512卷" in draft.elements[1].content
    assert next((fact.text, fact.source) for fact in draft.facts) == ("512", "王副局长 改稿 2026-07-03")


def test_the_listing_says_what_is_taken(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    call("review", "今年.nigao", "--read", "王.docx", "--take", "c1-1")
    assert [each["state"] for each in _json(call, "王.docx")["changes"]] == ["taken"]  # type: ignore[attr-defined]


def test_a_change_is_taken_once(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    call("review", "今年.nigao", "--read", "王.docx", "--take", "全部无冲突")
    _, _, again = call("review", "今年.nigao", "--read", "王.docx", "--take", "全部无冲突")
    _, _, err = call("review", "今年.nigao", "--read", "王.docx", "--take", "c1-1")
    assert "采纳了0处" in again
    assert "稿件里已经这样写了" in err


def test_a_place_edited_since_is_left_to_the_user(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    call("fill", "今年.nigao", "--set", "f1=505")
    _, _, err = call("review", "今年.nigao", "--read", "王.docx", "--take", "c1-1")
    assert "后来又改过" in err
    assert "接收档案505卷" in read_stored(Path("今年.nigao")).elements[1].content


def test_what_others_contradict_is_not_taken_by_all(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    _copy("李.docx", _recorded("490", "530"))
    _, _, err = call("review", "今年.nigao", "--read", "王.docx", "李.docx", "--take", "全部无冲突")
    assert "采纳了0处" in err


def test_marks_of_another_width_are_told_in_one_line(call: Call) -> None:
    _copy("王.docx", lambda xml: xml.replace("，", ","))
    _, out, err = call("review", "今年.nigao", "--read", "王.docx")
    assert out == "王.docx：0处修改（0处有修订记录），0条批注\n"
    assert "个字只是空格或全角半角写法不同" in err


def test_what_was_made_by_hand_is_recorded(call: Call) -> None:
    _copy("王.docx", lambda text: text.replace("同心协力", "团结一心").replace("齐心协力", "团结一心"))
    code, _, told = call("review", "今年.nigao", "--read", "王.docx", "--handled", "c1-1,c1-9")
    changes = json.loads(call("review", "今年.nigao", "--json")[1])["changes"]
    assert (code, [(each["state"], each["reason"]) for each in changes]) == (0, [("taken", "已手工处理")])
    assert ("1处记为已手工处理" in told, "c1-9" in told) == (True, True)


def test_a_comment_over_several_paragraphs_has_a_span_in_each(call: Call) -> None:
    run = '<w:commentRangeStart w:id="7"/>'
    end = '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'

    def mark(text: str) -> str:
        first, last = (text.rindex("<w:r>", 0, text.index(words)) for words in ("接收档案490卷", "编印年鉴1000册"))
        return text[:first] + run + text[first:last] + end + text[last:]

    _copy("王.docx", mark)
    _with_comment("王.docx")
    (comment,) = json.loads(call("review", "今年.nigao", "--read", "王.docx", "--json")[1])["comments"]
    assert [each["element"] for each in comment["spans"]] == ["e2", "e3"]
    assert (comment["element"], comment["quote"].count("\n")) == ("e2", 1)


def _with_comment(name: str, *others: tuple[int, str, int]) -> None:
    """Give a file a part of comments with one comment, and others by number, author and hour."""
    parts = open_package(Path(name).read_bytes())
    relations, types = (parse_xml(parts[part]) for part in ("word/_rels/document.xml.rels", CONTENT_TYPES))
    add_relationship(
        relations, "rId", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments", "comments.xml"
    )
    add_content_type(
        types, "word/comments.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    )
    words = "<w:p><w:r><w:t>请核对</w:t></w:r></w:p>"
    listed = f'<w:comment w:id="7" {_HAND}>{words}</w:comment>' + "".join(
        f'<w:comment w:id="{number}" w:author="{who}" w:date="2026-07-03T{hour}:00:00Z">{words}</w:comment>'
        for number, who, hour in others
    )
    part = f'<w:comments xmlns:w="{W[1:-1]}">{listed}</w:comments>'
    made = {"word/_rels/document.xml.rels": xml_part(relations), CONTENT_TYPES: xml_part(types)}
    Path(name).write_bytes(write_package({**parts, **made, "word/comments.xml": part.encode()}))


def test_a_later_comment_of_another_hand_on_the_same_words_is_perhaps_a_reply(call: Call) -> None:
    numbers = (7, 8, 9)
    starts = "".join(f'<w:commentRangeStart w:id="{each}"/>' for each in numbers)
    ends = "".join(
        f'<w:commentRangeEnd w:id="{each}"/><w:r><w:commentReference w:id="{each}"/></w:r>' for each in numbers
    )

    def mark(text: str) -> str:
        start = text.rindex("<w:r>", 0, text.index("全馆同志"))
        end = text.index("</w:r>", start) + len("</w:r>")
        return text[:start] + starts + text[start:end] + ends + text[end:]

    _copy("王.docx", mark)
    _with_comment("王.docx", (8, "李科", 11), (9, "王副局长", 12))
    comments = json.loads(call("review", "今年.nigao", "--read", "王.docx", "--json")[1])["comments"]
    assert [(each["author"], each["perhaps_reply_to"]) for each in comments] == [
        ("王副局长", ""),
        ("李科", "7"),
        ("王副局长", ""),
    ]
    assert [each["reply_to"] for each in comments] == ["", "", ""]


def test_files_named_one_by_one_are_all_read(call: Call) -> None:
    _copy("王.docx", _recorded("490", "512"))
    _copy("李.docx", _recorded("490", "530"))
    _, out, _ = call("review", "今年.nigao", "--read", "王.docx", "--read", "李.docx", "--json")
    assert [each["file"] for each in json.loads(out)["changes"]] == ["王.docx", "李.docx"]


def test_a_recorded_change_of_format_names_its_author(call: Call) -> None:
    former = f'<w:rPrChange w:id="9" {_HAND}><w:rPr/></w:rPrChange>'

    def embolden(text: str) -> str:
        start = text.rindex("<w:r>", 0, text.index("全馆同志"))
        run = text[start : text.index("</w:r>", start)]
        words = run[run.index("<w:t") :]
        return text.replace(run, f"<w:r><w:rPr><w:b/>{former}</w:rPr>{words}")

    _copy("王.docx", embolden)
    (change,) = json.loads(call("review", "今年.nigao", "--read", "王.docx", "--json")[1])["changes"]
    assert [change[name] for name in ("kind", "author", "date", "tracked")] == [
        "format",
        "王副局长",
        "2026-07-03T09:12:00Z",
        True,
    ]
