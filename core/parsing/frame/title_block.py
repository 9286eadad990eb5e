"""The title block: title lines and what stands around them before the text begins."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.dates import is_date_line
from core.model.elements import Role
from core.model.raw import Origin
from core.model.structure.attachments import is_mark
from core.parsing.chrome import is_rule
from core.parsing.frame.ending_words import ATTACHMENT
from core.parsing.frame.masthead import boxed_mark, mark_masthead
from core.parsing.frame.title_words import DOCUMENT_NUMBER, DOCUMENT_NUMBER_LINE
from core.parsing.lines import Line, closed_up, entry_length, head_of, is_record, is_web_page
from core.parsing.phrases import Phrases

_SECOND_DASH = re.compile(r"(?<=[告结点话报知案])\s?(?:——|－－|--)")
_PATH = re.compile(r"[>＞»→]|位\s?置\s?[:：]")
_BRACKETED = re.compile(r"[（(【〔].{1,120}[）)】〕]")
_DASHED = re.compile(r"[—－–-]{1,3}\s?\S.{2,80}")
_JOINING = re.compile(r"^(?:和|及|暨|与|以及|并|的)|^[”》）]|^[（(].{2,8}[）)]$")
# A long line with commas is the beginning of a sentence that was broken by Enter.
_RUNNING = re.compile(r"^(?=.{31}).*，|，.*，.*，")
_OPEN_ENDS = tuple("，,、：:；;。！!？?…")
_SPOKEN = re.compile("我们|[了已曾]|^[这那]|现将")
LEAST_STOPPED = 10
"""Signs from which a first line with a full stop may be a title."""

_BETWEEN: frozenset[Role | None] = frozenset((Role.SUBTITLE, Role.ISSUE_DATE, Role.SIGNATURE))
"""What may stand between the lines of a title: when and where a report was given."""

_ANNEX_LINES = 3
"""Lines at the top among which the mark of an annex or the line of a news agency stands."""

_FIELD = re.compile(r"【(?:\s*\S){2,8}\s*】.{0,80}")
_LABEL_ROW = re.compile(r"\S{2,6}\s?[:：]\s?[^，。；！？]{1,40}")
_PHRASES = re.compile(r"\S{4,}(?:\s+\S{4,})+")
_PUNCTUATED = re.compile(r"[，,。；：]")
_WRAPPED = re.compile(r"关于|[的和、及与暨]$")
_BROKEN = re.compile(r"[。；：！？]|，.*，")
_LONGEST_TITLE = 130
_LIMIT = 60
# A title block is rarely longer: four lines of title, occasion, date, speaker.
_BLOCK = 8


def mark_head(lines: Sequence[Line], roles: list[Role | None]) -> int:
    """Give the lines of the title block their roles; returns the index of the first line of the text."""
    end = mark_masthead(lines, roles)
    block = _block_end(lines, end)
    while _may_go_on(lines, roles, end):
        role = _below_title(lines, roles, end, HeadLine(lines, end).role() or (Role.TITLE if end < block else None))
        if role is None:
            break
        roles[end] = role
        end += 1
        if role is Role.ADDRESSEE and lines[end - 1].bare[-1] in "：:":
            break
    return _settle_titles(lines, roles, end, block)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line at the top among its neighbours: what it is by its own words, and by those beside it."""

    lines: Sequence[Line]
    index: int

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.lines[self.index]

    @property
    def following(self) -> Line | None:
        """The line below it."""
        return self.lines[self.index + 1] if self.index + 1 < len(self.lines) else None

    def role(self) -> Role | None:
        """What it is, as far as it can be told without a title above it."""
        if self.line.origin in (Origin.TABLE, Origin.FOOTNOTE):
            return Role.NOTE if self.line.origin is Origin.FOOTNOTE else None
        alone = self._of_minutes() or boxed_mark(self.line) or _alone(head_of(self.line.bare), self.line.phrases)
        alone = alone or self._by_neighbours()
        return alone if alone or self.line.level else self._by_words()

    def _of_minutes(self) -> Role | None:
        return self._of_meeting() or self._of_record()

    def _of_meeting(self) -> Role | None:
        """A note when a line and one beside it tell a meeting's time, place or people: a time alone may be that of a web page."""
        meeting = self.line.phrases.chrome.meeting
        if meeting.match(self.line.bare) is None:
            return None
        beside = self.lines[max(0, self.index - 1) : self.index + 2]
        return Role.NOTE if sum(meeting.match(line.bare) is not None for line in beside) > 1 else None

    def _of_record(self) -> Role | None:
        """A note when a line below a title tells who checked the paper, which on a web page would be the page's."""
        below_title = self.index > 0 and is_record(self.line) and self.line.phrases.chrome.minutes.match(self.line.bare)
        return Role.NOTE if below_title and not is_web_page(self.lines) else None

    def _by_neighbours(self) -> Role | None:
        return self._goes_on_labels() or self._of_annex() or self._of_agency()

    def _goes_on_labels(self) -> Role | None:
        """Noise when a label with its value goes on the labels of a web page above it, one of which at least is known, or of an
        archive beside it.
        """
        if self._is_field():
            return Role.NOISE
        if self.index == 0 or not all(
            _LABEL_ROW.fullmatch(line.bare) for line in self.lines[self.index - 1 : self.index + 1]
        ):
            return None
        known = (line for line in self.lines[: self.index] if _LABEL_ROW.fullmatch(line.bare))
        return Role.NOISE if any(line.phrases.chrome.is_chrome(line.bare) for line in known) else None

    def _is_field(self) -> bool:
        """Whether a line in the form of an archive's field (【文号】…) stands beside one that is known."""
        if not _FIELD.fullmatch(self.line.bare):
            return False
        beside = (*self.lines[max(0, self.index - 1) : self.index], *self.lines[self.index + 1 : self.index + 2])
        return any(_is_archive(line) for line in beside)

    def _of_annex(self) -> Role | None:
        """Noise for the mark of an annex (附件3) that stands above its title: the annex is the document."""
        is_marked = self.index < _ANNEX_LINES and is_mark(self.line.bare)
        return Role.NOISE if is_marked and self._stands_above_title() else None

    def _of_agency(self) -> Role | None:
        """A note for the line of a news agency above a title: 新华社云山5月10日电."""
        news = self.index < _ANNEX_LINES and self.line.phrases.chrome.news.match(self.line.bare)
        return Role.NOTE if news and not self.line.stops and self._stands_above_title() else None

    def _stands_above_title(self) -> bool:
        return self.following is not None and _may_stand_in_block(self.following)

    def _by_words(self) -> Role | None:
        return _by_mark(self.line, head_of(self.line.bare)) or self._wrapped_addressee() or self._titled()

    def _wrapped_addressee(self) -> Role | None:
        """An addressee that goes on in the next line; ``mark_head`` ends with the last of its lines."""
        joined = "".join(line.bare for line in self.lines[self.index : self.index + 2])
        return (
            Role.ADDRESSEE if self.line.bare[-1] in "，、" and self.line.phrases.people.is_addressee(joined) else None
        )

    def _titled(self) -> Role | None:
        if not self.index and _is_stopped_title(self.line):
            return Role.TITLE
        if not _is_short(self.line) or self.line.bare.endswith(_OPEN_ENDS) or ATTACHMENT.match(self.line.bare):
            return None
        return Role.TITLE if _names_topic(self.line) or self._motto() else None

    def _motto(self) -> bool:
        """Whether a line with a comma is a motto above the real title or subtitle."""
        if self.following is None or len(self.line.bare) > 40 or re.search(r"\d|年", self.line.bare):
            return False
        following = self.following.bare
        return following.startswith(("—", "－", "（", "(")) or (
            len(following) <= 50 and self.line.phrases.titles.end.search(following) is not None
        )

    def opens_part(self) -> bool:
        """Whether a line below a title names a part: right above an entry with text (农业 / 【粮食生产】全年…) or, as another
        line does further down, a time right above a number (2022年主要工作 / 一、…)."""
        if self.following is None:
            return False
        if 0 < entry_length(self.following.bare) < len(self.following.bare):
            return True
        rest = pairwise(self.lines[self.index + 2 :])
        return _is_period(self.line, self.following) and any(_is_period(*pair) for pair in rest)

    def is_of_title(self) -> bool:
        """Whether a line on a web page is no part of the page's head: it goes on, or stands right below the page's path."""
        if _WRAPPED.search(self.line.bare):
            return True
        return self.index > 0 and _PATH.search(self.lines[self.index - 1].bare) is not None


def _may_go_on(lines: Sequence[Line], roles: Sequence[Role | None], index: int) -> bool:
    """Whether a line may still belong to the title block: below a title it ends with a table or a page of contents."""
    return index < min(len(lines), _LIMIT) and not (lines[index].parted and Role.TITLE in roles[:index])


def _below_title(lines: Sequence[Line], roles: Sequence[Role | None], index: int, role: Role | None) -> Role | None:
    """The role of a line, which below a title line tells more than by itself; ``role`` is what it is by itself."""
    if role not in (None, Role.TITLE) or Role.TITLE not in roles[:index]:
        return role
    if _signs_title(lines[: index + 1], roles):
        return Role.SIGNATURE
    return None if role and HeadLine(lines, index).opens_part() else role


def _signs_title(lines: Sequence[Line], roles: Sequence[Role | None]) -> bool:
    """Whether the last of these lines is an organ with its date, below a title that names its kind."""
    named = any(_is_core(line) for line in lines[:-1] if roles[line.index] is Role.TITLE)
    return named and lines[-1].phrases.people.is_dated_signature(lines[-1].bare)


def _is_period(line: Line, following: Line) -> bool:
    return following.level > 0 and line.short and line.phrases.topics.names_period(line.bare)


def _block_end(lines: Sequence[Line], start: int) -> int:
    """Up to which line those at the top are surely a title block, whatever their words: a run of short lines without a stop,
    up to the last one that tells occasion, date or speaker (——在…会议上的报告, （…年…月…日）, ×××) or up to the addressee.

    Right below a masthead (``start`` above 0) stands a title in any case."""
    block = start + 1 if start and all(map(_may_stand_in_block, lines[start : start + 1])) else 0
    for line in lines[start : start + _BLOCK]:
        if line.phrases.people.is_addressee(line.bare):
            return max(block, line.index)
        if not _may_stand_in_block(line):
            break
        if line.index > start and _is_block_mark(line):
            block = line.index + 1
    return block


def _may_stand_in_block(line: Line) -> bool:
    return not line.level and not line.stops and _is_short(line)


def _is_block_mark(line: Line) -> bool:
    bare, people = line.bare, line.phrases.people
    if _DASHED.fullmatch(bare) or people.is_person(bare) or people.speaker.fullmatch(bare):
        return True
    if not _BRACKETED.fullmatch(bare):
        return False
    titles = line.phrases.titles
    return is_date_line(bare) or bool(titles.held.fullmatch(bare) or titles.end.search(bare[1:-1]))


def _is_short(line: Line) -> bool:
    """Whether a line may stand in a title block: few signs, or a title that names its kind at the end of one long phrase."""
    if line.short:
        return True
    bare = line.bare
    if len(bare) > _LONGEST_TITLE or _BROKEN.search(bare) or line.phrases.titles.no_title.search(bare):
        return False
    return line.phrases.titles.end.search(bare) is not None


def _is_archive(line: Line) -> bool:
    chrome = line.phrases.chrome
    return bool(chrome.archive.fullmatch(line.bare) or chrome.archive_title.match(line.bare))


def _by_mark(line: Line, bare: str) -> Role | None:
    if line.phrases.people.is_addressee(line.bare):
        return Role.ADDRESSEE
    if line.phrases.chrome.is_note(bare) or line.phrases.frame.is_imprint(bare) or line.stops:
        return None
    if _BRACKETED.fullmatch(bare):
        return Role.SIGNATURE if line.phrases.people.is_signed(bare) else Role.SUBTITLE
    return Role.SUBTITLE if _DASHED.fullmatch(bare) else None


def glued_title_length(bare: str, phrases: Phrases) -> int:
    """How long the title is when a number or an addressee follows it in one line; 0 when nothing is glued on."""
    for noun in phrases.titles.glued_noun.finditer(bare[:120]):
        before, after = bare[: noun.end()], bare[noun.end() :].lstrip()
        if len(before) < 5 or phrases.titles.no_title.search(before):
            return 0
        if DOCUMENT_NUMBER.match(after) or phrases.people.is_addressee(after):
            return noun.end()
    return 0


def title_length(text: str, phrases: Phrases) -> int:
    """How long the title in a line is, without a number, an addressee, a subtitle after a dash, an occasion in brackets
    or the name of a web site."""
    glued = glued_title_length(head_of(text), phrases)
    if glued:
        return glued
    dash = _SECOND_DASH.search(text)
    end = dash.start() if dash else len(text)
    site = phrases.titles.site_suffix.search(text[:end])
    end = site.start() if site else end
    occasion = phrases.titles.occasion_suffix.search(text[:end])
    return occasion.start() if occasion else end


def _is_occasion(line: Line) -> bool:
    """Whether a line says when and where a report was given, and no title before that."""
    length = title_length(line.bare, line.phrases)
    own = 0 < length < len(line.bare) and line.phrases.titles.end.search(line.bare[:length])
    return not own and line.phrases.titles.held.fullmatch(line.bare) is not None


def _alone(bare: str, phrases: Phrases) -> Role | None:
    """What may stand alone above the text, whatever stands around it."""
    titles = phrases.titles
    known: tuple[tuple[Role, Callable[[str], object]], ...] = (
        (Role.NOISE, is_rule),
        (Role.NOISE, phrases.chrome.is_chrome),
        (Role.NOISE, phrases.frame.is_stamp),
        (Role.NOISE, phrases.frame.signatory.match),
        (Role.NOISE, phrases.chrome.archive.fullmatch),
        (Role.TITLE, phrases.chrome.archive_title.match),
        (Role.TITLE, titles.version.fullmatch),
        (Role.DOCUMENT_NUMBER, DOCUMENT_NUMBER_LINE.fullmatch),
        (Role.ISSUE_DATE, is_date_line),
        (Role.TITLE, lambda text: glued_title_length(text, phrases)),
    )
    return next((role for role, fits in known if fits(bare)), None)


def _is_stopped_title(line: Line) -> bool:
    """Whether the first line is a title but for the full stop at its end: it names a paper, as 各乡镇要做好防汛工作。 does not."""
    bare = closed_up(line.bare)
    is_long = bare.endswith("。") and len(bare) > LEAST_STOPPED and not _PUNCTUATED.search(bare[:-1])
    is_running = _RUNNING.search(bare) or _SPOKEN.search(bare)
    return is_long and not is_running and line.phrases.titles.paper.fullmatch(bare[:-1]) is not None


def _names_topic(line: Line) -> bool:
    if _looks_titled(line) or not _PUNCTUATED.search(line.bare):
        return True
    return line.phrases.titles.end.search(closed_up(line.bare)) is not None and not _RUNNING.search(line.bare)


def _looks_titled(line: Line) -> bool:
    look = line.look
    if look is None:
        return False
    centred = look.alignment == "center" and len(line.bare) <= 50
    return centred or look.size >= 20 or line.phrases.titles.is_title_style(look.style)


def _settle_titles(lines: Sequence[Line], roles: list[Role | None], end: int, block: int) -> int:
    """Decide which of the title-like lines are the title, what is page chrome above it and who signs below it."""
    titled = [index for index in range(end) if roles[index] is Role.TITLE]
    if not titled:
        return end
    titled = _without_fields(lines, roles, titled)
    cores = _cores(lines, titled)
    _settle_above(lines, roles, titled, cores[0])
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


def _without_fields(lines: Sequence[Line], roles: list[Role | None], titled: list[int]) -> list[int]:
    """The title-like lines without an archive's field 【标题】…, when another title stands by itself below the fields."""
    said = {line.bare for line in lines[: titled[-1] + 1]}
    fields = [index for index in titled if _is_title_field(lines[index], said)]
    if not fields or not any(map(_is_core, _lines_after(lines, titled, fields[-1]))):
        return titled
    for index in fields:
        roles[index] = Role.NOISE
    return [index for index in titled if index not in fields]


def _lines_after(lines: Sequence[Line], titled: Sequence[int], last: int) -> Iterator[Line]:
    return (lines[index] for index in titled if index > last)


def _is_title_field(line: Line, said: Collection[str]) -> bool:
    """Whether a line is 【标题】… with other words than one of the lines."""
    label = line.phrases.chrome.archive_title.match(line.bare)
    return label is not None and line.bare[label.end() :].strip() not in said


def _cores(lines: Sequence[Line], titled: Sequence[int]) -> list[int]:
    """The lines that name the document's kind; below a slogan the occasion is no title by itself: 在…会议上的讲话."""
    found = [index for index in titled if _is_core(lines[index])]
    if found and _is_occasion(lines[found[0]]):
        slogans = [index for index in titled if index < found[0] and _is_slogan(lines[index])]
        return slogans[:1] or found
    return found or list(titled[:1])


def _is_slogan(line: Line) -> bool:
    return _PHRASES.fullmatch(line.bare) is not None or line.phrases.titles.slogan.search(line.bare) is not None


def _is_core(line: Line) -> bool:
    titles = line.phrases.titles
    if titles.site.fullmatch(line.bare):
        return False
    bare = line.bare[: title_length(line.bare, line.phrases)]
    if titles.end.search(closed_up(bare)) or glued_title_length(head_of(line.bare), line.phrases):
        return True
    return line.look is not None and (line.look.size >= 20 or line.phrases.titles.is_title_style(line.look.style))


def _settle_above(lines: Sequence[Line], roles: list[Role | None], titled: list[int], core: int) -> None:
    above = list(_unspoken_above(lines, roles, titled, core))
    page = len(above) > 3 or any(map(_is_page, lines[:core], roles))
    following = core
    for index in above:
        bare = lines[index].bare
        adjoins = _BETWEEN.issuperset(roles[index + 1 : following])
        wrapped = adjoins and (not page or HeadLine(lines, index).is_of_title())
        if wrapped and not lines[index].phrases.titles.masthead.fullmatch(bare):
            following = index
        else:
            roles[index] = Role.NOISE


def _unspoken_above(lines: Sequence[Line], roles: list[Role | None], titled: Sequence[int], core: int) -> Iterator[int]:
    """The title-like lines above the title, the nearest first, without who gave the report, who signs."""
    for index in reversed(titled):
        if index < core and _is_speaker(lines[index]):
            roles[index] = Role.SIGNATURE
        elif index < core:
            yield index


def _is_speaker(line: Line) -> bool:
    """Whether a line above the title is who gave the report: a post and, set apart, a name."""
    words = line.bare.split()
    people = line.phrases.people
    return len(words) > 1 and people.speaker.fullmatch(line.bare) is not None and people.is_person("".join(words[1:]))


def _is_page(line: Line, role: Role | None) -> bool:
    return role is Role.NOISE and line.phrases.chrome.is_chrome(line.bare)


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


def _repeats(line: Line, title: str) -> bool:
    bare = "".join(line.bare.split())
    return len(bare) > 4 and bare in title and line.phrases.people.organ.fullmatch(bare) is None


def _goes_on(line: Line, title: str, place: _Place) -> bool:
    """Whether a line is one more of the title: it names its kind, or ends a slogan that has named none."""
    if place.core and (place.adjoining or len("".join(line.bare.split())) > 6):
        return True
    titles = line.phrases.titles
    return place.adjoining and titles.slogan.search(line.bare) is not None and not titles.end.search(title)


def _below(line: Line, title: str, place: _Place) -> Role | None:
    bare = "".join(line.bare.split())
    if _is_occasion(line):
        return Role.SUBTITLE
    if _repeats(line, title) or _JOINING.search(bare) or _goes_on(line, title, place):
        return Role.TITLE
    if line.phrases.people.is_signed(line.bare) or (place.inside and _is_named(line, title)):
        return Role.SIGNATURE
    return place.role


def _is_named(line: Line, title: str) -> bool:
    """Whether a line below a whole title ends in a name, whatever its office is called."""
    words = line.bare.split()
    ends = line.phrases.titles.end.search(title) is not None
    return ends and len(words) > 1 and line.phrases.people.is_person(words[-1])
