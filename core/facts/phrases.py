"""Short phrases out of tagged words: which of them govern, which are things, which only fill."""

import re
from functools import lru_cache
from itertools import dropwhile

from core.facts.lexicon import Lexicon
from core.segment import tagged

Word = tuple[str, str]
Words = list[Word]

LONGEST = 16  # characters of a label without its unit
THING = 14  # characters of the thing counted
HEAD = 4  # more of them for the noun that a long thing ends with: 社区综合文化|服务中心


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEGATIONS = _words("未 没有 尚未 不 没")
FILLERS = _words("了 各 着 共 已 仅")
WHOLLY = _words("全部 均 都 已 全")
FULLY = _words("基本 全面 如期 顺利 圆满")
AFTER_THING = WHOLLY | {"平均"}
STOP_TAGS = frozenset("pcdurwxymt")
OURS = re.compile(r"我[区县市省局部院校镇乡村委办会处队所]")
STOP_WORDS = re.compile(r"我[区县市省局部院校镇乡村委办会处队所]|切实|正在|每.?|由.?|全部|均|都|已|共|等")
EACH = re.compile("(?:平|[亩户村人生次床年月日])均")
MAKES_NOUN = frozenset("员点站室队厅棚")  # 采样|点
POINTS = _words("前 后 起 内 间 底 末 初 中 之前 以前 之后 以后")
JOINING = frozenset(
    "而且然但如果因所以虽则并及或与和跟同即若由于从进可是只要无论不管既何况除甚至乃么假倘致故尽便即使哪纵固此反再比"
)
JOINTS = frozenset("和与及或")
STILL = _words("仍 尚 仍然 尚未")  # adverbs that the tagger does not know as such
LIMITS = _words("以上 以下 以内")
OF_EACH = (("平均", "每人"), ("年", "人均"), ("月", "人均"))
AMONG = (("中", "f"), ("中有", "v"))
AT_PLACE = re.compile(r"^在[^，。；：、]{2,14}?(?:(?<![集其当])中|上|里|期间|方面)(?=..)")
NOUNS = _words("青年 老年 中年 少年 等候 规上 限上 规下 限下")  # no time word, no verb of a list
AVERAGED = re.compile("[^平]均")  # 次均
TORN_ALL = re.compile("[^完]全")
TORN_SHALL = re.compile(".要")
LINKS = frozenset((("为", "p"), ("的", "uj")))
BUILT = re.compile(r"[新改扩续迁重]{1,2}建")
LIMIT_LEAD = re.compile(
    r"[0-9.]+(?:(?:[—–~至-]+[0-9.]+)?周?岁(?:及?以[上下内])?|[十百千万亿]{0,2}[^\W\d_]{1,3}?及?以[上下内])的?(?=..)"
)
OF_CLAUSE = re.compile(r"[^，。；：、的]{4,16}的(?=..)")
BOUND_CLAUSE = re.compile(
    r"[^，。；：、的0-9]{2,10}(?:[0-9.]+[十百千万亿]{0,2}[^\W\d_]{1,3}?及?以[上下内]|(?:满|超过?|达到?|逾|不足|低于|高于)[0-9.]+[^\W\d_]{1,3})的(?=..)"
)
QUOTED = re.compile(r"[“《‘「]([^“”《》‘’「」\n]{1,12})[”》’」]")


def lead_off(lexicon: Lexicon, text: str) -> str:
    """The text without the words that only lead up to the number behind it (共、约、累计…)."""
    for _ in range(6):
        match = lexicon.leads.search(text)
        if match is None:
            break
        text = text[: match.start()]
    return text


def words_of(lexicon: Lexicon, text: str) -> Words:
    """The tagged words of a text, each quotation kept as one word."""
    return list(_words_of(lexicon, text))


@lru_cache(maxsize=1024)  # the sides of a number are told apart several times
def _words_of(lexicon: Lexicon, text: str) -> Words:
    joined: Words = []
    depth = 0
    for word, guessed in _mended(tagged(text)) if text else []:
        tag = _tag(lexicon, word, guessed)
        if depth and joined:
            joined[-1] = (joined[-1][0] + word, "nz")
        elif joined and (tag_of_both := _tag_of_both(lexicon, joined[-1], (word, guessed))):
            joined[-1] = (joined[-1][0] + word, tag_of_both)
        else:
            joined.append((word, tag))
        depth = max(0, depth + (word in "“《‘「（") - (word in "”》’」）"))
    return joined


def _mended(words: Words) -> Words:
    """脱贫村|全|覆盖 for 脱贫|村全|覆盖: 全 belongs to what follows."""
    told: Words = []
    for word, tag in words:
        if word == "覆盖" and len(told) > 1 and TORN_ALL.fullmatch(told[-1][0]):
            village = told.pop()[0][0]
            told[-1:] = [(told[-1][0] + village, "n"), ("全", "a")]
        is_torn = tag == "b" and TORN_SHALL.fullmatch(word)  # 村要|限期整改
        told += [(word[0], "n"), ("要", "v")] if is_torn else [(word, tag)]
    return told


def _is_vessel(before: Word, word: str, guessed: str) -> bool:
    """采血|袋, 输液|瓶: a measure word right behind an activity names a thing."""
    return guessed == "q" and len(word) == 1 and len(before[0]) == 2 and before[1] in ("v", "vn")


def _tag_of_both(lexicon: Lexicon, one: Word, other: Word) -> str:
    """The tag of two words that the segmenter takes apart: 抓|好, 在|库 (项目), 投放|率; empty for two words."""
    word, following = one[0], other[0]
    if word + following in lexicon.torn:
        return "v"
    if word + following in lexicon.standing:
        return "b"
    if word + following in lexicon.joined_nouns or _is_one_noun(lexicon, word, following) or _is_vessel(one, *other):
        return "n"
    return ""


def _is_one_noun(lexicon: Lexicon, word: str, following: str) -> bool:
    """快递|员, 采样|点, 投放|率, 月|活率."""
    if following in MAKES_NOUN:
        return len(word) > 1 and word not in lexicon.empty_verbs
    return following == "率" or (following.endswith("率") and len(word) == 1 and len(following) == 2)


def _tag(lexicon: Lexicon, word: str, guessed: str) -> str:
    """The tag of a word, mended where the segmenter is known to be wrong (所有者 is no conjunction)."""
    if word in lexicon.torn or BUILT.fullmatch(word) or _is_verb_unknown(lexicon, word, guessed):
        return "v"
    if word in NOUNS or word in lexicon.joined_nouns or (guessed + word[-1]) in ("c者", "r科"):
        return "n"
    return _tag_of_adverb(word, guessed)


def _tag_of_adverb(word: str, guessed: str) -> str:
    """The tag of an adverb, which 次均 is none, and 仍 is; any other as it is."""
    if guessed != "d" and word not in STILL:
        return guessed
    return "b" if AVERAGED.fullmatch(word) else "d"


def _is_verb_unknown(lexicon: Lexicon, word: str, guessed: str) -> bool:
    """接单, which the tagger takes for a conjunction though nothing in it joins; 立案查处 and 新开工, which it takes for nouns."""
    if guessed[:1] == "n":
        return (len(word) == 4 and word[:2] in lexicon.torn) or (word[0] == "新" and word[1:] in lexicon.torn)
    return guessed == "c" and len(word) > 1 and not word.endswith("者") and not JOINING & set(word)


def is_verb(lexicon: Lexicon, word: Word) -> bool:
    """Whether a word can govern an object."""
    return word[1] in ("v", "vi", "vg", "vd") and word[0] not in lexicon.light_verbs


def is_noun(lexicon: Lexicon, word: Word) -> bool:
    """Whether a word can be (part of) a thing."""
    return (
        word[1][:1] in ("n", "j", "l", "i", "s") or word[1] in ("vn", "eng", "an", "b", "f") or word[0] in lexicon.nouns
    )


def has_noun(lexicon: Lexicon, words: Words) -> bool:
    """Whether something in the words can be a thing."""
    return any(is_noun(lexicon, word) or (len(word[0]) > 1 and not is_verb(lexicon, word)) for word in words)


def joined(words: Words) -> str:
    """The words as text, fillers such as 了 left out."""
    return "".join(word for word, _ in words if word not in FILLERS)


def length(words: Words) -> int:
    """Characters of the words as text."""
    return sum(len(word) for word, _ in words if word not in FILLERS)


def trimmed(lexicon: Lexicon, words: Words) -> Words:
    """The words without the time words, adverbs and function words at either end, and without 我区 and what precedes."""
    own = [index for index, word in enumerate(words[:-1]) if OURS.match(word[0])]
    start, stop = (own[-1] + 1 if own else _behind_organ(lexicon, words)), len(words)
    while stop > start and _trails(lexicon, words[:stop]):
        stop -= 1
    while start < stop and _leads(lexicon, words[start : start + 2]):
        start += 1
        start += start < stop and words[start][0] in POINTS
    return words[start:stop]


def _trails(lexicon: Lexicon, words: Words) -> bool:
    """Whether the last word only leads on to what follows; 每人 in 平均|每人, 人均 in 年|人均 say of whom."""
    is_told = tuple(word for word, _ in words[-2:]) in OF_EACH
    return words[-1][0] in lexicon.trailing and not is_told


def _leads(lexicon: Lexicon, words: Words) -> bool:
    """Whether the first word only leads up to the next; in 按期|办结率 it tells two rates apart."""
    is_rate = words[0][0] in lexicon.punctual and words[-1][0].endswith("率")
    is_told = len(words) > 1 and (
        _is_yearly(words) or (words[0][1] == "t" and words[1][0] in LIMITS)
    )  # 五年以上有期徒刑
    return _only_leads(lexicon, words[0]) and not is_rate and not is_told


def _is_yearly(words: Words) -> bool:
    """年 of 年新增产值, 日 of 日转运能力."""
    return words[0][0] in ("年", "日") and words[1][0] not in POINTS and words[1][1][:1] in "vnjd"


def _behind_organ(lexicon: Lexicon, words: Words) -> int:
    """Who did it is left out: 住房和城乡建设局|完成改造; the organ by itself is kept."""
    for index, word in enumerate(words[:-2]):
        if lexicon.organ.search(word[0]) and is_verb(lexicon, words[index + 1]) and length(words[: index + 1]) > 1:
            return index + 1
        if is_verb(lexicon, word) and word[0] not in lexicon.activities:
            break
    return 0


def activity_with(lexicon: Lexicon, thing: str, behind: str, is_object: bool) -> str:
    """A general thing with what is done with it, or what it does: 培训干部, 干部参加培训; the thing where nothing tells."""
    behind = AT_PLACE.sub("", behind.removeprefix(thing))
    words = [] if behind.startswith("的") else list(dropwhile(_is_particle, words_of(lexicon, behind)))
    words = list(dropwhile(lambda word: word[0] in WHOLLY, words))
    done = list(dropwhile(lambda word: word[0] in lexicon.manners, words))
    if not done:
        return thing
    if is_object and done[0][0] in lexicon.empty_verbs:
        activity = "".join(word for word, _ in done[1:])
        return activity + thing if 2 <= len(activity) <= LONGEST - len(thing) else thing
    return thing + joined(_whole(lexicon, words, LONGEST - len(thing))) if _begins_activity(lexicon, done[0]) else thing


def _begins_activity(lexicon: Lexicon, word: Word) -> bool:
    if word[0] in NEGATIONS or word[0] in ("正在", "被"):
        return True
    if word[0] in ("平均", "共有", "现有", "拥有"):  # 38个水保所|平均在岗4.1人
        return False
    is_light = word[0] in lexicon.light_verbs - lexicon.took_part and word[0] not in lexicon.predicates
    return word[1][:1] == "v" and not is_light


def _whole(lexicon: Lexicon, words: Words, room: int) -> Words:
    """The first whole words that fit, without signs that nothing ends with; no verb whose object is cut off."""
    taken: Words = []
    for word in words:
        if length(taken) + len(word[0]) > room or word[1][:1] in ("w", "x"):
            break
        taken.append(word)
    is_cut = len(taken) < len(words) and words[len(taken)][1][:1] != "w"
    while taken and _hangs(lexicon, taken[-1], is_cut):
        taken.pop()
    return taken


def _hangs(lexicon: Lexicon, word: Word, is_cut: bool) -> bool:
    """Whether no label ends with the word; ``is_cut`` says that more followed it."""
    if word[0] in lexicon.manners:
        return True
    return word[1][:1] in STOP_TAGS or (is_cut and is_verb(lexicon, word) and word[0] not in lexicon.activities)


def _only_leads(lexicon: Lexicon, word: Word) -> bool:
    if word[0] in lexicon.terms or (word[1] == "t" and len(word[0]) == 1 and word[0] not in lexicon.leading):
        return False
    return word[0] in lexicon.leading or (word[1] in ("d", "t", "c", "uj", "ul", "x") and word[0] not in NEGATIONS)


def governing_verb(lexicon: Lexicon, words: Words, alone: bool = True) -> str:
    """The verb that governs an object behind the number: the last one, or an ``alone`` word the tagger mistook."""
    for word in reversed(words):
        if is_verb(lexicon, word) and len(word[0]) > 1:
            return word[0]
    lone = words[0][0] if alone and len(words) == 1 else ""
    return lone if len(lone) == 2 and lone not in lexicon.light_verbs else ""


def opening_verb(lexicon: Lexicon, words: Words) -> str:
    """The verb that words begin with: 培育 of 培育龙头企业 (tagged as a noun), 新引进 of 新引进博士; empty where none does."""
    if not words:
        return ""
    if words[0][0] in lexicon.newly and len(words) > 2 and is_verb(lexicon, words[1]):
        return words[0][0] + words[1][0]
    first = _fused_verb(lexicon, words[0]) or words[0][0] * _governs_first(lexicon, words)
    return "" if first in lexicon.lone_verbs else first


def _fused_verb(lexicon: Lexicon, word: Word) -> str:
    """引进 of 引进人才, which the segmenter takes for one word."""
    verb = word[0][:2]
    is_fused = len(word[0]) == 4 and word[1] == "l"
    return verb if is_fused and (verb in lexicon.pivots or verb in lexicon.empty_verbs) else ""


def _governs_first(lexicon: Lexicon, words: Words) -> bool:
    """Whether the first word is a verb, or one that is tagged as a noun though a thing follows it."""
    first, tag = words[0]
    if tag != "vn" or first in lexicon.activities:
        return is_verb(lexicon, words[0]) and first not in lexicon.standing
    return len(words) > 2 or (len(words) == 2 and first in lexicon.pivots)


def thing_before(lexicon: Lexicon, words: Words) -> str:
    """The object with its verb where the number comes last: 推荐先进典型人物."""
    plain = not _has_preposition(words)
    if plain and length(words) <= LONGEST:
        return joined(words)
    start = next((index for index in range(len(words)) if _governs(lexicon, words, index)), None)
    if start is None and plain and len(words[0][0]) == 2:
        start = 0  # most likely a verb that the tagger does not know (增派)
    return (
        joined(tail(lexicon, words, LONGEST))
        if start is None
        else _shortened(lexicon, words[start][0], words[start + 1 :])
    )


def _has_preposition(words: Words) -> bool:
    return any(tag == "p" for _, tag in words)


def _governs(lexicon: Lexicon, words: Words, position: int) -> bool:
    """Whether a verb takes the words behind it as its object: not before another verb, not inside a noun chain."""
    word, rest = words[position], words[position + 1 :]
    if (
        not is_verb(lexicon, word)
        or not has_noun(lexicon, rest)
        or _has_preposition(rest)
        or (is_verb(lexicon, rest[0]) and len(rest[0][0]) > 1)
    ):
        return False
    return word[0] not in lexicon.activities or position == 0 or is_verb(lexicon, words[position - 1])


def _shortened(lexicon: Lexicon, verb: str, rest: Words) -> str:
    if len(verb) + length(rest) > LONGEST:
        particle = max((index for index, word in enumerate(rest[:-1]) if word[0] == "的"), default=-1)
        is_limit = any(word[1] == "m" for word in rest) and length(rest) <= LONGEST  # 日供水2000吨以上的规模水厂
        if is_limit or (particle >= 0 and verb in lexicon.predicates):  # 列入规划的水库
            return joined(tail(lexicon, rest, LONGEST))
        rest = rest[particle + 1 :]
    return verb + joined(tail(lexicon, rest, LONGEST - len(verb)))


def tail(lexicon: Lexicon, words: Words, room: int) -> Words:
    """The last whole words that fit into ``room`` characters; at least one."""
    start = len(words)
    while start > 0 and length(words[start - 1 :]) <= room:
        start -= 1
    last = words[min(start, len(words) - 1) :] if words else words
    while len(last) > 1 and _weak_start(lexicon, last[0], start > 0):
        last = last[1:]
    return last


def _weak_start(lexicon: Lexicon, word: Word, cut: bool) -> bool:
    """Whether a phrase had better not begin with the word; ``cut`` says that words before it were left out."""
    return word[1] in ("uj", "p", "c", "d", "x") or (
        cut and (word[0] in lexicon.leading or word[0] in lexicon.activities or word[0] in POINTS)
    )


def thing_after(lexicon: Lexicon, text: str) -> str:
    """The thing counted where it follows the measure word: up to the first verb or function word."""
    if quotation := QUOTED.match(text):
        return _quoted(lexicon, quotation, text[quotation.end() :])
    if limit := LIMIT_LEAD.match(text):  # 80周岁以上|老人
        thing = thing_after(lexicon, text[limit.end() :])
        return limit.group() + thing if thing else ""
    words = words_of(lexicon, text)
    if clause := _of_clause(lexicon, words, text):
        return clause
    taken = _counted(lexicon, words)
    return joined(taken) if any(is_noun(lexicon, word) for word in taken) else _lone_activity(lexicon, words)


def _quoted(lexicon: Lexicon, quotation: re.Match[str], rest: str) -> str:
    """“三无”商品 with the thing behind the quotation, or what it quotes."""
    behind = _counted(lexicon, words_of(lexicon, rest))
    is_of = bool(behind) and is_noun(lexicon, behind[0]) and quotation.end() + length(behind) <= THING
    return quotation.group() + joined(behind) if is_of else quotation.group(1)


def _counted(lexicon: Lexicon, words: Words) -> Words:
    """The words up to the first verb or function word."""
    taken: Words = []
    for position, word in enumerate(words[: _inside(words)]):
        following = words[position + 1] if position + 1 < len(words) else ("", "w")
        if _ends_thing(lexicon, word, following, taken):
            break
        taken.append(word)
    return taken


def _of_clause(lexicon: Lexicon, words: Words, text: str) -> str:
    """患有慢性病的老人, 年龄在80周岁以上的老人: a thing behind a clause, with the clause where both are short; empty for any other."""
    found = BOUND_CLAUSE.match(text) or (_begins_clause(lexicon, words) and OF_CLAUSE.match(text))
    thing = thing_after(lexicon, text[found.end() :]) if found else ""
    if not found or not thing or "的" in thing:
        return ""
    return found.group() + thing if found.end() + len(thing) <= THING else thing


def _begins_clause(lexicon: Lexicon, words: Words) -> bool:
    """Whether words begin with a verb that has its own object: 违反|规定|的."""
    return len(words) > 2 and is_verb(lexicon, words[0]) and len(words[0][0]) > 1 and is_noun(lexicon, words[1])


def _inside(words: Words) -> int:
    """Where 中 ends the things counted: 外卖订单|中有效投诉."""
    return next((place for place, word in enumerate(words) if place and word in AMONG), len(words))


def _lone_activity(lexicon: Lexicon, words: Words) -> str:
    """A verb that stands alone is itself what is counted: **次的抽查."""
    lone = words[0][0] if len(words) == 1 or (words and words[1][1] in ("x", "w")) else ""
    return lone if len(lone) > 1 and lead_off(lexicon, lone) == lone and STOP_WORDS.match(lone) is None else ""


def _ends_thing(lexicon: Lexicon, word: Word, following: Word, taken: Words) -> bool:
    if _goes_on(lexicon, word, following, taken):
        return False
    if length(taken) + len(word[0]) > THING + HEAD * (word[1] == "n") or _stops(lexicon, word[0], following, taken):
        return True
    if word[1][:1] in STOP_TAGS:
        return word[1] not in ("d", "m") or bool(taken) or not is_noun(lexicon, following)
    return _verb_ends_thing(lexicon, word, following, taken)


def _stops(lexicon: Lexicon, word: str, following: Word, taken: Words) -> bool:
    """Whether a word is part of no thing: 进行, 全部, and 免费 or 全面 (消除) behind one."""
    is_wholly = word in FULLY and is_verb(lexicon, following)
    is_manner = bool(taken) and (is_wholly or word in lexicon.manners or EACH.fullmatch(word) is not None)
    return is_manner or word in lexicon.light_verbs or STOP_WORDS.match(word) is not None


def _goes_on(lexicon: Lexicon, word: Word, following: Word, taken: Words) -> bool:
    """学习|会 at the end of a thing, and 大中型|和|小型 before its noun."""
    if not taken or length(taken) + len(word[0]) > THING:
        return False
    is_ending = word[0] in lexicon.endings and (following[1][:1] in ("w", "x", "c") or following[0] in AFTER_THING)
    return is_ending or (word[0] in JOINTS and not any(known[1][:1] in ("n", "j", "l") for known in taken))


def _verb_ends_thing(lexicon: Lexicon, word: Word, following: Word, taken: Words) -> bool:
    """A verb belongs to the thing only in front of its first noun (处级干部), or as the name of an activity."""
    if not is_verb(lexicon, word) or word[0] in lexicon.activities:
        return word[1] == "ad"
    if following[0] in lexicon.thing_ends or following[0] == "等":  # 行政审批等事项
        return False
    return not is_noun(lexicon, following) or any(is_noun(lexicon, known) for known in taken)


def leading_noun(lexicon: Lexicon, text: str) -> str:
    """The nouns a clause begins with before its first verb: 粮食产量稳步提高 → 粮食产量; nothing where a verb begins it."""
    if road := lexicon.roads.match(text):  # 清溪至东岭高速公路: the 至 ends no subject
        return road.group()
    words = trimmed(lexicon, words_of(lexicon, text))
    if _names_pair(lexicon, words):
        return joined(words)
    end = next((place for place, word in enumerate(words) if _ends_subject(lexicon, word, place)), len(words))
    taken = words[:end]
    return joined(taken) if length(taken) > 1 and any(is_noun(lexicon, word) for word in taken) else ""


def _names_pair(lexicon: Lexicon, words: Words) -> bool:
    """Whether words are nothing but nouns and what joins them, with a measure of both at the end: 研究与试验发展经费."""
    is_pair = any(word in JOINTS for word, _ in words) and length(words) <= LONGEST
    is_whole = all(is_noun(lexicon, word) or word[0] in JOINTS or word[1] == "a" for word in words)
    return is_pair and is_whole and lexicon.measured.search(words[-1][0]) is not None


def _ends_subject(lexicon: Lexicon, word: Word, place: int) -> bool:
    if is_verb(lexicon, word) and word[0] not in lexicon.activities:
        return True
    return word[1][:1] in ("p", "c", "x", "w", "m") or (place > 0 and word[1] in ("d", "a", "ad", "z"))


def governing_noun(lexicon: Lexicon, words: Words) -> str:
    """What a whole clause is about: the nouns it begins with, or else its verb with the object."""
    told = leading_noun(lexicon, joined(words))
    return told or thing_before(lexicon, words)


def fitted(lexicon: Lexicon, words: Words, room: int) -> str:
    """The words as text, what is too long shortened in the middle: its first words and as many last ones as fit."""
    if length(words) <= room:
        return joined(words)
    of = max((place for place, word in enumerate(words) if word[0] == "的"), default=len(words))
    if length(words[of + 1 :]) >= 6:
        return fitted(lexicon, words[of + 1 :], room)
    count = 0
    while length(words[:count]) < room // 4 and count < len(words) - 1:
        count += 1
    head = joined(words[:count])
    last = joined(tail(lexicon, words[count:], max(4, room - len(head) - 1)))
    is_short = len(head) + len(last) < room and len(head) <= room // 2
    return f"{head}…{last}" if is_short else joined(tail(lexicon, words, room))


def activity_after(lexicon: Lexicon, text: str, room: int) -> str:
    """The first whole words of a predicate that fit; nothing where they say nothing."""
    taken = _whole(lexicon, list(dropwhile(_is_particle, words_of(lexicon, text))), room)
    return joined(taken) if length(taken) > 1 else ""


def _is_particle(word: Word) -> bool:
    return word[1][:1] == "u" or word[0] in FILLERS


def purpose_of(lexicon: Lexicon, words: Words, room: int) -> str:
    """What somebody was sent or led to do: whole where it fits, else its last activity behind …: …开展技术指导."""
    if length(words) <= room:
        return joined(words)
    for place in range(1, len(words) - 1):
        last = words[place:]
        if length(last) < room and _is_whole_activity(lexicon, last):
            return f"…{joined(last)}"
    return ""


def _is_whole_activity(lexicon: Lexicon, words: Words) -> bool:
    """A verb with its object, and not one that only describes: 开展技术指导, not 组织的培训."""
    return words[0][1] == "v" and has_noun(lexicon, words[1:]) and all(word != "的" for word, _ in words)


def is_activity(lexicon: Lexicon, text: str) -> bool:
    """Whether a label is a verb by itself: 交流, 办结."""
    words = words_of(lexicon, text)
    if text in lexicon.outcomes or BUILT.fullmatch(text):
        return True
    return len(words) == 1 and len(text) == 2 and (words[0][1] in ("v", "vn", "vi") or text in lexicon.activities)


def bare_activity(lexicon: Lexicon, text: str) -> str:
    """The verb of a label that is nothing but a verb, adverbs left out: 办结, 拟安排 → 安排, 破; empty for any other."""
    told = words_of(lexicon, text)
    if told and told[0][0] in NEGATIONS:
        return ""  # 不合格 is no 合格
    words = list(dropwhile(lambda word: word[1] == "d" or word[0] in lexicon.newly, told)) or told[-1:]
    own = joined(words)
    return own if own not in lexicon.objects and _is_lone_activity(lexicon, own, words) else ""


def _is_lone_activity(lexicon: Lexicon, own: str, words: Words) -> bool:
    if own in lexicon.torn or is_activity(lexicon, own):
        return True
    if len(words) == 2:
        return _are_two_verbs(lexicon, *words)
    if len(own) == 1:
        return words[0][1] == "v" and own not in lexicon.light_verbs
    return len(own) == 4 and all(is_verb_alone(lexicon, half) for half in (own[:2], own[2:]))


def _are_two_verbs(lexicon: Lexicon, one: Word, other: Word) -> bool:
    """立案|查处, but neither 开展|活动 nor 出口|增长."""
    if one[0] == "完成" and other[1] == "v":
        return other[0] not in lexicon.objects  # 完成|修缮
    if one[0] in lexicon.causing | lexicon.empty_verbs | lexicon.issuing | lexicon.pivots:
        return False
    is_verbal = all(tag[:1] == "v" and len(word) == 2 for word, tag in (one, other))
    return is_verbal and other[0] not in lexicon.objects and lexicon.changes.fullmatch(other[0]) is None


def is_verb_alone(lexicon: Lexicon, text: str) -> bool:
    """Whether two characters are one verb: both halves of 停业整顿, which the segmenter takes for one word."""
    words = words_of(lexicon, text)
    return len(words) == 1 and words[0][1] in ("v", "vn")


def without_verb(lexicon: Lexicon, text: str) -> str:
    """The thing of a verb with its object: 提拔干部, 新提拔干部 → 干部; nothing where no thing is left."""
    words = words_of(lexicon, text.removeprefix("的"))
    words = words[1:] if len(words) > 2 and words[0][0] in lexicon.newly else words
    if words and is_verb(lexicon, words[0]) and words[0][0] not in lexicon.activities:
        words = words[1:]
        words = words[words[0] in LINKS :] if words else words  # 鉴定为危房, 受理的案件
    return joined(words) if _tells_thing(lexicon, words) else ""


def _tells_thing(lexicon: Lexicon, words: Words) -> bool:
    return length(words) > 1 and has_noun(lexicon, words) and (len(words) > 1 or is_noun(lexicon, words[0]))


def is_plain_thing(lexicon: Lexicon, words: Words) -> bool:
    """Whether the words are only a thing, without an activity, an outcome or a sign: 本科以上人才."""
    if not words or words[-1][1][:1] not in "njf" or words[0][0] in NEGATIONS or words[0][0] in lexicon.outcomes:
        return False
    return not any(_is_activity_or_sign(lexicon, word) for word in words)


def _is_activity_or_sign(lexicon: Lexicon, word: Word) -> bool:
    return word[1][:1] in "wxp" or (is_verb(lexicon, word) and word[0] not in lexicon.activities)


def is_plain(lexicon: Lexicon, words: Words) -> bool:
    """Whether the words are a thing without a preposition, particle or pronoun between them."""
    return all(
        tag[:1] not in "purx" and word not in lexicon.light_verbs and word not in lexicon.trailing
        for word, tag in words
    ) and not set(words[-1:]).intersection(AMONG)
