"""The one family of errors that a user may be told about."""


class AppError(Exception):
    """A broken promise or a broken disk, told to the user through ``resources/notices.toml``.

    ``code`` names the sentence; ``parameters`` fill its places. The message never holds English or a stack trace.
    """

    def __init__(self, code: str, **parameters: str) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


class BadInput(AppError):
    """The user's file cannot be read; nothing was changed."""


class BadTemplate(AppError):
    """A layout or phrase template cannot be used; nothing was written."""


class BadWords(AppError):
    """A word list of the program is missing or damaged; nothing was read."""


class BadDraft(AppError):
    """A draft file cannot be opened or written."""


class BadUse(AppError):
    """The request itself makes no sense, such as an unknown kind or fact id."""
