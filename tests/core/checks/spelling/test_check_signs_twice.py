"""A character behind a word that is the end of a name, or begins a word in brackets, is no slip."""

import pytest

from tests.proofreading.judge import Judge


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


@pytest.mark.parametrize(
    "text",
    [
        "核对竣工图图样是否清晰。",
        "检测再生水水质三次。",
        "修剪行道树树冠。",
        "管护生态林林木。",
        "清理违规修建建（构）筑物。",
    ],
)
def test_the_end_of_a_name_before_a_word_that_begins_with_it_is_let_pass(judge: Judge, text: str) -> None:
    assert [one.code for one in judge.all_told(text) if one.code == "sign_twice"] == []


@pytest.mark.parametrize("text", ["认真听取意意见。", "大力支持持教育事业。"])
def test_a_doubled_sign_is_told(judge: Judge, text: str) -> None:
    assert [one.code for one in judge.all_told(text)] == ["sign_twice"]
