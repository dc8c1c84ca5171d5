"""The history of a chain: who published what, from when on, and what changed."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.chains.engine import rights
from zhuchao.chains.engine.differences import CHANGED, GONE, NEW, Difference
from zhuchao.chains.selectors import versions as kept
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.terms.actor import Actor

_STATES = {kept.IN_FORCE: "green", kept.TO_COME: "blue", kept.PAST: "grey"}
_KINDS = {NEW: "green", CHANGED: "blue", GONE: "red"}


@staff_page
def history(request: ActorRequest, chain: str) -> HttpResponseBase:
    """Every version, the newest first, the one of the rulebook last."""
    actor = request.actor
    found, first = kept.versions(actor, chain), kept.first_laid_down(actor, chain)
    code, name = _its(actor, chain, found)
    in_force = any(v.state == kept.IN_FORCE for v in found)
    shown = {
        "title": f"{name}·版本",
        "versions": [_version(v) for v in found],
        "first": first,
        "first_state": Tag(kept.PAST if in_force else kept.IN_FORCE, "grey" if in_force else "green"),
        "actions": edit_actions(actor, code),
        "breadcrumbs": [
            Crumb("产业链", reverse("chains:overview")),
            Crumb(name, reverse("chains:map", args=[code]) if first or in_force else ""),
            Crumb("版本"),
        ],
    }
    return render(request, "chains/versions.html", shown)


def _its(actor: Actor, chain: str, found: Sequence[kept.VersionView]) -> tuple[str, str]:
    """Code and name of the chain; one that is only a draft yet has them for its editors."""
    if found:
        return found[0].chain, found[0].name
    drafted = rights.may_edit(actor) and kept.has_draft(actor, chain)
    its = kept.draft(actor, chain).chain if drafted else selectors.chain(actor, chain)
    return its.code, its.name


def _version(v: kept.VersionView) -> dict[str, Any]:
    return {
        "number": v.number,
        "state": Tag(v.state, _STATES[v.state]),
        "effective_on": v.effective_on,
        "by": v.published_by,
        "at": v.published_at,
        "reason": v.reason,
        "made_from": made_from(v.base),
        "changes": [change(d) for d in v.changes],
    }


def change(d: Difference) -> dict[str, Any]:
    """A difference as the template shows it."""
    return {"link": d.link, "name": d.name, "kind": Tag(d.kind, _KINDS.get(d.kind, "blue")), "lines": d.lines}


def base_text(label: str) -> str:
    """A version in words: 2026-12-01#2 → 第 2 版（2026-12-01 起）; a day alone is an entry of the rulebook."""
    day, _, number = label.partition("#")
    if number:
        return f"第 {number} 版（{day} 起）"
    return f"规则库 {day} 版" if day else "新链"


def made_from(label: str) -> str:
    """What a version or draft was made from, as a clause."""
    return f"据{base_text(label)}修改" if label else "新建的产业链"


def edit_actions(actor: Any, code: str) -> list[Action]:
    """编辑产业链, for those who may."""
    if not rights.may_edit(actor):
        return []
    return [Action("编辑产业链", reverse("chains:draft", args=[code]), icon="edit")]
