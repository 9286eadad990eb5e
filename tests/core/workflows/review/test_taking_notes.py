"""What a returned copy says in its footnotes: changed words, new notes and notes that are gone are changes like others."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.model.draft import Draft
from core.model.review.changes import ChangeKind, ReviewState
from core.model.structure.notes import notes_of
from core.package import open_package
from core.word.package_writer import write_package
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import create_session, open_session
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.reports import recognise_report
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.sending import send
from core.workflows.review.taking import Taking, review_states, take
from tests.builders_docx import docx, p, r

NOTE, LATER, OTHER = "数据截至11月30日。", "数据截至12月10日。", "含续建项目3个。"
DRAFT_FILE = Path("稿.nigao")
MAIN, NOTES = "word/document.xml", "word/footnotes.xml"
BY = 'w:id="77{}" w:author="李科" w:date="2026-07-03T09:00:00Z"'
Edit = Callable[[str], str]


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The file of a draft with one footnote, as it went out."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    mark = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    source = docx(
        p(r("青禾县2025年工作总结")),
        p(r("全年完成投资600万元") + mark + r("，按时完成各项任务。")),
        p(r("全县干部职工共同努力，成绩来之不易。")),
        footnotes=f'<w:footnote w:id="5">{p(r(NOTE))}</w:footnote>',
    )
    draft = draft_of(recognise_report("去年.docx", source).value.document)
    create_session(DRAFT_FILE, draft, datetime.now).close()
    with closing(open_session(DRAFT_FILE, datetime.now).value) as session:
        send(session, session.draft, Path("发出.docx"), ExportOptions(marks=False))
    return Path("发出.docx").read_bytes()


def returned(sent: bytes, notes: Edit, main: Edit = str) -> DraftReview:
    """A copy with its notes and its text edited."""
    parts = open_package(sent)
    edited = {NOTES: notes(parts[NOTES].decode()).encode(), MAIN: main(parts[MAIN].decode()).encode()}
    Path("李.docx").write_bytes(write_package({**parts, **edited}))
    return read_returned(DRAFT_FILE, [Path("李.docx")]).value


def taken(review: DraftReview) -> tuple[Taking, Draft]:
    """What became of all changes, and the draft then."""
    with closing(open_session(DRAFT_FILE, datetime.now).value) as session:
        return take(session, review, [each.id for each in review.copies[0].changes]), session.draft


def notes_in(draft: Draft) -> list[str]:
    """The words of the notes in the order of their marks."""
    return ["/".join(each.text for each in note.texts) for note in notes_of(draft.elements).values()]


def plain(notes: str) -> str:
    """The words changed without a record."""
    return notes.replace("11月30日", "12月10日")


def recorded(notes: str) -> str:
    """The same with a record."""
    start, end = notes.index(NOTE) - len('<w:t xml:space="preserve">'), notes.index(NOTE)
    run = notes[notes.rindex("<w:r>", 0, end) : notes.index("</w:r>", end) + len("</w:r>")]
    assert notes[start:end]
    gone = run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    new = run.replace(NOTE, LATER)
    return notes.replace(run, f"<w:del {BY.format(1)}>{gone}</w:del><w:ins {BY.format(2)}>{new}</w:ins>")


@pytest.mark.parametrize(("edit", "author"), [(plain, ""), (recorded, "李科")])
def test_changed_words_of_a_note_are_taken(sent: bytes, edit: Edit, author: str) -> None:
    review = returned(sent, edit)
    (copy,) = review.copies
    assert ({each.revision.author for each in copy.changes}, copy.account.is_closed) == ({author}, True)
    assert sum(len(each.new) for each in copy.changes) == copy.account.new > 0
    taking, draft = taken(review)
    assert (taking.left, notes_in(draft)) == ((), [LATER])


def added(notes: str) -> str:
    """One more note."""
    return notes.replace("</w:footnotes>", f'<w:footnote w:id="40">{p(r(OTHER))}</w:footnote></w:footnotes>')


def marked(main: str) -> str:
    """Its mark, recorded as put in, behind 努力."""
    run = f'</w:t></w:r><w:ins {BY.format(3)}><w:r><w:footnoteReference w:id="40"/></w:r></w:ins>'
    return main.replace("努力，", f"努力{run}<w:r><w:t>，", 1)


def test_a_new_note_is_taken_with_its_words(sent: bytes) -> None:
    review = returned(sent, added, marked)
    (change,) = review.copies[0].changes
    assert (change.kind, change.new, change.revision.author) == (ChangeKind.NOTE, OTHER, "李科")
    taking, draft = taken(review)
    assert (taking.left, notes_in(draft)) == ((), [NOTE, OTHER])
    assert set(review_states(replace(review, draft=draft)).values()) == {ReviewState.TAKEN}


def unmarked(main: str) -> str:
    """The mark of the note taken out."""
    end = main.index("<w:footnoteReference")
    return main[: main.rindex("<w:r>", 0, end)] + main[main.index("</w:r>", end) + len("</w:r>") :]


def test_a_note_that_is_gone_goes_and_comes_back_by_undo(sent: bytes) -> None:
    review = returned(sent, str, unmarked)
    with closing(open_session(DRAFT_FILE, datetime.now).value) as session:
        before = session.draft.elements
        taking = take(session, review, ["c1-1"])
        assert (taking.left, notes_in(session.draft), review.copies[0].changes[0].old) == ((), [], NOTE)
        session.undo()
        assert session.draft.elements == before


@pytest.mark.parametrize(
    "edit", [str, lambda notes: notes.replace(NOTE, NOTE[:4] + "</w:t></w:r><w:r><w:t>" + NOTE[4:])]
)
def test_an_unchanged_note_is_no_change(sent: bytes, edit: Edit) -> None:
    assert returned(sent, edit).copies[0].changes == ()
