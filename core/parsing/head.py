"""The title block: title lines and what stands around them before the text begins."""

import re
from collections.abc import Sequence

from core.dates import is_date_line
from core.model.elements import Role
from core.model.raw import Origin
from core.parsing import phrases
from core.parsing.chrome import is_chrome, is_note, is_rule
from core.parsing.lines import Line, head_of

_BRACKETED = re.compile(r"[（(【〔].{1,120}[）)】〕]")
_DASHED = re.compile(r"[—－–-]{1,3}\s?\S.{2,80}")
_CLASSIFIED = re.compile(r"\d{6}|(?:绝密|机密|秘密).{0,8}|特急|加急|特提|平急|内部(?:资料|文件).{0,10}|(?:送审|征求意见|讨论|审议)稿")
_JOINING = re.compile(r"^(?:和|及|暨|与|以及|并|的)|^[”》）]")
_SITE = re.compile(r".{2,60}[_\-–—|].{0,20}(?:网|网站|政府|门户|平台)$|.{2,30}(?:网站|门户网|信息网|人民政府网)$")
_WRAPPED = re.compile(r"关于|[的和、及与暨]$")
_LIMIT = 60


def mark_head(lines: Sequence[Line], roles: list[Role | None]) -> int:
    """Give the lines of the title block their roles; returns the index of the first line of the text."""
    end = 0
    while end < min(len(lines), _LIMIT):
        role = _role(lines, end)
        if role is None:
            break
        roles[end] = role
        end += 1
        if role is Role.ADDRESSEE:
            break
    return _settle_titles(lines, roles, end)


def _role(lines: Sequence[Line], index: int) -> Role | None:
    line = lines[index]
    if line.origin is not Origin.BODY and line.origin is not Origin.TEXT_BOX:
        return Role.NOTE if line.origin is Origin.FOOTNOTE else None
    bare = head_of(line.bare)
    if is_rule(bare) or is_chrome(bare) or _CLASSIFIED.fullmatch(bare):
        return Role.NOISE
    if phrases.DOCUMENT_NUMBER_LINE.fullmatch(bare):
        return Role.DOCUMENT_NUMBER
    if is_date_line(bare):
        return Role.ISSUE_DATE
    if glued_title_length(bare):
        return Role.TITLE
    if line.level or phrases.ATTACHMENT.match(bare):
        return None
    return _by_mark(line, bare) or _titled(lines, index)


def _by_mark(line: Line, bare: str) -> Role | None:
    if bare[-1] in "：:":
        return Role.ADDRESSEE if is_addressee(line.bare) else None
    if is_note(bare) or not line.short and not _BRACKETED.fullmatch(bare):
        return None
    if _BRACKETED.fullmatch(bare):
        return Role.SIGNATURE if phrases.is_signed(bare) else Role.SUBTITLE
    if _DASHED.fullmatch(bare) and not line.stops:
        return Role.SUBTITLE
    return None


def is_addressee(bare: str) -> bool:
    """Whether a line that ends in a colon names the receivers and nothing else."""
    if len(bare) > 250 or "。" in bare or bare[-1:] not in ("：", ":"):
        return False
    if phrases.VOCATIVE.fullmatch(bare):
        return True
    return phrases.ADDRESSED.match(bare) is not None and phrases.NOT_ADDRESSED.search(bare) is None


def glued_title_length(bare: str) -> int:
    """How long the title is when number, addressee or subtitle follow it in one line; 0 when nothing is glued on."""
    number = phrases.DOCUMENT_NUMBER.search(bare)
    for noun in phrases.GLUED_NOUN.finditer(bare[:120]):
        before, after = bare[: noun.end()], bare[noun.end() :].strip()
        if len(before) < 5 or re.search(r"[。；：，]|^(?:根据|按照|依据|现将|为)", before):
            return 0
        if number and bare[noun.end() : number.start()].strip(" 　（(") == "" and number.start() >= noun.end():
            return noun.end()
        if phrases.DOCUMENT_NUMBER.match(after) or is_addressee(after):
            return noun.end()
    return 0


def _titled(lines: Sequence[Line], index: int) -> Role | None:
    line = lines[index]
    if not line.short or line.stops or line.bare[-1] in "，,、：:；;":
        return None
    if _looks_titled(line) or phrases.TITLE_END.search(line.bare):
        return Role.TITLE
    if re.search(r"[，,。；：]", line.bare):
        return Role.TITLE if _motto(lines, index) else None
    return Role.TITLE


def _looks_titled(line: Line) -> bool:
    look = line.look
    if look is None:
        return False
    return look.style.lower() in ("title", "标题", "公文标题") or look.size >= 20 or (
        look.alignment == "center" and len(line.bare) <= 50
    )


def _motto(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with a comma is a motto above the real title or subtitle."""
    if index + 1 >= len(lines) or len(lines[index].bare) > 40 or re.search(r"\d|年", lines[index].bare):
        return False
    following = lines[index + 1].bare
    return following.startswith(("—", "－", "（", "(")) or (
        len(following) <= 50 and phrases.TITLE_END.search(following) is not None
    )


def _settle_titles(lines: Sequence[Line], roles: list[Role | None], end: int) -> int:
    """Decide which of the title-like lines are the title, what is page chrome above it and who signs below it."""
    titled = [index for index in range(end) if roles[index] is Role.TITLE]
    if not titled:
        return end
    cores = [index for index in titled if _is_core(lines[index])] or titled[:1]
    _settle_above(lines, roles, titled, cores[0])
    end = _settle_below(lines, roles, titled, cores, end)
    return end


def _is_core(line: Line) -> bool:
    if _SITE.fullmatch(line.bare):
        return False
    return phrases.TITLE_END.search(line.bare) is not None or glued_title_length(head_of(line.bare)) > 0 or (
        line.look is not None and _looks_titled(line) and (line.look.size >= 20 or line.look.style != "")
    )


def _settle_above(lines: Sequence[Line], roles: list[Role | None], titled: list[int], core: int) -> None:
    above = [index for index in titled if index < core]
    page = any(roles[index] is Role.NOISE and is_chrome(lines[index].bare) for index in range(core)) or len(above) > 3
    following = core
    for index in reversed(above):
        adjoining = index == following - 1
        bare = lines[index].bare
        if phrases.RED_HEAD.fullmatch(bare) or _SITE.fullmatch(bare):
            roles[index] = Role.NOISE
        elif not adjoining or (page and not _WRAPPED.search(bare)):
            roles[index] = Role.NOISE
        else:
            following = index


def _settle_below(lines: Sequence[Line], roles: list[Role | None], titled: list[int], cores: list[int], end: int) -> int:
    title = "".join("".join(lines[index].bare.split()) for index in cores)
    seen = cores[0]
    for index in (index for index in titled if index > cores[0]):
        line = lines[index]
        role = _below(line, title, adjoining=index == seen + 1, core=index in cores)
        if role is None:
            for later in range(index, end):
                roles[later] = None
            return index
        roles[index] = role
        seen = index if role is Role.TITLE else seen
    return end


def _below(line: Line, title: str, *, adjoining: bool, core: bool) -> Role | None:
    bare = "".join(line.bare.split())
    if bare in title and len(bare) > 4 and not phrases.ORGAN.fullmatch(bare):
        return Role.TITLE
    if phrases.OCCASION.fullmatch(line.bare) or phrases.MEETING.fullmatch(line.bare):
        return Role.SUBTITLE
    if core or _JOINING.search(bare):
        return Role.TITLE if adjoining or _JOINING.search(bare) or core and len(bare) > 6 else None
    if phrases.is_signed(line.bare):
        return Role.SIGNATURE
    return Role.TITLE if adjoining and _looks_titled(line) else None
