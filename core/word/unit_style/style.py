"""The settings that units change in a layout: one table for the form, the file and the checks.

Each field of ``HouseStyle`` declares its group, label, limits and help; None keeps the layout's value. Numbers and
defaults: GB/T 9704-2012; named sizes: the classical Chinese type sizes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeAlias

Value: TypeAlias = float | int | bool | str

SIZES: Mapping[str, float] = MappingProxyType(
    {
        "小初": 36,
        "一号": 26,
        "小一": 24,
        "二号": 22,
        "小二": 18,
        "三号": 16,
        "小三": 15,
        "四号": 14,
        "小四": 12,
        "五号": 10.5,
        "小五": 9,
    }
)
FONTS = (
    *("方正小标宋简体", "小标宋体", "仿宋_GB2312", "仿宋", "方正仿宋_GBK", "楷体_GB2312", "楷体", "方正楷体_GBK"),
    *("黑体", "方正黑体_GBK", "宋体", "微软雅黑"),
)
LIKE_TEXT, TIMES = "与文字相同", "Times New Roman"
NO_NUMBER = "不印页码"
NUMBER_FORMS = ("— 1 —", "- 1 -", "1", "第1页", "第1页 共N页", NO_NUMBER)
OUTSIDE, CENTRE, RIGHT_SIDE = "外侧", "居中", "右侧"
LONGEST_FONT = 40


class SettingType(Enum):
    """The value of a setting: number with one decimal, whole number, type size, font, yes or no, choice."""

    NUMBER = "number"
    WHOLE = "whole"
    SIZE = "size"
    FONT = "font"
    SWITCH = "switch"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class StyleSetting:
    """One row of the table: ``name`` is the field of ``HouseStyle``, ``unit`` is shown after the number."""

    name: str
    group: str
    label: str
    sort: SettingType
    low: float = 0
    high: float = 0
    step: float = 1
    unit: str = ""
    choices: tuple[str, ...] = ()
    help: str = ""

    @property
    def title(self) -> str:
        """Group and label, as messages name a setting."""
        return f"{self.group}·{self.label}"

    @property
    def allowed(self) -> str:
        """The allowed values in Chinese."""
        if self.sort is SettingType.SWITCH:
            return "是或否"
        if self.sort is SettingType.CHOICE:
            return "、".join(self.choices)
        if self.sort is SettingType.FONT:
            return f"不超过{LONGEST_FONT}字的字体名"
        steps = "，可以有半磅" if self.sort is SettingType.SIZE else ""
        return f"{self.low:g}到{self.high:g}{self.unit}{steps}"

    def fits(self, value: object) -> bool:
        """Whether the value is allowed."""
        if self.sort is SettingType.SWITCH:
            return isinstance(value, bool)
        if self.sort is SettingType.CHOICE:
            return isinstance(value, str) and value in self.choices
        if self.sort is SettingType.FONT:
            return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_FONT and value.isprintable()
        return self._is_number(value)

    def _is_number(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        is_whole = isinstance(value, int) or value.is_integer()
        is_half = self.sort is not SettingType.SIZE or float(value * 2).is_integer()  # what Word files can say
        return self.low <= value <= self.high and is_half and (self.sort is not SettingType.WHOLE or is_whole)


def _row(group: str, label: str, sort: SettingType, help: str = "", **more: Any) -> Any:
    """A field of HouseStyle with its row of the table."""
    return field(default=None, metadata={"row": (group, label, sort), "help": help, **more})


def _mm(label: str, high: int, help: str) -> Any:
    return _row("页面", label, SettingType.NUMBER, help, low=5, high=high, step=0.5, unit="毫米")


def _font(group: str) -> Any:
    return _row(group, "字体", SettingType.FONT, "本机没有装的字体也可以写，文件里会按这个名字要。")


def _size(group: str) -> Any:
    return _row(group, "字号", SettingType.SIZE, "可以选字号，也可以写磅数。", low=7, high=72, step=0.5, unit="磅")


def _bold(group: str) -> Any:
    return _row(
        group, "加粗", SettingType.SWITCH, "独占一段的和段首的标题都照此办理。" if group.endswith("级标题") else ""
    )


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The settings in which a unit differs from the layout; None keeps the layout's value.

    Margins in millimetres, line pitch and sizes in points, space around the title in lines. ``lines`` takes precedence over
    ``pitch``.
    """

    top: float | None = _mm("天头", 80, "上边距，国标37毫米。")
    bottom: float | None = _mm("地脚", 80, "下边距，国标35毫米；页码随它移动。")
    left: float | None = _mm("订口", 60, "左边距，国标28毫米。")
    right: float | None = _mm("切口", 60, "右边距，国标26毫米。")
    pitch: float | None = _row(
        "页面", "行距", SettingType.NUMBER, "固定值。与每页行数只需写一样。", low=10, high=80, step=0.5, unit="磅"
    )
    lines: int | None = _row("页面", "每页行数", SettingType.WHOLE, "国标22行。", low=8, high=60, unit="行")
    characters: int | None = _row("页面", "每行字数", SettingType.WHOLE, "国标28字。", low=10, high=60, unit="字")
    title_font: str | None = _font("标题")
    title_size: float | None = _size("标题")
    title_bold: bool | None = _bold("标题")
    title_before: int | None = _row("标题", "上面空", SettingType.WHOLE, "标题上面空几行。", low=0, high=8, unit="行")
    title_after: int | None = _row(
        "标题", "下面空", SettingType.WHOLE, "标题和标题下方的署名、日期下面空几行。", low=0, high=8, unit="行"
    )
    subtitle_font: str | None = _font("标题下方")
    subtitle_size: float | None = _size("标题下方")
    subtitle_bold: bool | None = _bold("标题下方")
    level1_font: str | None = _font("一级标题")
    level1_size: float | None = _size("一级标题")
    level1_bold: bool | None = _bold("一级标题")
    level2_font: str | None = _font("二级标题")
    level2_size: float | None = _size("二级标题")
    level2_bold: bool | None = _bold("二级标题")
    level3_font: str | None = _font("三级标题")
    level3_size: float | None = _size("三级标题")
    level3_bold: bool | None = _bold("三级标题")
    level4_font: str | None = _font("四级标题")
    level4_size: float | None = _size("四级标题")
    level4_bold: bool | None = _bold("四级标题")
    body_font: str | None = _font("正文")
    body_size: float | None = _size("正文")
    digits: str | None = _row(
        "正文", "数字和字母", SettingType.CHOICE, "引号、破折号、省略号始终用文字的字体。", choices=(LIKE_TEXT, TIMES)
    )
    number_form: str | None = _row("页码", "样子", SettingType.CHOICE, choices=NUMBER_FORMS)
    number_place: str | None = _row(
        "页码", "位置", SettingType.CHOICE, "外侧：单页在右，双页在左。", choices=(OUTSIDE, CENTRE, RIGHT_SIDE)
    )
    first_number: int | None = _row("页码", "首页页码", SettingType.WHOLE, "第一页编为第几页。", low=1, high=999)
    number_on_first: bool | None = _row("页码", "首页印页码", SettingType.SWITCH)

    @property
    def given(self) -> dict[str, Value]:
        """The settings that differ from None."""
        values = {setting.name: getattr(self, setting.name) for setting in SETTINGS}
        return {name: value for name, value in values.items() if value is not None}

    def over(self, under: "HouseStyle") -> "HouseStyle":
        """This style's settings, completed by those of the other style."""
        given = self.given
        kept = {name: value for name, value in under.given.items() if name not in ("pitch", "lines")}
        if not given.keys() & {"pitch", "lines"}:
            kept = under.given
        return make_style({**kept, **given})


def _settings() -> tuple[StyleSetting, ...]:
    return tuple(
        StyleSetting(
            entry.name, *entry.metadata["row"], **{key: item for key, item in entry.metadata.items() if key != "row"}
        )
        for entry in fields(HouseStyle)
    )


SETTINGS = _settings()
GROUPS = tuple(dict.fromkeys(setting.group for setting in SETTINGS))
BY_NAME: Mapping[str, StyleSetting] = MappingProxyType({setting.name: setting for setting in SETTINGS})


def make_style(values: Mapping[str, Value]) -> HouseStyle:
    """The style with these settings. Raises ValueError for one that is not allowed."""
    for name, value in values.items():
        if not BY_NAME[name].fits(value):
            raise ValueError(BY_NAME[name].title)
    return HouseStyle(**{name: _tidy(BY_NAME[name], value) for name, value in values.items()})  # type: ignore[arg-type]


def _tidy(setting: StyleSetting, value: Value) -> Value:
    return int(value) if setting.sort is SettingType.WHOLE else value.strip() if isinstance(value, str) else value


def without(style: HouseStyle, names: Iterable[str]) -> HouseStyle:
    """The style with these settings reset to None."""
    dropped = frozenset(names)
    return make_style({name: value for name, value in style.given.items() if name not in dropped})


def size_name(points: float) -> str:
    """The name of a type size: its classical name, else its points.

    >>> size_name(16), size_name(17)
    ('三号', '17')
    """
    return next((name for name, size in SIZES.items() if size == points), f"{points:g}")


def size_of(text: str) -> float | None:
    """The points of a size given by name or number; None for anything else.

    >>> size_of("小三"), size_of("17磅"), size_of("大")
    (15, 17.0, None)
    """
    plain = text.strip().removesuffix("磅").strip()
    if plain in SIZES:
        return SIZES[plain]
    try:
        return float(plain)
    except ValueError:
        return None
