"""Chinese names of the roles of proposals; the command line accepts both kinds of names."""

from collections.abc import Mapping
from types import MappingProxyType

from core.model.proposal import RollRole

ROLE_NAMES: Mapping[RollRole, str] = MappingProxyType(
    {
        RollRole.REPORT_YEAR: "报告年度",
        RollRole.BASE_YEAR: "上年",
        RollRole.RELATIVE: "相对年份",
        RollRole.PERIOD: "时段",
        RollRole.RANGE: "起止时间",
        RollRole.NAMED_DOCUMENT: "文件名称",
        RollRole.HISTORY: "历史年份",
        RollRole.PLAN: "计划年份",
        RollRole.DATED_REFERENCE: "时效提法",
        RollRole.EVENT: "当年大事",
        RollRole.MEETING_NUMBER: "届次",
        RollRole.ANNIVERSARY: "周年",
        RollRole.DAY: "具体日期",
        RollRole.CARD: "单位名片",
        RollRole.TABLE: "表格",
        RollRole.FORMULA: "算出来的数",
        RollRole.FIELD: "同一指标",
    }
)


def role_named(name: str) -> RollRole | None:
    """The role with this name, 报告年度 or report_year; None for an unknown name."""
    return next((role for role, word in ROLE_NAMES.items() if name.strip() in (role.value, word)), None)
