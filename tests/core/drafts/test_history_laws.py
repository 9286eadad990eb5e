"""Laws of the history: wherever one goes in it, the file holds what is on the screen and no branch is ever lost."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from core.drafts.store import DraftStore
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.history import VersionReason
from core.workflows.drafting.session import Session, create_session, open_session, read_stored
from tests.core.editing.text.test_editing_laws import DRAFTS, NAMES_OF_EDITS, PICK, WORDS, edited
from tests.journals import Seconds

MOVES = ("undo", "undo", "redo", "go", "reopen", "keep")
EDIT = st.tuples(st.sampled_from(NAMES_OF_EDITS), PICK, PICK, WORDS)
MOVE = st.tuples(st.sampled_from(MOVES), PICK)
DEEDS = st.lists(EDIT | EDIT | MOVE, max_size=14)
PACE = st.sampled_from((0.1, 1.9, 60.0))


def content(draft: Draft) -> tuple[object, ...]:
    return draft.identity, draft.elements, draft.facts, draft.numbering, draft.basis, draft.origins


class Robot:
    """Works on a draft file and remembers what the draft was at every step and in every version."""

    def __init__(self, path: Path, draft: Draft, pace: float) -> None:
        self.path, self.clock = path, Seconds(pace)
        self.session: Session = create_session(path, draft, self.clock)
        self.seen = draft
        self.session.listen(self.see)
        self.states = {0: content(draft)}
        self.versions: dict[int, tuple[object, ...]] = {}

    def act(self, name: str, first: int, *rest: object) -> None:
        """One action; an edit when there are more arguments."""
        if rest:
            self._edit(name, first, *rest)
        elif name == "reopen":
            self.session.close()
            self.session = open_session(self.path, self.clock).value
            self.session.listen(self.see)
        elif name == "keep":
            made = self.session.keep_version(f"第{first}稿", keeping=list(VersionReason)[first % len(VersionReason)])
            if made is not None:
                self.versions[made.number] = content(self.session.draft)
        elif name == "go":
            self.session.go_to(sorted(self.states)[first % len(self.states)])
        else:
            getattr(self.session, name)()

    def see(self, change: Change) -> None:
        """What a view that hears of every change makes of it."""
        self.seen = apply(self.seen, change)

    def _edit(self, *edit: object) -> None:
        change = edited(self.session.draft, *edit)
        if change is not None and self.session.do(change):
            self.states[self.session.step] = content(self.session.draft)


def worked(folder: str, draft: Draft, pace: float, actions: list) -> Robot:
    robot = Robot(Path(folder) / "稿.nigao", draft, pace)
    for action in actions:
        robot.act(*action)
    return robot


@settings(max_examples=16)
@given(DRAFTS, PACE, DEEDS)
def test_the_file_holds_what_is_on_the_screen(draft, pace, actions):
    with TemporaryDirectory() as folder:
        robot = worked(folder, draft, pace, actions)
        stored = read_stored(robot.path)
        robot.session.close()
    assert stored == robot.session.draft


@settings(max_examples=16)
@given(DRAFTS, PACE, DEEDS)
def test_what_is_told_of_every_move_leads_to_what_the_draft_is(draft, pace, actions):
    with TemporaryDirectory() as folder:
        robot = worked(folder, draft, pace, actions)
        robot.session.close()
    assert content(robot.seen) == content(robot.session.draft)


@settings(max_examples=16)
@given(DRAFTS, PACE, DEEDS)
def test_every_step_ever_made_can_be_gone_to(draft, pace, actions):
    with TemporaryDirectory() as folder:
        robot = worked(folder, draft, pace, [*actions, ("reopen", 0)])
        for number, state in robot.states.items():
            robot.session.go_to(number)
            assert content(robot.session.draft) == state
        robot.session.close()


@settings(max_examples=16)
@given(DRAFTS, PACE, DEEDS)
def test_every_version_is_exact_whatever_happened_since(draft, pace, actions):
    with TemporaryDirectory() as folder:
        robot = worked(folder, draft, pace, [*actions, ("reopen", 0)])
        found = {version.number: robot.session.version(version.number) for version in robot.session.versions()}
        robot.session.close()
    assert {number: content(one) for number, one in found.items()} == robot.versions


@settings(max_examples=16)
@given(DRAFTS, PACE, DEEDS)
def test_redoing_leads_back_to_where_undoing_began(draft, pace, actions):
    with TemporaryDirectory() as folder:
        robot = worked(folder, draft, pace, actions)
        end = content(robot.session.draft)
        count = sum(1 for _ in iter(robot.session.undo, False))
        robot.act("reopen", 0)
        for _ in range(count):
            robot.session.redo()
        robot.session.close()
    assert content(robot.session.draft) == end


@settings(max_examples=16)
@given(DRAFTS, PACE, DEEDS)
def test_the_file_knows_the_same_history(draft, pace, actions):
    with TemporaryDirectory() as folder:
        robot = worked(folder, draft, pace, actions)
        store = DraftStore.view(robot.path)
        found = {step.number: step for step in store.steps()}, store.standing().head
        store.close()
        own = {step.number: step for step in robot.session.steps()}, robot.session.step
        robot.session.close()
    assert found == own
