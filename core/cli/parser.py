"""The command line's grammar and its Chinese wording."""

import argparse
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from core.errors import BadUse
from core.workflows.names import DRAFT_ENDING

USAGE = """拟稿：从往年材料到今年稿件。不带参数时打开窗口，带参数时直接办理。

  outline 材料或文件夹 [--json]      列出材料的标题层次；文件夹里的材料一份一行，读不出的写明原因；
          材料 --ocr                 扫描件和图片先识别成文字（facts、new也可以写），
                                     用这台电脑上装好的Tesseract，图片留在稿件里供核对
  facts   材料或稿件 [--json]        列出全部要素及其状态
  new     --kind 材料类型 --year 年份 [--unit 单位] [--card 单位名片] [--basis 往年材料]... [--base-year 年份]
          -o 稿件.nigao [--json]
                                     建立稿件；--basis 可以写几次，不写则用这类材料的提纲；
                                     不写 --card，就用给这个单位做好的名片
  fill    稿件 [--set 要素编号=值]... [--from 文件.json]
                                     填写要素，同一项要素处处一起填
  export  稿件或材料 -o 文件.docx或文件.pdf [--layout 版式或文件.docx] [--unit 单位] [--set 名称=值]... [--no-marks] [--no-tracking] [--json]
                                     导出公文格式的文档；--set 填写标题、主送、署名、成文日期和公文要素，
                                     如 --set 签发人=…；--no-marks 表示不标黄未核要素；
                                     稿件导出的Word文件打开就记录修订，--no-tracking 表示不记
  rollover 稿件或材料 [--year 年份] [--base-year 年份] [--json] [--accept 类别,…]
                                     列出年份、时段、届次、时效提法该怎样改；材料要写 --year；
                                     --base-year 回答往年材料写的是哪一年，稿件会记住，可以改；
                                     --accept 按建议改好稿件里这几类（如 报告年度,上年，或 全部）
  collect 稿件 -o 文件夹 [--json]    按章节生成填报表（.xlsx），请各部门填写
  collect 稿件 --read 填报表... [--json]
                                     把填好的表收进稿件；拿不准的列出来，不代填
  coverage 稿件或材料 [--plan 要点] [--json] [-o 对照表.docx或对照表.xlsx]
                                     对照今年的要点：每项任务写了没有，完成多少；
                                     稿件里已有要点的，不写 --plan 就用它；-o 另写一份对照表
  review  稿件 [--read 改稿.docx...] [--who 改稿=姓名]... [--take 编号,…] [--refuse 编号=理由]... [--handled 编号,…] [--json]
                                     列出改回来的文件里的每一处修改和批注，几份一起读时指出相互矛盾的；
                                     --who 说明改稿是谁的；--take 把这几处改进稿件（或 全部无冲突），
                                     --refuse 不采纳并记下理由，每处一步，可以撤销，改稿连同决定存进稿件；
                                     不写这两项就只列不改；不写 --read 就列出稿件里存着的改稿
  redline 稿件 [--from 版本] [--to now或版本或改稿.docx] -o 花脸稿.docx或花脸稿.pdf [--columns] [--no-moves]
  redline 旧稿.docx 新稿.docx -o 花脸稿.docx或花脸稿.pdf [--columns]
                                     花脸稿：新的一版，与旧的一版不同的地方都写成修订；
                                     版本写编号或名称，不写 --from 就用最近留存的一版；
                                     加上 --columns 就写三栏对照表（原文、修改、说明），
                                     --only 数字 或 --only 文字 只列这一类；
                                     --no-moves 把移动标成删去和增加，给不认移动的旧程序用
  signoff 稿件 [-o 核稿单.docx] [--stage 稿次] [--opinions 采纳情况表.docx或采纳情况表.xlsx] [--silent 单位,…]
                                     核稿单：还没核的要素、送审以后改过的数字、没有来源的数字、
                                     不再提示的问题、校对结果和签署栏；
                                     --opinions 把收回的改稿写成征求意见采纳情况表，
                                     --silent 写上回复没有意见的单位
  check   稿件或材料 [--json] [--docx 校对稿.docx]
                                     校对：序号、标点、数字、别处留下的名称、缺少的章节；
                                     --docx 把每个问题写成 Word 批注
  layout  check 版式.docx [--json]   检查版式：写错的名称、没有成对的标记、缺少的样式和字体
  layout  learn 材料.docx -o 版式.docx
                                     从一份排好的文件得到版式
  selftest [-o 自检.txt] [--json]    自检：用程序自带的样例把整件事办一遍，看字体、磁盘和版本；
                                     表里没有任何材料的内容，可以交给管理电脑的人

某一项后面写 --help，只看那一项。办成返回 0；办成但有需要处理的问题返回 1；用法或材料不对返回 2，并说明原因。"""

WORD, PDF, SHEET = ".docx", ".pdf", ".xlsx"
ENTRY = re.compile(r"^  (?=\w).+\n(?: {10,}.+\n)*", re.M)
"""A verb of USAGE with all that is said about it."""

YEARS = range(1949, 2200)
SENTENCES = (
    (re.compile(r"the following arguments are required: (?P<names>.*)"), "usage_missing"),
    (re.compile(r"argument (?P<names>.+?): expected "), "usage_no_value"),
    (re.compile(r"argument .+?: invalid choice: '?(?P<names>.*?)'? \(choose"), "usage_verb"),
    (re.compile(r"unrecognized arguments: (?P<names>.*)"), "usage_unknown"),
)


def usage(arguments: Sequence[str] = ()) -> str:
    """The usage of every verb, or of those named in the arguments.

    >>> usage(["fill", "--help"]).split("\\n")[0].split()[:2]
    ['fill', '稿件']
    """
    named = [entry for entry in ENTRY.findall(USAGE) if entry.split()[0] in arguments]
    closer = [entry for entry in named if entry.split()[1] in arguments]
    return "\n".join(map(str.rstrip, closer or named)) or USAGE


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one call, including ``verb``. Raises BadUse with a Chinese message code."""
    parser = _Parser(prog="main.py", add_help=False, allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="要做的事", parser_class=_Parser)
    for name in ("outline", "facts", "check"):
        verb = _verb(verbs, name)
        verb.add_argument("file", type=Path, metavar="材料")
        verb.add_argument("--json", action="store_true")
        if name != "check":
            verb.add_argument("--ocr", action="store_true")
        if name == "check":
            verb.add_argument("--docx", type=_target(WORD))
    _add_new(_verb(verbs, "new"))
    _add_fill(_verb(verbs, "fill"))
    _add_export(_verb(verbs, "export"))
    tasks = _verb(verbs, "layout").add_subparsers(
        dest="task", required=True, metavar="check或learn", parser_class=_Parser
    )
    check = _verb(tasks, "check")
    check.add_argument("file", type=Path, metavar="版式")
    check.add_argument("--json", action="store_true")
    learn = _verb(tasks, "learn")
    learn.add_argument("file", type=Path, metavar="材料")
    learn.add_argument("-o", "--output", required=True, type=_target(WORD))
    _add_rollover(_verb(verbs, "rollover"))
    _add_collect(_verb(verbs, "collect"))
    _add_coverage(_verb(verbs, "coverage"))
    tested = _verb(verbs, "selftest")
    tested.add_argument("-o", "--output", type=Path)
    tested.add_argument("--json", action="store_true")
    _add_review(_verb(verbs, "review"))
    _add_redline(_verb(verbs, "redline"))
    _add_signoff(_verb(verbs, "signoff"))
    return parser.parse_args(arguments)


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises BadUse instead of exiting."""

    def error(self, message: str) -> NoReturn:
        """Map argparse's English message to a message code and raise BadUse."""
        for pattern, code in SENTENCES:
            found = pattern.match(message)
            if found:
                raise BadUse(code, names=found.group("names").replace(", ", "、"))
        raise BadUse("usage_wrong")


def _verb(verbs: "argparse._SubParsersAction[_Parser]", name: str) -> _Parser:
    return verbs.add_parser(name, add_help=False, allow_abbrev=False)


def _add_new(verb: _Parser) -> None:
    verb.add_argument("--kind", required=True)
    verb.add_argument("--year", required=True, type=_year)
    verb.add_argument("--unit", default="")
    verb.add_argument("--card", default="")
    verb.add_argument("--basis", action="append", default=[], type=Path)
    verb.add_argument("--base-year", type=_year, default=0)
    verb.add_argument("--ocr", action="store_true")
    verb.add_argument("-o", "--output", required=True, type=_target(DRAFT_ENDING))
    verb.add_argument("--json", action="store_true")


def _add_fill(verb: _Parser) -> None:
    verb.add_argument("draft", type=Path, metavar="稿件")
    verb.add_argument("--set", dest="pairs", action="append", default=[], type=_pair)
    verb.add_argument("--from", dest="source", type=Path)


def _add_export(verb: _Parser) -> None:
    verb.add_argument("file", type=Path, metavar="稿件或材料")
    verb.add_argument("-o", "--output", required=True, type=_target(WORD, PDF))
    verb.add_argument("--layout", default="")
    verb.add_argument("--unit", default="")
    verb.add_argument("--set", dest="pairs", action="append", default=[], type=_pair)
    verb.add_argument("--no-marks", action="store_true")
    verb.add_argument("--no-tracking", action="store_true")
    verb.add_argument("--json", action="store_true")


def _add_rollover(verb: _Parser) -> None:
    verb.add_argument("file", type=Path, metavar="稿件或材料")
    verb.add_argument("--year", type=_year, default=0)
    verb.add_argument("--json", action="store_true")
    verb.add_argument("--base-year", type=_year, default=0)
    verb.add_argument("--accept", type=_names, default=())


def _add_collect(verb: _Parser) -> None:
    verb.add_argument("draft", type=Path, metavar="稿件")
    verb.add_argument("-o", "--output", type=Path)
    verb.add_argument("--read", nargs="+", action="extend", type=Path, default=[])
    verb.add_argument("--json", action="store_true")


def _add_coverage(verb: _Parser) -> None:
    verb.add_argument("file", type=Path, metavar="稿件或材料")
    verb.add_argument("--plan", type=Path)
    verb.add_argument("-o", "--output", type=_target(WORD, SHEET))
    verb.add_argument("--json", action="store_true")


def _add_review(returned: _Parser) -> None:
    returned.add_argument("draft", type=Path, metavar="稿件")
    returned.add_argument("--read", nargs="+", action="extend", default=[], type=Path, metavar="改稿.docx")
    returned.add_argument("--who", action="append", default=[], type=_pair)
    returned.add_argument("--take", type=_names, default=())
    returned.add_argument("--refuse", action="append", default=[], type=_pair)
    returned.add_argument("--handled", type=_names, default=())
    returned.add_argument("--json", action="store_true")


def _add_redline(verb: _Parser) -> None:
    verb.add_argument("files", nargs="+", type=Path, metavar="稿件或旧稿.docx 新稿.docx")
    verb.add_argument("--from", dest="old", default="")
    verb.add_argument("--to", dest="new", default="")
    verb.add_argument("-o", "--output", required=True, type=_target(WORD, PDF))
    verb.add_argument("--columns", action="store_true")
    verb.add_argument("--no-moves", action="store_true")
    verb.add_argument("--only", type=_group, default="")


def _add_signoff(verb: _Parser) -> None:
    verb.add_argument("draft", type=Path, metavar="稿件")
    verb.add_argument("-o", "--output", type=_target(WORD))
    verb.add_argument("--stage", default="")
    verb.add_argument("--opinions", type=_target(WORD, SHEET))
    verb.add_argument("--silent", type=_names, default=())


def _group(text: str) -> str:
    if text not in ("", "数字", "文字"):
        raise BadUse("usage_group", text=text)
    return text


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split("[,，、 ]+", text)))


def _target(*endings: str) -> Callable[[str], Path]:
    """Argument type of an output file whose name must have one of these endings."""

    def _path(text: str) -> Path:
        if text.endswith(("/", os.sep)) or os.path.isdir(text):
            raise BadUse("save_is_folder", name=text)
        if not any(text.lower().endswith(ending) and len(Path(text).name) > len(ending) for ending in endings):
            raise BadUse("usage_ending", name=text, ending=" 或 ".join(endings))
        return Path(text)

    return _path


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) in YEARS):
        raise BadUse("usage_year", year=text)
    return int(text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise BadUse("usage_pair", text=text)
    return name.strip(), value
