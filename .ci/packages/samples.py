"""The samples of the self-test, one for every kind of file that is read: samples.py writes resources/samples anew.

From a few sentences of the program's own, through its own export and LibreOffice; sample.xlsx is made by hand. Run by hand when a reader is added.
"""

import subprocess
import sys
import tempfile
import textwrap
from datetime import datetime
from pathlib import Path

import tree

sys.path.insert(0, str(tree.ROOT))

from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.reports import read_report
from tests.ofd_made import ofd, text

TEXT = """示例单位2025年工作总结

一、主要工作
（一）培训。全年举办培训班12期，培训560人次，编印学习资料30册，组织结业测试4次，合格率达到98%，参训人员对课程安排和授课质量表示满意。
（二）走访。走访企业48家，召开座谈会6次，收集意见建议75条，解决问题31个，其余的都明确了责任人和完成时限，逐项挂账，办结一项销号一项。
二、下一步打算
继续办好12件实事，每件实事都明确牵头人和完成时间，每月调度一次进展，年底前全部完成，并把办理结果及时告诉提出意见的企业和群众。
"""
TABLE = """指标,2024年,2025年
培训经费,"1,234.5","1,358.2"
走访经费,86.0,97.3
"""
FORMATS = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "html": "html:HTML (StarWriter)",
    "pdf": "pdf",
}
SHEETS = {"ods": "ods:calc8", "xls": "xls:MS Excel 97"}
"""What is made of sample.xlsx."""

TARGET = tree.ROOT / "resources" / "samples"
TITLE_MM, TEXT_MM, LINE_MM, EDGE_MM, SIGNS = 7.76, 5.64, 10.0, 28.0, 28


def main(endings: list[str]) -> None:
    """Write the samples with these endings."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source, word = Path(folder) / "sample.txt", Path(folder) / "sample.docx"
        source.write_text(TEXT, "utf-8")
        request = DraftRequest("年度工作总结", 2026, "示例单位", (read_report(source).value,))
        export_draft(start_draft(request).value, word, ExportOptions(layout="内部材料", marks=False))
        for ending in endings:
            if ending == "csv":
                (TARGET / "sample.csv").write_bytes(comma_separated().encode("gb18030"))
            elif ending == "ofd":
                (TARGET / "sample.ofd").write_bytes(ofd([printed()]))
            elif ending in SHEETS:
                convert(TARGET / "sample.xlsx", SHEETS[ending])
            else:
                convert(word, FORMATS[ending])
    print(datetime.now().isoformat(timespec="seconds"), *sorted(path.name for path in TARGET.iterdir()))


def convert(source: Path, form: str) -> None:
    """The same by LibreOffice in another format."""
    command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(TARGET), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def comma_separated() -> str:
    """The headings, one a row, and a table, as Chinese spreadsheet programs write it."""
    return "".join(f"{line},,\n" for line in TEXT.splitlines()[:-1] if line) + TABLE


def printed() -> list[str]:
    """The lines on a page."""
    title, *paragraphs = filter(None, TEXT.splitlines())
    lines = [part for each in paragraphs for part in textwrap.wrap(f"　　{each}", SIGNS, drop_whitespace=False)]
    placed = (text(EDGE_MM, 60 + LINE_MM * number, TEXT_MM, line) for number, line in enumerate(lines))
    return [text(60, 40, TITLE_MM, title), *placed]


if __name__ == "__main__":
    main(sys.argv[1:])
