"""The errors that are reported to the user, all subclasses of ``AppError``."""


class AppError(Exception):
    """A request that failed, reported to the user with a sentence of ``resources/notices.toml``.

    ``code`` selects the sentence, ``parameters`` fill its fields. The sentence never holds English or a stack trace.
    """

    def __init__(self, code: str, **parameters: str) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


class BadInput(AppError):
    """The user's file cannot be read; nothing was changed."""


class NewerFile(BadInput):
    """A newer version of the program wrote the file: it is not damaged and must not be replaced."""


class BadTemplate(AppError):
    """A layout or phrase template cannot be used; nothing was written."""


class BadWords(AppError):
    """A word list of the program is missing or damaged."""


class BadDraft(AppError):
    """A draft file cannot be opened or written."""


class BadUse(AppError):
    """The request itself makes no sense, such as an unknown kind or fact id."""
