"""Words: both libraries cut alike, nothing is lost, nobody talks."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import segment

SAMPLES = [
    "今年以来，全镇选派**名干部到村任职，举办业务培训班12期。",
    "市档案馆完成开放鉴定档案3860卷，接待查档群众1万余人次。",
    "（二）加强队伍建设。一是抓好理论学习；二是抓实作风整治。",
    "截至7月26日，园区发布XX个岗位，录用大学毕业生61名，增长5.6%。",
    "深化“3＋x”学习模式，推动《实施方案》落地见效。",
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("words")


@pytest.fixture(scope="module")
def plain(cache: Path) -> segment.PlainSegmenter:
    pytest.importorskip("jieba")
    return segment.PlainSegmenter(cache)


@pytest.mark.parametrize("text", SAMPLES)
def test_both_libraries_cut_alike(text: str, plain: segment.PlainSegmenter) -> None:
    pytest.importorskip("rjieba")
    assert segment.words(text) == plain.words(text)


@pytest.mark.shared
def test_both_libraries_cut_real_reports_alike(seed: Path, plain: segment.PlainSegmenter) -> None:
    pytest.importorskip("rjieba")
    lines = seed.read_bytes().decode("utf-8-sig").splitlines()
    assert [segment.words(line) for line in lines] == [plain.words(line) for line in lines]


def test_most_tags_agree(plain: segment.PlainSegmenter) -> None:
    ours = [pair for text in SAMPLES for pair in segment.tagged(text)]
    theirs = {pair for text in SAMPLES for pair in plain.tagged(text)}
    assert sum(pair in theirs for pair in ours) >= 0.8 * len(ours)


@given(st.text(max_size=80))
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(segment.words(text)) == text


@given(st.text(max_size=80))
def test_tagged_words_joined_are_the_text(text: str) -> None:
    assert "".join(word for word, _ in segment.tagged(text)) == text


def test_nouns_and_verbs_are_told_apart() -> None:
    assert segment.tagged("召开会议") == [("召开", "v"), ("会议", "n")]


def test_warming_is_silent(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    segment.warm(tmp_path)
    segment.PlainSegmenter(tmp_path).words("预热一下")
    assert capfd.readouterr() == ("", "")


def test_the_cache_file_stands_where_it_is_told(plain: segment.PlainSegmenter, cache: Path) -> None:
    plain.words("缓存")
    assert [path.name for path in cache.iterdir()] == ["jieba.cache"]


def test_the_plain_library_steps_in(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jieba")
    monkeypatch.setitem(__import__("sys").modules, "rjieba", None)
    assert isinstance(segment.load(), segment.PlainSegmenter)


def test_the_fast_library_is_preferred() -> None:
    pytest.importorskip("rjieba")
    assert isinstance(segment.load(), segment.FastSegmenter)


def test_a_shared_segmenter_loads_once() -> None:
    shared = segment.SharedSegmenter()
    assert shared.get() is shared.get()


def test_two_threads_load_the_word_list_once() -> None:
    meeting = threading.Barrier(2)
    loaded = []

    def load(cache: Path | None) -> segment.Segmenter:
        loaded.append(cache)
        with suppress(threading.BrokenBarrierError):
            meeting.wait(0.3)  # a second one loading would come here, too
        return segment.load()

    shared = segment.SharedSegmenter(load)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: shared.get(), range(2)))
    assert (len(loaded), found[0] is found[1]) == (1, True)
