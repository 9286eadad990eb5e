"""Kinds of masks by mechanism: lists of persons, callings, ranks, measure words told by grammar, hidden digits, clocks."""

import pytest

from core.facts.mask_kinds import month, year
from core.facts.masks import alike, masks
from core.facts.slots import Slot, scan
from core.model.fact import FactKind, MaskKind
from core.workflows.facts import load_fact_words


def found(text: str) -> list[Slot]:
    return list(scan(text, [lambda piece: masks(piece, load_fact_words(), loose=False)]))


def kinds(text: str) -> str:
    return " ".join(str(slot.subkind) for slot in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "出席：□□□　□□□　□□□",
        "列席：×××、×××",
        "请假：□□□（学习）　□□□（病假）",
        "记录：XXX",
        "（课题组成员：〇〇〇、〇〇〇，执笔人：〇〇〇）",
        "审判长：***；陪审员：***、***；书记员：***。",
        "组长：×××，副组长：×××　×××",
        "参加人员：____、____",
        "联系人：______",
        "先进个人：林小满、***、***",
    ],
)
def test_members_listed_behind_a_role_are_persons(text: str) -> None:
    assert set(kinds(text).split()) == {"person"}


@pytest.mark.parametrize(
    "text",
    [
        "参加单位：XX县、XX区",
        "成员：**局、**局",
        "参会人员：XX人",
        "出席会议XX次",
        "牵头单位：**，",
    ],
)
def test_places_and_numbers_behind_a_role_are_no_persons(text: str) -> None:
    assert "person" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "X同学被录取",
        "XXX医生坐诊",
        "民警XXX、辅警XXX荣立三等功",
        "对责任人×××给予诫勉谈话",
        "项目经理XXX被表彰",
        "传承人***、***入选名录",
        "环卫工人×××拾金不昧",
        "××河河长×××巡河"[3:],
        "涌现出***、***等一批先进典型",
        "审结X等人涉恶案件",
        "***等5名同志受到表彰",
        "×××、×××两名同学入选",
        "副局长XXX、XXX分别带队",
        "***副主任带队调研",
    ],
)
def test_callings_and_what_a_list_amounts_to_tell_persons(text: str) -> None:
    assert set(kinds(text).split()) == {"person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**、**等3个县", "name name"),
        ("**、**等地考察", "name name"),
        ("赴**烈士陵园", "name"),
        ("**同学会召开年会", "name"),
        ("干部**名", "figure"),
        ("队员×××人", "figure"),
        ("同比增长XX，", "figure"),
    ],
)
def test_neighbours_that_only_look_like_persons(text: str, expected: str) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("位列全市前X位", "ordinal"),
        ("考核进入全省前__名", "ordinal"),
        ("跻身全国前XX强", "ordinal"),
        ("位居全市X位，", "ordinal"),
        ("水平仅为*级；", "ordinal"),
        ("开通□路公交", "ordinal"),
        ("优化X路、XX路公交", "ordinal ordinal"),
        ("修建XX号泵站", "ordinal"),
        ("荣获X等奖", "ordinal"),
        ("X年级学生", "ordinal"),
        ("**届人大*次会议", "ordinal ordinal"),
        ("目前X名干部", "figure"),
        ("提前X天完成", "figure"),
        ("排名跃升X位，", "figure"),
        ("前X个月", "figure"),
    ],
)
def test_ranks_and_numbers_of_things_are_ordinals(text: str, expected: str) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("接种疫苗**万剂次，", "万剂次"),
        ("检查教案XXX本次，", "本次"),
        ("飞防作业__万亩次，", "万亩次"),
        ("储备血液***袋、", "袋"),
        ("安装防火门XX樘，", "樘"),
        ("能力提升到****管，", "管"),
        ("新建视频监控×××路、", "路"),
        ("推送短信XXXX通，", "通"),
        ("浓度□□微克/立方米", "微克/立方米"),
        ("人均XX万元/人", "万元/人"),
        ("**家乡镇卫生院", "家"),
        ("高于平均值X个百分点", "个百分点"),
        ("低于去年XX百分点", "百分点"),
        ("获得X金X银", "金"),
    ],
)
def test_measure_words_by_list_and_by_grammar(text: str, unit: str) -> None:
    first = found(text)[0]
    assert (first.subkind, first.unit) == (MaskKind.FIGURE, unit)


@pytest.mark.parametrize(
    "text",
    ["在**镇、", "到**厂，", "走进**村、", "XX高速**段建成", "开展“**杯”篮球赛", "**科技园", "**家园、", "**万达广场"],
)
def test_one_character_of_a_place_or_name_is_no_measure_word(text: str) -> None:
    assert set(kinds(text).split()) == {"name"}


@pytest.mark.parametrize(
    ("text", "mask", "unit"),
    [
        ("发放明白卡8*00余份", "*", "份"),
        ("检查车辆1X00余辆", "X", "辆"),
        ("满意度9*.2分", "*", "分"),
        ("住院日降至7.*天，", "*", "天"),
        ("差错率0.x%以内", "x", "%"),
        ("办税率达9x%", "x", "%"),
        ("上线率XX.5%，", "XX", "%"),
        ("追回资金××.6万元", "××", "万元"),
        ("能力达到1（  ）00吨", "（  ）", "吨"),
        ("不少于1__00人", "__", "人"),
        ("主席1〇名，", "〇", "名"),
        ("2024年1月1_日", "_", "日"),
    ],
)
def test_digits_hidden_in_a_number(text: str, mask: str, unit: str) -> None:
    (slot,) = found(text)
    assert (text[slot.start : slot.end], slot.subkind, slot.unit) == (mask, MaskKind.PARTIAL_FIGURE, unit)


@pytest.mark.parametrize(
    "text",
    [
        "推行12*365服务",
        "实行24*7值守",
        "按照1×3＋X布局",
        "规格2×3米",
        "门宽1.2×2.1米",
        "规格2×0.5米",
        "二〇二二年",
        "一〇一号令",
        "〇二号楼",
        "二〇年",
        "调用foo_bar",
        "□是　□否",
        "〇",
    ],
)
def test_products_han_numbers_and_boxes_are_no_masks(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("侦办“×·18”专案", "month"),
        ("吸取“**·29”事故教训", "month"),
        ("“□·15”事故", "month"),
        ("侦破“5·XX”命案", "figure"),
        ("于〇月〇〇日前", "month figure"),
        ("__月__日__时__分", "month figure figure figure"),
        ("试用期*年", "figure"),
        ("缓刑X年", "figure"),
        ("举办第〇届大赛", "ordinal"),
        ("示范村〇个", "figure"),
        ("优良率□□.□%", "percent"),
        ("新建_._万亩", "figure"),
        ("电话：__________", "figure"),
        ("1.**区召开会议", "name"),
        ("产业比为**:**:**。", "figure figure figure"),
        ("办发〔20××〕×号", "year ordinal"),
        ("阅文：×××、×××　承办：×××", "person person person"),
        ("地点：×××", "name"),
    ],
)
def test_times_and_single_characters(text: str, expected: str) -> None:
    assert kinds(text) == expected


def test_a_full_width_line_alone_is_a_name_to_fill_in_and_a_rule_is_not() -> None:
    assert (kinds("＿＿＿"), kinds("________"), kinds("＿＿＿＿＿＿＿＿")) == ("person", "", "")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("", "年召开", "year"), ("连续", "年获评", "figure"), ("20", "年以来", "year"), ("", "年级", None)],
)
def test_years_and_spans(left: str, right: str, expected: str | None) -> None:
    verdict = year(left, right, load_fact_words())
    assert (verdict and verdict[0]) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("", "月底", ("month", "月")),
        ("5月", "日", ("figure", "日")),
        ("5月1", "日", ("partial_figure", "日")),
        ("", "月亮", None),
    ],
)
def test_months_and_days(left: str, right: str, expected: tuple[str, str] | None) -> None:
    verdict = month(left, right)
    assert (verdict and verdict[:2]) == expected


def mask(kind: MaskKind, start: int, end: int, reach: int = 0) -> Slot:
    return Slot(FactKind.MASK, kind, start, end, "", reach or end)


@pytest.mark.parametrize(
    ("text", "second", "expected"),
    [
        ("×××、×××", mask(MaskKind.NAME, 4, 7), "person"),
        ("×××和×××", mask(MaskKind.NAME, 4, 7), "person"),
        ("×××，×××", mask(MaskKind.NAME, 4, 7), "name"),
        ("×××、×××县", mask(MaskKind.NAME, 4, 7, 8), "name"),
        ("×××、××个", mask(MaskKind.FIGURE, 4, 6), "figure"),
    ],
)
def test_members_of_one_enumeration_are_alike(text: str, second: Slot, expected: str) -> None:
    assert alike(text, [mask(MaskKind.PERSON, 0, 3), second])[1].subkind == expected
