"""The registry of checks (校对): one record for each function that checks, with every code that it reports.

The window, the command line, suppression and the tests follow from it. To add a check: write the function, put a record
here (its place in the list is its place in the order of checking) and a sentence for each code into
``resources/notices.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any

from core.model.finding import Severity

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


class Group(StrEnum):
    """The headings under which the window lists findings, in its order."""

    FOREIGN_PERSONS = "不在名片里的姓名"
    FOREIGN_PLACES = "不在名片里的地名"
    FOREIGN_UNITS = "不在名片里的单位"
    SUMS = "分项与合计"
    TWO_VALUES = "同一项两个数"
    DIRECTIONS = "升降与数值"
    GROWTH = "增幅与数值"
    SHARES = "占比与数值"
    PLANS = "计划与完成"
    UNITS = "单位不一致"
    RANGES = "起止颠倒"
    SCALES = "和上年差千倍"
    FRACTIONS = "该是整数"
    NOT_REPORTED = "要点里有、稿件里没有"
    IMPORT = "导入时没有带入"
    COMPLETENESS = "是否齐全"
    PAGES = "版面"
    NUMBERING = "序号和层次"
    WORDS = "用词"
    PHRASES = "固定提法"
    GRAMMAR = "语病"
    PUNCTUATION = "标点"
    NUMERALS = "数字和日期"
    TERMS = "前后写法不一"
    REPETITION = "重复"
    LEFTOVERS = "留给自己的话"
    STRUCTURE = "结构和篇幅"
    OTHER = "其他"


class Scope(StrEnum):
    """What a check is given, and so when it runs."""

    PARAGRAPH = "paragraph"
    """One element, then the tables named in the record."""

    WORDING = "wording"
    """As PARAGRAPH, by tables of words, the most reliable check first."""

    DOCUMENT = "document"
    """All elements (``CheckedText``), then the tables named in the record."""

    DRAFT = "draft"
    """The draft with its facts, its kind or its unit card; called by the workflow that has them."""


class Family(StrEnum):
    """Findings of one family exclude each other at the same words; those of two families may both stand there."""

    TEXT = "text"
    FIGURES = "figures"
    PLAN = "plan"
    COMPLETENESS = "complete"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding; its sentence stands under ``code`` in ``resources/notices.toml``.

    ``severity`` is the usual one; a check may give another. ``grouped``: all places with the same text and replacement are
    one finding. ``per_draft``: it is right or wrong in one draft only, so that it cannot be suppressed in all drafts.
    ``title`` replaces the text in lists, ``{text}`` standing for it; ``underlined`` is False for what is not about the words
    at its place.
    """

    code: str
    group: Group
    severity: Severity = WARNING
    grouped: bool = False
    per_draft: bool = False
    title: str = "{text}"
    underlined: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """One function that checks, by its dotted name, with what it is given and what it reports.

    The function is named, not imported: the window reads this list before the checks, slow to load, are needed.
    ``tables`` are further arguments, by the names of ``core.workflows.checking.word_checks.WordTables``. ``yields``: findings at
    words where an earlier wording check found something are dropped. ``vetoed``: so are those that a table of words
    contradicts. ``judged``: so is what the model of signs speaks against.
    """

    function: str
    scope: Scope
    codes: tuple[Code, ...]
    tables: tuple[str, ...] = ()
    yields: bool = False
    vetoed: bool = False
    judged: bool = False
    family: Family = Family.TEXT

    def load(self) -> Any:
        """The function itself."""
        module, _, name = self.function.rpartition(".")
        return getattr(import_module(module), name)


def _numbering(code: str, severity: Severity = WARNING) -> Code:
    return Code(code, Group.NUMBERING, severity, per_draft=True)


def _mark(code: str, severity: Severity = WARNING, grouped: bool = False) -> Code:
    return Code(code, Group.PUNCTUATION, severity, grouped)


def _pair(code: str, severity: Severity = ERROR) -> Code:
    return Code(code, Group.PUNCTUATION, severity, per_draft=True)


def _date(code: str, severity: Severity = WARNING) -> Code:
    return Code(code, Group.NUMERALS, severity, per_draft=True)


def _figure(code: str, group: Group, severity: Severity = WARNING) -> Code:
    return Code(code, group, severity, per_draft=True)


def _complete(code: str, title: str, severity: Severity = WARNING) -> Code:
    return Code(code, Group.COMPLETENESS, severity, per_draft=True, title=title)


def _judged(function: str, codes: tuple[Code, ...], *tables: str) -> Check:
    name = f"core.checks.spelling.{function}"
    return Check(name, Scope.WORDING, codes, ("language", *tables), yields=True, vetoed=True, judged=True)


def _vetoed(function: str, codes: tuple[Code, ...], *tables: str) -> Check:
    name, tables = f"core.checks.spelling.{function}", ("signs", "language", *tables, "yield_to_ui")
    return Check(name, Scope.WORDING, codes, tables, yields=True, vetoed=True)


SIGNS = (
    Code("sign_heard", Group.OTHER),
    Code("sign_like", Group.OTHER),
    Code("sign_swapped", Group.OTHER),
)
"""Reported by three checks: characters that form no word, words of one character, and what official text rarely writes."""

REPEATED_WORD = Code("repeat_word", Group.REPETITION)
NEAR_PHRASE = Code("phrase_near", Group.PHRASES)

PARAGRAPH_CHECKS = (
    Check(
        "core.checks.punctuation.pairs.check_pairs",
        Scope.PARAGRAPH,
        (
            *map(_pair, ("quote_reversed", "quote_swapped", "quote_open", "quote_close")),
            *map(_pair, ("bracket_open", "bracket_close", "bracket_mixed")),
            _pair("bracket_nested", WARNING),
        ),
    ),
    Check(
        "core.checks.punctuation.marks.check_marks",
        Scope.PARAGRAPH,
        (
            _mark("mark_ellipsis", grouped=True),
            _mark("mark_doubled", ERROR),
            _mark("mark_half", grouped=True),
            _mark("mark_half_quote", grouped=True),
            _mark("mark_decimal"),
            _mark("mark_lead"),
            _mark("mark_dash", grouped=True),
            _mark("mark_list", HINT, grouped=True),
            _mark("mark_and_so_on_list"),
            _mark("mark_question"),
            _mark("mark_list_comma"),
            _mark("mark_address"),
            _mark("mark_before_and_so_on"),
            _mark("mark_letter", ERROR),
            _mark("mark_year_bracket", ERROR),
            _mark("mark_year_short", ERROR),
            _mark("mark_number_word"),
            _mark("mark_number_zero"),
            _mark("mark_end"),
            _mark("mark_space", grouped=True),
        ),
        ("marks",),
    ),
    Check(
        "core.checks.numerals.forms.check_numerals",
        Scope.PARAGRAPH,
        (
            _date("date_impossible", ERROR),
            _date("date_short"),
            _date("date_han", HINT),
            _date("date_zeros", HINT),
            _date("date_day"),
            _date("date_zero"),
            Code("year_zero", Group.NUMERALS),
            Code("number_rough_twice", Group.NUMERALS),
            Code("number_more", Group.NUMERALS),
            Code("number_rough_mark", Group.NUMERALS),
            Code("number_rough_digits", Group.NUMERALS),
            Code("number_long", Group.NUMERALS, HINT),
            Code("number_range", Group.NUMERALS, grouped=True),
            Code("number_two_styles", Group.NUMERALS),
            Code("number_percent", Group.NUMERALS),
        ),
    ),
    Check(
        "core.checks.numerals.impossible.check_clashes",
        Scope.PARAGRAPH,
        (
            Code("number_two_scripts", Group.NUMERALS),
            Code("number_groups", Group.NUMERALS),
            Code("year_long", Group.NUMERALS),
            Code("number_fall", Group.NUMERALS),
            Code("time_impossible", Group.OTHER),
            Code("year_short", Group.NUMERALS),
            Code("number_han", Group.NUMERALS),
            Code("period_backwards", Group.OTHER),
            Code("range_backwards", Group.OTHER),
            Code("rate_over", Group.OTHER),
            Code("rate_bare", Group.OTHER),
        ),
        ("rates",),
    ),
    Check("core.checks.numerals.kinds.check_kinds", Scope.PARAGRAPH, (Code("number_kinds", Group.NUMERALS),)),
    Check(
        "core.checks.wording.repeats.check_clauses_twice",
        Scope.PARAGRAPH,
        (Code("repeat_clause", Group.REPETITION), Code("repeat_item", Group.REPETITION)),
    ),
    Check(
        "core.checks.structure.sections.check_lengths",
        Scope.PARAGRAPH,
        (Code("paragraph_long", Group.STRUCTURE, HINT), Code("sentence_long", Group.STRUCTURE, HINT)),
    ),
    Check("core.checks.punctuation.missing_marks.check_joins", Scope.PARAGRAPH, (_mark("mark_missing"),), ("joins",)),
)

WORDING_CHECKS = (
    Check(
        "core.checks.spelling.confusions.check_confusions",
        Scope.WORDING,
        (Code("word_wrong", Group.WORDS, ERROR), Code("word_doubtful", Group.WORDS)),
        ("confusions",),
    ),
    Check("core.checks.wording.phrases.check_near_phrases", Scope.WORDING, (NEAR_PHRASE,), ("phrases",), yields=True),
    Check(
        "core.checks.wording.phrase_titles.check_titles",
        Scope.WORDING,
        (Code("title_wrong", Group.TERMS),),
        ("phrases",),
        yields=True,
    ),
    Check(
        "core.checks.wording.phrase_parts.check_phrase_parts",
        Scope.WORDING,
        (
            NEAR_PHRASE,
            Code("phrase_order", Group.PHRASES),
            Code("phrase_member", Group.PHRASES),
            Code("phrase_verb", Group.PHRASES),
            Code("phrase_companion", Group.PHRASES, HINT),
        ),
        ("phrases",),
        yields=True,
    ),
    Check(
        "core.checks.wording.phrase_years.check_plan_years",
        Scope.WORDING,
        (Code("plan_years", Group.OTHER, per_draft=True),),
        family=Family.PLAN,
    ),
    Check(
        "core.checks.wording.leftovers.check_leftovers",
        Scope.WORDING,
        (Code("leftover_note", Group.LEFTOVERS), Code("leftover_list", Group.LEFTOVERS)),
        ("leftovers",),
    ),
    Check(
        "core.checks.spelling.particles.check_particles",
        Scope.WORDING,
        tuple(Code(code, Group.OTHER) for code in ("particle_manner", "particle_result", "particle_quality")),
        ("particles",),
        yields=True,
    ),
    Check(
        "core.checks.wording.grammar.check_grammar",
        Scope.WORDING,
        tuple(
            Code(code, Group.GRAMMAR)
            for code in (
                *("grammar_twice", "grammar_link", "grammar_bare", "grammar_make", "grammar_whether", "grammar_above"),
                *("grammar_not", "grammar_pair", "grammar_will", "grammar_cause", "grammar_purpose"),
            )
        ),
        ("grammar",),
        yields=True,
    ),
    Check("core.checks.wording.repeats.check_words_twice", Scope.WORDING, (REPEATED_WORD,), judged=True),
    Check(
        "core.checks.spelling.doubled_characters.check_doubled_characters",
        Scope.WORDING,
        (Code("sign_twice", Group.OTHER),),
        ("doubled_characters", "signs"),
        yields=True,
    ),
    Check(
        "core.checks.wording.stock_wording.check_stock_wording",
        Scope.WORDING,
        (Code("stock_near", Group.OTHER, HINT),),
        ("stock",),
        yields=True,
        vetoed=True,
        judged=True,
    ),
    _judged("characters.check_characters", SIGNS, "yield_to_ui"),
    _judged("words.check_words", (Code("word_heard", Group.WORDS),)),
    _vetoed("surprises.check_surprises", SIGNS[:2]),
    _vetoed("omissions.check_omissions", (Code("sign_omitted", Group.OTHER),), "splits"),
    _vetoed("omissions.check_broken_words", (Code("word_broken", Group.OTHER, HINT),), "splits"),
    _judged("doubled_characters.check_repetitions", (REPEATED_WORD,), "redoubled", "signs"),
)

DOCUMENT_CHECKS = (
    Check(
        "core.checks.spelling.missing_characters.check_missing_characters",
        Scope.DOCUMENT,
        (
            Code("sign_missing", Group.OTHER, HINT),
            Code("sign_wrong", Group.OTHER, HINT),
            Code("term_short", Group.TERMS),
        ),
        ("splits",),
        yields=True,
    ),
    Check(
        "core.checks.wording.similar_terms.check_similar_terms",
        Scope.DOCUMENT,
        (Code("term_near", Group.TERMS),),
        ("twins",),
        yields=True,
    ),
    Check(
        "core.checks.names.similar_names.check_similar_names",
        Scope.DOCUMENT,
        (Code("name_near", Group.OTHER),),
        ("endings", "twins"),
        yields=True,
    ),
    Check(
        "core.checks.wording.unnamed_terms.check_unnamed_terms",
        Scope.DOCUMENT,
        (Code("term_bare", Group.TERMS), Code("term_named", Group.TERMS), Code("term_two_forms", Group.TERMS)),
        ("things",),
    ),
    Check(
        "core.checks.wording.term_variants.check_term_variants",
        Scope.DOCUMENT,
        (Code("term_called_two", Group.TERMS), Code("term_called_late", Group.TERMS)),
    ),
    Check(
        "core.checks.names.similar_persons.check_persons",
        Scope.DOCUMENT,
        (Code("person_near", Group.OTHER), Code("person_post", Group.OTHER)),
        ("persons", "twins"),
    ),
    Check(
        "core.checks.wording.phrase_years.check_phrase_years",
        Scope.DOCUMENT,
        (
            Code("phrase_outdated", Group.PHRASES, HINT),
            Code("phrase_outdated_now", Group.PHRASES, HINT),
            Code("phrase_early", Group.PHRASES),
        ),
        ("phrases",),
    ),
    Check(
        "core.checks.numbering.ordinals.check_numbering",
        Scope.DOCUMENT,
        (
            _numbering("numbering_gap", ERROR),
            _numbering("numbering_repeat", ERROR),
            _numbering("numbering_order", ERROR),
            _numbering("numbering_first"),
            _numbering("numbering_mark", ERROR),
            _numbering("numbering_form"),
            _numbering("numbering_nesting"),
        ),
    ),
    Check(
        "core.checks.numbering.heading_ends.check_ends",
        Scope.DOCUMENT,
        (_numbering("numbering_heading_end"), Code("title_end", Group.TERMS)),
    ),
    Check(
        "core.checks.numbering.points.check_points",
        Scope.DOCUMENT,
        (
            _numbering("points_first"),
            _numbering("points_gap"),
            _numbering("points_repeat"),
            _mark("mark_after_number"),
        ),
    ),
    Check(
        "core.checks.numbering.references.check_references",
        Scope.DOCUMENT,
        (
            _numbering("reference_part", ERROR),
            _numbering("reference_item", ERROR),
            _numbering("reference_shown"),
        ),
    ),
    Check(
        "core.checks.numbering.attachments.check_attachments",
        Scope.DOCUMENT,
        (
            _numbering("attachment_single"),
            _numbering("attachment_end"),
            _numbering("attachment_head"),
            _numbering("attachment_name"),
            _numbering("attachment_unlisted"),
            _numbering("attachment_order", ERROR),
            _numbering("reference_attachment", ERROR),
            _numbering("reference_nothing", HINT),
        ),
    ),
    Check(
        "core.checks.numerals.days.check_days",
        Scope.DOCUMENT,
        (_date("date_weekday"), _date("date_to_come"), _date("date_past")),
    ),
    Check("core.checks.punctuation.mixed.check_mixed", Scope.DOCUMENT, (_mark("marks_mixed", HINT),)),
    Check(
        "core.checks.numerals.reported_period.check_reported_period",
        Scope.DOCUMENT,
        (Code("title_period", Group.TERMS),),
    ),
    Check(
        "core.checks.wording.repeats.check_sentences_twice",
        Scope.DOCUMENT,
        (Code("repeat_sentence", Group.REPETITION),),
    ),
    Check(
        "core.checks.wording.repeats.check_paragraphs_twice",
        Scope.DOCUMENT,
        (Code("repeat_paragraph", Group.REPETITION),),
    ),
    Check(
        "core.checks.structure.sections.check_structure",
        Scope.DOCUMENT,
        (
            Code("section_empty", Group.STRUCTURE),
            Code("section_lone", Group.STRUCTURE, HINT),
            Code("heading_length", Group.STRUCTURE, HINT),
        ),
    ),
    Check(
        "core.checks.wording.terms.check_terms",
        Scope.DOCUMENT,
        (
            Code("term_two_forms", Group.TERMS),
            Code("term_marks", Group.TERMS),
            Code("title_two_forms", Group.TERMS),
            Code("title_two_words", Group.TERMS),
            Code("term_called_twice", Group.TERMS),
        ),
    ),
)

DRAFT_CHECKS = (
    Check(
        "core.checks.figures.consistency.check_figures",
        Scope.DRAFT,
        (
            _figure("figures_sum", Group.SUMS),
            _figure("figures_two_values", Group.TWO_VALUES, HINT),
            _figure("figures_direction", Group.DIRECTIONS),
            _figure("figures_growth", Group.GROWTH),
            _figure("figures_share", Group.SHARES),
            _figure("figures_plan", Group.PLANS),
            _figure("figures_units", Group.UNITS),
            _figure("figures_range", Group.RANGES),
            _figure("figures_scale", Group.SCALES),
            _figure("figures_fraction", Group.FRACTIONS),
        ),
        family=Family.FIGURES,
    ),
    Check(
        "core.checks.structure.sections.check_reach",
        Scope.DRAFT,
        (Code("paragraph_unchecked", Group.STRUCTURE, per_draft=True),),
    ),
    Check(
        "core.checks.structure.complete.check_complete",
        Scope.DRAFT,
        (
            Code("complete_part", Group.COMPLETENESS, title="缺少：{text}"),
            Code("complete_vocative", Group.COMPLETENESS, HINT, title="缺少：称谓或主送机关"),
            _complete("complete_date_missing", "缺少：成文日期"),
            _complete("complete_signature_missing", "缺少：署名"),
            _complete("complete_open", "有要素没有核完"),
            _complete("complete_title_kind", "标题和材料类型不一致"),
            _complete("complete_title_year", "标题里的年份和稿件不一致"),
            _complete("complete_title_period", "标题里的时段和稿件不一致"),
            _complete("complete_dates_differ", "前后日期不一致：{text}"),
            _complete("complete_date_far", "成文日期和标题里的年份相差较远"),
            _complete("complete_unit", "署名和稿件的单位不一致", HINT),
        ),
        family=Family.COMPLETENESS,
    ),
    Check(
        "core.checks.structure.kept_objects.check_objects",
        Scope.DRAFT,
        (_complete("complete_object", "沿用待核的图片、图表等：{text}"),),
        family=Family.COMPLETENESS,
    ),
    Check(
        "core.workflows.checking.proofreader.check_roll_over",
        Scope.DRAFT,
        (_complete("complete_roll_over", "有往年的写法没有处理"),),
        family=Family.COMPLETENESS,
    ),
    Check(
        "core.workflows.checking.carry_over.check_report",
        Scope.DRAFT,
        (
            Code("carry_over_person", Group.FOREIGN_PERSONS, per_draft=True),
            Code("carry_over_place", Group.FOREIGN_PLACES, per_draft=True),
            Code("carry_over_unit", Group.FOREIGN_UNITS, per_draft=True),
        ),
    ),
    Check(
        "core.workflows.yearly.coverage.plan_findings",
        Scope.DRAFT,
        (Code("plan_not_reported", Group.NOT_REPORTED, per_draft=True, underlined=False),),
        family=Family.PLAN,
    ),
    Check(
        "core.workflows.importing.import_findings.import_findings",
        Scope.DRAFT,
        (Code("import_*", Group.IMPORT, per_draft=True, underlined=False),),
    ),
    Check(
        "core.workflows.exporting.closing_page.closing_findings",
        Scope.DRAFT,
        (Code("page_closing_alone", Group.PAGES, title="署名、成文日期独自在一页"),),
    ),
)

CHECKS = (*PARAGRAPH_CHECKS, *WORDING_CHECKS, *DOCUMENT_CHECKS, *DRAFT_CHECKS)
CODES: Mapping[str, Code] = MappingProxyType({code.code: code for check in CHECKS for code in check.codes})
DOUBTED_CODES = frozenset(
    code.code
    for check in CHECKS
    if check.scope is Scope.WORDING and (check.vetoed or check.judged)
    for code in check.codes
)
"""What the models doubt by the ways of official writing."""

GROUPED_CODES = frozenset(code.code for code in CODES.values() if code.grouped)
_FAMILIES = MappingProxyType({code.code: check.family for check in CHECKS for code in check.codes})
_FIRST_WORDS = MappingProxyType({code.code.partition("_")[0]: code for code in reversed(tuple(CODES.values()))})


def code_of(code: str) -> Code:
    """The record of a code.

    A code without a record, such as one that another version of the program suppressed, is treated as the first whose
    first word is the same; ``import_*`` stands for all codes of the importer.
    """
    if code in CODES:
        return CODES[code]
    alike = _FIRST_WORDS.get(code.partition("_")[0])
    return replace(alike, code=code, title="{text}") if alike else Code(code, Group.OTHER)


def family_of(code: str) -> Family:
    """The family of a code, ``Family.TEXT`` for one without a record."""
    return _FAMILIES.get(code, Family.TEXT)
