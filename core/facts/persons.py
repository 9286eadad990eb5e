"""Persons: masked names, told by a title, a deed, a role with its list of members, or what the list amounts to."""

import re

from core.facts.measures import ANY_MASK, COUNTED, PLACE
from core.segment import tagged

WIDE = 80  # characters left in which a list of members may begin
FULL_NAME = 3  # characters of most masked names

TITLES = (
    r"书记|省长|市长|区长|县长|镇长|乡长|局长|部长|厅长|处长|科长|股长|主任|主席|院长|校长|所长|站长|队长|会长|庭长|行长|社长|厂长"
    r"|秘书长|总经理|董事长|检察长|审判长|园长|馆长|组长|村长|班长|团长|同志|先生|女士|老师|教授|院士|博士"
)
CALLED = (
    r"同学(?!会)|医生|医师|大夫|法官|检察官|警官|律师(?!事)|师傅|烈士(?![陵墓纪园])|夫妇|老人(?!院)|一家(?=[，。、])"
)
RIGHT = re.compile(
    rf"(?:新时代(?!文明|好)|思想|总书记|总理|(?:副|常务副)?(?:{TITLES}|{CALLED})(?![办室们制级])|等?(?:领导|同志)"
    r"|还将|将(?:作|在|对|从|就|为|出席)|亲自|带队|指出|强调|主持|出席|批示|视察|重要(?:讲话|论述|指示|批示|思想)|同志)"
)
LEFT = re.compile(
    rf"(?:{TITLES}|法定代表人|(?:联系|负责|责任|主持|签发|汇报|述职|报告|发言|讲话|撰稿|审核|经办)人|记者|通讯员)[ 　]*[：:]?[ 　]*$"
)
SPEECH = re.compile(r"重要(?:讲话|指示|批示|论述)")
VISITED = re.compile(r"(?:视察|考察|调研|莅临|在|赴|到|对)[^，。；]{0,8}$")
SURNAME = re.compile(
    r"(?:^|[，。；、：:（(“ 　\n])[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹喻苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤罗郝安常傅齐康"
    r"伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪项祝董梁杜阮蓝闵贾江郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房解应丁邓洪包左石崔龚程陆翁曾]$"
)
NAME_END = re.compile(r"[，。；、：:）)”  　（(\t]|等|$")

# Common words for persons: a name follows them only where the mask ends like a name or acts like one.
CALLING = re.compile(
    r"(?:民警|辅警|交警|干警|法官|检察官|书记员|教师|老师|学生|同学|党员|村民|居民|职工|员工|医生|护士|工程师|专家|患者|贫困户|农户|烈士"
    r"|律师|调解员|网格员|志愿者|辅导员|劳模|选手|队员|代表|委员|干部|所长|农民|青年|企业家|创始人|带头人|负责人|传承人|当事人|侨领|乡贤|大户|业主|被告人?|原告|经理|工人|司机|战士|冠军|作家|画家|艺人|模范|标兵|能手|(?<![动复满裁超人定成])员|(?<![增成延特擅专加拉见])长)$"
)

DEED = re.compile(r"[荣获被因与]|入选|当选|入围")

MASKED = rf"(?:{ANY_MASK}+|[（(【〔][ 　]*[）)】〕])"
GIVEN = r"[\u4e00-\u9fff]{2,4}"
MEMBER = rf"(?:{MASKED}|{GIVEN})(?:[（(][^（）()]{{1,12}}[）)])?"
ROLE = (
    r"(?:人|人员|成员|委员|队员|书记员|陪审员|管理员|核查员|员|[组队会院校局处科所站部村镇乡县市庭]长|秘书长|记者|作者|学者"
    r"|书记|主任|主席|出席|列席|缺席|请假|记录|主持|执笔|撰稿|编辑|校对|审核|审签|审定|签发|复核|制表|填表|拍摄|摄影|领导|顾问|导师"
    r"|先进典型|典型|模范|能手|标兵|先进个人|优秀党员|姓名|名单|经办|法官|律师|教练|编剧|导演)"
)
LISTED = re.compile(rf"{ROLE}[ 　]*[：:][ 　]*(?:{MEMBER}[、 　\t]+)*$")

ANY_LIST = re.compile(rf"(?P<role>[\u4e00-\u9fff]{{2,6}})[：:][ 　]*(?:{MEMBER}[、 　\t]+)*$")
THINGS = re.compile(
    r"单位|地点|地址|名称|主题|题目|项目|品牌|标题|部门|学校|企业|公司|会场|范围|内容|来源|专业|乡镇|街道|地区|区县|社区|银行"
    r"|[年月日期间号码数量额率比费款资元价积度级别类型式法是为括即如]$"
)

HUMAN = (
    r"(?:同志|同学|学生|学员|老师|教师|教授|专家|干部|党员|民警|先进典型|典型人物|先进人物|先进个人|模范|标兵|能手|英雄|烈士|代表|委员|领导"
    r"|村民|群众|职工|员工|医生|医务人员|护士|法官|选手|志愿者|人才|青年|嫌疑人|被告人?|人(?![民大才口次]))"
)
NUMBER = rf"(?:[一二两三四五六七八九十几]{{1,3}}|\d{{1,4}}|{ANY_MASK}{{1,3}})"
SEVERAL = rf"(?:{NUMBER}[余多]?(?:名|位|个|批|大批|人))"
AMOUNTS = re.compile(
    rf"(?:[（(][^（）()]{{1,8}}[）)])?(?:[、和及与 　]{{1,2}}{MASKED})*(?:等{SEVERAL}?|{SEVERAL})"
    rf"[^，。；、省市区县镇乡村企业单位地家]{{0,6}}?{HUMAN}"
)
TOGETHER = re.compile(rf"(?:[、和及与]{MASKED})+[ ]?(?:{TITLES}|{CALLED})(?![办室们制级])")


def is_person(text: str, start: int, end: int, left: str, right: str) -> bool:
    """Whether the mask at ``start``–``end`` hides a person's name; ``left`` and ``right`` are the characters beside it."""
    if left.endswith("《"):
        return False
    if AMOUNTS.match(right) or TOGETHER.match(right):
        return True
    return _is_named(left, right) or _stands_alone(left, right) or _has_role(text, start, end, left, right)


def honours_speech(left: str, right: str) -> bool:
    """视察xx重要讲话: the masked word is the place that was visited, not the speaker."""
    return SPEECH.match(right) is not None and VISITED.search(left) is not None


def _is_named(left: str, right: str) -> bool:
    """A title or a deed behind it, or a surname before it."""
    return bool(RIGHT.match(right) or (SURNAME.search(left) and NAME_END.match(right)))


def _stands_alone(left: str, right: str) -> bool:
    """A line of its own: the speaker below a title, the signature."""
    return not left.strip() and not right.strip()


def _has_role(text: str, start: int, end: int, left: str, right: str) -> bool:
    if PLACE.match(right) or COUNTED.match(right):
        return False
    full = end - start == FULL_NAME
    ends = NAME_END.match(right) is not None
    if LEFT.search(left) or (ends and _is_listed(text, start, full)):
        return True
    return _is_called(left, right, ends or full)


def _is_called(left: str, right: str, sure: bool) -> bool:
    return CALLING.search(left) is not None and (sure or _acts(right))


def _is_listed(text: str, start: int, full: bool) -> bool:
    """Behind a role and a colon; a mask as long as most names needs no known role (阅文：×××)."""
    first = max(0, start - WIDE)
    if LISTED.search(text, first, start):
        return True
    listed = ANY_LIST.search(text, first, start) if full else None
    return listed is not None and THINGS.search(listed["role"]) is None


def _acts(right: str) -> bool:
    """Whether a verb or preposition follows, as behind the name of who does it."""
    if DEED.match(right):
        return True
    words = tagged(right[:8])
    return bool(words) and words[0][1] in ("v", "p", "d", "vi", "vd")
