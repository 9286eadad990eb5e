"""A day of typing in a draft's file, and a draft of twenty thousand facts opened and undone."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from core.editing.text.paragraphs import retyped, take_over
from core.model.draft import Draft
from core.model.elements import Role
from core.workflows.drafting.session import Session, create_session, open_session
from tests.bench.frame import Row, median, milliseconds, sized
from tests.builders import make_draft
from tests.journals import MemoryJournal

KEYS, DAY = sized(8_000, 100), 80_000
"""Keys that are typed here, and those of a working day."""
PACE = 0.3
GROWTH_KB, OPEN_MS, UNDO_MS = 1_500, 1_000, 50
SIGNS = "的一是在不了有和人这中大为上个国我以要他"


def rows() -> list[Row]:
    """Five rows: growth of the file in a day, opening, first undo; opening and undo of the large draft."""
    with TemporaryDirectory() as folder:
        return [*day_rows(Path(folder) / "日.nigao"), *large_rows(Path(folder) / "大.nigao")]


def day_rows(path: Path) -> list[Row]:
    """Typing here and there, a tenth of a day."""
    clock = Clock()
    with session_of(path, report(parts=4, paragraphs=28, places=4), clock) as session:
        before = path.stat().st_size
        typed(session, clock)
    grown = (path.stat().st_size - before) / 1024 * DAY / KEYS
    session = open_session(path, clock).value
    undone = milliseconds(session.undo)
    session.close()
    return [
        Row("a day of typing, growth of the file", grown, None, GROWTH_KB, "below", "KB"),
        Row("draft typed in for long: open", median(lambda: opened(path), 5), None, OPEN_MS, "below"),
        Row("draft typed in for long: first undo", undone, None, UNDO_MS, "below"),
    ]


def large_rows(path: Path) -> list[Row]:
    """A draft of twenty thousand facts."""
    clock = Clock()
    draft = large()
    with session_of(path, draft, clock):
        pass
    session = Session(draft, path, MemoryJournal(), clock)  # as in the window, which does not wait for the disk
    element = draft.elements[50]
    session.do(take_over(draft, (element.id,), (retyped(draft, element, "新" + element.content),)))
    undone = median(lambda: session.undo() and session.redo(), 5) / 2
    return [
        Row("20000 facts: open", median(lambda: opened(path), 5), None, OPEN_MS, "below"),
        Row("20000 facts: undo", undone, None, UNDO_MS, "below"),
    ]


class Clock:
    """Goes on when it is told."""

    def __init__(self) -> None:
        self.now = datetime(2023, 7, 3, 8, 0)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@contextmanager
def session_of(path: Path, draft: Draft, clock: Clock) -> Iterator[Session]:
    """Work on a new draft file."""
    session = create_session(path, draft, clock)
    yield session
    session.close()


def opened(path: Path) -> None:
    """Open and close."""
    open_session(path, Clock()).value.close()


def large() -> Draft:
    """A draft of four hundred pages and twenty thousand facts."""
    return report(parts=sized(40, 2), paragraphs=sized(62, 30), places=8)


def report(parts: int, paragraphs: int, places: int) -> Draft:
    """Parts of paragraphs with figures in them."""
    body = (
        "".join(f"接收档案{{{number + 10}}}卷，" for number in range(places))
        + "库房管理更加规范，服务群众更加便捷。" * 2
    )
    return make_draft("\n".join("h1 一、|开展情况" + f"\nbody |{body}" * paragraphs for _ in range(parts)))


def typed(session: Session, clock: Clock) -> None:
    """Bursts of keys in one paragraph after another; every key is an edit of its own, the worst that can happen."""
    chance = random.Random(5)
    bodies = [element.id for element in session.draft.elements if element.role is Role.BODY]
    left = KEYS
    while left > 0:
        element_id, count = chance.choice(bodies), chance.randint(20, 120)
        clock.go_on(chance.choice((3, 5, 20)))
        place = chance.randint(0, 30)
        for number in range(count):
            clock.go_on(PACE)
            element = next(one for one in session.draft.elements if one.id == element_id)
            content = element.content
            if number % 3 == 2:
                place -= 1
                content = content[:place] + content[place + 1 :]
            else:
                content = content[:place] + chance.choice(SIGNS) + content[place:]
                place += 1
            session.do(take_over(session.draft, (element_id,), (retyped(session.draft, element, content),)))
        left -= count
