"""Fixed phrases of official prose: how titles end, who is addressed, how reports close and who signs them."""

import re

_TITLE_NOUNS = (
    "报告 总结 要点 通知 决定 意见 讲话 汇报 方案 规划 计划 办法 规定 公报 条例 公告 通报 请示 批复 函 纪要 安排 致辞 致词 发言 材料 建议 "
    "情况 体会 提纲 细则 纲要 说明 决议 命令 令 公约 要求 工作 思路 打算 述职 章程 制度 规则 预案 措施 清单 部署 概要 综述 简报 讲稿 答复 "
    "倡议书 承诺书 责任书 建议书 通告 议案 规程 守则 准则 标准 指南 小结 回顾 展望 记录 书 稿 经验 做法 报"
)
_NOUN = "|".join(sorted(_TITLE_NOUNS.split(), key=len, reverse=True))
_STATUS = r"(?:[（(《〔][^（）()]{0,16}(?:稿|试行|暂行|修订|修正|节选|摘要|摘登|全文|汇编|版|草案|讨论|\d{4}年?度?|[一二三四五六七八九十])[）)》〕])"
TITLE_END = re.compile(rf"(?:{_NOUN})(?:[”》」]?{_STATUS}?){{0,2}}$")
GLUED_NOUN = re.compile(
    r"的?(?:通知|决定|意见|通报|请示|报告|批复|函|公告|决议|总结|要点|汇报|方案|讲话)(?=[^的等和及与、，。”》」])"
)
_SERIES = r"[\u4e00-\u9fff×xX*＊Ｘ]{1,14}"
DOCUMENT_NUMBER = re.compile(
    rf"[（(]?(?:(?:{_SERIES})?\s?[〔\[［（(【﹝]\s?[\dxX×*＊]{{4}}\s?[〕\]］）)】﹞]\s?第?\s?[\dxX×*＊_]{{1,5}}\s?号|第\s?[\d一二三四五六七八九十]{{1,4}}\s?号)[）)]?"
)
DOCUMENT_NUMBER_LINE = re.compile(DOCUMENT_NUMBER.pattern + r"(?:\s*签发人\s?[:：].{0,20})?")
RED_HEAD = re.compile(r".{2,40}(?:文\s?件|简\s?报|专\s?报)")

_PEOPLE = (
    r"各位(?:领导|代表|委员|同志|来宾|嘉宾|朋友|同事|专家|老师|同学|评委|股东|与会|党员|老领导|企业家|乡亲|父老)|同志们?|朋友们|同事们|战友们|老师们|同学们"
    r"|委员们|代表们|乡亲们|女士们|先生们|尊敬的.{2,20}|主席团|主任|主席|书记|县长|市长|区长|局长|组长|院长|校长|各组"
)
VOCATIVE = re.compile(rf"(?:(?:{_PEOPLE})[\s，、：:！!。]*(?:和)?){{1,6}}")
VOCATIVE_START = re.compile(rf"(?:{_PEOPLE})[，！：!:]")
_ORGAN_END = (
    r"(?:人民政府|政府|委员会|[党政]?委|办公[厅室]|局|部|厅|署|行|院|校|学校|大学|学院|中心|公司|集团|支队|大队|总队|队|会|处|科|室|所|站|社|团|组|党组|支部|总支"
    r"|办|县|市|区|州|盟|旗|省|镇|乡|街道|村|园|馆|厂|矿|场|法院|检察院|单位|部门|机构|企业|指挥部|领导小组)"
)
_ROLE_END = (
    r"(?:书记|县长|市长|区长|省长|镇长|乡长|局长|主任|主席|部长|厅长|处长|科长|院长|校长|会长|组长|经理|董事长|总理|秘书长"
    r"|检察长|行长|所长|站长|政委|常委|代表|委员)"
)
ORGAN = re.compile(rf"[^，。；：:！？!?]{{1,60}}{_ORGAN_END}(?:[（(][^（）()]{{1,12}}[）)])?")
SPEAKER = re.compile(
    rf"(?:[^，。；：:！？!?]{{0,40}}{_ROLE_END})\s*[：:]?\s*(?:[\u4e00-\u9fff×xX*＊Ｘ]\s{{0,3}}){{1,4}}(?:同志)?|[\u4e00-\u9fff×*＊]\s{{1,4}}[\u4e00-\u9fff×*＊]"
    r"|(?:报告|汇报|述职|发言|讲话|主讲|署名|总结|撰稿|执笔)\s?人?\s?[：:]\s?.{2,20}"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤罗毕郝邬安常傅卞齐康伍余顾孟黄"
    "穆萧尹姚邵汪毛狄米戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房丁邓洪包石崔龚程陆白覃叶龙向黎温武刘曾欧"
)
ADDRESSED = re.compile(
    rf"(?:各|尊敬|同志|中共|国务院|省|市|县|区|×|X|\*|[\u4e00-\u9fff]{{2,12}}{_ORGAN_END}).{{0,200}}|(?:{_PEOPLE}).{{0,100}}"
    r"|[^，。；]{1,24}(?:们|朋友|委员|代表|同志|先生|女士)[:：]",
    re.DOTALL,
)
NOT_ADDRESSED = re.compile(
    r"(?:认为|决定|指出|强调|规定|提出|表示|明确|通知|倡议|建议)[:：]$|如下|以下|现将|了|根据|为进一步|情况|主要|是[:：]$|具体|其中|做到|要求|一年来|今年|汇报|就.{2,30}(?:通知|问题)|工作[:：]$|方面|目标|包括|任务|措施"
)
OCCASION = re.compile(
    r"[（(]?(?:\S{0,12}年?\S{0,3}月?\S{0,3}日?\s?)在.{2,60}(?:上|会议|大会|班|仪式)(?:的?.{0,8})?[）)]?"
)
MEETING = re.compile(r"[（(]?\d{4}年.{3,60}(?:会议|大会|通过|批准)[）)]?")

CLOSING_FORMULA = re.compile(
    r"(?:特此|专此|希望(?:各|受|大家|同志|全)|此复|此令|此致|敬礼|妥否|当否|是否妥当|以上(?:报告|汇报|意见|请示|总结|发言|方案|规定|是|工作|情况)?[，,]?(?:请|如无|妥|如有|是我|就是|当否|不当|不妥|不足)|以上(?:报告|汇报|意见)|以上[^，。]{0,20}[，,][^。]{0,24}(?:敬?请|批评|指正|审议|审示)|"
    r"我的(?:报告|汇报|发言|讲话)(?:完|到此|就到)|谢谢|祝(?:大家|同志们|各位|愿)|汇报完毕|报告完毕|请予?(?:审议|批示|审示|指示|批评指正)|"
    r"本(?:意见|通知|办法|方案|决定|规定|要点|报告|规划|公告|细则)(?:自|从|由|的?解释|有效期|未尽))"
)
ORDER = re.compile(r"各(?:乡镇|乡|镇|地|级|部门|单位|县|区|市|街道|有关|相关)[^。]{0,40}(?:请|要|应|须|于|将|可)(?!求)")
APPEAL = re.compile(
    r"让我们|号召|为实现.{2,40}(?:奋斗|努力)|而(?:努力)?奋斗|努力奋斗|作出(?:新的|应有的|更大)|做出(?:新的|应有的|更大)|再创|再立新功|迎接.{2,30}(?:召开|胜利)|谱写|书写.{0,20}篇章|新的更大的?贡献|团结一致|团结起来"
)
LOOK_AHEAD = re.compile(
    r"(?:新的一年|新征程|展望|回顾过去|站在新|奋进新|面向未来|蓝图|百舸|潮平|风正|道阻且长|使命|任务已经明确|目标已经|总之|综上|同志们|各位|今后，?我们|下一步，?我们)"
)

ATTACHMENT = re.compile(
    r"(?:附\s?[件录表图]|附)\s?(?:[\d一二三四五六七八九十]{0,3}\s?[:：]|[\d一二三四五六七八九十]{1,3}(?:$|[-.、．\s])|\s*$)|[（(]附[件表]?[:：\s].{0,80}|附\s?[件录表图]\s{1,4}\S"
)
ATTACHMENT_LABEL = re.compile(r"[【〔]?附\s?[件录表图]?\s?[\d一二三四五六七八九十]{0,3}\s?[:：]?[】〕]?")


def is_person(bare: str) -> bool:
    """Whether the text is a lone Chinese name, such as ``张三`` or ``李  四``, masks allowed."""
    name = "".join(bare.split()).strip("（）()")
    if not 2 <= len(name) <= 4:
        return False
    return (name[0] in _SURNAMES and len(name) <= 3) or (name[0] in "×*＊XＸx" or set(name[1:]) <= set("×*＊XＸx某"))


def is_signed(bare: str) -> bool:
    """Whether a short line can be the signature: an organ, several organs, a post with a name, or a name."""
    if len(bare) > 60:
        return False
    text = bare.strip("（）()").strip()
    office, _, name = " ".join(text.split()).rpartition(" ")
    if office and is_person(name) and (office.endswith("长") or ORGAN.fullmatch(office)):
        return True
    return ORGAN.fullmatch(text) is not None or SPEAKER.fullmatch(text) is not None or is_person(text)
