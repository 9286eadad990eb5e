"""A key press in the running text of a long draft against a bare QTextEdit, and the memory of both windows."""

from tests.bench.frame import ROOT, Row, figures, percentile, sized

WINDOW = "tests.bench.typing_window"
SEEDS = ROOT.parent / "shared" / "seeds"
KEYS = "工作有序推进，完成42项。"[: sized(12, 2)]
ROUNDS = sized(24, 4)
LENGTH = 30_000
"""Characters of the stand-in text when the real reports are not there."""


def rows() -> list[Row]:
    """Key press p50 and p99; memory, each window in a process of its own.

    Keys come at the pace of a hand, so that taking over and storing what was typed happens among them.
    """
    times = figures(WINDOW, "keys")
    ours, peer = times[0::2], times[1::2]
    return [
        Row("key press in a draft of five reports, p50", percentile(ours, 50), percentile(peer, 50), 1.3, "within"),
        Row("key press in a draft of five reports, p99", percentile(ours, 99), percentile(peer, 99), 2.0, "within"),
        Row("memory with that draft open", figures(WINDOW, "ours")[0], figures(WINDOW, "peer")[0], 2.0, "within", "MB"),
    ]


def texts() -> list[tuple[str, bytes]]:
    """Name and bytes of the reports: the real ones, or the sample of the half-year report over and over."""
    found = [(path.stem, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))]
    if found:
        return found[: sized(len(found), 1)]
    from core.workflows.importing.kinds import list_kinds

    samples = [(kind.name, kind.sample.encode("utf-8")) for kind in list_kinds() if kind.sample]
    size = sum(len(data.decode("utf-8")) for _, data in samples)
    return samples * sized(LENGTH // size + 1, 1)
