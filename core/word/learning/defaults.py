"""Formats for roles that the document does not show, derived from a built-in layout and from what was learned."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from core.typesetting.values import Face, PageSheet, ParagraphShape
from core.word.learning.style_votes import pitch
from core.word.learning.values import BODY, DATE, LEAD, LEVELS, LONE_DATE, RUN_IN, SIGNATURE, STYLES, TITLE, LearnedRole

BuiltInFormats = Mapping[str, tuple[ParagraphShape, Face]]
"""The formats of a built-in layout by style name."""

_SPACES, _INDENTS = ("before", "after"), ("left", "right", "first")
_NOT_COMPARED = frozenset((*_SPACES, *_INDENTS, "style", "outline", "tabs", "borders", "line", "rule", "fills"))
ATTACHMENT_TITLE = "附件标题"
_RIGHT = 2
"""Distance of signature and date from the right edge, in characters."""
NOT_FOUND, FROM_LEAD, FROM_HEADING, FROM_DATE, FROM_TITLE = (
    "learn_not_found",
    "learn_from_lead",
    "learn_from_heading",
    "learn_from_date",
    "learn_from_title",
)
ABSENT = frozenset((NOT_FOUND,))


class Completion:
    """Derives formats for missing roles from the learned ones and a built-in layout."""

    def __init__(self, found: Mapping[str, LearnedRole], usual: BuiltInFormats, sheet: PageSheet) -> None:
        self._found, self._usual, self._sheet = found, usual, sheet
        self._body = found[BODY]
        self._base = usual[STYLES[BODY]]
        self._scale = self._body.face.size * 20 / (self._base[1].size * 20 + self._base[1].spacing)
        learned = pitch(self._body.shape, self._body.face, sheet)
        self._line = learned / pitch(*self._base, sheet)

    def complete(self) -> dict[str, LearnedRole]:
        """All roles that a layout needs, in the order of ``STYLES``."""
        return {kind: self._found.get(kind) or self._guess(kind) for kind in STYLES if STYLES[kind] in self._usual}

    def adapted(self, style: str) -> tuple[ParagraphShape, Face]:
        """A style of the built-in layout, with its differences from the built-in body applied to the learned body."""
        shape, face = self._usual[style]
        base_shape, base_face = self._base
        changed_face = _differing(face, base_face, frozenset())
        changed: dict[str, Any] = _differing(shape, base_shape, _NOT_COMPARED)
        changed |= {name: round(getattr(shape, name) * self._line) for name in _SPACES}
        changed |= {
            name: round(getattr(shape, name) * self._scale)
            for name in _INDENTS
            if getattr(shape, name) != getattr(base_shape, name)
        }
        if (shape.line, shape.rule) != (base_shape.line, base_shape.rule):
            changed |= {"line": shape.line, "rule": shape.rule}
        return replace(self._body.shape, **changed), replace(self._body.face, **changed_face)

    def _guess(self, kind: str) -> LearnedRole:
        shape, face = self.adapted(STYLES[kind])
        guess = LearnedRole(kind, STYLES[kind], face, shape, reason=NOT_FOUND)
        if kind in (SIGNATURE, DATE, LONE_DATE):
            return self._signing(guess)
        if kind == ATTACHMENT_TITLE and TITLE in self._found:
            title = self._found[TITLE]
            shape = replace(title.shape, before=shape.before, after=shape.after)
            return replace(guess, face=title.face, shape=shape, reason=FROM_TITLE)
        other, reason = _counterpart(kind)
        if other in self._found:
            lines = self._found[other].shape if kind[0] in LEVELS and not kind.endswith(RUN_IN) else shape
            shape = self._body.shape if kind[0] in LEVELS else lines
            return replace(guess, face=self._found[other].face, shape=shape, reason=reason)
        return guess

    def _signing(self, guess: LearnedRole) -> LearnedRole:
        """Right-aligned, or like the corresponding date role if that was found."""
        unit = guess.face.size * 20
        shape = replace(guess.shape, align="right", left=0.0, first=0.0, right=_RIGHT * unit)
        other = self._found.get({DATE: LONE_DATE, LONE_DATE: DATE}.get(guess.name, ""))
        if other is None:
            return replace(guess, shape=shape)
        before = guess.shape.before if guess.name == LONE_DATE else 0.0
        signature = self._found.get(SIGNATURE)
        if guess.name == LONE_DATE and signature is not None:
            before = signature.shape.before
        return replace(guess, face=other.face, shape=replace(other.shape, before=before), reason=FROM_DATE)


def _counterpart(kind: str) -> tuple[str, str]:
    """The role whose font a role without examples takes over, and the reason to report."""
    if kind.endswith(RUN_IN):
        return f"{kind[0]}级标题", FROM_HEADING
    if kind[0] in LEVELS and kind != LEAD:
        return f"{kind[0]}级{RUN_IN}", FROM_LEAD
    return "", ""


def _differing(value: Face | ParagraphShape, base: Face | ParagraphShape, left_out: frozenset[str]) -> dict[str, Any]:
    """The properties in which one value differs from another."""
    names = [each.name for each in fields(base) if each.name not in left_out]
    return {name: getattr(value, name) for name in names if getattr(value, name) != getattr(base, name)}
