"""What surrounds a report without belonging to it: web page chrome, rules, page numbers, notes."""

import re

_RULE = re.compile(r"[\s\-—－_=＝~～*＊·.…•■□◆●★☆|/\\#+]{3,}|[◆■●★☆]+")
_PAGE = re.compile(r"[—\-–－·\s]{1,4}\d{1,4}[—\-–－·\s]{1,4}|第\s?\d{1,4}\s?页.{0,12}|\d{1,3}\s?/\s?\d{1,3}")
_CHROME = re.compile(
    r"(?:您?(?:现在|当前|所在)?(?:的?位置|所在位置)\s?[:：]|当前位置|首页(?:$|[\s>＞»|/·-])|网站首页|返回(?:首页|顶部|上一页|列表)|设为首页|加入收藏|收藏本[站页]"
    r"|网站地图|网站声明|无障碍|长者(?:版|模式)|繁體|繁体(?:版|中文)?$|English|登录(?:$|[\s|/])|注册(?:$|[\s|/])|站内搜索|搜索$|请输入"
    r"|【?字[体号]\s?[:：]|字号|\[?(?:大|小)\s中\s|【(?:大|打印|关闭|纠错|字体)|打印(?:$|本|此|文|\s)|关闭(?:$|本|窗|页|\s)|我要纠错"
    r"|分享(?:到|至|$)|扫一扫|二维码|微信|微博|QQ空间|点击(?:数|量|次数|率|这里)|浏览(?:次数|量|数)?\s?[:：]|阅读(?:次数|量|数)?\s?[:：]|访问量"
    r"|(?:信息|文章|稿件|内容)?来源\s?[:：]|发布(?:时间|日期|机构|单位|人)\s?[:：]|(?:更新|发稿)(?:时间|日期)\s?[:：]|日期\s?[:：]|时间\s?[:：]\s?\d{4}"
    r"|作者\s?[:：]|(?:责任|责)编(?:辑)?\s?[:：]|编辑\s?[:：]|【?(?:责任)?编辑\s?[:：]|审[核稿]\s?[:：]|初审\s?[:：]|终审\s?[:：]"
    r"|上一[篇条]\s?[:：]?|下一[篇条]\s?[:：]?|相关(?:文章|链接|阅读|新闻|文件|解读|附件下载)|热点(?:文章|推荐)|推荐阅读|延伸阅读|友情链接"
    r"|版权所有|Copyright|©|.{0,4}ICP备|.{0,6}公网安备|主办(?:单位)?\s?[:：]|承办(?:单位)?\s?[:：]|技术支持\s?[:：]|网站标识码|网站维护"
    r"|索\s?引\s?号|信息分类\s?[:：]|主题分类\s?[:：]|发文(?:字号|机关|日期|单位)\s?[:：]|成文日期\s?[:：]|文\s?号\s?[:：]|公开(?:日期|方式|范围|时限)\s?[:：]"
    r"|名\s{1,4}称\s?[:：]|有效性\s?[:：]|体裁分类|主题词\s?[:：]\s?$|https?://|www\.)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"目\s{0,4}[录次]|.{2,80}(?:…|\.{3}|·{3}|．{3}|\t)[\s.…·．]{0,80}\d{1,3}")
_MENU_WORD = re.compile(
    r"(?:首\s?页|新闻(?:中心|动态|资讯)?|政务(?:公开|动态|服务|要闻)?|信息公开(?:目录|指南|制度)?|政府信息公开|办事(?:服务|指南|大厅)|在线服务|网上办事|互动(?:交流)?"
    r"|政民互动|公众参与|走进.{2,6}|魅力.{2,6}|数据(?:开放|发布)|专题(?:专栏)?|机构(?:职能|设置|概况)|领导(?:之窗|信息|活动)|通知公告|公示公告|政策(?:法规|文件|解读)"
    r"|工作动态|党建(?:园地|工作)?|法律法规|规划计划|统计(?:信息|数据)|财政(?:信息|预决算)|人事(?:信息|任免)|应急管理|招商引资|旅游|投诉举报|咨询投诉|联系我们|关于我们"
    r"|下载(?:中心|专区)?|图片新闻|视频|正文|内容|详情|导航|搜索|登录|注册|更多)"
)
_NOTE = re.compile(
    r"(?:[（(](?:此件|本文|此文)[^）)]{0,30}[）)]|[（(]?(?:联\s?系\s?人|联系(?:电话|方式|地址|单位)|咨询电话|监督电话|传\s?真|电子(?:邮箱|邮件)|邮\s?箱|邮\s?编|地\s?址|电\s?话|E-?mail)\s?[:：]"
    r"|注\s?\d{0,2}\s?[:：]|【注】|\[\d{1,2}\]\s?\S|［\d{1,2}］|〔\d{1,2}〕\s?\S|注释\s?[:：]?$|[备附]注\s?[:：]|(?:出席|列席|缺席|请假|主持|记录|参加(?:人员)?)人?员?\s?[:：]|说明\s?[:：]|名词解释\s?[:：]?$|主\s?题\s?词\s?[:：]|抄\s?送\s?[:：]|抄\s?报\s?[:：]|分\s?送\s?[:：]|主\s?送\s?[:：]\S"
    r"|本报讯|本报\S{0,8}\d+月\d+日(?:电|讯)|新华社\S{1,10}\d+月\d+日电|中新社|中新网|人民网\S{1,8}电|\S{2,6}日报讯|[（(](?:记者|通讯员|作者|供稿|原载|据)[^）)]{1,40}[）)]$|(?:记者|通讯员)\s\S{2,4}"
    r"|[（(](?:联系人|共印|印发范围|印\d))",
    re.IGNORECASE,
)
_PRINTED = re.compile(r".{2,40}(?:\d|日|\s)印发|.{0,20}共印\d+份.{0,4}")
_RELATED = re.compile(
    r"(?:相关|热点|推荐|延伸|最新|热门)(?:文章|链接|阅读|新闻|文件|解读|推荐|信息|稿件)|上一[篇条]|下一[篇条]"
)
_FOOTED = re.compile(r"[①-⑳]\s?(?:参见|引自|见|转引|《|数据来源|根据)")
_FOOT_WORD = re.compile(r"(?:主办|承办|版权|地址|邮编|技术支持|网站|电话)")


def is_rule(bare: str) -> bool:
    """Whether the line is only drawn, such as ``————`` or ``*****``, or a page number."""
    if len(bare) > 120 and not set(bare) <= set("-—_=*－＿＝"):
        return False
    return _RULE.fullmatch(bare) is not None or _PAGE.fullmatch(bare) is not None


def is_chrome(bare: str) -> bool:
    """Whether a line is part of a web page around the report: path, menu, print button, source and date, footer."""
    if len(bare) > 160:
        return False
    if _CHROME.match(bare) or _CONTENTS.fullmatch(bare):
        return True
    return _is_menu(bare) or _is_path(bare)


def _is_menu(bare: str) -> bool:
    words = [word for word in re.split(r"[\s|｜·/>＞»]+", bare) if word]
    known = sum(_MENU_WORD.fullmatch(word) is not None for word in words)
    return known == len(words) or (len(words) >= 3 and known * 2 >= len(words))


def _is_path(bare: str) -> bool:
    steps = re.split(r"\s?(?:>>?|＞|»|→)\s?", bare)
    return len(steps) >= 3 and all(len(step) <= 30 for step in steps) and "。" not in bare


def is_foot(bare: str) -> bool:
    """Whether a line after the report's end belongs to a web page's foot (owner, address, licence)."""
    return len(bare) <= 160 and (is_chrome(bare) or _FOOT_WORD.match(bare) is not None)


def is_related(bare: str) -> bool:
    """Whether a line opens a web page's list of related or neighbouring pages."""
    return len(bare) <= 60 and _RELATED.match(bare) is not None


def is_note(bare: str) -> bool:
    """Whether a line is a remark beside the report: publication note, contact, footnote, news-wire line, copies."""
    if _NOTE.match(bare) is not None or _FOOTED.match(bare) is not None:
        return True
    return len(bare) <= 60 and _PRINTED.fullmatch(bare) is not None
