"""The definitions (口径) in force."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.figures import selectors
from zhuchao.figures.engine.definition import Definition
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.frame.menu import MenuItem
from zhuchao.terms.actor import Actor
from zhuchao.terms.source import STANDING_NAMES, Standing


def menu(actor: Actor) -> list[MenuItem]:
    """The entry of figures, for staff."""
    return [MenuItem("指标与口径", "figures:definitions", "指标", "gauge")] if actor.is_staff else []


@staff_page
def definitions(request: ActorRequest) -> HttpResponseBase:
    """Every definition in force today; a click computes it."""
    found = [_row(d) for d in selectors.definitions(request.actor)]

    def fetch(query: Query) -> Page:
        kept = [r for r in found if query.text in r["name"] or query.text in r["text"]]
        return Page(kept[query.offset : query.offset + query.size], len(kept))

    spec = ListSpec(
        id="definitions",
        title="指标与口径",
        columns=[
            Column("name", "指标", kind="link", sortable=False, url=_url, note="id"),
            Column("text", "口径", sortable=False),
            Column("unit", "单位", sortable=False),
            Column("version", "版本", sortable=False),
            Column("since", "生效日", kind="date", sortable=False),
            Column("standing", "依据", kind="tag", sortable=False),
        ],
        fetch=fetch,
        counter="个口径",
        search_label="指标名称或口径里的词",
        empty_text="没有这样的指标。",
    )
    return respond(request, spec)


def _url(row: Mapping[str, Any]) -> str:
    return reverse("figures:figure", args=[row["id"]])


def _row(found: Definition) -> dict[str, Any]:
    tone = "green" if found.standing is Standing.TEXT_READ else "grey"
    return {
        "id": found.id,
        "name": found.name,
        "text": found.text,
        "unit": found.unit,
        "version": found.version,
        "since": found.since,
        "standing": Tag(STANDING_NAMES[found.standing], tone),
    }
