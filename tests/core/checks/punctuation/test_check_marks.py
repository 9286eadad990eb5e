"""Punctuation: what is found, what should stand there, and what is left alone."""

import pytest

from core.checks.punctuation.marks import check_marks, mark_rules
from core.checks.punctuation.pairs import check_pairs
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_marks

MARKS = load_marks()

FOUND = (
    ("全馆同志团结协作,圆满完成任务。", ",", "，"),
    ("接收档案12，5万件，利用率平稳。", "，", "."),
    ("利用率达到92,5%。", ",", "."),
    ("征集､整理两项工作按期完成。", "､", "、"),
    ("推行“一次办，”，群众满意。", "，”，", "”，"),
    ("征集、整理、编研……等工作按期完成。", "……", ""),
    ("依据青档发〔23〕5号文件办理。", "〔23〕", "〔2023〕"),
    ("依据青档发〈2023〉5号文件办理。", "〈2023〉", "〔2023〕"),
    ("接收档案2o万件。", "o", "0"),
    ("征集 整理 \u3000两项".replace(" ", "") + "工作按期完成。", "\u3000", ""),
    ("设有阅览室、展厅、库房等、功能区，服务群众。", "、", ""),
    ("坚持问题导向·目标导向、结果导向。", "导向·", "导向、"),
    ("群众的获得感，幸福感、安全感不断增强。", "获得感，幸福感、安全感", "获得感、幸福感、安全感"),
    ("开展“送书籍、送讲座，送展览”活动。", "送书籍、送讲座，送展览", "送书籍、送讲座、送展览"),
    ("为什么进度不快。主要是人手少。", "为什么进度不快。", "为什么进度不快？"),
    ("一是抓学习;二是抓培训。", ";", "；"),
    ("会议强调:要抓紧落实。", ":", "："),
    ("全年接收档案三批.", ".", "。"),
    ("接收档案三批.整理一批。", ".", "。"),
    ("市档案馆(新馆)投入使用。", "(新馆)", "（新馆）"),
    ("他说\"好\"。", '"', None),
    ("接收档案三批，，整理一批。", "，，", "，"),
    ("接收档案三批。。整理一批。", "。。", "。"),
    ("接收档案、，整理一批。", "、，", "，"),
    ("接收档案。，整理一批。", "。，", None),
    ("整理档案一批。。。新的一批已到馆。", "。。。", "。"),
    ("按时完成任务！！全馆放假。", "！！", "！"),
    ("利用率达到92.5%%。", "%%", "%"),
    ("印发《办法》,《细则》等文件。", ",", ""),
    ("馆长强调;“要守住底线。”", ";", "："),
    ("馆长强调；“要守住底线。”", "；", "："),
    ("主要原因是;一是人少，二是路远。", ";", "："),
    ("做到应收尽收.应归尽归、应管尽管。", ".", "、"),
    ("发扬延安精神一一自力更生、奋发图强。", "一一", "——"),
    ("一一记县档案馆的年轻人", "一一", "——"),
    ("依据青档发202315号文件办理。", "发202315", "发〔2023〕15"),
    ("接收档案三批，。", "，。", "。"),
    ("他说：“好的。”。", "。”。", "。”"),
    ("主题--团结奋进。", "--", "——"),
    ("观看专题片<清风正气>。", "<清风正气>", "《清风正气》"),
    ("圆满完成任务！。", "！。", "。"),
    ("加强巡查 ，消除隐患。", " ", ""),
    ("抓好秋季生产，", "，", None),
    ("排查房屋隐患、", "、", None),
    ("查档、借阅、咨询...", "...", "……"),
    ("查档、借阅、咨询。。。", "。。。", "……"),
    ("查档、借阅…", "…", "……"),
    ("查档、借阅、等。", "、", ""),
    ("根据青办发[2022]15号文件。", "[2022]", "〔2022〕"),
    ("根据青办发（2022）15号文件。", "（2022）", "〔2022〕"),
    ("根据青办发〔2022〕第15号文件。", "第", ""),
    ("根据青办发〔2022〕05号文件。", "0", ""),
    ("根据2O22年计划。", "O", "0"),
    ("做好 2022 年工作。", " ", ""),
    ("全馆 同志团结协作。", " ", ""),
    ("建立“一室”、“一库”制度。", "、", ""),
    ("印发《办法》、《细则》。", "、", ""),
)  # fmt: skip

LEFT = (
    "接待1,200人、1，200户，投入1,200万元。",
    "三年分别接待3，5万人，第1，2亿件档案入库。",
    "到2025，5万件档案入库，1，3，5万件三批分别整理。",
    "营造公平、平等、自由的环境。",
    "评出优等、合格两个等次。",
    "<" + "观看专题片。",
    "完成1,200件，占比3.5%，时间为10:30，比分3:2。",
    "详见http://www.example.cn/a,b?c=1，欢迎查阅。",
    "引进Windows,Linux两种系统。",
    "名单：张 三、李 四、王小五。",
    "真的？！是吗？！",
    "按照主题一是抓学习；馆长说：“好”；“一馆一品”见效。",
    "把群众诉求一一登记造册、一一对应落实。",
    "街道开发2022年3号地块，下发2023年5号文件，印发2023年第6号令。",
    "北京等地、上海等地均已开放。",
    "主任：王小明\u3000副主任：李大方。",
    "加强领导、明确责任，加强督查。",
    "热合曼·买买提、张三、李四参加。",
    "采购2O型号、5l油桶。",
    "他说：“好的。”大家都同意。",
    "团结奋进——写在最后……",
    "建立“一室”（新）、“一库”制度。",
    "2022—2025年规划，1-7月，12*365。",
    "县—乡—村三级联动，建设东岭—西河快速通道，数值a<b、c>d。",
    "他问：“好不好？”，大家答：“好！”。",
    "查档、借阅、咨询等。",
    "根据青办发〔2022〕15号文件。",
    "“一室”“一库”《办法》《细则》。",
)

PAIRS = (
    ("转发《关于印发《办法》的通知》。", [("bracket_nested", "《办法》", "〈办法〉")]),
    ("转发《关于印发〈办法〉的通知》，学习《办法》。", []),
    ("争做“四有干部“。选树“先进”典型。", [("quote_reversed", "“", "”")]),
    ("争做“四有干部。选树“先进”典型。", [("quote_open", "“", None)]),
    ("争做”四有”干部。", [("quote_reversed", "”", "“")]),
    ("争做四有”干部。", [("quote_close", "”", None)]),
    ("争做“四有“干部，建设“五型“机关。", [("quote_reversed", "“", "”"), ("quote_reversed", "“", "”")]),
    ("开展”一对一“帮扶。", [("quote_swapped", "”一对一“", "“一对一”")]),
    (
        "开展”一对一“、”面对面“帮扶。",
        [("quote_swapped", "”一对一“", "“一对一”"), ("quote_swapped", "”面对面“", "“面对面”")],
    ),
    ("开展”一对一“帮扶，建设“五型”机关。", [("quote_swapped", "”一对一“", "“一对一”")]),
    ("争做四有”和“五型标兵。", [("quote_close", "”", None), ("quote_open", "“", None)]),
    ("争做四有”干部。建设“五型机关。", [("quote_close", "”", None), ("quote_open", "“", None)]),
    ("争做四有”干部，建设“五型”机关。", [("quote_close", "”", None)]),
    ("印发《办法，落实《细则》。", [("bracket_open", "《", None)]),
    ("印发办法》。", [("bracket_close", "》", None)]),
    ("市档案馆（新馆)启用。", [("bracket_mixed", ")", "）")]),
    ("市档案馆（新馆启用。", [("bracket_open", "（", None)]),
    ("印发《关于（试行）的办法》。", []),
    ("任务：1）学习；2）培训。", []),
    ("“他说‘好’。”", []),
    ("“四有”“五型”（《办法》）", []),
)


def body(text: str) -> Element:
    return Element("e1", Role.BODY, text)


@pytest.mark.parametrize(("text", "given", "right"), FOUND)
def test_a_wrong_mark_is_found_once(text: str, given: str, right: str | None) -> None:
    found = {(slip.text, slip.replacement) for slip in check_marks(body(text), MARKS)}
    assert found == {(given, right)}


@pytest.mark.parametrize("text", LEFT)
def test_right_marks_are_left_alone(text: str) -> None:
    assert list(check_marks(body(text), MARKS)) == []


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_marks_come_in_pairs(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(slip.code, slip.text, slip.replacement) for slip in check_pairs(body(text))] == expected


def test_names_and_dates_below_the_text_may_be_set_apart() -> None:
    assert list(check_marks(Element("e1", Role.SIGNATURE, "青禾县 档案馆"), MARKS)) == []


@pytest.mark.parametrize(("text", "given", "right"), FOUND)
def test_a_slip_stands_where_it_says(text: str, given: str, right: str | None) -> None:
    slip = next(iter(check_marks(body(text), MARKS)))
    assert text[slip.place.span.start : slip.place.span.end] == given


@pytest.mark.parametrize("role", [Role.VOCATIVE, Role.ADDRESSEE])
def test_an_address_ends_with_a_colon(role: Role) -> None:
    (slip,) = check_marks(Element("e1", role, "各科室，"), MARKS)
    assert (slip.code, slip.replacement) == ("mark_address", "：")


def test_an_item_of_a_list_may_end_with_a_comma() -> None:
    assert list(check_marks(Element("e1", Role.BODY, "登记造册，", "1."), MARKS)) == []


def test_a_list_without_words_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="explained"):
        mark_rules({"sayings": "指出", "before_points": "有", "explained": " "})
