"""Answers a list page: the whole page, the fragment htmx asks for, or a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from zhuchao.frame.lists import address, export, memory
from zhuchao.frame.lists.spec import Column, ListSpec, Page, Query
from zhuchao.frame.lists.view import ListView

FRAGMENT = "frame/list_card.html"


def respond(
    request: HttpRequest,
    spec: ListSpec,
    *,
    template: str = "frame/list.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """The list as the address asks: page, htmx fragment, or ``?export=xlsx|csv``.

    ``template`` extends ``frame/list.html`` and finds ``list`` (ListView) beside ``context`` in its context.
    """
    # The form of the columns sends each box apart.
    columns = ",".join(request.GET.getlist("columns"))
    asked = address.read(spec, request.GET.dict() | {"columns": columns})
    actor = getattr(request, "actor", None)
    remembered = memory.recall(actor, spec.id)
    chosen = _columns(spec, asked.columns or remembered.columns)
    wanted_file = request.GET.get("export", "")
    if wanted_file in export.KINDS and spec.exportable:
        return export.respond(actor, spec, asked.query, chosen, wanted_file)
    if asked.columns and asked.columns != remembered.columns:
        memory.remember_columns(actor, spec.id, asked.columns)
    query, page = _fetched(spec, asked.query)
    shown = ListView(spec, query, page, chosen, asked, remembered, request.path)
    fragment = _wants_fragment(request, spec)
    response = render(request, FRAGMENT if fragment else template, {"list": shown, **(context or {})})
    if fragment:
        response["HX-Push-Url"] = shown.url(query)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def _fetched(spec: ListSpec, query: Query) -> tuple[Query, Page]:
    """The page asked for, or the last one there is when the address points beyond it."""
    page = spec.fetch(query)
    if page.rows or query.page == 1:
        return query, page
    last = max(1, -(-page.total // query.size))
    query = replace(query, page=min(last, query.page - 1))
    return query, spec.fetch(query)


def _columns(spec: ListSpec, keys: tuple[str, ...]) -> list[Column]:
    if keys:
        # Who chose a column means to see it on a phone too.
        return [replace(c, phone=True) for c in spec.columns if c.key in keys]
    return [c for c in spec.columns if c.default]


def _wants_fragment(request: HttpRequest, spec: ListSpec) -> bool:
    asks = request.headers.get("HX-Request") == "true" and not request.headers.get(
        "HX-History-Restore-Request"
    )
    return asks and request.headers.get("HX-Target") in (f"list-{spec.id}", f"list-{spec.id}-rows")
