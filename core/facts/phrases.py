"""Short phrases out of tagged words: which of them govern, which are things, which only fill."""

import re
from functools import lru_cache
from itertools import dropwhile

from core.segment import tagged

Word = tuple[str, str]
Words = list[Word]

LONGEST = 16  # characters of a label without its unit
THING = 14  # characters of the thing counted


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that only lead up to a number; cut off before the words are told apart, for they stick to their neighbours.
LEADS = re.compile(
    r"(?:共有|共计|(?<!公)共|(?<![节预签条合集简])约|(?<![附邻靠接])近|超过|(?<![赶彩B反商])超|(?<=[量率额值数入出模积收润])突破|(?<![人户亩年月日季周天平生村校床株头单班店件次])均|不足|(?<![归偿返退])还|达到|高达|(?<![下到发传转送直表])达|拟按|(?<![遵])按|累计|合计|总计|至少"
    r"|不少于|不低于|不超过|分别|最终|争取|力争|逾|已|各|(?<![拥享所含没具])有|(?<![作成分行])为|了|再|又|仅|(?<!成)就"
    r"|(?:提升|上升|下降|提高|[升降增减])[至到]|(?:稳定|控制|保持|维持|巩固)在|[，、：,\s　“（(])$"
)
TRAILING = _words(
    "可 仍 从 到 至 由 对 将 在 的 也 均 和 及 与 以及 并 或 占 不 每 其中 等 全部 五年 三年 两年 四年 一年 "
    "每人 每年 每月 每户 每亩 每天 每人每年 每人每月 每人每天 人均 其他"
)
LEADING = _words(
    "力争 共有 今年 以来 今年以来 目前 同时 其中 共 已 并 及时 全年 累计 上半年 下半年 年内 现 现有 、 "
    "和 及 与 以及 的 了 也 还 均 各 截至 截止 年 月 日 底 末 初 ” ） ， 此外 》 · 一年 两年 三年 四年 五年 "
    "• 以上 以下 全区 全市 全县 起"
)
LIGHT_VERBS = _words(
    "达 达到 超过 超 有 是 为 进行 占 争取 力争 至少 累计 共计 合计 到 参加 能 要 会 使 "
    "通过 包含 包括 作为 分为 作 让 关于 成为 实现 确保 起"
)
# Verbs that far more often name an activity when they stand between nouns (乡村振兴工作队员).
ACTIVITIES = _words(
    "振兴 建设 管理 服务 教育 培训 研究 指导 督导 监督 发展 示范 学习 宣传 警示 扶贫 帮扶 "
    "招聘 应急 治理 保障 审计 检查 巡察 巡视 防控 改革 创新 创业 就业 实践 调研 评选 兼职 "
    "工作 活动 执法 调解 宣讲 竞赛 展示 交流 推介 采访 辅导 研讨 防返贫 综合 合作 战斗 实训 "
    "收入 支出 需求 要求 建议 贷款 补助"
)
PLACES = frozenset("村镇乡县户")
NOUNS = ACTIVITIES | PLACES
TORN = _words(
    "用好 用足 惠及 管好 建好 办好 抓好 约谈 打掉 清掏 责令"
)  # verbs that the segmenter takes apart or mistakes
STANDING = _words(
    "在库 在管 在册 在建 在编 在岗 在校 在读 在职 在训 在矫 在园 末等 被骗 被困 被盗 被征"
)  # what a thing is at the moment
NEGATIONS = _words("未 没有 尚未 不 没")
FILLERS = _words("了 各 着 共 已 仅")
# Signs and words that make a thing of the verb before them: 学习会, 招聘点, 审批事项.
ENDINGS = frozenset("会站点室员队组团班所院校馆园区厅库网路桥线楼厂店证卡表册单费款金率量数额权牌奖案课法片")
HEADS = _words(
    "事项 工作 活动 项目 任务 工程 中心 基地 平台 制度 机制 办法 措施 标准 补助 指标 设施 系统 人员 队伍 对象 机构 单位 证书 案件 岗位 资金 面积 "
    "比例 问题 线索 大会 会议 论坛 竞赛 大赛 讲座 课程 方案 计划 规划 清单 台账 报告 材料 信息 模式 产品 企业 公司 工作室 工作站 服务站 服务点 "
    "小组 专班 试点 示范点 体系 成果 经验 做法 建议 提案 议案 需求 合同 协议 资源 产业 手续 窗口 通道 专栏 品牌 阵地 场所 病例 病种 药品"
)
THING_ENDS = ENDINGS | HEADS
STOP_TAGS = frozenset("pcdurwxymt")
OURS = re.compile(r"我[区县市省局部院校镇乡村委办会处队所]")
ORGAN = re.compile(
    r"(?:..(?:局|委|委员会|厅|办|办公室|院|党工委|党委|支队|大队|街道|办事处)|^(?:法院|检察院|党委|党组|党工委|工会|团委|妇联))$"
)
STOP_WORDS = re.compile(r"我[区县市省局部院校镇乡村委办会处队所]|切实|正在|每.?|由.?|均|都|已|共|等")
# Nouns that say nothing by themselves: what was done with them has to stand beside.
GENERAL = _words("干部 人员 党员 群众 职工 居民 企业 单位 学生 教师 农民 人 人才 代表 委员 村民 案件 问题 项目")
POINTS = _words("前 后 起 内 间 底 末 初 中 之前 以前 之后 以后")
EMPTY_VERBS = _words("进行 开展 实施 给予 予以 完成 做出 作出 实行")
# Verbs whose object does something in turn: 选派干部到村任职.
PIVOTS = _words(
    "选派 组织 邀请 带动 推动 促进 抽调 安排 帮助 引导 支持 动员 发动 吸引 吸纳 推荐 引进 培养 鼓励 派驻 派出 聘请 选聘 确保 保障 要求 督促 指导 "
    "选调 协调 助力 扶持 委托 命名 评为 列为 认定 实现 力争 推进 号召 服务 覆盖 惠及"
)
JOINTS = frozenset("和与及或")
REACHING = _words(
    "涉及 惠及 覆盖 受益 辐射 涵盖 安排 剩余 结余"
)  # verbs that go on about what was told, in other units
LIMITS = _words("以上 以下 以内")
NEWLY = _words("新 已 拟 再 现 共 成功 实际")
PUNCTUAL = _words("按期 按时 及时 限时 准时")
CAUSING = _words("责令 勒令 督促 要求")  # what stands behind them is a deed of somebody else
OUTCOMES = _words("成功 失败 合格 达标")  # what came of the things counted before
BUILT = re.compile(r"[新改扩续迁重]{1,2}建")
# Words of time and manner that tell two numbers of one kind apart.
TERMS = _words("春季 夏季 秋季 冬季 上学期 下学期 课后 课前 孕前 产前 产后 婚前 术后 越级 重复")
TOOK_PART = _words("参加 通过 成为")
QUOTED = re.compile(r"[“《‘「]([^“”《》‘’「」\n]{1,12})[”》’」]")


def lead_off(text: str) -> str:
    """The text without the words that only lead up to the number behind it (共、约、累计…)."""
    for _ in range(6):
        match = LEADS.search(text)
        if match is None:
            break
        text = text[: match.start()]
    return text


def words_of(text: str) -> Words:
    """The tagged words of a text, each quotation kept as one word."""
    return list(_words_of(text))


@lru_cache(maxsize=1024)  # the sides of a number are told apart several times
def _words_of(text: str) -> Words:
    joined: Words = []
    depth = 0
    for word, guessed in tagged(text) if text else []:
        tag = _tag(word, guessed)
        if depth and joined:
            joined[-1] = (joined[-1][0] + word, "nz")
        elif joined and (tag_of_both := _tag_of_both(joined[-1][0], word)):
            joined[-1] = (joined[-1][0] + word, tag_of_both)
        else:
            joined.append((word, tag))
        depth = max(0, depth + (word in "“《‘「（") - (word in "”》’」）"))
    return joined


def _tag_of_both(word: str, following: str) -> str:
    """The tag of two words that the segmenter takes apart: 抓|好, 在|库 (项目), 投放|率; empty for two words."""
    if word + following in TORN:
        return "v"
    if word + following in STANDING:
        return "b"
    is_rate = following.endswith("率") and len(word) == 1 and len(following) == 2  # 月|活率
    return "n" if following == "率" or is_rate else ""


def _tag(word: str, guessed: str) -> str:
    """The tag of a word, mended where the segmenter is known to be wrong (所有者 is no conjunction)."""
    if word in TORN or BUILT.fullmatch(word):
        return "v"
    if word in ("青年", "等候"):  # no time word, no verb of a list
        return "n"
    return "n" if guessed == "c" and word.endswith("者") else guessed


def is_verb(word: Word) -> bool:
    """Whether a word can govern an object."""
    return word[1] in ("v", "vi", "vg", "vd") and word[0] not in LIGHT_VERBS


def is_noun(word: Word) -> bool:
    """Whether a word can be (part of) a thing."""
    return word[1][:1] in ("n", "j", "l", "i", "s") or word[1] in ("vn", "eng", "an", "b", "f") or word[0] in NOUNS


def has_noun(words: Words) -> bool:
    """Whether something in the words can be a thing."""
    return any(is_noun(word) or (len(word[0]) > 1 and not is_verb(word)) for word in words)


def joined(words: Words) -> str:
    """The words as text, fillers such as 了 left out."""
    return "".join(word for word, _ in words if word not in FILLERS)


def length(words: Words) -> int:
    """Characters of the words as text."""
    return sum(len(word) for word, _ in words if word not in FILLERS)


def trimmed(words: Words) -> Words:
    """The words without the time words, adverbs and function words at either end, and without 我区 and what precedes."""
    own = [index for index, word in enumerate(words[:-1]) if OURS.match(word[0])]
    start, stop = (own[-1] + 1 if own else _behind_organ(words)), len(words)
    while stop > start and _trails(words[:stop]):
        stop -= 1
    while start < stop and _leads(words[start : start + 2]):
        start += 1
        start += start < stop and words[start][0] in POINTS
    return words[start:stop]


def _trails(words: Words) -> bool:
    """Whether the last word only leads on to what follows; 每人 in 平均|每人 says of whom."""
    return words[-1][0] in TRAILING and words[-2:-1] != [("平均", "a")]


def _leads(words: Words) -> bool:
    """Whether the first word only leads up to the next; in 按期|办结率 it tells two rates apart."""
    is_rate = words[0][0] in PUNCTUAL and words[-1][0].endswith("率")
    is_limit = len(words) > 1 and words[0][1] == "t" and words[1][0] in LIMITS  # 五年以上有期徒刑
    return _only_leads(words[0]) and not is_rate and not is_limit


def _behind_organ(words: Words) -> int:
    """Who did it is left out: 住房和城乡建设局|完成改造; the organ by itself is kept."""
    for index, word in enumerate(words[:-2]):
        if ORGAN.search(word[0]) and is_verb(words[index + 1]) and length(words[: index + 1]) > 1:
            return index + 1
        if is_verb(word) and word[0] not in ACTIVITIES:
            break
    return 0


def deed_with(thing: str, behind: str, is_object: bool) -> str:
    """A general thing with what is done with it, or what it does: 培训干部, 干部参加培训; the thing where nothing tells."""
    behind = behind.removeprefix(thing)
    words = [] if behind.startswith("的") else list(dropwhile(_is_particle, words_of(behind)))
    if not words:
        return thing
    if is_object and words[0][0] in EMPTY_VERBS:
        deed = "".join(word for word, _ in words[1:])
        return deed + thing if 2 <= len(deed) <= LONGEST - len(thing) else thing
    return thing + joined(_whole(words, LONGEST - len(thing))) if _begins_deed(words[0]) else thing


def _begins_deed(word: Word) -> bool:
    if word[0] in NEGATIONS or word[0] == "正在":
        return True
    return word[1][:1] == "v" and word[0] not in LIGHT_VERBS - TOOK_PART


def _whole(words: Words, room: int) -> Words:
    """The first whole words that fit, without signs that nothing ends with; no verb whose object is cut off."""
    taken: Words = []
    for word in words:
        if length(taken) + len(word[0]) > room or word[1][:1] in ("w", "x"):
            break
        taken.append(word)
    is_cut = len(taken) < len(words) and words[len(taken)][1][:1] != "w"
    while taken and _hangs(taken[-1], is_cut):
        taken.pop()
    return taken


def _hangs(word: Word, is_cut: bool) -> bool:
    """Whether no label ends with the word; ``is_cut`` says that more followed it."""
    return word[1][:1] in STOP_TAGS or (is_cut and is_verb(word) and word[0] not in ACTIVITIES)


def _only_leads(word: Word) -> bool:
    if word[0] in TERMS or (word[1] == "t" and len(word[0]) == 1 and word[0] not in LEADING):
        return False
    return word[0] in LEADING or (word[1] in ("d", "t", "c", "uj", "ul", "x") and word[0] not in NEGATIONS)


def governing_verb(words: Words, alone: bool = True) -> str:
    """The verb that governs an object behind the number: the last one, or an ``alone`` word the tagger mistook."""
    for word in reversed(words):
        if is_verb(word) and len(word[0]) > 1:
            return word[0]
    lone = words[0][0] if alone and len(words) == 1 else ""
    return lone if len(lone) == 2 and lone not in LIGHT_VERBS else ""


def thing_before(words: Words) -> str:
    """The object with its verb where the number comes last: 推荐先进典型人物."""
    plain = not _has_preposition(words)
    if plain and length(words) <= LONGEST:
        return joined(words)
    start = next((index for index in range(len(words)) if _governs(words, index)), None)
    if start is None and plain and len(words[0][0]) == 2:
        start = 0  # most likely a verb that the tagger does not know (增派)
    return joined(tail(words, LONGEST)) if start is None else _shortened(words[start][0], words[start + 1 :])


def _has_preposition(words: Words) -> bool:
    return any(tag == "p" for _, tag in words)


def _governs(words: Words, position: int) -> bool:
    """Whether a verb takes the words behind it as its object: not before another verb, not inside a noun chain."""
    word, rest = words[position], words[position + 1 :]
    if not is_verb(word) or not has_noun(rest) or _has_preposition(rest) or (is_verb(rest[0]) and len(rest[0][0]) > 1):
        return False
    return word[0] not in ACTIVITIES or position == 0 or is_verb(words[position - 1])


def _shortened(verb: str, rest: Words) -> str:
    if len(verb) + length(rest) > LONGEST:
        particles = [index for index, word in enumerate(rest) if word[0] == "的"]
        rest = rest[particles[-1] + 1 :] if particles and particles[-1] + 1 < len(rest) else rest
    return verb + joined(tail(rest, LONGEST - len(verb)))


def tail(words: Words, room: int) -> Words:
    """The last whole words that fit into ``room`` characters; at least one."""
    start = len(words)
    while start > 0 and length(words[start - 1 :]) <= room:
        start -= 1
    last = words[min(start, len(words) - 1) :] if words else words
    while len(last) > 1 and _weak_start(last[0], start > 0):
        last = last[1:]
    return last


def _weak_start(word: Word, cut: bool) -> bool:
    """Whether a phrase had better not begin with the word; ``cut`` says that words before it were left out."""
    return word[1] in ("uj", "p", "c", "d", "x") or (
        cut and (word[0] in LEADING or word[0] in ACTIVITIES or word[0] in POINTS)
    )


def thing_after(text: str) -> str:
    """The thing counted where it follows the measure word: up to the first verb or function word."""
    quotation = QUOTED.match(text)
    if quotation is not None:
        return quotation.group(1)
    words = words_of(text)
    taken: Words = []
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else ("", "w")
        if _ends_thing(word, following, taken):
            break
        taken.append(word)
    taken = taken[:-1] if taken[-1:] == [("中", "f")] else taken  # 92家企业中
    return joined(taken) if any(is_noun(word) for word in taken) else _lone_activity(words)


def _lone_activity(words: Words) -> str:
    """A verb that stands alone is itself what is counted: **次的抽查."""
    lone = words[0][0] if len(words) == 1 or (words and words[1][1] in ("x", "w")) else ""
    return lone if len(lone) > 1 and lead_off(lone) == lone and STOP_WORDS.match(lone) is None else ""


def _ends_thing(word: Word, following: Word, taken: Words) -> bool:
    if _goes_on(word, following, taken):
        return False
    if length(taken) + len(word[0]) > THING or word[0] in LIGHT_VERBS or STOP_WORDS.match(word[0]):
        return True
    if word[1][:1] in STOP_TAGS:
        return word[1] not in ("d", "m") or bool(taken) or not is_noun(following)
    return _verb_ends_thing(word, following, taken)


def _goes_on(word: Word, following: Word, taken: Words) -> bool:
    """学习|会 at the end of a thing, and 大中型|和|小型 before its noun."""
    if not taken or length(taken) + len(word[0]) > THING:
        return False
    is_ending = word[0] in ENDINGS and following[1][:1] in ("w", "x", "c")
    return is_ending or (word[0] in JOINTS and not any(known[1][:1] in ("n", "j", "l") for known in taken))


def _verb_ends_thing(word: Word, following: Word, taken: Words) -> bool:
    """A verb belongs to the thing only in front of its first noun (处级干部), or as the name of an activity."""
    if not is_verb(word) or word[0] in ACTIVITIES:
        return word[1] == "ad"
    if following[0] in THING_ENDS:
        return False
    return not is_noun(following) or any(is_noun(known) for known in taken)


def leading_noun(text: str) -> str:
    """The nouns a clause begins with before its first verb: 粮食产量稳步提高 → 粮食产量; nothing where a verb begins it."""
    words = trimmed(words_of(text))
    end = next((place for place, word in enumerate(words) if _ends_subject(word, place)), len(words))
    taken = words[:end]
    return joined(taken) if length(taken) > 1 and any(is_noun(word) for word in taken) else ""


def _ends_subject(word: Word, place: int) -> bool:
    if is_verb(word) and word[0] not in ACTIVITIES:
        return True
    return word[1][:1] in ("p", "c", "x", "w", "m") or (place > 0 and word[1] in ("d", "a", "ad", "z"))


def governing_noun(words: Words) -> str:
    """What a whole clause is about: the nouns it begins with, or else its verb with the object."""
    told = leading_noun(joined(words))
    return told or thing_before(words)


def fitted(words: Words, room: int) -> str:
    """The words as text, what is too long shortened in the middle: its first words and as many last ones as fit."""
    if length(words) <= room:
        return joined(words)
    of = max((place for place, word in enumerate(words) if word[0] == "的"), default=len(words))
    if length(words[of + 1 :]) >= 6:
        return fitted(words[of + 1 :], room)
    count = 0
    while length(words[:count]) < room // 4 and count < len(words) - 1:
        count += 1
    head = joined(words[:count])
    last = joined(tail(words[count:], max(4, room - len(head) - 1)))
    is_short = len(head) + len(last) < room and len(head) <= room // 2
    return f"{head}…{last}" if is_short else joined(tail(words, room))


def deed_after(text: str, room: int) -> str:
    """The first whole words of a predicate that fit; nothing where they say nothing."""
    taken = _whole(list(dropwhile(_is_particle, words_of(text))), room)
    return joined(taken) if length(taken) > 1 else ""


def _is_particle(word: Word) -> bool:
    return word[1][:1] == "u" or word[0] in FILLERS


def is_deed(text: str) -> bool:
    """Whether a label is a verb by itself: 交流, 办结."""
    words = words_of(text)
    if text in OUTCOMES or BUILT.fullmatch(text):
        return True
    return len(words) == 1 and len(text) == 2 and (words[0][1] in ("v", "vn", "vi") or text in ACTIVITIES)


def bare_deed(text: str) -> str:
    """The verb of a label that is nothing but a verb, adverbs left out: 办结, 拟安排 → 安排, 破; empty for any other."""
    told = words_of(text)
    if told and told[0][0] in NEGATIONS:
        return ""  # 不合格 is no 合格
    words = list(dropwhile(lambda word: word[1] == "d" or word[0] in NEWLY, told)) or told[-1:]
    own = joined(words)
    is_short = len(own) == 1 and words[0][1] == "v" and own not in LIGHT_VERBS
    return own if is_short or is_deed(own) else ""


def without_verb(text: str) -> str:
    """The thing of a verb with its object: 提拔干部, 新提拔干部 → 干部; nothing where no thing is left."""
    words = words_of(text)
    words = words[1:] if len(words) > 2 and words[0][0] in NEWLY else words
    if words and is_verb(words[0]) and words[0][0] not in ACTIVITIES:
        words = words[1:]
    return joined(words) if _tells_thing(words) else ""


def _tells_thing(words: Words) -> bool:
    return length(words) > 1 and has_noun(words) and (len(words) > 1 or is_noun(words[0]))


def is_plain(words: Words) -> bool:
    """Whether the words are a thing without a preposition, particle or pronoun between them."""
    return all(tag[:1] not in "purx" and word not in LIGHT_VERBS and word not in TRAILING for word, tag in words)
