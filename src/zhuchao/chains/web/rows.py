"""Target companies as rows with their reasons and the bar that adds up."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.urls import reverse

from zhuchao.frame.marks import Action
from zhuchao.frame.parts import bar
from zhuchao.terms.money import printed_wan
from zhuchao.terms.reason import Reason

#: A score never passes the full marks of the scheme, so bars of different rows compare.
_FULL = 100


def target_rows(
    targets: Iterable[Any],
    act: Callable[[Any], Action | None] | None = None,
    page: Callable[[str], str] | None = None,
) -> list[dict[str, Any]]:
    """Rows for ``chains/_target_rows.html``; the reasons of the first stand open.

    ``act`` gives the button of a target, ``page`` its own page by credit code.
    """
    return [row(rank, t, act(t) if act else None, page) for rank, t in enumerate(targets, start=1)]


def row(
    rank: int, target: Any, action: Action | None = None, page: Callable[[str], str] | None = None
) -> dict[str, Any]:
    """One target as the template reads it; its name leads to its ``page``, else to the page of the company."""
    weight = sum(abs(r.points) for r in target.reasons)
    return {
        "rank": rank,
        "uscc": target.uscc,
        "name": target.name,
        "url": page(target.uscc) if page else reverse("companies:detail", args=[target.uscc]),
        "region": target.region,
        "facts": facts(target),
        "score": f"{target.score:.1f}",
        "width": min(float(weight), _FULL),
        "parts": bar.parts(target.reasons),
        "reasons": target.reasons,
        "summary": summary(target.reasons),
        "action": action,
        "open": rank == 1,
    }


def summary(reasons: Sequence[Reason]) -> str:
    """The three heaviest reasons and, if there is one, the heaviest against."""
    best = sorted((r for r in reasons if r.points > 0), key=lambda r: -r.points)[:3]
    worst = min((r for r in reasons if r.points < 0), key=lambda r: r.points, default=None)
    shown = [*best, worst] if worst else best
    return "；".join(r.text for r in shown)


def facts(row: Any) -> str:
    """Capital and year of founding in a few words."""
    parts = []
    if row.capital_wan is not None:
        parts.append(f"注册资本 {printed_wan(row.capital_wan)}")
    if row.reg_date is not None:
        parts.append(f"{row.reg_date.year} 年成立")
    return " · ".join(parts)
