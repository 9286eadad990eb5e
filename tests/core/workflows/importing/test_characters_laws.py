"""The law of characters: what stands in a report comes out in the Word file, or a notice tells that it does not."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.model.elements import Role
from core.result import Notice
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.export import word_bytes
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.account import seen, texts_in
from core.workflows.importing.line_places import in_ranges
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.layouts.files import layouts
from core.workflows.messages import sentence
from tests.examples import examples, thinned

TARGET = Path("稿.docx")
LAYOUTS = sorted(layouts())
CODES = frozenset(
    ("noise_left_out", "contents_left_out", "title_left_out", "frame_left_out", "text_left_out", "annex_mark_left_out")
)

TITLES = (
    ["政府工作报告"],
    ["政府工作报告——2004年3月5日在青禾县第十二届人民代表大会第二次会议上"],
    ["政府工作报告（2012年1月6日在青禾县第五届人民代表大会第一次会议上）"],
    ["青禾县档案局1998年工作总结（1999年3月31日）"],
    ["2021年工作总结_青禾县人民政府门户网站"],
    ["青禾县人民政府关于加强冬季防火工作的决定青政发〔2005〕39号各乡、镇人民政府，县政府各部门："],
    ["青禾县林业局关于做好春季造林工作的通知各乡镇林业站："],
    ["在改革中求发展  在发展中谋突破", "——青禾县供销社2003年工作总结"],
    ["为全面建设小康社会而努力奋斗", "（青禾县委2008年工作总结）"],
    ["青禾县水利局", "2019年工作总结", "和2020年工作打算"],
    ["青禾县水利局2019年工作总结", "青禾县水利局2019年工作总结"],
    ["青禾县粮食局", "2019年工作总结", "青禾县粮食局", "2019年工作总结"],
    ["工 作 总 结"],
    ["青禾县应急管理局2022年工作总结。"],
    [],
)
UNDER = (
    [],
    ["国务院总理 李某"],
    ["县长　周平"],
    ["（2001年2月18日）"],
    ["——2001年2月18日在全县经济工作会议上的讲话", "周平"],
    ["青政发〔2009〕12号", "各乡镇人民政府："],
    ["各位代表："],
    ["【 日  期 】19900320"],
    ["发布时间：2021-01-05　　来源：县档案局", "字体：大 中 小"],
    ["目  录", "一、工作情况……………1", "二、工作打算……………3"],
)
ABOVE = (
    [],
    ["首页 > 政务公开 > 工作总结", "打印", "【关闭】"],
    ["机密★1年", "青禾县人民政府文件", "青政发〔2009〕12号　　签发人：周平　李云"],
    ["青禾县人民政府办公室会议纪要", "第3期"],
    ["000017", "特急"],
    ["附件3"],
    ["【 文献号 】1-1234", "【原文出处】青禾日报"],
)
TEXTS = (
    [
        "　　一年来，全局上下团结一心，完成了各项任务。",
        "一、工作情况",
        "（一）抓收集。接收档案380卷。",
        "二、打算",
        "继续努力。",
    ],
    ["会议听取了汇报，研究了有关事项，现纪要如下：", "一、关于道路改造", "会议同意改造3条道路。", "二、关于供暖"],
    ["同志们！", "今天的会议很重要。", "1.抓重点。突出主业。", "2.抓落实。压实责任。", "谢谢大家！"],
)
BELOW = (
    [],
    ["青禾县档案局", "2010年1月8日"],
    ["出席：周平、李云、王海", "请假：赵川", "主送：［各乡镇］", "审核：［王海］"],
    [
        "主送：各乡镇人民政府",
        "抄送：县委办公室，县人大办公室。",
        "青禾县人民政府办公室　　2010年1月8日印发",
        "共印50份",
    ],
    [
        "附件：1.任务分解表",
        "　　　2.联系人名单",
        "青禾县档案局",
        "2010年1月8日",
        "附件1",
        "任务分解表",
        "一、任务",
        "收集档案。",
    ],
    ["版权所有：青禾县人民政府", "ICP备00000000号", "上一篇：通知", "下一篇：公告", "— 3 —"],
    ["（此件公开发布）", "联系人：王海　电话：0000-1234567"],
)


def told_in(notices: tuple[Notice, ...]) -> int:
    """How many signs the notices tell of."""
    return sum(int(notice.parameters["signs"]) for notice in notices if notice.code in CODES)


def missing(source: str, data: bytes) -> int:
    """How many signs of the source the file does not have."""
    return sum((Counter(seen(source)) - Counter(seen("".join(texts_in(data))))).values())


def source_of(report: Report) -> str:
    return "".join(element.text for element in report.document.elements)


def exported(report: Report, layout: str) -> tuple[int, int]:
    """Signs missing in the Word file of a prior report, and signs told of."""
    elements = report.document.elements
    options = ExportOptions(layout, marks=False, source=elements)
    written = word_bytes(draft_of(report.document), TARGET, options)
    return missing(source_of(report), written.value), told_in(written.notices)


def carried(report: Report, layout: str) -> tuple[int, int]:
    """The same by way of a new draft."""
    started = start_draft(DraftRequest("年度工作总结", 2025, "", (report,)))
    written = word_bytes(started.value, TARGET, ExportOptions(layout))
    return missing(source_of(report), written.value), told_in((*started.notices, *written.notices))


def report_of(lines: list[str]) -> Report:
    return recognise_report("材料.txt", "\n".join(lines).encode()).value


BLOCKS = st.tuples(*(st.sampled_from(blocks) for blocks in (ABOVE, TITLES, UNDER, TEXTS, BELOW)))
REPORTS = BLOCKS.map(lambda blocks: report_of([line for block in blocks for line in block]))


@settings(max_examples=examples(16))
@given(REPORTS, st.sampled_from(LAYOUTS))
def test_what_an_export_does_not_print_is_told(report: Report, layout: str) -> None:
    lost, told = exported(report, layout)
    assert lost <= told


@settings(max_examples=examples(16))
@given(REPORTS, st.sampled_from(LAYOUTS))
def test_what_a_new_draft_does_not_take_over_is_told(report: Report, layout: str) -> None:
    lost, told = carried(report, layout)
    assert lost <= told


@settings(max_examples=examples(10, share=2))
@given(REPORTS, st.sampled_from(LAYOUTS))
def test_text_is_printed_in_its_order(report: Report, layout: str) -> None:
    body = (Role.BODY, Role.PREAMBLE, Role.HEADING, Role.POINT)
    wanted = [seen(element.text) for element in report.document.elements if element.role in body]
    written = word_bytes(draft_of(report.document), TARGET, ExportOptions(layout, marks=False)).value
    printed = iter([seen(text) for text in texts_in(written)])
    assert all(text in printed for text in wanted)


@pytest.mark.parametrize("title", [title for title in TITLES if title], ids=lambda title: title[0][:16])
def test_all_signs_of_a_title_line_are_printed_or_told(title: list[str]) -> None:
    lost, told = exported(report_of([*title, *TEXTS[0]]), "国标公文")
    assert lost <= told


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        (TITLES[1], ["政府工作报告", "——2004年3月5日在青禾县第十二届人民代表大会第二次会议上"]),
        (TITLES[2], ["政府工作报告", "（2012年1月6日在青禾县第五届人民代表大会第一次会议上）"]),
        (TITLES[3], ["青禾县档案局1998年工作总结", "（1999年3月31日）"]),
        (
            TITLES[5],
            ["青禾县人民政府关于加强冬季防火工作的决定", "青政发〔2005〕39号", "各乡、镇人民政府，县政府各部门："],
        ),
        (TITLES[9], ["青禾县水利局\n2019年工作总结\n和2020年工作打算"]),
    ],
    ids=lambda value: value[0][:16],
)
def test_the_tail_of_a_title_line_stands_below_the_title(title: list[str], texts: list[str]) -> None:
    elements = draft_of(report_of([*title, *TEXTS[0]]).document).elements
    assert [element.text for element in elements[: len(texts)]] == texts


def test_a_title_written_twice_is_printed_once_and_told() -> None:
    report = report_of([*TITLES[10], *TEXTS[0]])
    options = ExportOptions("国标公文", source=report.document.elements)
    (notice,) = [n for n in word_bytes(draft_of(report.document), TARGET, options).notices if n.code in CODES]
    assert (notice.code, notice.places, notice.parameters["signs"]) == ("title_left_out", (2,), "15")


def test_lines_of_minutes_that_are_not_printed_are_told_with_their_words() -> None:
    report = report_of([*TITLES[0], *TEXTS[1], *BELOW[3]])
    options = ExportOptions("纪要", source=report.document.elements)
    told = [sentence(n) for n in word_bytes(draft_of(report.document), TARGET, options).notices if n.code in CODES]
    assert any("主送：各乡镇人民政府" in text for text in told)


def test_places_are_told_in_ranges() -> None:
    assert in_ranges([3, 1, 2, 7, 9, 8, 12]) == "1—3、7—9、12"


@pytest.mark.shared
@pytest.mark.parametrize("layout", thinned(map(pytest.param, LAYOUTS), 3))
def test_real_reports_lose_nothing_untold(seed: Path, layout: str) -> None:
    report = recognise_report(seed.name, seed.read_bytes()).value
    lost, told = exported(report, layout)
    assert lost <= told


@pytest.mark.shared
@pytest.mark.parametrize("pattern", ["import_cases/*.libreoffice.txt", "block_cases/*.docx", "review_cases/*.docx"])
def test_foreign_files_lose_nothing_untold(shared: Path, pattern: str) -> None:
    faults = []
    for path in sorted(shared.glob(pattern))[:: examples(3, share=400)]:
        try:
            report = recognise_report(path.name, path.read_bytes()).value
        except BadInput:
            continue
        for lost, told in (exported(report, "国标公文"), carried(report, "内部材料")):
            faults += [(path.name, lost, told)] if lost > told else []
    assert not faults
