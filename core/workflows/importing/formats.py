"""Selects the reader for a file by its content; the file name decides only where the content does not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from core.encoding import decode
from core.errors import BadInput
from core.model.raw import RawDocument, RawParagraph
from core.model.text import without_invisible
from core.package import Package
from core.readers.binary_word.transcript import transcribe as transcribe_doc
from core.readers.lines import unwrapped
from core.readers.open_document import transcribe as transcribe_odt
from core.readers.open_layout import read_ofd
from core.readers.pdf import read_pdf
from core.readers.rich_text.transcript import transcribe as transcribe_rtf
from core.readers.sheets.open_sheets import is_open_sheet
from core.readers.sheets.transcript import transcribe as transcribe_sheets
from core.readers.sheets.transcript import transcribe_columns, transcribe_values
from core.readers.text import read_text as read_plain
from core.readers.text import text_account, text_unread
from core.readers.web_page import transcribe as transcribe_page
from core.readers.web_pictures import is_one_file
from core.result import Notice, Result
from core.word.reading.document import read_word

OLD_WORD, RTF, WEB_PAGE, SHEETS = "word_97", "rtf", "web_page", "sheets"
_TRANSCRIBERS: Mapping[str, Callable[[bytes], Result[bytes]]] = MappingProxyType(
    {OLD_WORD: transcribe_doc, RTF: transcribe_rtf, WEB_PAGE: transcribe_page, SHEETS: transcribe_sheets}
)
"""Formats that are written anew as WordprocessingML and then read as such: no reasons to refuse."""

PDF = "pdf"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "format_image"),
    (b"\xff\xd8\xff", "format_image"),
    (b"GIF87a", "format_image"),
    (b"GIF89a", "format_image"),
    (b"II*\x00", "format_image"),
    (b"MM\x00*", "format_image"),
    (b"\xdb\xa5\x2d\x00", "doc_too_old"),
    (b"\x31\xbe\x00\x00", "doc_too_old"),
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"{\\pard", RTF),
    (b"Rar!\x1a\x07", "format_archive"),
    (b"7z\xbc\xaf\x27\x1c", "format_archive"),
    (b"\x1f\x8b\x08", "format_archive"),
    (b"SQLite format 3\x00", "format_draft"),
    (b"BM", "format_image"),
    (b"\x01\x00\x00\x00", "format_image"),
    (b"\xd7\xcd\xc6\x9a", "format_image"),
    (b"MZ", "format_program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "format_program"),
    (b"%TSD-Header", "format_sealed"),
    (b"SCDSA00", "format_sealed"),
    (b"\x9b DRMONE", "format_sealed"),
    (b"<DOCUMENT SAFER", "format_sealed"),
    (b"b\x14#e", "format_sealed"),
    (b".pfile", "format_sealed"),
)
_SEALS = (b"E-SafeNet", b"DRMONE", b"%TSD-Header")
"""What document protection writes near the head of a file, behind other bytes."""

_SHORT = (b"BM", b"MZ", b"\x01\x00\x00\x00")
"""Signatures that a text might begin with; only what is no text by its other bytes has them."""

_PAGES = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style", b"<body")
_SHEET_XML, _LOOKED_AT = b"urn:schemas-microsoft-com:office:spreadsheet", 4096
"""What a workbook of the XML format of 2003 names in its root element."""

_HEAD, _LARGEST_SECTOR = 512, 12
UNSEEN = "text_unseen_left_out"
_LOCKS = ("~$", ".~")
"""How the files begin that Word, WPS and LibreOffice lay beside an open document."""

_OLE_STREAMS = (
    ("EncryptedPackage", "word_encrypted"),
    ("DRMEncryptedDataSpace", "word_encrypted"),
    ("WordDocument", OLD_WORD),
    ("Workbook", SHEETS),
    ("Book\0", SHEETS),
    ("PowerPoint Document", "format_slides"),
    ("MatOST", "format_works"),
    ("MM\0", "format_works"),
)
_OTHER_PACKAGES = (
    ("xl/workbook.bin", "format_spreadsheet"),
    ("ppt/presentation.xml", "format_slides"),
)
_BOOK = re.compile(r"[^/]+/workbook\d*\.xml", re.IGNORECASE)
_XML = re.compile(r"\.xml$", re.IGNORECASE)
_WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm")


def read(name: str, data: bytes) -> Result[RawDocument]:
    """The paragraphs of a file called ``name``. Raises BadInput for a file that cannot be read, with a code for the
    reason."""
    if not data:
        raise BadInput("input_empty")
    code = _code_of(data)
    if code in _TRANSCRIBERS:
        return _seen(_read_transcript(_TRANSCRIBERS[code](data)))
    if code == PDF:
        return _seen(read_pdf(data))
    if code:
        raise BadInput(code)
    if data.startswith(_ZIP):
        return _seen(_read_package(data))
    if name.startswith(_LOCKS):
        raise BadInput("format_lock_file")
    found = _seen(_read_rest(name, data))
    return found if found.value.account else _accounted(decode(data).text, found)


def as_word(data: bytes) -> Result[bytes]:
    """The bytes of a .docx file with what a file of another word processor holds; one that is a package stays as it is.

    Recorded changes stay recorded where the format has them. Raises BadInput as ``read`` does, ``format_no_word`` for what has
    no paragraphs of a word processor; what cannot be told to be anything is handed back as it is.
    """
    code = _code_of(data)
    if code in (OLD_WORD, RTF):
        return _TRANSCRIBERS[code](data)
    if code:
        raise BadInput("format_no_word" if code in (PDF, WEB_PAGE) else code)
    if not data.startswith(_ZIP):
        return Result(data)
    package = Package(data)
    is_open = package.has("content.xml") and not package.has("word/document.xml")
    return transcribe_odt(data) if is_open else Result(data)


def _seen(found: Result[RawDocument]) -> Result[RawDocument]:
    """The paragraphs without invisible characters, which would hide words from every search; reported in one notice."""
    before = found.value.paragraphs
    after = tuple(map(_without_unseen, before))
    count = sum(len(old.text) - len(new.text) for old, new in zip(before, after, strict=True))
    if not count:
        return found
    lines = dict.fromkeys(old.line for old, new in zip(before, after, strict=True) if old is not new)
    notice = Notice(UNSEEN, 0, {"characters": str(count)}, "symbol", count, tuple(lines))
    return Result(replace(found.value, paragraphs=after), (*found.notices, notice))


def _without_unseen(paragraph: RawParagraph) -> RawParagraph:
    text = without_invisible(paragraph.text)
    if text == paragraph.text:
        return paragraph
    return paragraph.with_text(text, lambda place: len(without_invisible(paragraph.text[:place])))


def _code_of(data: bytes) -> str:
    """The code of a file type that cannot be read; "" for anything else."""
    if data.startswith(_OLE):
        return _code_of_container(data)
    head = data[:_HEAD]
    if any(seal in head for seal in _SEALS) and b"\0" in head:
        return "format_sealed"
    found = (code for signature, code in _SIGNATURES if head.startswith(signature) and _is_meant(signature, head))
    return next(found, WEB_PAGE * is_one_file(data))


def _code_of_container(data: bytes) -> str:
    """The code for a compound file; its directory names the streams in UTF-16."""
    found = (code for stream, code in _OLE_STREAMS if stream.encode("utf-16-le") in data)
    return next(found, "format_unknown" if _has_directory(data) else "file_cut_off")


def _has_directory(data: bytes) -> bool:
    """Whether a compound file reaches as far as its directory ([MS-CFB] 2.2); one that was cut off does not."""
    shift, first = int.from_bytes(data[0x1E:0x20], "little"), int.from_bytes(data[0x30:0x34], "little")
    return shift > _LARGEST_SECTOR or (first + 1) << shift < len(data)


def _is_meant(signature: bytes, head: bytes) -> bool:
    return signature not in _SHORT or b"\0" in head


def _read_package(data: bytes) -> Result[RawDocument]:
    package = Package(data)
    if package.has("OFD.xml"):
        return read_ofd(data)
    transcriber = None if package.has("word/document.xml") else _transcriber_of(package)
    if transcriber is not None:
        return _read_transcript(transcriber(data))
    for part, code in _OTHER_PACKAGES:
        if package.has(part):
            raise BadInput(code)
    if not any(map(_XML.search, package.names)):
        raise BadInput("format_archive")
    return _without_wrapping(read_word(data))


def _transcriber_of(package: Package) -> Callable[[bytes], Result[bytes]] | None:
    """What reads a package without the main part of Word; None for one of neither kind."""
    if is_open_sheet(package) or any(map(_BOOK.fullmatch, package.names)):
        return transcribe_sheets
    return transcribe_odt if package.has("content.xml") else None


def _without_wrapping(found: Result[RawDocument]) -> Result[RawDocument]:
    joined = unwrapped(found.value.paragraphs)
    if not joined.joins:
        return found
    notice = Notice("text_lines_joined", count=joined.joins)
    return Result(found.value.with_paragraphs(joined.paragraphs), (*found.notices, notice))


def _read_transcript(written: Result[bytes]) -> Result[RawDocument]:
    found = _without_wrapping(read_word(written.value))
    return Result(found.value, (*written.notices, *found.notices))


def _read_rest(name: str, data: bytes) -> Result[RawDocument]:
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGES):
        return _read_transcript(transcribe_page(data))
    if start.startswith(b"<?xml"):
        raise BadInput("format_sheet_xml" if _SHEET_XML in data[:_LOOKED_AT] else "format_xml")
    try:
        found = read_plain(data)
    except BadInput as problem:
        is_word = name.lower().endswith(_WORD_NAMES) and problem.code in ("text_not_text", "text_unknown_encoding")
        raise BadInput("package_damaged") if is_word else problem from problem
    columns = _columns(name, data)
    return found if columns is None else _read_transcript(Result(columns))


def _accounted(text: str, found: Result[RawDocument]) -> Result[RawDocument]:
    """Plain text with its account, and a notice where that does not close."""
    unseen = sum(each.count for each in found.notices if each.code == UNSEEN)
    account = text_account(text, found.value.paragraphs, unseen)
    missing = text_unread(account)
    told = (
        (Notice("word_unread_left_out", 0, {"words": "", "characters": str(missing)}, "", missing),) if missing else ()
    )
    return Result(replace(found.value, account=account), (*found.notices, *told))


def _columns(name: str, data: bytes) -> bytes | None:
    """The table that a text is as a whole; None for other text."""
    if name.lower().endswith(".csv"):
        return transcribe_values(decode(data).text)
    return transcribe_columns(decode(data).text) if b"\t" in data else None
