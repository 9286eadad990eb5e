"""What can be set, what values may stand, and the text of the file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, BadUse
from core.stores.settings import (
    SETTINGS,
    Settings,
    all_default,
    changed,
    declared,
    is_valid,
    read_settings,
    settings_text,
)

TYPES = {"choice": str, "number": int, "switch": bool, "text": str, "folder": str, "layout": str}
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "look": st.sampled_from(["light", "dark", "contrast"]),
        "scale": st.integers(101, 200),
        "unit": st.sampled_from(["青禾县档案馆", "柳溪镇"]),
        "guide": st.just(False),
    },
)


def file(**values: object) -> bytes:
    return json.dumps({"格式": "拟稿设置", "版本": 1, **values}).encode()


def newer(**values: object) -> bytes:
    return json.dumps({"格式": "拟稿设置", "版本": 7, **values}).encode()


def test_names_stand_once_in_the_table() -> None:
    names = [setting.name for setting in SETTINGS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_may_stand(setting) -> None:
    assert is_valid(setting, setting.default)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_says_what_it_does(setting) -> None:
    assert setting.label
    assert setting.help.endswith("。")


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("look", "dark", True),
        ("look", "rosa", False),
        ("look", 1, False),
        ("scale", 100, True),
        ("scale", 200, True),
        ("scale", 99, False),
        ("scale", 201, False),
        ("scale", 150.0, False),
        ("scale", "150", False),
        ("scale", True, False),
        ("guide", False, True),
        ("guide", 0, False),
        ("unit", "青禾县档案馆", True),
        ("unit", "", True),
        ("unit", "两\n行", False),
        ("unit", "长" * 1001, False),
        ("unit", None, False),
        ("reports_folder", "D:\\往年材料", True),
    ],
)
def test_values_are_checked(name: str, value: object, fits: bool) -> None:
    assert is_valid(declared(name), value) is fits


def test_without_a_choice_the_default_holds() -> None:
    assert Settings().value("look") == "system"


def test_a_choice_holds() -> None:
    assert changed(Settings(), "scale", 150).value("scale") == 150


def test_a_value_that_cannot_be_is_refused_by_its_label() -> None:
    with pytest.raises(BadUse) as refused:
        changed(Settings(), "scale", 900)
    assert (refused.value.code, refused.value.parameters) == ("settings_value", {"name": "界面字号"})


def test_going_back_to_the_default_leaves_nothing_behind() -> None:
    assert changed(changed(Settings(), "scale", 150), "scale", 100) == Settings()


def test_all_default_keeps_what_a_newer_program_added() -> None:
    settings = Settings({"scale": 150}, {"voice": "loud"}, 7)
    assert all_default(settings) == Settings({}, {"voice": "loud"}, 7)


@given(VALUES)
def test_what_is_written_is_read_again(values) -> None:
    settings = Settings(values)
    assert read_settings(settings_text(settings).encode()) == (settings, ())


def test_windows_editors_may_put_a_mark_in_front() -> None:
    assert read_settings(b"\xef\xbb\xbf" + file(scale=150))[0].value("scale") == 150


def test_unknown_keys_are_kept() -> None:
    settings, refused = read_settings(file(voice={"loud": [1, None]}))
    assert refused == ()
    assert json.loads(settings_text(settings))["voice"] == {"loud": [1, None]}


def test_a_value_that_cannot_be_is_told_and_dropped() -> None:
    settings, refused = read_settings(file(scale="riesig", look="dark"))
    assert refused == ("界面字号",)
    assert settings == Settings({"look": "dark"})


def test_what_a_newer_program_wrote_is_kept_where_it_is_not_understood() -> None:
    settings, refused = read_settings(newer(look="sepia", scale=120, voice=3))
    assert (settings.value("look"), settings.value("scale"), refused) == ("system", 120, ())
    assert json.loads(settings_text(settings)) == json.loads(newer(look="sepia", scale=120, voice=3))


def test_a_choice_made_here_replaces_what_was_not_understood() -> None:
    settings = changed(read_settings(newer(look="sepia"))[0], "look", "dark")
    assert read_settings(settings_text(settings).encode())[0].value("look") == "dark"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"scale": 150}',
        '{"格式": "拟稿设置"}'.encode(),
        '{"格式": "拟稿设置", "版本": 0}'.encode(),
        '{"格式": "拟稿设置", "版本": true}'.encode(),
        '{"格式": "拟稿单位名片", "版本": 1}'.encode(),
    ],
    ids=lambda data: repr(data[:30]),
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_settings(data)
    assert refused.value.code == "settings_foreign"
