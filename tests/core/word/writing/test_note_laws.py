"""Whatever is joined, split, deleted or moved in a draft with notes: every word is printed, and undo gives the draft back."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from core.editing.grids.figures import insert_note
from core.editing.text.cut import join_paragraphs, split_paragraph
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.spans import Place
from core.model.structure.notes import notes_of
from tests.builders_docx import docx, p, r
from tests.core.word.writing.test_word_notes import draft, exported, mark, note

FILE = docx(
    p(r("青禾县2024年工作总结")),
    p(r("全年完成投资600万元") + mark("footnote", 5) + r("，增长8%。") + mark("endnote", 2)),
    p(r("二、下一步打算")),
    p(r("继续推进") + mark("footnote", 7) + r("项目建设。")),
    p(r("青禾县人民政府")),
    p(r("2024年12月31日")),
    footnotes=note("footnote", 5, "含县属企业。", "不含农户。") + note("footnote", 7, "共36个。"),
    endnotes=note("endnote", 2, "县人社局。"),
)
Step = Callable[[Draft, random.Random], Change]


def pair(found: Draft, rng: random.Random) -> tuple[Element, Element]:
    at = rng.randrange(1, len(found.elements) - 1)
    return found.elements[at], found.elements[at + 1]


def joined(found: Draft, rng: random.Random) -> Change:
    first, second = pair(found, rng)
    return take_over(found, [first.id, second.id], [TypedParagraph(first.id, first.content + second.content)])


def joined_in_core(found: Draft, rng: random.Random) -> Change:
    first, second = pair(found, rng)
    return difference(found, join_paragraphs(found, first.id, second.id), Place(first.id), "")


def cut_across(found: Draft, rng: random.Random) -> Change:
    first, second = pair(found, rng)
    left, right = rng.randint(0, len(first.content)), rng.randint(0, len(second.content))
    kept = TypedParagraph(rng.choice([first.id, second.id]), first.content[:left] + second.content[right:])
    return take_over(found, [first.id, second.id], [kept])


def split(found: Draft, rng: random.Random) -> Change:
    one = pair(found, rng)[rng.randrange(2)]
    at = rng.randint(0, len(one.content))
    typed = [TypedParagraph(one.id, one.content[:at]), TypedParagraph("", one.content[at:])]
    return take_over(found, [one.id], typed)


def split_in_core(found: Draft, rng: random.Random) -> Change:
    one = pair(found, rng)[rng.randrange(2)]
    after = split_paragraph(found, one.id, rng.randint(0, len(one.content)))
    return difference(found, after, Place(one.id), "")


def deleted(found: Draft, rng: random.Random) -> Change:
    first, second = pair(found, rng)
    return take_over(found, [first.id, second.id], [TypedParagraph(second.id, second.content)])


def emptied(found: Draft, rng: random.Random) -> Change:
    one = pair(found, rng)[rng.randrange(2)]
    return take_over(found, [one.id], [TypedParagraph(one.id, "")])


def moved(found: Draft, rng: random.Random) -> Change:
    first, _ = pair(found, rng)
    rest = [each for each in found.elements if each.id != first.id]
    rest.insert(rng.randint(1, len(rest)), first)
    return difference(found, replace(found, elements=tuple(rest)), Place(first.id), "")


def noted(found: Draft, rng: random.Random) -> Change:
    one = pair(found, rng)[0]
    made = insert_note(found, (one.id, rng.randint(0, len(one.content))))
    return made or difference(found, found, Place(one.id), "")


STEPS: tuple[Step, ...] = (*(joined, joined_in_core, cut_across, split, split_in_core, deleted, emptied, moved, noted),)


def missing(found: Draft) -> list[str]:
    """What is not printed: words in the text, those of notes in the text or in the notes that it refers to."""
    text, notes = printed(found)
    places = {True: text + notes, False: text}
    return [each.text for each in found.elements if _dense(each.text) not in places[each.role is Role.NOTE]]


def printed(found: Draft) -> tuple[str, str]:
    """The words of the text, and of the notes that it refers to."""
    package = ZipFile(BytesIO(exported(found)))
    main = package.read("word/document.xml").decode()
    texts = list[str]()
    for kind in ("footnote", "endnote"):
        numbers = re.findall(rf'<w:{kind}Reference w:id="(\d+)"', main)
        part = package.read(f"word/{kind}s.xml").decode() if numbers else ""
        texts += [re.findall(rf'<w:{kind} w:id="{each}">.*?</w:{kind}>', part, re.DOTALL)[0] for each in numbers]
    return _dense(main), _dense("".join(texts))


def _dense(text: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", text)


@pytest.mark.parametrize("number", range(24))
def test_every_word_is_printed_and_undo_gives_the_draft_back(number: int) -> None:
    rng, found = random.Random(number), draft(FILE)
    for _ in range(6):
        if len(found.elements) < 3:
            break
        change = rng.choice(STEPS)(found, rng)
        after = apply(found, change)
        undone = apply(after, change.inverse())
        assert (undone.elements, undone.facts) == (found.elements, found.facts)
        found = after
        assert not missing(found), change


def test_every_pair_of_neighbours_may_be_joined() -> None:
    found = draft(FILE)
    for first, second in zip(found.elements[1:], found.elements[2:], strict=False):
        typed = [TypedParagraph(first.id, first.content + second.content)]
        after = apply(found, take_over(found, [first.id, second.id], typed))
        assert not missing(after)
        assert [each.role for each in after.elements if each.id == first.id] == [first.role]


def test_both_parts_of_a_split_note_stay_in_it() -> None:
    found = draft(FILE)
    one = next(each for each in found.elements if each.text == "共36个。")
    halves = [TypedParagraph(one.id, "共36"), TypedParagraph("", "个。")]
    for after in (split_paragraph(found, one.id, 3), apply(found, take_over(found, [one.id], halves))):
        assert [tuple(each.text for each in it.texts) for it in notes_of(after.elements).values()][-1] == (
            "共36",
            "个。",
        )


def test_a_date_in_a_note_is_not_the_date_of_issue() -> None:
    found = draft(FILE)
    one = next(each for each in found.elements if each.text == "共36个。")
    after = apply(found, take_over(found, [one.id], [TypedParagraph(one.id, "2025年1月2日")]))
    assert next(each.role for each in after.elements if each.id == one.id) is Role.NOTE


def test_deleting_the_paragraph_of_a_mark_leaves_the_words_and_hangs_them_nowhere() -> None:
    found = draft(FILE)
    first, second = found.elements[1:3]
    typed = [TypedParagraph(second.id, second.content)]
    after = apply(found, take_over(found, [first.id, second.id], typed))
    assert not any(each.objects for each in after.elements if each.id == second.id)
    assert len(notes_of(after.elements)) == 1
    assert "含县属企业。" in printed(after)[0]
