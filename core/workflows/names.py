"""Names of files: what a draft is called and what no name may hold. Light: the first frame waits for it."""

DRAFT_ENDING = ".nigao"
FORBIDDEN_IN_NAMES = frozenset('\\/:*?"<>|')


def safe_name(text: str) -> str:
    """The text without the characters that disks refuse in a file's name.

    >>> safe_name('第一/二季度：“总结”?')
    '第一二季度：“总结”'
    """
    return "".join(character for character in text if character not in FORBIDDEN_IN_NAMES and character >= " ")
