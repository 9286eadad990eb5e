"""Names of files: what a draft is called and what no name may hold. Light: the first frame waits for it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.model.draft import Draft

HALVES = re.compile("[\ud800-\udfff]")
"""Halves of signs: what Python makes of bytes in a name that are no UTF-8."""

DRAFT_ENDING = ".nigao"
FORBIDDEN_IN_NAMES = frozenset('\\/:*?"<>|')


def name_of_draft(draft: "Draft") -> str:
    """What the files of a draft are called: ``单位2023年上半年工作总结``; by its title when its kind or year is not known.

    The title of a draft just begun may still be last year's.
    """
    identity = draft.identity
    kind = identity.kind.removeprefix("年")  # 2026年度工作要点
    return f"{identity.unit}{identity.year}年{kind}" if identity.year and kind else draft.title or "稿件"


def shown_name(name: str) -> str:
    """A file's name as text that can be stored and printed: one from an archive made elsewhere may be in GBK.

    >>> shown_name("总结.txt"), shown_name(b"\\xd7\\xdc\\xbd\\xe1.txt".decode("utf-8", "surrogateescape"))
    ('总结.txt', '总结.txt')
    """
    if not HALVES.search(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return HALVES.sub("\ufffd", name)


def safe_name(text: str) -> str:
    """The text without the characters that disks refuse in a file's name.

    >>> safe_name('第一/二季度：“总结”?')
    '第一二季度：“总结”'
    """
    return "".join(character for character in text if character not in FORBIDDEN_IN_NAMES and character >= " ")
