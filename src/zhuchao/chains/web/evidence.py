"""The evidence beside a verdict as rows, and new companies by year in district, prefecture and province."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhuchao.chains.engine.evidence import Stance
from zhuchao.chains.selectors import Gap
from zhuchao.frame.marks import Tag
from zhuchao.frame.tables import Table

_TONES = {Stance.FOR: "green", Stance.AGAINST: "amber", Stance.EVEN: "blue", Stance.SILENT: "grey"}


def rows(gap: Gap) -> list[dict[str, Any]]:
    """Every piece with its mark; the silent ones too, with why."""
    return [
        {
            "name": e.name,
            "tag": Tag(e.stance.value, _TONES[e.stance]),
            "text": e.text,
            "caveat": e.caveat,
            "rows": e.rows,
        }
        for e in gap.evidence
    ]


def arrivals(gap: Gap, district: str) -> Table:
    """Newest first; a year without data says so."""
    return Table(
        ["年份", f"{district}（家）", "所在市（家）", "全省（家）"],
        [[str(a.year), *_shown((a.district, a.city, a.province))] for a in reversed(gap.arrivals)],
    )


def _shown(counts: Sequence[int | None]) -> list[str | int]:
    return ["缺数据" if n is None else n for n in counts]


def context(gap: Gap, district: str) -> Mapping[str, Any]:
    """What the template of the link asks for."""
    return {"evidence": rows(gap), "arrivals": arrivals(gap, district)}
