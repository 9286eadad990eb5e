"""A loop of a layout that was never closed: where it ends, if that is beyond doubt."""

import copy
import re
from collections.abc import Iterator

from core.package import Node, W
from core.word.layouts.parts import PPR, P, texts_of
from core.word.layouts.tags import Tag
from core.word.unit_style.hints import tolerant_tags

_TARGET = re.compile(r"for\s+(\w+)\s+in\b")
CLOSING = "{% endfor %}"


def loop_end(opening: Node) -> Node | None:
    """The last paragraph of the loop that a paragraph opens; None where it cannot be told.

    Beyond doubt is a loop that stands alone in its paragraph and holds no other: it ends where its variable was last
    used, and the conditions begun in it are over.
    """
    target = _target(opening)
    return _last_use(opening, re.compile(rf"(?<![\w.]){re.escape(target)}(?!\w)")) if target else None


def _target(opening: Node) -> str:
    """The variable of the loop that stands alone in a paragraph; empty where there is none."""
    tags = _tags(opening)
    found = _TARGET.match(tags[0].code) if len(tags) == 1 else None
    return found.group(1) if found and len(_text(opening).strip()) == tags[0].end - tags[0].start else ""


def _last_use(opening: Node, used: re.Pattern[str]) -> Node | None:
    last, depth, is_open = None, 0, False
    for block, code, deeper in _below(opening):
        depth += deeper
        is_open = is_open or used.search(code) is not None
        if depth < 0:
            break
        if is_open and not depth:
            last, is_open = block, False
    return None if is_open else last


def close_loop(opening: Node) -> None:
    """Close the loop behind its last paragraph, if that can be told."""
    last = loop_end(opening)
    if last is not None:
        closing = copy.deepcopy(opening)
        for child in list(closing):
            if child.tag != PPR:
                closing.remove(child)
        run = closing.makeelement(W + "r")
        text = run.makeelement(W + "t")
        text.text = CLOSING
        run.append(text)
        closing.append(run)
        last.addnext(closing)


def _below(opening: Node) -> Iterator[tuple[Node, str, int]]:
    """The blocks below a paragraph as far as the next loop: with their code, and how many conditions they leave open."""
    for block in opening.itersiblings():
        tags = [tag for line in block.iter(P) for tag in _tags(line)]
        words = [tag.word for tag in tags]
        if "for" in words or "endfor" in words:
            return
        yield block, "\n".join(tag.code for tag in tags), words.count("if") - words.count("endif")


def _tags(paragraph: Node) -> list[Tag]:
    return list(tolerant_tags(_text(paragraph)))


def _text(paragraph: Node) -> str:
    return "".join(text.text or "" for text in texts_of(paragraph))
