"""The samples of the self-test, one for every kind of file that is read: samples.py writes resources/samples anew.

From a few sentences of the program's own, through its own export and LibreOffice. Run by hand when a reader is added.
"""

import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import tree

sys.path.insert(0, str(tree.ROOT))

from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.reports import read_report

TEXT = """示例单位2025年工作总结

一、主要工作
（一）培训。全年举办培训班12期，培训560人次，编印学习资料30册，组织结业测试4次，合格率达到98%，参训人员对课程安排和授课质量表示满意。
（二）走访。走访企业48家，召开座谈会6次，收集意见建议75条，解决问题31个，其余的都明确了责任人和完成时限，逐项挂账，办结一项销号一项。
二、下一步打算
继续办好12件实事，每件实事都明确牵头人和完成时间，每月调度一次进展，年底前全部完成，并把办理结果及时告诉提出意见的企业和群众。
"""
FORMATS = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "html": "html:HTML (StarWriter)",
    "pdf": "pdf",
}


def main(endings: list[str]) -> None:
    """Write the samples with these endings."""
    target = tree.ROOT / "resources" / "samples"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source, word = Path(folder) / "sample.txt", Path(folder) / "sample.docx"
        source.write_text(TEXT, "utf-8")
        request = DraftRequest("年度工作总结", 2026, "示例单位", (read_report(source).value,))
        export_draft(start_draft(request).value, word, ExportOptions(layout="内部材料", marks=False))
        for ending in endings:
            command = ["soffice", "--headless", "--convert-to", FORMATS[ending], "--outdir", str(target), str(word)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
    print(datetime.now().isoformat(timespec="seconds"), *sorted(path.name for path in target.iterdir()))


if __name__ == "__main__":
    main(sys.argv[1:])
