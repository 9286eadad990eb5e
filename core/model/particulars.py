"""Particulars: what a Word file needs beside the draft's text, by the names layouts use (GB/T 9704-2012, 7.2-7.4, 10)."""

from types import MappingProxyType

LAYOUT = "版式"
"""The particular that keeps which layout the draft was last written in."""

CARD = "单位名片"
"""The particular that names the draft's unit card."""

KEPT = "沿用名称"
"""The particular that lists names from a basis document that stay on purpose."""

UNFILLED = "名片不填"
"""The particular that lists the facts which the unit card could fill and shall not."""

LEFT_OUT = "不写"
"""The particular that keeps which tasks of the year's plan are not written on purpose, and why."""

IGNORED = "忽略"
"""The particular that keeps which findings are right as they stand."""

DEPARTMENTS = "责任科室"
"""The particular that keeps which department answers for which section."""

TARGETS = "目标字数"
"""The particular that keeps how long sections shall become."""

FIT = "行距字距"
"""The particular that keeps how much closer or wider the draft is set than its layout, so that 署名 stands with text."""

UNSIGNED = "不署名"
"""The particular that says that 署名 was emptied on purpose, so that none is proposed again."""

SEAL = "印章"
NO_SEAL = ("", "无", "否", "不")
"""What says of 印章 that there is none; anything else says that there is one."""

ALIASES = MappingProxyType({"加盖印章": SEAL})
"""Other names by which clerks set a particular: as the window calls it."""

HEADER, FOOTER = "页眉", "页脚"
"""Words in the headers and footers of every page, several lines divided by line breaks; page numbers are the layout's."""

GROUPS = MappingProxyType(
    {
        "版头": ("份号", "密级", "紧急程度", "发文机关", "发文字号", "签发人"),
        "落款": ("印章", "附注"),
        "版记": ("抄送", "印发机关", "印发日期"),
        "讲话": ("讲话人", "讲话场合", "讲话日期"),
        "题下": ("题下单位", "题下日期"),
        "纪要": ("纪要名称", "期号", "出席", "请假", "列席"),
        "页眉页脚": (HEADER, FOOTER),
    }
)
SEPARATORS = "、；;\n"
"""What stands between the names in a particular that holds several."""

MANY = frozenset(("发文机关", "签发人"))
NAMES = tuple(name for names in GROUPS.values() for name in names)
