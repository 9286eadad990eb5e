"""A paragraph cut into words of the dictionary, for all the checks that look at it one after another."""

from functools import lru_cache

from core.segment import dictionary_words


# Half a dozen checks ask for the paragraph at hand; an edit touches one.
@lru_cache(maxsize=64)
def cut_words(text: str) -> tuple[str, ...]:
    """The words of a text in order, none of them guessed.

    >>> cut_words("选拔培育")
    ('选拔', '培育')
    """
    return tuple(dictionary_words(text))
