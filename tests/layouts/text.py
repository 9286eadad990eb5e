"""The lines of a layout that show the draft itself: title block and paragraphs by kind."""

from tests.layouts.markup import control, each, paragraph, when

_SINGLE = (
    *(("主送机关", "Addressee"), ("副标题", "Subtitle"), ("附件说明", "AttachmentNote")),
    *(("附件说明首项", "AttachmentNoteFirst"), ("附件说明续项", "AttachmentNoteNext"), ("署名", "Signature")),
    *(("成文日期", "IssueDate"), ("单独日期", "LoneDate"), ("附注", "Annotation")),
    *(("附件标识", "AttachmentMark"), ("附件标题", "AttachmentTitle")),
)


def title_block(subtitles: str) -> list[str]:
    """The title, the lines under it, a blank line."""
    return [
        *when("标题", paragraph("Title", "{{ 标题 }}")),
        *each("行", subtitles, paragraph("Subtitle", "{{ 行.文字 }}")),
        *when(f"标题 or {subtitles}", paragraph("BlankLine")),
    ]


def text(number_shown: str = "", *more: str) -> list[str]:
    """Every paragraph by its kind; ``number_shown`` says when the layout's head has the document number already.

    ``more`` are further kinds: tags and paragraphs.
    """
    lines = [control("{% if 段.类别 == “正文” %}"), paragraph("BodyParagraph", "{{ 段.序号 }}{{ 段.正文 }}")]
    for level, name in enumerate("一二三四", 1):
        lines += [
            *(_kind(f"{name}级标题"), paragraph(f"Heading{level}", "{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}")),
            *(_kind(f"{name}级段首标题"), _run_in(f"Heading{level}Char")),
        ]
    lines += [_kind("段首句"), _run_in("LeadChar")]
    elsewhere = f" and not {number_shown}" if number_shown else ""
    lines += [control(f"{{% elif 段.类别 == “发文字号”{elsewhere} %}}"), paragraph("LoneNumber", "{{ 段.文字 }}")]
    for kind, style_id in _SINGLE:
        lines += [_kind(kind), paragraph(style_id, "{{ 段.文字 }}")]
    return each("段", "各段", *lines, *more, control("{% endif %}"))


def _kind(name: str) -> str:
    return control(f"{{% elif 段.类别 == “{name}” %}}")


def _run_in(style_id: str) -> str:
    return paragraph("BodyParagraph", (style_id, "{{ 段.序号 }}{{ 段.标题 }}"), "{{ 段.正文 }}")


def attendance() -> tuple[str, str]:
    """Who was there, in minutes (clause 10.3)."""
    return _kind("与会人员"), paragraph("Attendance", ("AttendanceChar", "{{ 段.标题 }}"), "{{ 段.正文 }}")
