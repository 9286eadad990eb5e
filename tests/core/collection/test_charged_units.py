"""The departments that a cell of a column 责任单位 names, however it says who leads and who helps."""

import pytest

from core.collection.rows import units_in
from core.workflows.yearly.roll_over import load_tables


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("城管局", ("城管局",)),
        ("牵头：教育局，配合：人社局、财政局", ("教育局", "人社局", "财政局")),
        ("牵头单位：教育局；配合单位：人社局", ("教育局", "人社局")),
        ("水务科牵头，办公室配合", ("水务科", "办公室")),
        ("水务科牵头负责，办公室协助配合", ("水务科", "办公室")),
        ("水务科（牵头）、办公室（配合）", ("水务科", "办公室")),
        ("由水务科牵头", ("水务科",)),
        ("各镇（街道）", ("各镇（街道）",)),
        ("负责人", ("负责人",)),
        ("—", ()),
    ],
)
def test_units_are_named_without_what_they_do(text: str, names: tuple[str, ...]) -> None:
    assert units_in(text, load_tables().tables) == names
