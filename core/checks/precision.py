"""How often each kind of finding was right on published text, and the gravest severity that this allows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.checks.registry import CODES
from core.model.finding import SEVERITY_NAMES, Finding, Severity

SHARE, LEAST = 2, 5
"""One of so many reminders must be right or debatable; fewer that were read say nothing."""

_SEVERITIES = MappingProxyType({name: Severity(code) for code, name in SEVERITY_NAMES.items()})


@dataclass(frozen=True, slots=True)
class JudgedCode:
    """A person's verdicts on ``read`` findings of one code that its check reports at ``severity``.

    ``of`` is the text they were found in, ``signs`` its size in ten thousands of characters.
    """

    code: str
    severity: Severity
    right: int
    debatable: int
    false: int
    of: str
    signs: int
    date: str

    @property
    def read(self) -> int:
        """How many were read."""
        return self.right + self.debatable + self.false


Precision = Mapping[tuple[str, Severity], tuple[JudgedCode, ...]]
"""The rows of the table by code and the severity that the check gives."""


def precision_table(lines: Iterable[str]) -> Precision:
    """The rows of ``resources/words/precision.tsv``, which describes them. ValueError or KeyError for a damaged one."""
    found: dict[tuple[str, Severity], tuple[JudgedCode, ...]] = {}
    for line in lines:
        code, name, read, right, debatable, false, of, signs, date = line.split("\t")
        severity, counts = _SEVERITIES[name], (int(right), int(debatable), int(false))
        one = JudgedCode(CODES[code].code, severity, *counts, of, int(signs), date)
        if one.read != int(read) or not one.read:
            raise ValueError(line)
        found[code, one.severity] = (*found.get((code, one.severity), ()), one)
    return MappingProxyType(found)


def allowed(severity: Severity, rows: Iterable[JudgedCode]) -> Severity:
    """The severity that findings keep: an error was never false, a reminder right or debatable in half of the cases, if enough were read.

    What nobody has met in published text keeps the severity of its check.
    """
    known = tuple(rows)
    false, read = sum(one.false for one in known), sum(one.read for one in known)
    if severity is Severity.HINT or not false:
        return severity
    return Severity.WARNING if SHARE * (read - false) >= read or read < LEAST else Severity.HINT


def severity_of(finding: Finding, table: Precision) -> Severity:
    """The severity of a finding, lowered where its kind was false too often."""
    return allowed(finding.severity, table.get((finding.code, finding.severity), ()))
