"""Two versions of a document made at random, the second out of the first by a known number of edits."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from core.package import XML_DECLARATION, W
from core.word.package_writer import write_package
from tests.core.review.copies import DEEDS

Table = list[list[str]]
Block = str | Table
_WHO = (
    "县水务站",
    "镇农服中心",
    "街道窗口",
    "林业工作队",
    "校舍改造办",
    "园区专班",
    "供销社",
    "河长办",
    "医保所",
    "社区网格",
)
_WHAT = (
    "灌区渠道",
    "老旧管网",
    "林区道路",
    "教学用房",
    "服务事项",
    "困难家庭",
    "低效用地",
    "小型水库",
    "仓储设施",
    "就医点",
)
_END = ("进展顺利", "全部完成", "群众满意", "台账齐全", "问题清零", "责任到人", "成效明显", "按期验收")
_PUT = (
    "进一步",
    "扎实",
    "切实",
    "按照年初部署，",
    "，比上年增长6.5%",
    "和有关单位",
    "、驻村干部",
    "全面",
    "分三批",
    "（含续建）",
)
_HEADS = ("项目", "单位", "数量", "金额", "备注")


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Both versions and how many edits lie between them."""

    old: list[Block]
    new: list[Block]
    edits: int


def report(rng: random.Random, count: int, tables: int = 1) -> list[Block]:
    """A report of ``count`` paragraphs, no two alike."""
    blocks: list[Block] = [_paragraph(rng, number) for number in range(count)]
    for _ in range(tables):
        blocks.insert(rng.randint(1, len(blocks)), _table(rng))
    return blocks


def _paragraph(rng: random.Random, number: int) -> str:
    if number % 6 == 0:
        return f"{number // 6 + 1}、{rng.choice(_WHO)}{rng.choice(DEEDS)}情况"
    sentences = (
        f"{rng.choice(_WHO)}{rng.choice(DEEDS)}{rng.choice(_WHAT)}{rng.randint(2, 9000)}处，{rng.choice(_END)}"
        for _ in range(rng.randint(1, 5))
    )
    return f"{'；'.join(sentences)}。"


def _table(rng: random.Random) -> Table:
    rows = [
        [f"{rng.choice(_WHO)}{number}", rng.choice(DEEDS), str(rng.randint(1, 900))]
        for number in range(rng.randint(2, 6))
    ]
    return [["单位", "事项", "数量"], *rows]


def pair(rng: random.Random, count: int = 40, edits: int = 20) -> VersionPair:
    """A report and the same after that many edits of all kinds, each at a paragraph or table of its own."""
    return edited(rng, report(rng, count), edits)


def edited(rng: random.Random, old: list[Block], edits: int) -> VersionPair:
    """A document and the same after that many edits."""
    new: list[Block] = [block if isinstance(block, str) else [list(row) for row in block] for block in old]
    touched: dict[int, Block] = {}
    done = 0
    for _ in range(edits * 4):
        if done == edits:
            break
        done += _edit(rng, new, touched)
    return VersionPair(old, new, done)


def _edit(rng: random.Random, blocks: list[Block], touched: dict[int, Block]) -> bool:
    """One edit at a block that none has touched; False where none was possible."""
    free = [index for index, block in enumerate(blocks) if id(block) not in touched and block]
    if not free:
        return False
    index = rng.choice(free)
    block = blocks[index]
    if not isinstance(block, str):
        made = _edit_table(rng, block)
        touched[id(block)] = block
        return made
    kinds = (_replace, _replace, _figure, _insert, _delete, _split, _join, _drop, _add, _move)
    return rng.choice(kinds)(rng, blocks, index, touched)


Edit = Callable[[random.Random, list[Block], int, dict[int, Block]], bool]


def _put(blocks: list[Block], index: int, text: str, touched: dict[int, Block]) -> bool:
    blocks[index] = "".join([*text])
    touched[id(blocks[index])] = blocks[index]
    return True


def _replace(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    text = str(blocks[index])
    old = rng.choice([word for word in (*DEEDS, *_WHAT, *_END) if word in text] or [text[:2]])
    new = rng.choice([word for word in (*DEEDS, *_WHAT, *_END) if not set(word) & set(old)])
    return _put(blocks, index, text.replace(old, new, 1), touched)


def _figure(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    text = str(blocks[index])
    digits = [place for place, sign in enumerate(text) if sign.isdigit() and place > 3]
    if not digits:
        return False
    place = rng.choice(digits)
    return _put(blocks, index, f"{text[:place]}{(int(text[place]) + 3) % 10}{text[place + 1 :]}", touched)


def _insert(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    text = str(blocks[index])
    place = rng.randint(0, len(text))
    return _put(blocks, index, text[:place] + rng.choice(_PUT) + text[place:], touched)


def _delete(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    text = str(blocks[index])
    if len(text) < 20:
        return False
    place = rng.randint(0, len(text) - 8)
    return _put(blocks, index, text[:place] + text[place + rng.randint(1, 8) :], touched)


def _split(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    text = str(blocks[index])
    place = min((text.find(sign) for sign in "；。" if 0 <= text.find(sign) < len(text) - 1), default=-1) + 1
    if not place:
        return False
    _put(blocks, index, text[:place], touched)
    blocks.insert(index + 1, text[place:])
    touched[id(blocks[index + 1])] = blocks[index + 1]
    return True


def _join(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else ""
    if not isinstance(following, str) or not following or id(following) in touched:
        return False
    del blocks[index + 1]
    return _put(blocks, index, f"{blocks[index]}{following}", touched)


def _drop(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    del blocks[index]
    return True


def _add(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    blocks.insert(index, f"新增：{_paragraph(rng, 1)}")
    touched[id(blocks[index])] = blocks[index]
    return True


def _move(rng: random.Random, blocks: list[Block], index: int, touched: dict[int, Block]) -> bool:
    text = blocks.pop(index)
    places = [place for place in range(len(blocks) + 1) if abs(place - index) > 1]
    blocks.insert(rng.choice(places) if places else index, text)
    touched[id(text)] = text
    return bool(places)


def _edit_table(rng: random.Random, table: Table) -> bool:
    kind = rng.randrange(4)
    row = rng.randrange(1, len(table))
    if kind == 0:
        table[row][2] = str(int(table[row][2]) + 1000)
    elif kind == 1:
        table.insert(row, [f"新增{rng.choice(_WHO)}", rng.choice(DEEDS), "77"])
    elif kind == 2 and len(table) > 2:
        del table[row]
    else:
        for number, cells in enumerate(table):
            cells.append(_HEADS[4] if not number else "无")
    return True


def texts(blocks: list[Block]) -> list[str]:
    """What stands in the paragraphs and cells, blanks left out."""
    found: list[str] = []
    for block in blocks:
        found += [block] if isinstance(block, str) else [cell for row in block for cell in row]
    return [text for text in ("".join(text.split()) for text in found) if text]


def docx(blocks: list[Block], run: int = 11) -> bytes:
    """A Word file of these blocks with runs of that many characters."""
    body = "".join(_xml(block, run) for block in blocks)
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1423" w:gutter="0"/>'
    page = f"<w:sectPr>{size}{margins}</w:sectPr>"
    document = f'{XML_DECLARATION}<w:document xmlns:w="{W[1:-1]}"><w:body>{body}{page}</w:body></w:document>'
    return write_package({**_FIXED, "word/document.xml": document.encode()})


def _xml(block: Block, run: int) -> str:
    if isinstance(block, str):
        runs = (block[place : place + run] for place in range(0, len(block), run))
        return f"<w:p>{''.join(f'<w:r><w:t xml:space={chr(34)}preserve{chr(34)}>{escape(run)}</w:t></w:r>' for run in runs)}</w:p>"
    grid = '<w:gridCol w:w="2000"/>' * len(block[0])
    rows = "".join(f"<w:tr>{''.join(_cell(text, run) for text in row)}</w:tr>" for row in block)
    look = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"


def _cell(text: str, run: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{_xml(text, run)}</w:tc>'


_OFFICE = "http://schemas.openxmlformats.org"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIXED = {
    "[Content_Types].xml": (
        f'{XML_DECLARATION}<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>'
    ).encode(),
    "_rels/.rels": (
        f'{XML_DECLARATION}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ).encode(),
}
