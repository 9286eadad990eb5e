"""Fonts: what stands in, what is told; the table is a file that clerks may edit."""

import re
from pathlib import Path

import pytest

from core.errors import AppError
from core.result import Notice
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.fonts import Fonts, fonts_needed, load_fonts, not_yet_shown
from core.workflows.exporting.options import ExportOptions
from core.workflows.messages import sentence
from core.workflows.review.sending import SendingBase, write_sent
from tests.altered import parts_of, with_part
from tests.builders import make_draft
from tests.word_files import layout_file

WINDOWS = ("仿宋", "楷体", "黑体", "宋体", "Times New Roman", "Arial")
ENGLISH_WINDOWS = ("FangSong", "KaiTi", "SimHei", "SimSun", "Times New Roman")
UOS = ("CESI仿宋-GB2312", "CESI楷体-GB2312", "CESI小标宋-GB2312", "方正黑体_GBK", "方正书宋_GBK", "Noto Sans CJK SC")
MAC = ("STFangsong", "Kaiti SC", "Heiti SC", "Songti SC")
DEBIAN = ("Noto Sans CJK SC", "Noto Serif CJK SC", "AR PL UKai CN", "AR PL UMing CN", "Liberation Serif")

STAND_INS = (
    (WINDOWS, "仿宋_GB2312", "仿宋"),
    (WINDOWS, "楷体_GB2312", "楷体"),
    (WINDOWS, "方正小标宋简体", "宋体"),
    ((*WINDOWS, "仿宋_GB2312"), "仿宋_GB2312", "仿宋_GB2312"),
    ((*WINDOWS, "方正小标宋_GBK"), "方正小标宋简体", "方正小标宋_GBK"),
    (ENGLISH_WINDOWS, "仿宋_GB2312", "FangSong"),
    (ENGLISH_WINDOWS, "黑体", "SimHei"),
    (UOS, "仿宋_GB2312", "CESI仿宋-GB2312"),
    (UOS, "方正小标宋简体", "CESI小标宋-GB2312"),
    (UOS, "宋体", "方正书宋_GBK"),
    (MAC, "楷体", "Kaiti SC"),
    (DEBIAN, "楷体_GB2312", "AR PL UKai CN"),
    (DEBIAN, "黑体", "Noto Sans CJK SC"),
    (DEBIAN, "Times New Roman", "Liberation Serif"),
    (("fandolkai [fandol]",), "楷体", "fandolkai [fandol]"),
    (DEBIAN, "华文行楷", "AR PL UKai CN"),
    (DEBIAN, "Calibri", "Calibri"),
    ((), "仿宋", "仿宋"),
)


@pytest.fixture
def fonts() -> Fonts:
    return load_fonts()


@pytest.mark.parametrize(("families", "name", "drawn"), STAND_INS)
def test_what_is_missing_is_drawn_with_the_first_alternative_there_is(
    fonts: Fonts, families: tuple[str, ...], name: str, drawn: str
) -> None:
    assert fonts.stand_in(name, families) == drawn


@pytest.mark.parametrize("name", ["黑体", "SimHei", "simhei"])
def test_a_font_is_installed_under_any_of_its_names(fonts: Fonts, name: str) -> None:
    assert fonts.is_installed(name, ENGLISH_WINDOWS)


def test_a_font_of_the_same_look_is_not_the_font(fonts: Fonts) -> None:
    assert not fonts.is_installed("仿宋_GB2312", WINDOWS)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("仿宋_GB2312", "仿宋"),
        ("仿宋", "FangSong"),
        ("楷体_GB2312", "楷体"),
        ("方正小标宋简体", "方正小标宋_GBK"),
        ("方正小标宋_GBK", "方正小标宋简体"),
        ("黑体", "SimHei"),
        ("宋体", "SimSun"),
        ("方正报宋简体", "SimSun"),
        ("Calibri", ""),
    ],
)
def test_a_word_file_names_another_font_for_each(fonts: Fonts, name: str, other: str) -> None:
    assert fonts.alternative(name) == other


def test_what_is_sold_is_not_taken_for_granted(fonts: Fonts) -> None:
    assert not [group.look for group in fonts.groups if group.sold & group.common]


def test_a_clerk_may_add_a_font(tmp_path: Path) -> None:
    (tmp_path / "fonts.toml").write_text('["隶书"]\norder = ["隶书|LiSu", "宋体"]', "utf-8-sig")
    assert load_fonts(tmp_path).stand_in("隶书", ("LiSu",)) == "LiSu"


@pytest.mark.parametrize("text", ["不是表", "数 = 3", '["甲"]\norder = [3]', '["甲"]\nhints = 3'])
def test_a_damaged_table_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "fonts.toml").write_text(text, "utf-8")
    with pytest.raises(AppError, match="fonts_damaged"):
        load_fonts(tmp_path)


def test_a_missing_table_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="fonts_damaged"):
        load_fonts(tmp_path)


# What the receiver of a file needs


def set_in(*fonts: str) -> bytes:
    """A layout with a paragraph in each font, and a style sheet that asks for 宋体 only."""
    runs = (f'<w:p><w:r><w:rPr><w:rFonts w:eastAsia="{font}"/></w:rPr><w:t>字</w:t></w:r></w:p>' for font in fonts)
    data = layout_file(*runs)
    for part in ("word/styles.xml", "word/footer1.xml", "word/footer2.xml"):
        text = parts_of(data)[part].decode()
        data = with_part(data, part, re.sub(r'w:(ascii|hAnsi|eastAsia)="[^"]*"', r'w:\1="宋体"', text))
    return data


def test_the_fonts_a_receiver_needs_are_one_sentence() -> None:
    notice = fonts_needed(set_in("仿宋_GB2312", "仿宋", "方正小标宋简体"))
    assert notice is not None
    assert sentence(notice) == (
        "收件人的电脑要有这些字体才能看到原样：仿宋_GB2312、方正小标宋简体（其中“方正小标宋简体”要由单位购买授权）；"
        "没有的会自动换成仿宋、方正小标宋_GBK，文字不变。"
    )


@pytest.mark.parametrize(
    "fonts", [(), ("仿宋", "黑体"), ("Wingdings",)], ids=["宋体 only", "on every machine", "unknown"]
)
def test_what_everybody_has_is_not_told(fonts: tuple[str, ...]) -> None:
    assert fonts_needed(set_in(*fonts)) is None


def test_what_is_no_layout_needs_no_fonts() -> None:
    assert fonts_needed(b"PK") is None


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    return tmp_path / "家"


def needed(*fonts: str) -> list[Notice]:
    return [notice for notice in [fonts_needed(set_in(*fonts))] if notice]


def test_the_window_tells_of_the_same_fonts_once(home: Path) -> None:
    told = [len(not_yet_shown(needed("仿宋_GB2312"))) for _ in range(3)]
    assert told == [1, 0, 0]


def test_other_fonts_are_told_again(home: Path) -> None:
    not_yet_shown(needed("仿宋_GB2312"))
    assert not_yet_shown(needed("仿宋_GB2312", "方正小标宋简体"))


def test_other_notices_are_told_every_time(home: Path) -> None:
    notice = Notice("characters_left_out")
    assert [not_yet_shown([notice]) for _ in range(2)] == [(notice,), (notice,)]


def test_where_nothing_can_be_kept_it_is_told_again(home: Path) -> None:
    home.write_text("a file in the place of the folder")
    assert [len(not_yet_shown(needed("仿宋_GB2312"))) for _ in range(2)] == [1, 1]


def test_an_export_tells_of_the_fonts_and_the_window_once(home: Path, tmp_path: Path) -> None:
    draft, target, options = make_draft("title |总结\nbody |好。"), tmp_path / "出.docx", ExportOptions("国标公文")
    told = [export_draft(draft, target, options).notices]
    told += [write_sent(draft, target, options, SendingBase("稿", 1)).notices for _ in range(2)]
    assert [[notice.code for notice in notices] for notices in told] == [["fonts_needed"], ["fonts_needed"], []]
