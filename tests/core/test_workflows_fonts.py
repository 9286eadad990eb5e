"""Fonts: what stands in, what is told; the table is a file that clerks may edit."""

from pathlib import Path

import pytest

from core.errors import AppError
from core.workflows.fonts import Fonts, load_fonts

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
