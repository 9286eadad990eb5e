"""Layouts that would fetch or run something: what files are made of does not hold it, and it is told once."""

import pytest

from core.package import open_package, parse_xml
from core.word.layouts.file import read_blueprint
from core.word.layouts.sanitise import sanitise
from core.word.layouts.templating import load_layout
from core.workflows.layouts.check import check_layout
from core.workflows.layouts.learning import learn_bytes
from tests.altered import with_part
from tests.layouts import markup
from tests.layouts.package import relations
from tests.word_files import layout_file, p

FOOTER = f"{markup.HEAD}<w:ftr {markup.NAMES}>{{}}</w:ftr>"
LOOP = (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"), p("{% endfor %}"))
EVIL = 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instr(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(code: str, shown: str = "示") -> str:
    """A field in parts with what it shows."""
    return char("begin") + instr(code) + char("separate") + run(shown) + char("end")


def simple(code: str, shown: str = "示") -> str:
    return f"<w:fldSimple w:instr='{code}'>{run(shown)}</w:fldSimple>"


def tamed(content: str) -> str:
    """What is left of a paragraph of the main part."""
    return (
        sanitise({"word/document.xml": FOOTER.format(f"<w:p>{content}</w:p>").encode()})
        .parts["word/document.xml"]
        .decode()
    )


def outside(kind: str, target: str) -> str:
    return relations((f"{markup.LINKS}/{kind}", target)).replace(
        "<Relationship Id", '<Relationship TargetMode="External" Id'
    )


@pytest.mark.parametrize(
    "code",
    [" PAGE ", "NUMPAGES", " page \\* MERGEFORMAT ", "SECTIONPAGES", "SECTION \\* Arabic", " PAGE \\# 00 ", "=1+2"],
)
@pytest.mark.parametrize("write", [field, simple])
def test_page_numbers_stay(code: str, write: object) -> None:
    written = write(code)  # type: ignore[operator]
    assert sanitise({"word/footer1.xml": FOOTER.format(f"<w:p>{written}</w:p>").encode()}).fields == ()


@pytest.mark.parametrize(
    "code",
    [
        *(EVIL, "DDE a b", 'INCLUDETEXT "http://example.invalid/a"', "INCLUDEPICTURE x", "LINK Excel.Sheet a", "DATE"),
        *("HYPERLINK x", "MACROBUTTON a", "QUOTE 1", "PAGE DDEAUTO x", "= a", "DATABASE", "", "PAGE " + "1" * 300),
    ],
)
@pytest.mark.parametrize("write", [field, simple])
def test_other_fields_become_what_they_show(code: str, write: object) -> None:
    left = tamed(write(code))  # type: ignore[operator]
    assert "fldChar" not in left
    assert "nstr" not in left.replace("xmlns", "")
    assert left.count("示") == 1


def test_a_code_torn_into_several_runs_is_read_as_one() -> None:
    left = tamed(char("begin") + instr("DDE") + instr("AUTO x") + char("separate") + run("示") + char("end"))
    assert "AUTO" not in left
    assert "示" in left


def test_a_code_made_of_other_fields_goes_with_them() -> None:
    left = tamed(
        char("begin") + field("QUOTE 68", "D") + instr("DEAUTO x") + char("separate") + run("示") + char("end")
    )
    assert "D" not in left.partition("<w:p>")[2].replace("w:document", "")


def test_sums_of_page_numbers_stay() -> None:
    left = tamed(
        char("begin") + instr("= ") + field(" NUMPAGES ", "3") + instr(" - 1") + char("separate") + char("end")
    )
    assert left.count("begin") == 2


def test_a_harmless_field_within_the_result_of_another_stays() -> None:
    left = tamed(char("begin") + instr("IF 1=1") + char("separate") + field("PAGE") + char("end"))
    assert (left.count("begin"), left.count("PAGE"), left.count("IF")) == (1, 1, 0)


def test_a_field_that_runs_over_paragraphs_is_none() -> None:
    left = tamed(char("begin") + instr("PAGE") + "</w:p><w:p>" + char("separate") + run("示") + char("end"))
    assert "fldChar" not in left


def test_a_field_without_an_end_is_none() -> None:
    assert "PAGE" not in tamed(char("begin") + instr("PAGE"))


def test_macros_of_form_fields_go() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="a"/></w:ffData></w:fldChar></w:r>'
    assert "entryMacro" not in tamed(begin + instr("PAGE") + char("end"))


def test_strict_files_are_read_the_same() -> None:
    strict = FOOTER.format(f"<w:p>{field(EVIL)}</w:p>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"
    )
    assert sanitise({"word/footnotes.xml": strict.encode()}).fields == ("DDEAUTO",)


def test_nothing_hostile_reaches_a_file() -> None:
    body = (*LOOP, f"<w:p>{field(EVIL)}</w:p>")
    footer = FOOTER.format(f"<w:p>{simple('INCLUDETEXT http://example.invalid/a')}</w:p>")
    layout = load_layout(layout_file(*body, word__footer1_xml=footer))
    written = open_package(layout.render({"各段": []}))
    assert b"DDE" not in written["word/document.xml"]
    assert b"INCLUDE" not in written["word/footer1.xml"]


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "subDocument", "image", "frame"])
def test_what_lies_outside_is_cut(kind: str) -> None:
    data = with_part(layout_file(*LOOP), "word/_rels/settings.xml.rels", outside(kind, "file://server/a"))
    fixed = {part.name for part in read_blueprint(data).fixed}
    assert "word/_rels/settings.xml.rels" in fixed
    assert b"server" not in sanitise(open_package(data)).parts["word/_rels/settings.xml.rels"]


def test_links_that_the_reader_follows_stay() -> None:
    parts = {"word/_rels/document.xml.rels": outside("hyperlink", "https://example.invalid/").encode()}
    assert sanitise(parts).parts == parts


def test_what_refers_to_something_cut_goes_with_it() -> None:
    rels = outside("image", "http://example.invalid/a.png")
    key = parse_xml(rels.encode())[0].get("Id")
    space = f'xmlns:r="{markup.LINKS}"'
    body = FOOTER.format(f'<w:p {space}><w:blip r:link="{key}"/><w:movie r:id="{key}"/></w:p>')
    left = sanitise({"word/a.xml": body.encode(), "word/_rels/a.xml.rels": rels.encode()}).parts["word/a.xml"]
    assert b"blip" in left
    assert b"r:link" not in left
    assert b"movie" not in left


def test_programs_inside_the_file_go_with_their_parts() -> None:
    rels = relations((f"{markup.LINKS}/oleObject", "embeddings/a.bin"))
    types = b'<Types xmlns="t"><Override PartName="/word/embeddings/a.bin"/></Types>'
    parts = {
        "word/_rels/document.xml.rels": rels.encode(),
        "word/embeddings/a.bin": b"MZ",
        "[Content_Types].xml": types,
    }
    left = sanitise(parts).parts
    assert "word/embeddings/a.bin" not in left
    assert b"a.bin" not in left["[Content_Types].xml"]


def test_broken_parts_stay_as_they_are() -> None:
    parts = {"word/document.xml": b"<a", "word/_rels/document.xml.rels": b"<b"}
    assert sanitise(parts).parts == parts


def test_the_check_tells_the_fields_once() -> None:
    found = check_layout(layout_file(*LOOP, f"<w:p>{field(EVIL)}{field('DATE')}{field('DATE')}</w:p>"))
    (finding,) = [finding for finding in found if finding.code == "layout_fields"]
    assert finding.parameters["fields"] == "DDEAUTO、DATE"


def test_the_check_tells_what_lies_outside_once() -> None:
    data = with_part(layout_file(*LOOP), "word/_rels/settings.xml.rels", outside("attachedTemplate", "file://server/a"))
    (finding,) = [finding for finding in check_layout(data) if finding.code == "layout_outside"]
    assert finding.parameters["count"] == "1"


def test_settings_that_fetch_something_by_themselves_go() -> None:
    settings = FOOTER.format('<w:mailMerge><w:query w:val="SELECT"/></w:mailMerge><w:zoom/>').encode()
    left = sanitise({"word/settings.xml": settings}).parts["word/settings.xml"]
    assert (b"SELECT" in left, b"zoom" in left) == (False, True)


def test_learning_leaves_the_fields_out_and_tells_them() -> None:
    report = [p("关于上半年工作的报告"), *[p("上半年，全馆接收档案三千卷，查阅利用五百人次。")] * 4]
    learned = learn_bytes("a.docx", layout_file(f"<w:p>{field(EVIL, '内部')}</w:p>", *report))
    assert b"DDE" not in open_package(learned.value.layout)["word/document.xml"]
    assert all(b"DDE" not in part for part in open_package(learned.value.layout).values())
