"""Which reader a file needs: told by its content, the name only helps where the content says nothing."""

from core.errors import BadInput
from core.model.raw import RawDocument
from core.ooxml import Package
from core.readers.text import read_text as read_plain
from core.readers.word import read_word
from core.result import Result

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "format_image"),
    (b"\xff\xd8\xff", "format_image"),
    (b"GIF87a", "format_image"),
    (b"GIF89a", "format_image"),
    (b"II*\x00", "format_image"),
    (b"MM\x00*", "format_image"),
    (b"%PDF-", "format_pdf"),
    (b"{\\rtf", "format_rtf"),
    (b"Rar!\x1a\x07", "format_archive"),
    (b"7z\xbc\xaf\x27\x1c", "format_archive"),
    (b"\x1f\x8b\x08", "format_archive"),
    (b"SQLite format 3\x00", "format_draft"),
)
_OTHER_PACKAGES = (
    ("xl/workbook.xml", "format_spreadsheet"),
    ("ppt/presentation.xml", "format_slides"),
    ("ofd.xml", "format_ofd"),
    ("content.xml", "format_odt"),
)
_WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm")


def read(name: str, data: bytes) -> Result[RawDocument]:
    """The paragraphs of a file called ``name``. Raises BadInput for whatever cannot be read, with its own code."""
    if not data:
        raise BadInput("input_empty")
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            raise BadInput(code)
    if data.startswith(_OLE):
        raise BadInput(_ole_code(data))
    if data.startswith(_ZIP):
        return _read_package(data)
    return _read_rest(name, data)


def _ole_code(data: bytes) -> str:
    """What an OLE container holds; its directory names the streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "word_encrypted"
    return "format_old_word" if "WordDocument".encode("utf-16-le") in data else "format_unknown"


def _read_package(data: bytes) -> Result[RawDocument]:
    package = Package(data)
    for part, code in _OTHER_PACKAGES:
        if package.has(part):
            raise BadInput(code)
    if not any(name.lower().endswith(".xml") for name in package.names):
        raise BadInput("format_archive")
    return read_word(data)


def _read_rest(name: str, data: bytes) -> Result[RawDocument]:
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise BadInput("format_web_page")
    if start.startswith(b"<?xml"):
        raise BadInput("format_xml")
    try:
        return read_plain(data)
    except BadInput as problem:
        is_word = name.lower().endswith(_WORD_NAMES) and problem.code in ("text_not_text", "text_unknown_encoding")
        raise BadInput("package_damaged") if is_word else problem from problem
