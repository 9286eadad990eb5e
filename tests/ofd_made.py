"""OFD files made for tests: text objects and ruled lines on pages, in millimetres."""

import io
import zipfile
from collections.abc import Mapping, Sequence

OFD = "http://www.ofdspec.org/2016"
Text = tuple[float, float, float, str]
"""Left edge, baseline from above, size, words."""


def text(x: float, y: float, size: float, words: str, **attributes: str) -> str:
    """A text object whose signs stand side by side."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    delta = f"g {max(len(words) - 1, 1)} {size}"
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} 150 {size}" Font="1" Size="{size}"{more}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{delta}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """A ruled line."""
    data = f"M 0 0 L {to_x - x} {to_y - y}"
    return (
        f'<ofd:PathObject Boundary="{x} {y} 200 200"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )


def ofd(
    pages: Sequence[Sequence[str]], template: Sequence[str] = (), parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A file with these objects on its pages, each over the template; ``parts`` replace parts or come on top."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}/Content.xml"/>' for n in range(len(pages)))
    common = (
        "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="7" BaseLoc="T.xml"/></ofd:CommonData>'
    )
    used = '<ofd:Template TemplateID="7"/>' if template else ""
    made: dict[str, str | bytes] = {
        "OFD.xml": _element("OFD", "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"),
        "Doc_0/Document.xml": _element("Document", f"{common}<ofd:Pages>{listed}</ofd:Pages>"),
        "Doc_0/PublicRes.xml": _element("Res", '<ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/></ofd:Fonts>'),
        "Doc_0/T.xml": _page(template),
        **{f"Doc_0/Pages/P{number}/Content.xml": _page(page, used) for number, page in enumerate(pages)},
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in made.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _page(objects: Sequence[str], used: str = "") -> str:
    return _element("Page", f'{used}<ofd:Content><ofd:Layer ID="2">{"".join(objects)}</ofd:Layer></ofd:Content>')


def _element(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="{OFD}">{content}</ofd:{name}>'


def pictured(picture: bytes) -> bytes:
    """A page with a picture, and the same in a drawing of the resources."""
    shown = '<ofd:ImageObject ID="11" Boundary="{}" CTM="{} 0 0 {} 0 0" ResourceID="4"/>'
    resources = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image" Format="PNG"><ofd:MediaFile>a.png</ofd:MediaFile>'
        '</ofd:MultiMedia></ofd:MultiMedias><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="6" Width="9" Height="9">'
        f"<ofd:Content>{shown.format('0 0 6 4', 6, 4)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    unit = '<ofd:CompositeObject ID="12" ResourceID="6" Boundary="40 120 60 60" CTM="10 0 0 10 0 0"/>'
    page = [text(30, 40, 5.6, "完成情况如下。"), shown.format("40 60 60 40", 60, 40), unit, rule(30, 200, 180, 200)]
    return ofd([page, page[:2]], parts={"Doc_0/PublicRes.xml": _element("Res", resources), "Doc_0/a.png": picture})
