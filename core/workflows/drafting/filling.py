"""Input for the box of a fact: whether it fits the fact's kind, the remark beside it, and which facts have no box."""

import re
from collections.abc import Collection
from types import MappingProxyType

from core.collection.judge import judge
from core.collection.rows import asked_of
from core.collection.values import EntryKind, Given, GivenKind
from core.editing.text.values import confirm, field_of, set_doubtful, set_typed
from core.model.change import Change
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, MaskKind
from core.model.scales import BARE, dropped_scale, intended_value, standard_form
from core.model.text import without_invisible

ROLLED = frozenset(("relative", "period", "congress", "five_year_plan", "plan"))
"""Times and references that roll over as words; a number typed for one of them would only spoil its sentence."""

NUMERAL = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万亿数几半]")
LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
WORD, HAN = re.compile(r"[^\W\d_]"), re.compile("[\u3400-\u9fff]")
YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇○零Ｏ九八][〇○零Ｏ一二三四五六七八九]{2}")
MONTH = re.compile(r"0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九]")
DAY_OF_YEAR = re.compile(r"[0-9０-９]{4}[-./．年]")
UNSURE = re.compile(
    r"(?:约|近|将近|接近|超|超过|逾|达|不到|不足|至少|上)?(?:[-+]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
    r"|[数几零〇一二两三四五六七八九十百千]+|半)[十百千万亿]*[余多来几]?(?:以上|以下|左右)?"
    r"(?:[-－—–~～至到]{1,2}[0-9０-９.．]+[十百千万亿]*)?"
)
"""A number that is no plain one, but one all the same: 近百, 十余, 30多, 30—40."""

YEARS = frozenset((MaskKind.YEAR, "year"))
MONTHS = frozenset((MaskKind.MONTH, "month"))
NAMES = frozenset((MaskKind.NAME, MaskKind.PERSON))
REFUSED = frozenset(("collect_unusable", "collect_partial", "collect_unit_differs", "collect_no_date"))
"""Problems of an answer in a collection sheet that leave nothing to accept."""
ODD = frozenset(
    (
        "collect_far_off",
        "collect_not_whole",
        "collect_over_hundred",
        "collect_negative",
        "collect_share_for_percent",
        "collect_other_year",
        "field_in_full",
        "field_unclear",
        "field_odd_name",
    )
)
"""Doubts about a value that is possible: the clerk says that it is right."""


REMARKS = MappingProxyType(
    {
        "field_no_number": "应填数字",
        "field_no_day": "只填月日，如9月28日",
        "field_unclear": "请写成数字，如45.2",
        "field_rewritten": "写作{value}",
        "field_no_year": "应填四位年份",
        "field_no_month": "应填月份",
        "field_no_name": "应填名称",
        "field_odd_name": "名称里没有汉字",
        "collect_unusable": "内容存不下",
        "collect_unit_changed": "单位是“{unit}”",
        "collect_unit_differs": "单位是“{unit}”",
        "collect_share_for_percent": "小了一百倍？",
        "collect_worded": "与上年写法不同",
        "collect_partial": "与前几位不符",
        "collect_far_off": "与上年差十倍",
        "collect_not_whole": "应是整数",
        "collect_over_hundred": "超过了100％",
        "collect_negative": "是负数",
        "collect_no_date": "应填日期，如9月28日",
        "collect_other_year": "不是本年日期",
        "field_in_full": "没有“{scale}”",
        "value_unseen_signs": "已去掉看不见的字符",
    }
)
"""A few words beside a box for each doubt."""


def is_rolled(fact: Fact) -> bool:
    """Whether a fact is handled by the roll-over (今年, 上半年, 二十大) and has no input box."""
    return fact.kind in (FactKind.DATE, FactKind.REFERENCE) and fact.subkind in ROLLED


def fill_in(draft: Draft, fact_id: str, typed: str) -> Change:
    """Write typed input; a text that is odd or cannot be a value of the fact's kind is written, too, but stays 待核.

    Invisible characters are removed. An odd value (ten times last year's) becomes 已确认 once the user confirms it; one of
    another kind never does.
    """
    fact, typed = field_of(draft, fact_id)[0], without_invisible(typed)
    if typed.strip() and (is_nonsense(draft, fact, typed) or doubt_of(draft, fact, typed) in ODD):
        return set_doubtful(draft, fact_id, intended_value(fact, typed))
    return set_typed(draft, fact_id, typed)


def keep(draft: Draft, fact_id: str) -> Change:
    """``confirm``, except for text that is no value of the fact's kind: such a fact stays as it is."""
    fact = field_of(draft, fact_id)[0]
    return set_doubtful(draft, fact_id, fact.text) if _is_unfit(draft, fact) else confirm(draft, fact_id)


def remark_on_value(draft: Draft, fact: Fact, typed: str) -> str:
    """A short remark about the text in a fact's box; empty if there is nothing odd."""
    seen = without_invisible(typed)
    code = doubt_of(draft, fact, seen) if seen.strip() else ""
    value = standard_form(fact, seen)
    if not code and seen != typed:
        code = "value_unseen_signs"
    elif not code and value != seen.strip():
        code = "field_rewritten"
    return REMARKS.get(code, "").format(unit=fact.unit, scale=dropped_scale(fact.prior, value), value=value)


def is_nonsense(draft: Draft, fact: Fact, typed: str) -> bool:
    """Whether the text cannot be a value of the fact's kind at all."""
    code = doubt_of(draft, fact, typed)
    return code in REFUSED or code.startswith("field_no_")


def is_misplaced(draft: Draft, fact: Fact, typed: str) -> bool:
    """Whether a bare number typed over a cell is none for its only value: a document's number, or a year that is no year."""
    if fact.kind not in (FactKind.DATE, FactKind.REFERENCE) or not BARE.fullmatch(typed.strip()):
        return False
    return not BARE.fullmatch(fact.text) or is_nonsense(draft, fact, typed)


def doubt_of(draft: Draft, fact: Fact, typed: str) -> str:
    """The code of what is odd: those of collection sheets, ``field_no_…`` for a text that is no value of the kind, or
    ``field_in_full`` for a number that changes the unit in the text: 20130亩 where last year had 2.1万亩."""
    typed = standard_form(fact, typed)
    own = _of_kind(fact, typed)
    if own:
        return own
    element = next((one for one in draft.elements if one.id == fact.element_id), None)
    if element is None:
        return ""
    asked = asked_of(fact, element, draft.identity.year)
    found = judge(Given(GivenKind.TEXT, typed), asked, fact.unit).doubt
    if not found:
        return _in_full(fact, typed)
    if found == "collect_no_number":
        return _unless(UNSURE.fullmatch(typed.removesuffix(fact.unit)), "field_unclear")
    return "" if asked.entry is EntryKind.TEXT else found


def _in_full(fact: Fact, typed: str) -> str:
    is_number = fact.kind in (FactKind.FIGURE, FactKind.MASK)
    return "field_in_full" if is_number and dropped_scale(fact.prior, typed) else ""


def _of_kind(fact: Fact, typed: str) -> str:
    """The hint for a text of another kind: what it should be."""
    if fact.subkind in YEARS:
        return _unless(YEAR.fullmatch(typed.removesuffix("年")), "field_no_year")
    if fact.subkind in MONTHS:
        return _unless(MONTH.fullmatch(typed.removesuffix("月份").removesuffix("月")), "field_no_month")
    if fact.subkind in NAMES:
        return _of_name(typed)
    if fact.subkind == "date" and DAY_OF_YEAR.match(typed) and not DAY_OF_YEAR.match(fact.prior):
        return "field_no_day"
    return _unless(fact.kind is FactKind.NAME or _is_counted(typed), "field_no_number")


def _of_name(typed: str) -> str:
    return _unless(WORD.search(typed), "field_no_name") or _unless(HAN.search(typed), "field_odd_name")


def _unless(fits: object, code: str) -> str:
    return "" if fits else code


def _is_counted(typed: str) -> bool:
    return NUMERAL.search(typed) is not None and LATIN.search(typed) is None


def keepable(draft: Draft, ids: Collection[str]) -> list[str]:
    """The facts that can be confirmed: not those whose typed text does not fit the kind.

    An odd value (ten times last year's) is confirmed only by itself: in a bulk confirmation it was not checked
    individually.
    """
    facts = {fact.id: fact for fact in draft.facts}
    fit = [each for each in ids if not _is_unfit(draft, facts[each])]
    return fit if len(ids) == 1 else [each for each in fit if not odd_value(draft, facts[each])]


def odd_value(draft: Draft, fact: Fact) -> str:
    """A short remark about an odd new value in the text; empty for none and for last year's value."""
    return remark_on_value(draft, fact, fact.text) if fact.text != fact.prior else ""


def _is_unfit(draft: Draft, fact: Fact) -> bool:
    return fact.text != fact.prior and is_nonsense(draft, fact, fact.text)
