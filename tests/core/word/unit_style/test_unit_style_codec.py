"""House styles as a file: readable, exact, and refused where it is damaged."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.word.unit_style.codec import FORM, HouseBook, book_text, read_book
from core.word.unit_style.style import NUMBER_FORMS, SETTINGS, TIMES, HouseStyle, SettingType, StyleSetting, make_style

STYLE = make_style({"top": 30, "title_size": 22, "body_size": 17, "level2_bold": True, "digits": TIMES})
BOOK = HouseBook("青禾县档案馆", {"国标公文": STYLE})


def values(setting: StyleSetting) -> st.SearchStrategy[Any]:
    """Everything that may stand in a setting."""
    if setting.sort is SettingType.SWITCH:
        return st.booleans()
    if setting.sort is SettingType.CHOICE:
        return st.sampled_from(setting.choices)
    if setting.sort is SettingType.FONT:
        return st.sampled_from(("仿宋", "方正小标宋简体", "Times New Roman", "12"))
    whole = st.integers(int(setting.low), int(setting.high))
    return (
        whole
        if setting.sort is SettingType.WHOLE
        else st.one_of(whole, whole.map(lambda n: min(n + 0.5, setting.high)))
    )


STYLES = st.fixed_dictionaries({}, optional={setting.name: values(setting) for setting in SETTINGS}).map(make_style)


def changed(changes: dict[str, Any]) -> bytes:
    """The file of the book with some keys replaced."""
    return json.dumps({**json.loads(book_text(BOOK)), **changes}, ensure_ascii=False).encode()


def with_value(group: str, label: str, value: Any) -> bytes:
    """A file with one setting."""
    return changed({"各版式": {"国标公文": {group: {label: value}}}})


@given(st.dictionaries(st.sampled_from(("国标公文", "讲话稿", "便函")), STYLES))
def test_what_is_written_is_read(styles: dict[str, HouseStyle]) -> None:
    read = read_book(book_text(HouseBook("某单位", styles)).encode())
    assert read.value.styles == {name: style for name, style in styles.items() if style.given}
    assert read.notices == ()


def test_the_file_can_be_read_by_people() -> None:
    shape = json.loads(book_text(BOOK))
    assert shape["各版式"]["国标公文"] == {
        "页面": {"天头": 30},
        "标题": {"字号": "二号"},
        "二级标题": {"加粗": True},
        "正文": {"字号": 17, "数字和字母": "Times New Roman"},
    }


def test_the_file_says_what_it_is_and_whose() -> None:
    shape = json.loads(book_text(BOOK))
    assert (shape["格式"], shape["版本"], shape["单位"]) == (FORM.kind, 1, "青禾县档案馆")


def test_layouts_without_changes_are_left_out() -> None:
    assert json.loads(book_text(HouseBook("甲", {"国标公文": HouseStyle()})))["各版式"] == {}


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_book(b"\xef\xbb\xbf" + book_text(BOOK).encode()).value.unit == "青禾县档案馆"


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\xff\xfe\x00", b"{", b"[]", b"null", b'"x"', b"{}", b"PK\x03\x04", b"[" * 100_000, b"1" * 5000),
        *(
            changed({"格式": "别的"}),
            changed({"版本": "1"}),
            changed({"版本": True}),
            changed({"版本": 0}),
            changed({"版本": None}),
        ),
        *(
            changed({"单位": 3}),
            changed({"单位": "长" * 2001}),
            changed({"单位": "甲\n乙"}),
            changed({"各版式": []}),
            changed({"各版式": None}),
        ),
        *(changed({"各版式": {"国标公文": 3}}), changed({"各版式": {"长" * 2001: {}}})),
        changed({"各版式": {str(number): {} for number in range(501)}}),
    ],
    ids=map(str, range(22)),
)
def test_damaged_and_foreign_files_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as told:
        read_book(data)
    assert told.value.code == "house_foreign"


def test_a_file_of_a_newer_program_is_refused() -> None:
    with pytest.raises(BadInput) as told:
        read_book(changed({"版本": 2}))
    assert told.value.code == "house_newer"


@pytest.mark.parametrize(
    ("group", "label", "value"),
    [
        *(("页面", "天头", 3), ("页面", "天头", "很宽"), ("页面", "每行字数", 26.5), ("页面", "天头", True)),
        *(("标题", "加粗", "是"), ("正文", "字体", ""), ("正文", "字号", "特号"), ("页码", "样子", "一")),
        *(("页面", "天头", {"宽": 3}), ("页面", "天头", float("nan"))),
    ],
)
def test_values_out_of_their_limits_are_refused(group: str, label: str, value: object) -> None:
    with pytest.raises(BadInput) as told:
        read_book(with_value(group, label, value))
    assert (told.value.code, told.value.parameters["name"]) == ("house_value", f"{group}·{label}")


def test_the_refusal_quotes_little_of_a_long_value() -> None:
    with pytest.raises(BadInput) as told:
        read_book(with_value("页码", "样子", "长\n" * 500))
    assert told.value.parameters["value"] == "长�" * 10 + "……"


def test_sizes_may_be_written_by_name_or_number() -> None:
    read = [read_book(with_value("正文", "字号", value)).value.styles["国标公文"] for value in ("三号", 16, "16磅")]
    assert [style.body_size for style in read] == [16, 16, 16]


def test_unknown_settings_are_told_and_left_out() -> None:
    read = read_book(
        changed({"各版式": {"国标公文": {"页面": {"天头": 30, "底色": "红"}, "水印": {"字": "密"}, "怪": 3}}})
    )
    assert read.value.styles["国标公文"].given == {"top": 30}
    assert [(notice.code, notice.parameters["names"]) for notice in read.notices] == [
        ("house_unknown", "页面·底色、水印·字、怪")
    ]


def test_unknown_keys_at_the_top_are_told() -> None:
    assert read_book(changed({"作者": "某"})).notices[0].parameters["names"] == "作者"


def test_nothing_stands_for_as_the_layout_has_it() -> None:
    assert read_book(with_value("页面", "天头", None)).value.styles["国标公文"].given == {}


@pytest.mark.parametrize("form", NUMBER_FORMS)
def test_every_page_number_form_survives(form: str) -> None:
    assert read_book(with_value("页码", "样子", form)).value.styles["国标公文"].number_form == form
