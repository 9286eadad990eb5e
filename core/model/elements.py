"""Elements: the paragraphs of a report, each with its role and, if it is a heading, its place in the outline."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph does in the report (names: GB/T 9704-2012 clause 7.3 and the outline)."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    DOCUMENT_NUMBER = "document_number"
    ADDRESSEE = "addressee"
    PREAMBLE = "preamble"
    HEADING = "heading"
    POINT = "point"
    BODY = "body"
    VOCATIVE = "vocative"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ISSUE_DATE = "issue_date"
    ATTACHMENT = "attachment"
    NOTE = "note"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Element:
    """One paragraph: ``prefix`` (white space and ordinal, computed in drafts) followed by ``content``.

    ``content[:heading_length]`` is the heading with its closing mark (。 or ：) and any white space after it;
    0 for a paragraph without one. When ``run_in``, the body follows in the same paragraph. Body paragraphs and
    points may carry a run-in lead as well. ``level`` is the shape of the ordinal (1-4, 0 for none), ``depth`` the
    real nesting (0 for none). ``line`` is the source paragraph, 0 for one written in Nigao.
    """

    id: str
    role: Role
    content: str
    prefix: str = ""
    level: int = 0
    depth: int = 0
    heading_length: int = 0
    run_in: bool = False
    line: int = 0

    @property
    def text(self) -> str:
        """The whole paragraph exactly as it stands."""
        return self.prefix + self.content

    @property
    def ordinal(self) -> str:
        """The number as written, such as ``（一）``, ``1.`` or ``一是``; empty if there is none."""
        return self.prefix.strip()

    @property
    def heading(self) -> str:
        """The heading without ordinal and closing mark; empty if the paragraph has none."""
        head = self.content[: self.heading_length].strip()
        return head[:-1] if self.run_in and head[-1:] in ("。", "：", ":") else head

    @property
    def body(self) -> str:
        """The text after a run-in heading, or the whole content when there is no heading."""
        return self.content[self.heading_length :]

    @property
    def body_start(self) -> int | None:
        """Offset of a run-in heading's body in ``text``; None without a run-in heading."""
        return len(self.prefix) + self.heading_length if self.run_in else None
