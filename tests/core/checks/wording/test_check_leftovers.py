"""Notes of the writer to himself that were left standing."""

import pytest

from core.checks.wording.leftovers import LeftoverTable, check_leftovers, leftover_table
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_leftovers

NOTES = (
    ("全年接待读者（待补充）。", "（待补充）"),
    ("全年接待读者【待核实】。", "【待核实】"),
    ("各科室做法如下：（略）", "（略）"),
    ("新增馆藏（数据请业务科核实）。", "（数据请业务科核实）"),
    ("此处插入活动照片。", "此处插入"),
    ("馆藏总量待补充。", "待补充"),
    ("全年接待读者数据待补充。", "数据待补充"),
    ("全年接待读者数据待补。", "数据待补"),
    ("请补充典型案例。", "请补充"),
    ("服务群众？？人次。", "？？"),
    ("接待读者3万人次（李科长补充）。", "（李科长补充）"),
    ("此段请办公室修改。", "此段请"),
    ("获省级表彰（）次。", "（）"),
    ("巡查库房（加数字）次。", "（加数字）"),
    ("活动现场见下图，插入图片。", "插入图片"),
    ("全年走访书店（填数）家。", "（填数）"),
    ("整理旧报（补写）合订本。", "（补写）"),
    ("培训馆员（填）人次。", "（填）"),
)

LISTS = (
    ("队伍建设不断加强。教师获奖，学生获奖或成绩。", "教师获奖，学生获奖或成绩"),
    ("服务水平稳步提升。读者评价或典型事例", "读者评价或典型事例"),
)

FINE = (
    "已收回图书12册（市图书馆负责核查补充）。",
    "制度建设有待完善，有关数据有待补充和核实。",
    "群众可以一并提交补充材料。",
    "补充医疗保险参保率稳步提高。",
    "请填写申请表后交到窗口。",
    "落实待遇（待遇标准另行公布）。",
    "参观须提前预约（请假须书面说明）。",
    "按规定提供案例或数据。",
    "没有发现问题或隐患。",
    "取得12项成果或荣誉。",
    "材料可以通过邮件或传真报送。",
    "对推诿扯皮或弄虚作假的，严肃追究责任。",
    "完善改造（改扩建）项目资料。",
    "报名时交身份证复印件（需加盖公章），参赛者（需自带球拍）按时到场。",
    "第二批项目（待批复后实施）共6个，申请表（空白）在窗口领取。",
    "意见（请于5日前反馈）由办公室汇总。",
    "名单（数据截至6月底）一并印发，统计表（续表）见下页。",
    "编制（增加2名）已下达，所需材料（缺一不可）当场查验。",
    "典型案例（案例3）由法制科提供，合同（补充协议另签）已归档。",
    "具体时间待定，另行通知。",
    "新（改、扩）建公厕4座，延（续）建2座，订购（改装）车辆2台，印（写）有编号。",
    "服务区提供加油（加气、充电）、餐饮，巡查边（空、海）防设施。",
    "仓库待补充物资清单已上报，登记卡待填写完整后盖章。",
)


@pytest.fixture(scope="module")
def table() -> LeftoverTable:
    return load_leftovers()


def found(text: str, table: LeftoverTable) -> list[tuple[str, str]]:
    return [(slip.code, slip.text) for slip in check_leftovers(Element("e1", Role.BODY, text), table)]


@pytest.mark.parametrize(("text", "note"), NOTES)
def test_notes_are_found(text: str, note: str, table: LeftoverTable) -> None:
    assert found(text, table) == [("leftover_note", note)]


@pytest.mark.parametrize(("text", "said"), LISTS)
def test_lists_of_what_was_to_be_written_are_found(text: str, said: str, table: LeftoverTable) -> None:
    assert found(text, table) == [("leftover_list", said)]


@pytest.mark.parametrize("text", FINE)
def test_whole_sentences_are_left_alone(text: str, table: LeftoverTable) -> None:
    assert found(text, table) == []


def test_a_title_is_no_list(table: LeftoverTable) -> None:
    assert list(check_leftovers(Element("t", Role.TITLE, "教师获奖或学生成绩"), table)) == []


def test_a_missing_list_is_refused() -> None:
    with pytest.raises(ValueError, match="categories"):
        leftover_table({"notes": "待补充"})
