"""The settings: one table of all that can be set, and the text of the file that keeps what a user chose.

Light on purpose: the look of the first frame is among them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from core.errors import BadInput, BadUse

Value = str | int | bool
FORMAT, VERSION = "拟稿设置", 1
FORMAT_KEY, VERSION_KEY = "格式", "版本"
LONGEST_TEXT = 1000
CHOICE, NUMBER, SWITCH, TEXT, FOLDER, LAYOUT = "choice", "number", "switch", "text", "folder", "layout"
_TYPES = MappingProxyType({CHOICE: str, NUMBER: int, SWITCH: bool, TEXT: str, FOLDER: str, LAYOUT: str})


class Setting(NamedTuple):
    """One line of the table: ``kind`` says what values there are and how they are asked for.

    A choice has ``choices`` (value, words), a number ``bounds`` (least, most, step) and a ``unit`` to show behind it.
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
        "新建稿件时先填上的单位名称，例如：青禾县档案馆。留空时，从往年材料的署名里取。",
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
        *("guide", SWITCH, True, "帮助", "开始页显示两分钟引导"),
        "在开始页上方提出用一份样例把起草的全过程走一遍。走完或跳过以后自动关掉；在帮助里随时可以再走一遍。",
    ),
)
"""In the order in which the page shows them."""

_BY_NAME = MappingProxyType({setting.name: setting for setting in SETTINGS})


class Settings(NamedTuple):
    """What a user chose. ``others`` are keys of a newer program, ``version`` is the one that wrote them.

    ``stand_in`` says that they hold in place of a file that could not be read and may be as good as ever.
    """

    values: Mapping[str, Value] = MappingProxyType({})
    others: Mapping[str, Any] = MappingProxyType({})
    version: int = VERSION
    stand_in: bool = False

    def value(self, name: str) -> Value:
        """What holds now for a name of the table: the choice, or else the default."""
        return self.values.get(name, declared(name).default)


def declared(name: str) -> Setting:
    """The line of the table; KeyError for a name that is none."""
    return _BY_NAME[name]


def is_valid(setting: Setting, value: object) -> bool:
    """Whether a value may stand for the setting.

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
    """One line that is not too long."""
    return len(text) <= LONGEST_TEXT and (text.isprintable() or not text)


def changed(settings: Settings, name: str, value: Value) -> Settings:
    """The settings with another value; the default is not kept. BadUse (``settings_value``) for one that cannot be."""
    setting = declared(name)
    if not is_valid(setting, value):
        raise BadUse("settings_value", name=setting.label)
    kept = {known: old for known, old in settings.values.items() if known != name}
    return settings._replace(values=kept if value == setting.default else {**kept, name: value})


def all_default(settings: Settings) -> Settings:
    """Everything as it was delivered; what a newer program added stays."""
    return settings._replace(values={})


def settings_text(settings: Settings) -> str:
    """The file of these settings: one JSON object, readable."""
    import json

    shape = {FORMAT_KEY: FORMAT, VERSION_KEY: settings.version, **settings.others, **settings.values}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def read_settings(data: bytes) -> tuple[Settings, tuple[str, ...]]:
    """The settings of such a file, and the labels of those whose value cannot be used and was left at its default.

    What a newer program wrote is kept as it stands where this one does not understand it.
    Raises BadInput (``settings_foreign``) for anything else.
    """
    shape = _opened(data)
    version = shape.pop(VERSION_KEY)
    values = {name: value for name, value in shape.items() if name in _BY_NAME and is_valid(_BY_NAME[name], value)}
    others = {name: value for name, value in shape.items() if name not in values}
    if version > VERSION:
        return Settings(values, others, version), ()
    refused = tuple(setting.label for setting in SETTINGS if setting.name in others)
    unknown = {name: value for name, value in others.items() if name not in _BY_NAME}
    return Settings(values, unknown, version), refused


def _opened(data: bytes) -> dict[str, Any]:
    import json

    try:
        shape = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise BadInput("settings_foreign") from problem
    if not isinstance(shape, dict) or shape.pop(FORMAT_KEY, None) != FORMAT:
        raise BadInput("settings_foreign")
    version = shape.get(VERSION_KEY)
    if type(version) is not int or version < 1:
        raise BadInput("settings_foreign")
    return shape
