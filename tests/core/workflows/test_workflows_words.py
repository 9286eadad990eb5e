"""The file of word lists: read anew when it changes, refused in one sentence when it cannot be used."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core import resources
from core.errors import BadWords
from core.paths import resources_folder
from core.workflows.importing.reports import recognise_report
from core.workflows.messages import sentence, sentences
from core.workflows.words import load_phrases

SOURCE = (resources_folder() / "words" / "reports.toml").read_text("utf-8")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes the file of words and returns its folder."""

    def write(data: bytes) -> Path:
        (tmp_path / "reports.toml").write_bytes(data)
        return tmp_path

    return write


DAMAGED = {
    "no_toml": b"title_nouns = \xe6\x80\xbb\xe7\xbb\x93\n",
    "cut_off": SOURCE[:2000].encode("utf-8"),
    "other_encoding": SOURCE.encode("gb18030"),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused(written: Callable[[bytes], Path], data: bytes) -> None:
    with pytest.raises(BadWords) as caught:
        load_phrases(written(data))
    assert sentence(caught.value).startswith("词表文件“reports.toml”")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWords) as caught:
        load_phrases(tmp_path)
    assert caught.value.code == "words_damaged"


@pytest.mark.parametrize("value", ["12", "true", "['赵', '钱']"])
def test_a_list_that_is_no_text_is_named(written: Callable[[bytes], Path], value: str) -> None:
    data = SOURCE.replace("surnames = '''", f"surnames = {value}\nspare = '''")
    with pytest.raises(BadWords) as caught:
        load_phrases(written(data.encode("utf-8")))
    assert "surnames" in sentence(caught.value)


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_windows_editor_may_write_the_file(written: Callable[[bytes], Path], change: Callable[[str], str]) -> None:
    assert load_phrases(written(change(SOURCE).encode("utf-8"))) == load_phrases()


def test_an_edit_counts_at_once(written: Callable[[bytes], Path]) -> None:
    folder = written(SOURCE.encode("utf-8"))
    before = load_phrases(folder).people.is_signed("令狐小明")
    written(SOURCE.replace("\n赵 钱", "\n令狐 赵 钱").encode("utf-8"))
    assert (before, load_phrases(folder).people.is_signed("令狐小明")) == (False, True)


def test_no_report_is_read_without_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "resources_folder", lambda: tmp_path)
    with pytest.raises(BadWords) as caught:
        recognise_report("总结.txt", "2021年工作总结".encode())
    assert sentence(caught.value) != sentences()["unknown"]
