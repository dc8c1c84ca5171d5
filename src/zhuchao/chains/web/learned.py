"""The learned part beside the declared points of a target list: a second opinion with its own reasons, never added in."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from zhuchao.chains import selectors
from zhuchao.chains.web.rows import summary

#: The value of ``?sort=`` that puts the learned order in place of the declared one.
SORT = "learned"


def beside(rows: Sequence[dict[str, Any]], district: str) -> selectors.LearnedRows:
    """Put what was learned into rows of ``chains/_target_rows.html``; ``row["learned"]`` is None where it is silent."""
    found = selectors.learned_rows(district, [row["uscc"] for row in rows])
    for row in rows:
        its = found.of.get(row["uscc"])
        row["learned"] = its and {
            "place": its.place,
            "of": its.of,
            "band": its.band,
            "score": f"{its.score:+.1f}",
            "reasons": its.reasons,
            "summary": summary(its.reasons),
        }
    return found


def ordered(
    request: HttpRequest, rows: Sequence[dict[str, Any]], found: selectors.LearnedRows
) -> list[dict[str, Any]]:
    """The rows as asked: by the learned place with ``?sort=learned``, else as they come; ranks stay the declared ones."""
    if request.GET.get("sort") != SORT:
        return list(rows)
    return selectors.in_learned_order(rows, found, lambda row: str(row["uscc"]))


def context(request: HttpRequest, found: selectors.LearnedRows, address: str, **kept: str) -> dict[str, Any]:
    """The sentence and the two orders as links, for ``chains/_learned_head.html``; ``kept`` stays in the address."""
    by = request.GET.get("sort") == SORT
    asked = {key: value for key, value in kept.items() if value}
    return {
        "learned_note": found.note,
        "orders": [
            ("按得分", _url(address, asked), not by),
            ("按历史外拓规律", _url(address, asked | {"sort": SORT}), by),
        ]
        if found.of
        else [],
    }


def _url(address: str, asked: dict[str, str]) -> str:
    return f"{address}?{urlencode(asked)}#targets" if asked else f"{address}#targets"
