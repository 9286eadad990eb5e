"""Masks: what hides a value, what only looks like it, and what kind of value is hidden."""

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts.masks import has_starred_values, masks
from core.facts.slots import Slot, scan
from core.model.fact import MaskKind
from core.workflows.facts import load_fact_words


def found(text: str, loose: bool = True) -> list[Slot]:
    return list(scan(text, [lambda piece: masks(piece, load_fact_words(), loose)]))


def shown(text: str, loose: bool = True) -> list[str]:
    return [text[slot.start : slot.end] for slot in found(text, loose)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("选派**名干部驻村。", ["**"]),
        ("培训学员***人次。", ["***"]),
        ("在＊＊县召开现场会。", ["＊＊"]),
        ("走访xx户群众。", ["xx"]),
        ("举办XXX场活动。", ["XXX"]),
        ("全年发稿X篇。", ["X"]),
        ("在××市设立站点。", ["××"]),
        ("完成投资ＸＸ万元。", ["ＸＸ"]),
        ("拨付资金＿＿万元。", ["＿＿"]),
        ("拨付资金____万元。", ["____"]),
        ("共有【】个支部。", ["【】"]),
        ("共有【　】个支部。", ["【　】"]),
        ("共有（  ）个支部。", ["（  ）"]),
        ("共有（　　）个支部。", ["（　　）"]),
        ("共有( )个支部。", ["( )"]),
        ("〇〇县开展整治。", ["〇〇"]),
        ("○○镇开展整治。", ["○○"]),
        ("□□乡开展整治。", ["□□"]),
        ("□省召开会议。", ["□"]),
        ("**市**区召开会议。", ["**", "**"]),
        ("××省××市××县", ["××", "××", "××"]),
        ("X年X月X日起施行。", ["X", "X", "X"]),
        ("党的XX届X中全会", ["XX", "X"]),
        ("登记党员21**人。", ["**"]),
        ("20XX年启动建设。", ["XX"]),
        ("138****5678", ["****"]),
        ("与“**”品牌合作", ["**"]),
        ("XXXXX有限公司", ["XXXXX"]),
        ("惠及居民X.X万户", ["X.X"]),
        ("完成投资**.*亿元", ["**.*"]),
        ("每户XX-XX元", ["XX", "XX"]),
    ],
)
def test_masks_are_found_with_exact_spans(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "实行24*7值守机制",
        "推行12*365服务",
        "构建1＋x制度体系",
        "探索“党建+X”模式",
        "X＋Y组合方案",
        "开展X射线检查",
        "X光机已到位",
        "胸部X线检查项目",
        "A×B两类试点",
        "规格为60×80厘米",
        "面积按长×宽计算",
        "金额＝单价×数量",
        "3 × 4个点位",
        "配备X5型车辆",
        "下载iPhone X说明",
        "MAX值",
        "参加xx2大赛的XML文件",
        "速度提升3x",
        "二○○五年十二月",
        "二〇二二年工作",
        "**重点**工作要抓紧。",
        "**一是加强学习。**各支部每月一次。",
        "**主要做法**：健全机制。",
        "坚持__问题导向__不放松。",
        "***",
        "* * *",
        "________",
        "* 第一项工作",
        "*",
        "调用foo__bar接口",
        "函数run( )的说明",
        "□是　□否",
        "（一）总体要求",
        "（试行）",
        "[ ] 待办",
        "a*b的值",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    masked = [piece for piece in shown(text) if piece != "xx"]
    assert masked == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("选派**名干部", "figure"),
        ("举办XX余期培训班", "figure"),
        ("受众X万多人", "figure"),
        ("投资xx亿元", "figure"),
        ("连续X年获奖", "figure"),
        ("为期X年的行动", "figure"),
        ("成立X周年", "figure"),
        ("用时X个月", "figure"),
        ("XX个村达到标准", "figure"),
        ("总数达到XX，", "figure"),
        ("**项任务", "figure"),
        ("**所学校", "figure"),
        ("**支队伍", "figure"),
        ("新增**户以上", "figure"),
        ("惠及居民X.X万户", "figure"),
        ("建成XX～XX个点", "figure figure"),
        ("占比XX—XX%", "percent percent"),
        ("登记34**人（次）", "partial_figure"),
        ("完成5XX件", "partial_figure"),
        ("增长XX%", "percent"),
        ("占比XX％以上", "percent"),
        ("提高X个百分点", "figure"),
        ("下降百分之XX", "percent"),
        ("第**次全体会议", "ordinal"),
        ("市第×中学", "ordinal"),
        ("XX届历次全会", "ordinal"),
        ("党的XX届X中全会", "ordinal ordinal"),
        ("党的XX届X中X会", "ordinal ordinal ordinal"),
        ("党的XX大报告", "ordinal"),
        ("×政发〔2020〕×号", "name ordinal"),
        ("X年新增党员", "year"),
        ("20XX年工作要点", "year"),
        ("202X年以来", "year"),
        ("XXXX年度报告", "year"),
        ("X年X月召开", "year month"),
        ("截至**月底", "month"),
        ("**月20日开街", "month"),
        ("X月X日印发", "month figure"),
        ("**区召开会议", "name"),
        ("**市**区**镇", "name name name"),
        ("**人民政府", "name"),
        ("**项目开工", "name"),
        ("**支部书记", "name"),
        ("**科技有限公司", "name"),
        ("**日报刊发", "name"),
        ("举办**节上的展演", "name"),
        ("讲授**节党课", "figure"),
        ("省委X届X次全会", "ordinal ordinal"),
        ("位居全市第**位", "ordinal"),
        ("“今日X”专栏", "name"),
        ("就如何发挥**区位优势", "name"),
        ("出台《X人才强企细则》", "name"),
        ("视察xx重要讲话精神", "name"),
        ("XXX新时代中国特色社会主义思想", "person"),
        ("XXX总书记重要讲话", "person"),
        ("深入贯彻XXX视察精神", "person"),
        ("XX同志主持会议", "person"),
        ("市委书记XXX主持会议", "person"),
        ("局长×××，", "person"),
        ("张××、李××等参加", "person person"),
        ("稍后，X还将作部署", "person"),
        ("述职人：xxx", "person"),
        ("县长　　×××", "person"),
        ("（记者　×××）", "person"),
        ("×××", "person"),
        ("推动xx名优秀人才返乡", "figure"),
        ("今明两年改造××所，投入到位", "figure"),
    ],
)
def test_kinds_follow_from_the_words_beside(text: str, kinds: str) -> None:
    assert [str(slot.subkind) for slot in found(text)] == kinds.split()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("选派**名干部", "名"),
        ("举办XX余期培训班", "期"),
        ("受众X万多人", "万人"),
        ("投资xx亿元", "亿元"),
        ("开展**场（次）", "场（次）"),
        ("刊播**篇（条）", "篇（条）"),
        ("面积X平方米", "平方米"),
        ("增长XX％", "％"),
        ("第**次会议", "次"),
        ("XX届全会", "届"),
        ("X年召开", "年"),
        ("X月召开", "月"),
        ("**区召开", ""),
    ],
)
def test_units_stand_behind_the_mask(text: str, unit: str) -> None:
    assert found(text)[0].unit == unit


def test_bold_needs_no_outer_shape_where_nothing_speaks_for_masks() -> None:
    assert shown("坚持**系统观念**推进工作") == []


def test_the_same_pair_is_two_masks_where_the_document_masks_with_stars() -> None:
    assert shown("坚持**系统观念**推进工作", loose=False) == ["**", "**"]


def test_a_pair_across_an_enumeration_is_no_bold() -> None:
    assert shown("通过与**理工大学、**师范学院合作") == ["**", "**"]


@pytest.mark.parametrize(("text", "expected"), [("**区召开会议", True), ("第**次会议", True), ("**重点**工作", False)])
def test_starred_values_show_in_their_surroundings(text: str, expected: bool) -> None:
    assert has_starred_values(text, load_fact_words()) is expected


GARBAGE = st.text(alphabet="*xX×_＿【】（） 　〇○□区市名个第年月％0123重点，。、《》“”ab", max_size=60)


@given(GARBAGE)
def test_masks_of_any_text_are_ordered_and_apart(text: str) -> None:
    slots = found(text)
    assert all(first.end <= second.start for first, second in itertools.pairwise(slots))
    assert all(0 <= slot.start < slot.end <= slot.reach <= len(text) for slot in slots)


@given(GARBAGE)
def test_every_kind_is_one_of_the_eight(text: str) -> None:
    assert {slot.subkind for slot in found(text)} <= set(MaskKind)


def gold(shared: Path, number: str) -> tuple[list[str], dict[tuple[int, int, int], str]]:
    """Lines of a real report and its masks as labelled by hand: (line, start, end) → kind."""
    answer = next((shared / "gold").glob(f"seed_{number}.masks.tsv")).read_text("utf-8").splitlines()
    source = shared / answer[0].split("file=", 1)[1].split()[0]
    rows = csv.DictReader(answer[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    places = {(int(r["line"]), int(r["col"]), int(r["col"]) + len(r["text"])): r["kind"] for r in rows}
    lines = source.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    return lines, {place: kind for place, kind in places.items() if not kind.startswith("not_mask")}


def answer(lines: list[str]) -> dict[tuple[int, int, int], str]:
    loose = not any(has_starred_values(line, load_fact_words()) for line in lines)
    return {
        (number, slot.start, slot.end): str(slot.subkind)
        for number, line in enumerate(lines, 1)
        for slot in found(line, loose)
    }


@pytest.mark.shared
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_mask_of_the_real_reports_and_no_other(shared: Path, number: str) -> None:
    lines, expected = gold(shared, number)
    assert answer(lines).keys() == expected.keys()


@pytest.mark.shared
def test_kinds_of_the_real_reports(shared: Path) -> None:
    right = total = 0
    for number in ("000", "001", "002", "003", "004"):
        lines, expected = gold(shared, number)
        found_kinds = answer(lines)
        right += sum(found_kinds.get(place) == kind for place, kind in expected.items())
        total += len(expected)
    assert total == 358
    assert right >= 0.99 * total
