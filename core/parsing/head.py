"""The title block: title lines and what stands around them before the text begins."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.dates import is_date_line
from core.model.elements import Role
from core.model.raw import Origin
from core.parsing import phrases
from core.parsing.chrome import is_chrome, is_note, is_rule
from core.parsing.lines import Line, closed_up, head_of

_BRACKETED = re.compile(r"[（(【〔].{1,120}[）)】〕]")
_DASHED = re.compile(r"[—－–-]{1,3}\s?\S.{2,80}")
_TITLE_STYLES = frozenset(("title", "标题", "公文标题"))
_CLASSIFIED = re.compile(
    r"\d{6}|(?:绝密|机密|秘密).{0,8}|特急|加急|特提|平急|内部(?:资料|文件).{0,10}|(?:送审|征求意见|讨论|审议)稿"
)
_STATUS = re.compile(
    r"[（(](?:试行|暂行|送审稿|讨论稿|征求意见稿|草案|审议稿|修订稿?|修正案?|初稿|定稿|节选|摘要)[）)]"
)
_JOINING = re.compile(r"^(?:和|及|暨|与|以及|并|的)|^[”》）]|^[（(].{2,8}[）)]$")
_SITE = re.compile(r".{2,60}[_\-–—|].{0,20}(?:网|网站|政府|门户|平台)$|.{2,30}(?:网站|门户网|信息网|人民政府网)$")
# A long line with commas is the beginning of a sentence that was broken by Enter.
_RUNNING = re.compile(r"^(?=.{31}).*，|，.*，.*，")
_OPEN_ENDS = tuple("，,、：:；;。！!？?…")
_PUNCTUATED = re.compile(r"[，,。；：]")
_NO_TITLE = re.compile(r"[。；：，]|^(?:根据|按照|依据|现将|为)")
_HELD = re.compile(rf"{phrases.OCCASION.pattern}|{phrases.MEETING.pattern}")
_MASTHEAD = re.compile(rf"{phrases.RED_HEAD.pattern}|{_SITE.pattern}")
_WRAPPED = re.compile(r"关于|[的和、及与暨]$")
_LIMIT = 60
# A title block is rarely longer: four lines of title, occasion, date, speaker.
_BLOCK = 8


def mark_head(lines: Sequence[Line], roles: list[Role | None]) -> int:
    """Give the lines of the title block their roles; returns the index of the first line of the text."""
    end, block = 0, _block_end(lines)
    while end < min(len(lines), _LIMIT):
        role = _role(lines, end) or (Role.TITLE if end < block else None)
        if role is None:
            break
        roles[end] = role
        end += 1
        if role is Role.ADDRESSEE and lines[end - 1].bare[-1] in "：:":
            break
    return _settle_titles(lines, roles, end, block)


def _block_end(lines: Sequence[Line]) -> int:
    """How many lines at the top are surely a title block, whatever their words: a run of short lines without a stop,
    up to the last one that tells occasion, date or speaker (——在…会议上的报告, （…年…月…日）, ×××)."""
    block = 0
    for line in lines[:_BLOCK]:
        if line.level or line.stops or len(line.bare) > 60 or is_addressee(line.bare):
            break
        if line.index and _is_block_mark(line.bare):
            block = line.index + 1
    return block


def _is_block_mark(bare: str) -> bool:
    if _DASHED.fullmatch(bare) or phrases.is_person(bare) or phrases.SPEAKER.fullmatch(bare):
        return True
    return _BRACKETED.fullmatch(bare) is not None and (is_date_line(bare) or _HELD.fullmatch(bare) is not None)


def _role(lines: Sequence[Line], index: int) -> Role | None:
    line = lines[index]
    if line.origin in (Origin.TABLE, Origin.FOOTNOTE):
        return Role.NOTE if line.origin is Origin.FOOTNOTE else None
    bare = head_of(line.bare)
    alone = next((role for role, fits in _ALONE if fits(bare)), None)
    if alone or line.level:
        return alone
    return _by_mark(line, bare) or _wrapped_addressee(lines, index) or _titled(lines, index)


def _wrapped_addressee(lines: Sequence[Line], index: int) -> Role | None:
    """An addressee that goes on in the next line; ``mark_head`` ends with the last of its lines."""
    joined = "".join(line.bare for line in lines[index : index + 2])
    return Role.ADDRESSEE if lines[index].bare[-1] in "，、" and is_addressee(joined) else None


def _by_mark(line: Line, bare: str) -> Role | None:
    if is_addressee(line.bare):
        return Role.ADDRESSEE
    if is_note(bare) or line.stops:
        return None
    if _BRACKETED.fullmatch(bare):
        return Role.SIGNATURE if phrases.is_signed(bare) else Role.SUBTITLE
    return Role.SUBTITLE if _DASHED.fullmatch(bare) else None


def is_addressee(bare: str) -> bool:
    """Whether a line that ends in a colon names the receivers and nothing else."""
    if len(bare) > 250 or "。" in bare or bare[-1:] not in ("：", ":"):
        return False
    if phrases.VOCATIVE.fullmatch(bare):
        return True
    return phrases.ADDRESSED.match(bare) is not None and phrases.NOT_ADDRESSED.search(bare) is None


def glued_title_length(bare: str) -> int:
    """How long the title is when a number or an addressee follows it in one line; 0 when nothing is glued on."""
    for noun in phrases.GLUED_NOUN.finditer(bare[:120]):
        before, after = bare[: noun.end()], bare[noun.end() :].lstrip()
        if len(before) < 5 or _NO_TITLE.search(before):
            return 0
        if phrases.DOCUMENT_NUMBER.match(after) or is_addressee(after):
            return noun.end()
    return 0


# What may stand alone above the text, whatever stands around it.
_ALONE: tuple[tuple[Role, Callable[[str], object]], ...] = (
    (Role.NOISE, is_rule),
    (Role.NOISE, is_chrome),
    (Role.NOISE, _CLASSIFIED.fullmatch),
    (Role.TITLE, _STATUS.fullmatch),
    (Role.DOCUMENT_NUMBER, phrases.DOCUMENT_NUMBER_LINE.fullmatch),
    (Role.ISSUE_DATE, is_date_line),
    (Role.TITLE, glued_title_length),
)


def _titled(lines: Sequence[Line], index: int) -> Role | None:
    line = lines[index]
    if not line.short or line.bare.endswith(_OPEN_ENDS) or phrases.ATTACHMENT.match(line.bare):
        return None
    return Role.TITLE if _names_topic(line) or _motto(lines, index) else None


def _names_topic(line: Line) -> bool:
    if _looks_titled(line) or not _PUNCTUATED.search(line.bare):
        return True
    return phrases.TITLE_END.search(closed_up(line.bare)) is not None and not _RUNNING.search(line.bare)


def _looks_titled(line: Line) -> bool:
    look = line.look
    if look is None:
        return False
    centred = look.alignment == "center" and len(line.bare) <= 50
    return centred or look.size >= 20 or look.style.lower() in _TITLE_STYLES


def _motto(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with a comma is a motto above the real title or subtitle."""
    if index + 1 >= len(lines) or len(lines[index].bare) > 40 or re.search(r"\d|年", lines[index].bare):
        return False
    following = lines[index + 1].bare
    return following.startswith(("—", "－", "（", "(")) or (
        len(following) <= 50 and phrases.TITLE_END.search(following) is not None
    )


def _settle_titles(lines: Sequence[Line], roles: list[Role | None], end: int, block: int) -> int:
    """Decide which of the title-like lines are the title, what is page chrome above it and who signs below it."""
    titled = [index for index in range(end) if roles[index] is Role.TITLE]
    if not titled:
        return end
    cores = [index for index in titled if _is_core(lines[index])] or titled[:1]
    _settle_above(lines, roles, titled, cores[0])
    return _settle_below(lines, roles, cores, end, block)


def _is_core(line: Line) -> bool:
    if _SITE.fullmatch(line.bare):
        return False
    if phrases.TITLE_END.search(closed_up(line.bare)) or glued_title_length(head_of(line.bare)):
        return True
    return line.look is not None and (line.look.size >= 20 or line.look.style.lower() in _TITLE_STYLES)


def _settle_above(lines: Sequence[Line], roles: list[Role | None], titled: list[int], core: int) -> None:
    above = [index for index in reversed(titled) if index < core]
    page = len(above) > 3 or any(map(_is_page, lines[:core], roles))
    following = core
    for index in above:
        bare = lines[index].bare
        wrapped = index == following - 1 and (not page or _WRAPPED.search(bare))
        if wrapped and not _MASTHEAD.fullmatch(bare):
            following = index
        else:
            roles[index] = Role.NOISE


def _is_page(line: Line, role: Role | None) -> bool:
    return role is Role.NOISE and is_chrome(line.bare)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a title-like line stands: right below the title, with a title noun, inside a sure title block."""

    adjoining: bool
    core: bool
    inside: bool

    @property
    def role(self) -> Role | None:
        """What the place alone says, None for nothing."""
        if not self.inside:
            return None
        return Role.TITLE if self.adjoining else Role.SUBTITLE


def _settle_below(lines: Sequence[Line], roles: list[Role | None], cores: list[int], end: int, block: int) -> int:
    title = "".join("".join(lines[index].bare.split()) for index in cores)
    seen = cores[0]
    for index in range(cores[0] + 1, end):
        if roles[index] is not Role.TITLE:
            continue
        place = _Place(adjoining=index == seen + 1, core=index in cores, inside=index < block)
        role = _below(lines[index], title, place)
        if role is None:
            roles[index:end] = [None] * (end - index)
            return index
        roles[index] = role
        seen = index if role is Role.TITLE else seen
    return end


def _repeats(bare: str, title: str) -> bool:
    return len(bare) > 4 and bare in title and phrases.ORGAN.fullmatch(bare) is None


def _below(line: Line, title: str, place: _Place) -> Role | None:
    bare = "".join(line.bare.split())
    if _HELD.fullmatch(line.bare):
        return Role.SUBTITLE
    if _repeats(bare, title) or _JOINING.search(bare) or (place.core and (place.adjoining or len(bare) > 6)):
        return Role.TITLE
    return Role.SIGNATURE if phrases.is_signed(line.bare) else place.role
