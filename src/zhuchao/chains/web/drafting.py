"""The draft of a chain: what it says, what it changes, what keeps it from being published."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuchao.chains.engine import rights
from zhuchao.chains.engine.differences import GONE, Difference
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_chain_draft import drop_chain_draft
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.flows.restore_link import restore_link
from zhuchao.chains.selectors import versions as kept
from zhuchao.chains.web.codes import named
from zhuchao.chains.web.versions import base_text, change, made_from
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Field, Section
from zhuchao.frame.forms import TradeForm, posted, pressed
from zhuchao.frame.marks import Action, Crumb, Tag


def crumbs(its: kept.DraftView, *more: tuple[str, str]) -> list[Crumb]:
    """The way to the draft and to a page below it; a chain that never was has no versions to lead to."""
    versions = reverse("chains:versions", args=[its.chain.code]) if its.base else ""
    way = [Crumb("产业链", reverse("chains:overview")), Crumb(its.chain.name, versions)]
    return [*way, *(Crumb(text, url) for text, url in more)]


@staff_page
def draft(request: ActorRequest, chain: str) -> HttpResponseBase:
    """The draft; where there is none yet, what would be begun."""
    actor = request.actor
    if not kept.has_draft(actor, chain):
        return _none(request, kept.newest(actor, chain))
    its = kept.draft(actor, chain)
    said = kept.changes(actor, its)
    code = its.chain.code
    whole = next((d.lines for d in said if not d.link), ()) if its.base else ()
    return details.respond(
        request,
        title=f"{its.chain.name}·草稿",
        state=Tag("草稿", "amber"),
        subtitle=made_from(its.base),
        owner=f"{its.changed_by} 最后修改",
        sections=[
            Section(
                "全链",
                [
                    Field("名称", its.chain.name),
                    Field("共用词", "、".join(its.chain.shared)),
                    Field("概述", its.chain.summary, "long"),
                    *([Field("改动", "；".join(whole), "long")] if whole else []),
                ],
            )
        ],
        missing=kept.faults_of(actor, its.chain),
        actions=[
            Action("试算影响", reverse("chains:dry-run", args=[code]), icon="zoom-question"),
            Action("公布", reverse("chains:draft-publish", args=[code]), icon="send", primary=True),
        ],
        more_actions=_rare(its, len(said)),
        breadcrumbs=crumbs(its, ("草稿", "")),
        template="chains/draft.html",
        context={
            "rows": list(_rows(its, said)),
            "changed": len([d for d in said if d.link]),
            "add_url": reverse("chains:draft-add", args=[code]),
        },
    )


def _rare(its: kept.DraftView, changed: int) -> list[Action]:
    code, name = its.chain.code, its.chain.name
    return [
        Action("修改名称、概述、共用词", reverse("chains:draft-head", args=[code]), icon="edit"),
        Action("版本历史", reverse("chains:versions", args=[code]), icon="history"),
        Action(
            "放弃草稿",
            reverse("chains:draft-drop", args=[code]),
            "post",
            icon="trash",
            confirm=f"放弃“{name}”的草稿？草稿中的 {changed} 处改动全部丢掉，已公布的版本不受影响。",
            fields=(("revision", str(its.revision)),),
        ),
    ]


def _none(request: ActorRequest, newest: Chain) -> HttpResponse:
    shown = {
        "title": f"{newest.name}·草稿",
        "base": base_text(newest.version),
        "start": Action(
            "起草新版本", reverse("chains:draft-start", args=[newest.code]), "post", primary=True, icon="edit"
        ),
        "breadcrumbs": [
            Crumb("产业链", reverse("chains:overview")),
            Crumb(newest.name, reverse("chains:versions", args=[newest.code])),
            Crumb("草稿"),
        ],
    }
    return render(request, "chains/no_draft.html", shown)


def _rows(its: kept.DraftView, said: Iterable[Difference]) -> Iterable[dict[str, Any]]:
    """Links of the draft in their order, then those taken out."""
    by = {d.link: d for d in said}
    for link in its.chain.links:
        yield _row(its, link, by.get(link.code))
    yield from (_gone(its, d) for d in by.values() if d.kind == GONE)


def _gone(its: kept.DraftView, said: Difference) -> dict[str, Any]:
    back = Action(
        "恢复",
        reverse("chains:draft-link-restore", args=[its.chain.code, said.link]),
        "post",
        icon="arrow-back-up",
        fields=(("revision", str(its.revision)),),
    )
    return {"name": said.name, "gone": True, "change": change(said), "restore": back}


def _row(its: kept.DraftView, link: Link, said: Difference | None) -> dict[str, Any]:
    code = its.chain.code
    return {
        "name": link.name or "（未命名）",
        "url": reverse("chains:draft-link", args=[code, link.code]),
        "stage": link.stage,
        "codes": named(link.gb),
        "words": len(link.words),
        "excluded": len(link.exclude),
        "change": change(said) if said else None,
        "drop": Action(
            "删除",
            reverse("chains:draft-link-drop", args=[code, link.code]),
            "post",
            icon="trash",
            confirm=f"从草稿中删除环节“{link.name}”？它的上下游关系一起去掉，公布后企业不再归入该环节。公布前可在草稿中恢复。",
            fields=(("revision", str(its.revision)),),
        ),
    }


class NewForm(TradeForm):
    """What the new chain is called."""

    name = forms.CharField(label="产业链名称", max_length=60)


@staff_page
def new(request: ActorRequest) -> HttpResponse:
    """Begin a chain that never was."""
    rights.need_editor(request.actor)
    return posted(
        request,
        NewForm(request.POST or None),
        lambda given: draft_chain(actor=request.actor, name=given["name"]),
        done=lambda code: "已起草。请增加环节，写上行业代码或产品词，再试算、公布。",
        back=lambda code: reverse("chains:draft", args=[code]),
        title="新建产业链",
        submit="起草",
        intro="新链先成为草稿，只有促进中心看得到；公布后从生效日期起对全区生效。",
        cancel_url=reverse("chains:overview"),
        breadcrumbs=[Crumb("产业链", reverse("chains:overview")), Crumb("新建产业链")],
    )


def seen(request: ActorRequest) -> int | None:
    """The revision the page showed, when it said one."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


@staff_page
@require_POST
def start(request: ActorRequest, chain: str) -> HttpResponse:
    """Begin the next version of a chain."""
    pressed(
        request, lambda: draft_chain(actor=request.actor, chain=chain), "已起草，修改公布前不影响任何人。"
    )
    return redirect("chains:draft", chain)


@staff_page
@require_POST
def drop(request: ActorRequest, chain: str) -> HttpResponse:
    """Throw the draft away."""
    act = lambda: drop_chain_draft(actor=request.actor, chain=chain, seen=seen(request))  # noqa: E731
    pressed(request, act, "已放弃草稿，已公布的版本不变。")
    return redirect("chains:overview")


@staff_page
@require_POST
def drop_one(request: ActorRequest, chain: str, link: str) -> HttpResponse:
    """Take a link out of the draft."""
    act = lambda: drop_link(actor=request.actor, chain=chain, link=link, seen=seen(request))  # noqa: E731
    pressed(request, act, "已从草稿中删除该环节。")
    return redirect("chains:draft", chain)


@staff_page
@require_POST
def restore_one(request: ActorRequest, chain: str, link: str) -> HttpResponse:
    """Bring a link back that was taken out."""
    act = lambda: restore_link(actor=request.actor, chain=chain, link=link, seen=seen(request))  # noqa: E731
    pressed(request, act, "已恢复该环节及它与现有环节的上下游关系。")
    return redirect("chains:draft", chain)
