"""Exceptions to the rules of architecture that concern many modules: each with its reason, those of one reason together.

The tests in test_architecture.py fail for an exception that is missing here, and for one that is no longer needed.
"""

from collections.abc import Mapping
from types import MappingProxyType

ANY: Mapping[str, str] = MappingProxyType(
    {
        "values of JSON, TOML or SQLite before they are checked": """
            core.cli.output core.drafts.codec core.drafts.patches core.drafts.pending_journal core.drafts.pending_read
            core.drafts.damaged_rows core.drafts.schema core.drafts.tables core.drafts.validation core.editing.ignoring
            core.json_text core.reading core.stores.cards core.stores.positions core.stores.recent
            core.stores.unsaved_forms core.word.unit_style.codec core.workflows.drafting.clips
            core.workflows.drafting.guide core.workflows.exporting.fonts core.workflows.exporting.particulars
            core.workflows.help core.workflows.importing.kind_cards core.workflows.importing.kinds
            core.workflows.layouts.learning core.workflows.maintenance.selftest core.workflows.maintenance.update
            core.workflows.messages core.workflows.yearly.coverage core.workflows.yearly.departments
        """,
        "objects of a library without types: openpyxl, lxml, jinja2, python-docx, pickle": """
            core.collection.read core.readers.web_tables core.word.layouts.templating
            core.word.writing.pictures core.word.writing.values core.workflows.importing.isolated
        """,
        "some fields of a dataclass by name, as replace() takes them": """
            core.word.learning.layout core.word.pages.paragraph_properties core.word.pages.run_properties
            core.word.pages.styles
        """,
        "holds or hands on values of every type, which their owner knows": """
            core.checks.registry core.resources core.typesetting.paragraph_cache core.word.unit_style.style
            gui.shell.errors gui.shell.tasks gui.session.background_work gui.session.draft_model
        """,
        "the answer of a background task, which Qt's signal carries as an object": """
            gui.cards.page gui.collection.read_sheet gui.coverage.sheet gui.export.fit_action gui.export.sheet
            gui.findings.panel gui.layouts.learn_sheet gui.layouts.page gui.layouts.style_sheet gui.ledger.sheet
            gui.new_draft.basis gui.new_draft.page gui.review.page gui.roll_over.panel gui.session.proofs
            gui.settings.page gui.widgets.frame.files_page gui.widgets.lists.named_list
            gui.widgets.lists.result_panel
        """,
        "a page or function that is loaded by its name after the first frame": """
            gui.cards.controller gui.collection.controller gui.new_draft.controller gui.session.draft_controller
            gui.session.recovery_controller gui.settings.auxiliary_pages gui.shell.controllers gui.shell.doors
            gui.shell.main_window gui.shell.program gui.shell.router gui.shell.screen
        """,
        "roles, selections and parents of Qt's models, which hold values of every type": """
            gui.find.bar gui.ledger.model gui.outline.model gui.review.panes gui.widgets.lists.grouped_model
            gui.widgets.lists.result_model
        """,
    }
)
"""Modules with Any in a signature."""

UNLIKE: Mapping[str, str] = MappingProxyType(
    {
        "a place in the text: what holds it, and where in it": """
            gui.draft.views.place gui.draft.views.shared_place gui.editor.position.character_under
            gui.form.panel.hand core.editing.text.replace_text.narrowed
        """,
        "where a draft file stands: the number of its last edit, and a checksum": """
            core.drafts.digest.state core.drafts.store.state core.workflows.drafting.session.state
            core.workflows.recovery.pending_recovery.state
        """,
        "what was read, and notices or warnings about it": """
            core.cli.drafts.draft_or_report core.resources.load_rows core.stores.settings.read_settings
            core.word.learning.tag_names.rename core.roll_over.report_term.term_and_evidence
            core.workflows.tables.sources.table_in
        """,
        "two kinds of a whole, divided in one walk": """
            core.coverage.compare.match_commitments core.model.tables.lines.lines core.typesetting.boxes.moved
            core.typesetting.table_flow.split_cells core.roll_over.tables.year_tables.table_proposals
            gui.findings.model.settled_and_restored gui.preview.pages.laid_out gui.roll_over.panel.looked_through
            gui.session.draft_model.history gui.widgets.frame.sheet_frame.page_column
        """,
        "the formats of a paragraph and of its characters": """
            core.word.learning.layout.adapted core.word.learning.styles.winners
        """,
        "bytes of a part, and the media, tags or counts that belong to them": """
            core.word.layouts.landscape.with_landscape_pages core.word.layouts.tags.text_source
            core.word.redline.blocks.all_accepted core.word.writing.pictures.picture_object
        """,
        "a value, and how it is to be taken: its rank, count, unit, time or whether it is whole": """
            core.checks.figures.values.base_unit core.readers.sheets.number_formats.shown core.drafts.backups.look
            core.editing.outline.sections.usual_form core.facts.sides.left_text
            core.model.structure.attachments.numbered_as core.typesetting.lines.place_spans
            core.word.reviewing.stream.state core.workflows.drafting.history.replay
            core.workflows.drafting.session.next_version
        """,
        "an element, and what lies in it": "core.editing.proposals.of gui.findings.model.in_paragraph",
    }
)
"""Public functions whose result is a tuple of unlike things, always unpacked where they are called."""

UNLIKE_ARGUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "a place in the text: what holds it, and where in it": """
            core.editing.grids.figures.put_object core.editing.grids.figures.delete_object
            core.editing.grids.figures.take_object core.editing.grids.figures.insert_note
            core.editing.grids.figures.insert_note_with core.review.placing.first_span core.review.placing.spans
            gui.draft.views.step_finding gui.draft.views.mend gui.draft.views.refuse gui.find.bar.next_hit
            gui.findings.model.next_place gui.form.fields.nearest_field gui.form.panel.lead_to
            gui.outline.outline_actions.copy gui.preview.page_scroll.set_spot gui.prior.text.mark
        """,
        "what a function returned, handed on to its next step": """
            core.facts.labels.measured.of_measure core.facts.labels.parts.limited
            core.workflows.drafting.session.commit_at core.word.reviewing.stream.add gui.preview.pages.take
            gui.form.grid_card.show_table
        """,
        "the form of a heading, as the outline gives it: depth, level and ordinal": "core.editing.outline.split_join.as_heading",
        "a line of a table, and where it is looked for": "core.review.tiles.covered_line",
    }
)
"""Public functions with an argument that is a tuple of unlike things."""

SMALL: Mapping[str, str] = MappingProxyType(
    {
        "a check that the registry names": """
            core.checks.numerals.kinds core.checks.numerals.reported_period
            core.checks.wording.phrase_titles
        """,
        "a command of the command line, loaded when it is given": """
            core.cli.checking core.cli.collecting core.cli.coverage core.cli.layouts
            core.cli.maintenance core.cli.reading core.cli.reviewing
        """,
        "rules of a room for one use case: rooms are pure, use cases touch the disk": """
            core.editing.lengths core.editing.outline.parallel core.editing.text.marking
            core.editing.text.notes core.readers.text core.review.ordinals core.signature core.stores.unit_values
            core.word.learning.lists core.word.pages.unsupported
        """,
        "a use case for one page of the window, which imports no rooms": """
            core.workflows.importing.divisions
            core.workflows.tables.sources
            core.workflows.yearly.proposal_places
        """,
        "loaded by name after the first frame, or started by a name": """
            gui.demo gui.session.opening_notice gui.session.save_controller gui.shell.language
        """,
        "knows nothing of the feature that uses it": """
            gui.editor.painting.search_highlights gui.widgets.lists.quote
        """,
    }
)
"""Modules below 80 lines with one reader."""


WORDS: Mapping[str, str] = MappingProxyType(
    {
        "verbs of change, adverbs and what leads up to a number, each in one position of one pattern (063, 068)": """
            core.checks.figures.arithmetic core.checks.figures.consistency core.checks.figures.passages
            core.facts.clauses core.facts.describing core.facts.figures core.facts.lexicon
        """,
        "words that tie a year to the report or count a meeting, tuned together in one pattern (064)": """
            core.roll_over.base_year core.roll_over.date_verdicts core.roll_over.references
        """,
        "what papers of two kinds are called: their order decides": "core.checks.numbering.heading_ends core.parsing.kinds",
        "the times that 〔日期〕 stands for in confusions.tsv": "core.checks.spelling.conditions",
        "names that layouts ask for": "core.word.writing.values",
        "the posts that names follow most; with more of them slips pass unseen": "core.checks.spelling.characters",
    }
)
"""Modules with a list of words: grammar, as decision 063 says."""


def names(table: Mapping[str, str]) -> tuple[str, ...]:
    """All names of a table of exceptions."""
    return tuple(name for group in table.values() for name in group.split())
