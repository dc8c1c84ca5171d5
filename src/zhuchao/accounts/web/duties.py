"""What an office and each of its posts owe, and the list that hands it over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.engine.duties import Duty
from zhuchao.accounts.selectors import PostRow
from zhuchao.accounts.web.acting import posted
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


@dataclass(frozen=True, slots=True)
class Owed:
    """What one post owes; ``post`` None for duties nobody in particular sees to."""

    post: PostRow | None
    duties: list[tuple[str, Duty]]
    url: str


class SidesForm(TradeForm):
    """Who gives and who takes; the first step."""

    from_post = forms.ChoiceField(label="移交岗位")
    to_post = forms.ChoiceField(
        label="接收岗位", help_text="岗位不变、只换人时，接收岗位与移交岗位相同，由新任人员签收。"
    )


class ListForm(TradeForm):
    """Which duties, and on what ground."""

    duties = forms.MultipleChoiceField(
        label="移交的职责",
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": "请至少选择一项职责"},
    )
    document = forms.CharField(
        label="依据", max_length=200, required=False, help_text="如任免文件文号；没有可不填。"
    )


@staff_page
def duties(request: ActorRequest) -> HttpResponse:
    """Every open duty of an office the actor sees, by post."""
    actor = request.actor
    choices = _seen_offices(actor)
    office = request.GET.get("office", actor.home_office)
    if office not in dict(choices):
        office = choices[0][0] if choices else ""
    owed = _owed(actor, office)
    context = {
        "title": "应尽职责",
        "choices": choices,
        "office": office,
        "office_name": dict(choices).get(office, "").strip("　"),
        "owed": owed,
        "count": sum(len(o.duties) for o in owed),
        "breadcrumbs": [Crumb("职责交接", reverse("accounts:hand-overs")), Crumb("应尽职责")],
    }
    return render(request, "accounts/duties.html", context)


def _seen_offices(actor: Actor) -> list[tuple[str, str]]:
    found = selectors.offices(actor)
    return [(o.code, f"{'　' * o.depth}{o.name}") for o in found if actor.sees_office(o.code)]


def _labels() -> Mapping[str, str]:
    return {noun: book.label for noun, book in selectors.duty_books().items()}


def _owed(actor: Actor, office: str) -> list[Owed]:
    labels = _labels()
    by_post: dict[str, list[tuple[str, Duty]]] = {}
    for duty in selectors.open_duties(actor, office):
        by_post.setdefault(duty.post_code, []).append((labels.get(duty.noun, duty.noun), duty))
    known = {p.code: p for p in selectors.posts(actor, office=office)}
    order = [*known, *sorted(by_post.keys() - known.keys())]
    return [
        Owed(known.get(code), by_post[code], _draw_up_url(known, code)) for code in order if code in by_post
    ]


def _draw_up_url(known: Mapping[str, PostRow], code: str) -> str:
    head = next((p.code for p in known.values() if p.is_head), "")
    giving = code if code in known else head
    return f"{reverse('accounts:draw-up')}?{urlencode({'from_post': giving})}" if giving else ""


@staff_page
def draw_up(request: ActorRequest) -> HttpResponse:
    """Choose the sides, then the duties; the list waits for both signatures."""
    actor = request.actor
    crumbs = [Crumb("职责交接", reverse("accounts:hand-overs")), Crumb("编制交接单")]
    giving = selectors.post(actor, request.GET.get("from_post", ""))
    taking = selectors.post(actor, request.GET.get("to_post", ""))
    if giving is None or taking is None or not actor.sees_office(giving.office):
        return _ask_sides(request, crumbs)
    owed = _of_post(actor, giving)
    form = ListForm(posted(request), initial={"duties": [k for k, _ in owed]})
    form.offer("duties", owed)
    if request.method == "POST" and form.is_valid():
        try:
            code = flows.draw_up_hand_over(
                actor=actor, from_post=giving.code, to_post=taking.code, **form.cleaned_data
            )
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "交接单已编制，等待双方签字。")
            return redirect("accounts:hand-over", code)
    sides = f"{giving.office_name}{giving.name} → {taking.office_name}{taking.name}"
    return show(
        request,
        form,
        title="编制交接单",
        submit="编制交接单",
        intro=f"{sides}。列出的是该岗位现在未了结的职责，双方签字后一并移交。"
        if owed
        else f"{sides}。该岗位现在没有未了结的职责，不必办理交接。",
        cancel_url=reverse("accounts:hand-overs"),
        breadcrumbs=crumbs,
        keep_draft=False,
    )


def _of_post(actor: Actor, post: PostRow) -> list[tuple[str, str]]:
    mine = {post.code, ""} if post.is_head else {post.code}
    labels = _labels()
    return [
        (d.key, f"{labels.get(d.noun, d.noun)}：{d.title}（{_due(d)}）")
        for d in selectors.open_duties(actor, post.office)
        if d.post_code in mine
    ]


def _due(duty: Duty) -> str:
    return f"始于 {duty.since}，期限 {duty.due}" if duty.due else f"始于 {duty.since}"


def _ask_sides(request: ActorRequest, crumbs: Sequence[Crumb]) -> HttpResponse:
    actor = request.actor
    asked = "to_post" in request.GET
    initial = {"from_post": request.GET.get("from_post", actor.post_code)}
    form = SidesForm(request.GET if asked else None, initial=initial)
    posts = selectors.posts(actor)
    form.offer("from_post", [("", "请选择移交岗位"), *_named(posts, actor)])
    form.offer("to_post", [("", "请选择接收岗位"), *_named(posts)])
    context: dict[str, Any] = {
        "intro": "移交、接收双方或其单位负责人都可以编制。先选定双方岗位，下一步核对要移交的职责。"
    }
    return show(
        request,
        form,
        title="编制交接单",
        submit="下一步：核对职责",
        action=reverse("accounts:draw-up"),
        cancel_url=reverse("accounts:hand-overs"),
        breadcrumbs=crumbs,
        keep_draft=False,
        template="accounts/first_step.html",
        context=context,
    )


def _named(posts: Sequence[PostRow], seen_by: Actor | None = None) -> list[tuple[str, str]]:
    return [
        (p.code, f"{p.office_name} · {p.name}（{'、'.join(name for _, name in p.holders) or '空缺'}）")
        for p in posts
        if seen_by is None or seen_by.sees_office(p.office)
    ]
