"""Long work gives way before each of its pieces, and is the same work."""

import pytest

from core.checks.checked_text import ParagraphCache
from core.checks.figures.consistency import check_figures
from core.cooperative import cooperatively, never_yield
from core.workflows.checking.consistency import load_figure_words
from core.workflows.checking.proofreader import Proofreader
from core.workflows.checking.text_checks import TextChecker
from core.workflows.exporting.draft_pages import DraftSetter
from tests.builders import make_draft

DRAFT = make_draft(
    "title |总结\nh1 一、|工作情况\nbody |截止目前，完成{3}项，其中甲类{1}项、乙类{1}项，合计{3}项。\nbody |签定协议{2}份。\n"
)


class Asked(list[str]):
    """How often it was asked whether to go on."""

    def __call__(self) -> None:
        self.append("asked")


def test_way_is_given_before_each_piece() -> None:
    asked = Asked()
    heard = [(piece, len(asked)) for piece in cooperatively("甲乙", asked)]
    assert heard == [("甲", 1), ("乙", 2)]


def test_way_is_given_before_each_portion_and_at_the_end() -> None:
    asked = Asked()
    heard = [(piece, len(asked)) for piece in cooperatively("甲乙丙丁", asked, 2)]
    assert heard == [("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2)]
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("work", "pieces"),
    [
        (lambda yield_to_ui: TextChecker(ParagraphCache(yield_to_ui)).check(DRAFT.elements), len(DRAFT.elements)),
        (
            lambda yield_to_ui: check_figures(
                DRAFT.elements, DRAFT.facts, load_figure_words(), ParagraphCache(yield_to_ui)
            ),
            2,
        ),
        (lambda yield_to_ui: Proofreader(yield_to_ui).draft(DRAFT).findings, len(DRAFT.elements) + 2),
    ],
    ids=["words", "figures", "all"],
)
def test_looking_through_a_draft_gives_way_between_its_paragraphs(work, pieces: int) -> None:
    asked = Asked()
    assert work(asked) == work(never_yield)
    assert len(asked) >= pieces


def test_setting_pages_gives_way_between_its_paragraphs() -> None:
    asked = Asked()
    whole, parted = DraftSetter().set(DRAFT), DraftSetter(asked).set(DRAFT)
    assert [[line.y for line in page.lines] for page in parted.pages] == [
        [line.y for line in page.lines] for page in whole.pages
    ]
    assert len(asked) >= 2 * len(DRAFT.elements)
