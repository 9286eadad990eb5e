"""The settings: the table of all that can be set, and the file that stores what a user chose.

The first frame needs this module for its colours, so modules needed only for files with content are imported late.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from core.errors import BadInput, BadUse
from core.paths import user_folder
from core.reading import check_appendable, read_limited
from core.stores.json_file import LIMIT, DamagedFile, JsonFile

if TYPE_CHECKING:
    from core.result import Notice

Value = str | int | bool
KIND, VERSION, FOREIGN = "拟稿设置", 1, "settings_foreign"
FILE_NAME, ASIDE_NAME = "settings.json", "settings.broken.json"
WINDOW_FILE = "window.ini"
LONGEST_TEXT = 1000
CHOICE, NUMBER, SWITCH, TEXT, FOLDER, LAYOUT = "choice", "number", "switch", "text", "folder", "layout"
_TYPES = MappingProxyType({CHOICE: str, NUMBER: int, SWITCH: bool, TEXT: str, FOLDER: str, LAYOUT: str})


class Setting(NamedTuple):
    """One row of the table; ``kind`` determines the type of the value and the widget that edits it.

    A choice has ``choices`` (value, label), a number ``bounds`` (minimum, maximum, step) and a ``unit`` shown after it.
    """

    name: str
    kind: str
    default: Value
    group: str
    label: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    bounds: tuple[int, int, int] = (0, 0, 1)
    unit: str = ""


SETTINGS = (
    Setting(
        *("look", CHOICE, "system", "外观", "颜色"),
        "跟随系统：电脑是什么颜色，拟稿就是什么颜色。眼睛容易疲劳可选深色，看不清楚可选高对比度。版面和打印始终是白纸黑字。",
        choices=(("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"), ("contrast", "高对比度")),
    ),
    Setting(
        *("scale", NUMBER, 100, "外观", "界面字号"),
        "按钮、提纲、要素和各处文字一起放大。也可以随时按 Ctrl+= 放大、Ctrl+- 缩小、Ctrl+0 还原。",
        bounds=(100, 200, 10),
        unit="%",
    ),
    Setting(
        *("running_size", NUMBER, 16, "外观", "正文字号"),
        "起草时正文和往年材料在屏幕上的大小，随界面字号一起放大。不影响导出的文件，那里的字号由版式规定。",
        bounds=(14, 28, 1),
        unit="像素",
    ),
    Setting(
        *("unit", TEXT, "", "起草", "默认单位"),
        "新建稿件时先填上的单位名称，例如：青禾县档案馆。留空时，从往年材料的署名、标题或文件名里取。",
    ),
    Setting(
        *("layout", LAYOUT, "", "起草", "默认版式"),
        "新建稿件用的版式。留空时按材料类型来；本单位以前在导出时选过版式的，仍用选过的。每份稿件导出时都可以另选。",
    ),
    Setting(
        *("tab_order", CHOICE, "empty_first", "起草", "Tab 键的次序"),
        "在表单和正文里按 Tab 到下一处没有核完的要素：先走完全稿的待填，再走待核；或者不分待填、待核，一处挨一处往下走。",
        choices=(("empty_first", "先待填，后待核"), ("in_order", "按文中先后")),
    ),
    Setting(
        *("reports_folder", FOLDER, "", "起草", "往年材料文件夹"),
        "打开往年材料时从这里找起。每次选过材料，会记住那个文件夹；留空时从“文档”找起。",
    ),
    Setting(
        *("ask_reasons", SWITCH, False, "审阅", "不采纳时问理由"),
        "审阅改稿时没写理由就不采纳的，先请您写上理由；几种说法里定了一个的，也请写不用另外几个的理由。要写采纳情况表的打开它，在审阅里也能随时开关。",
    ),
    Setting(
        *("guide", SWITCH, True, "帮助", "开始页显示两分钟引导"),
        "在开始页上方提出用一份样例把起草的全过程走一遍。走完或跳过以后自动关掉；在帮助里随时可以再走一遍。",
    ),
)
"""In the order in which the page shows them."""

_BY_NAME = MappingProxyType({setting.name: setting for setting in SETTINGS})


class Settings(NamedTuple):
    """What a user chose. ``others`` are unknown keys of a newer program, ``version`` is the version that wrote them.

    ``stand_in`` marks defaults used because the file could not be read; the file itself may be intact.
    """

    values: Mapping[str, Value] = MappingProxyType({})
    others: Mapping[str, Any] = MappingProxyType({})
    version: int = VERSION
    stand_in: bool = False

    def value(self, name: str) -> Value:
        """The current value of a setting: what the user chose, or the default."""
        return self.values.get(name, declared(name).default)


def declared(name: str) -> Setting:
    """The row of a setting; KeyError for an unknown name."""
    return _BY_NAME[name]


def is_valid(setting: Setting, value: object) -> bool:
    """Whether a value is allowed for the setting.

    >>> is_valid(declared("scale"), 150), is_valid(declared("scale"), 900), is_valid(declared("scale"), True)
    (True, False, False)
    """
    if type(value) is not _TYPES[setting.kind]:
        return False
    if isinstance(value, str):
        return _is_plain(value) and (not setting.choices or value in dict(setting.choices))
    least, most, _step = setting.bounds
    return isinstance(value, bool) or (isinstance(value, int) and least <= value <= most)


def _is_plain(text: str) -> bool:
    """Whether the text is one line of acceptable length."""
    return len(text) <= LONGEST_TEXT and (text.isprintable() or not text)


def changed(settings: Settings, name: str, value: Value) -> Settings:
    """The settings with another value; defaults are not stored. BadUse (``settings_value``) for a value not allowed."""
    setting = declared(name)
    if not is_valid(setting, value):
        raise BadUse("settings_value", name=setting.label)
    kept = {known: old for known, old in settings.values.items() if known != name}
    return settings._replace(values=kept if value == setting.default else {**kept, name: value})


def all_default(settings: Settings) -> Settings:
    """The default settings; unknown keys of a newer program stay."""
    return settings._replace(values={})


def settings_text(settings: Settings) -> str:
    """The content of the settings file: one readable JSON object."""
    from core.json_text import FileFormat, readable_json

    form = FileFormat(KIND, settings.version, FOREIGN)
    return readable_json(form, {**settings.others, **settings.values})


def read_settings(data: bytes) -> tuple[Settings, tuple[str, ...]]:
    """The settings of such a file, and the labels of those whose value is not allowed and was left at its default.

    Keys and values of a newer program that this one does not understand are kept as they are.
    Raises BadInput (``settings_foreign``) for anything else.
    """
    from core.json_text import FORMAT_KEY, VERSION_KEY, FileFormat, parse_own_json

    shape = parse_own_json(data, FileFormat(KIND, VERSION, FOREIGN))
    del shape[FORMAT_KEY]
    version = shape.pop(VERSION_KEY)
    values = {name: value for name, value in shape.items() if name in _BY_NAME and is_valid(_BY_NAME[name], value)}
    others = {name: value for name, value in shape.items() if name not in values}
    if version > VERSION:
        return Settings(values, others, version), ()
    refused = tuple(setting.label for setting in SETTINGS if setting.name in others)
    unknown = {name: value for name, value in others.items() if name not in _BY_NAME}
    return Settings(values, unknown, version), refused


class Loaded(NamedTuple):
    """Settings, and the notices of loading them."""

    settings: Settings
    notices: "Sequence[Notice]" = ()


def window_file(folder: Path) -> Path:
    """The file of the window's position; another name where a pipe or device is in the way: reading it never ends."""
    usual = folder / WINDOW_FILE
    try:
        check_appendable(usual)
    except OSError:
        return usual.with_stem(usual.stem + "-2")
    return usual


def load_settings() -> Loaded:
    """The user's settings; the defaults when there is no file.

    A damaged file is set aside; one that the disk does not deliver stays. Both give a notice.
    """
    try:
        found = _file().load()
    except DamagedFile as damage:
        return Loaded(Settings(), (_notice("settings_set_aside", {"name": damage.aside}),))
    except BadInput:
        return Loaded(Settings(stand_in=True), (_notice("settings_unread", {}),))
    if found is None:
        return Loaded(Settings())
    settings, refused = found
    return Loaded(settings, _refusals(refused))


def save_settings(settings: Settings) -> None:
    """Store the settings. Raises AppError (``save_…``) when the disk refuses.

    Settings that stand in for an unreadable file are merged into it once it can be read; until then it is not touched.
    """
    if settings.stand_in:
        found = load_settings().settings
        if found.stand_in:
            return
        settings = found._replace(values={**found.values, **settings.values})
    _file().save(settings_text(settings).encode("utf-8", "replace"))


def export_settings(settings: Settings, path: Path) -> None:
    """Write the settings to a file of the user's choice. Raises AppError (``save_…``)."""
    JsonFile(path, read_settings).save(settings_text(settings).encode("utf-8", "replace"))


def import_settings(path: Path) -> Loaded:
    """The settings of an exported file, with notices about what is not used of it.

    Raises BadInput: ``settings_foreign`` for a file without settings, ``file_…`` for one that cannot be read.
    """
    settings, refused = read_settings(read_limited(path, LIMIT))
    newer = (_notice("settings_newer", {}),) if settings.version > VERSION else ()
    return Loaded(settings, (*newer, *_refusals(refused)))


def _refusals(labels: Sequence[str]) -> "tuple[Notice, ...]":
    return (_notice("settings_refused", {"names": "、".join(labels)}),) if labels else ()


def _notice(code: str, parameters: Mapping[str, str]) -> "Notice":
    from core.result import Notice

    return Notice(code, 0, parameters)


def _file() -> "JsonFile[tuple[Settings, tuple[str, ...]]]":
    return JsonFile(user_folder() / FILE_NAME, read_settings, ASIDE_NAME)
