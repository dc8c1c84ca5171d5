"""The page of one project: what is missing, its data, one timeline with three dates, side panels of its parts."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Event
from zhuchao.frame.judging import verbs
from zhuchao.frame.standing import standing_tag, why
from zhuchao.projects import selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.selectors import ProjectView, StageNeeds
from zhuchao.projects.selectors.timeline import Step
from zhuchao.projects.web.actions import actions
from zhuchao.projects.web.data import basics
from zhuchao.projects.web.panel_list import panels
from zhuchao.projects.web.tags import state_tag
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal


@staff_page
def detail(request: ActorRequest, code: str) -> HttpResponseBase:
    """One project, as far as the actor may see it."""
    actor = request.actor
    its = selectors.whole(actor, code)
    (found,) = selectors.views([its.project])
    needs = selectors.missing_of(its) if found.state == "active" else None
    first, rare = actions(actor, found, needs)
    return details.respond(
        request,
        title=found.name,
        subtitle=f"{found.code} · {found.company_name}",
        state=state_tag(found),
        owner=" ".join(filter(None, (found.office_name, found.post_name))),
        due=_due(found),
        demo=found.demo,
        sections=[basics(its, found)],
        actions=first,
        more_actions=rare,
        missing=blocking(needs),
        timeline=[_event(actor, found, step) for step in selectors.timeline_of(its)],
        panels=[*panels(its), *details.panels_for(actor, code, topic="project")],
        breadcrumbs=[Crumb("项目", reverse("projects:list")), Crumb(found.name)],
        template="projects/detail.html",
        context={
            "warnings": _warnings(needs),
            "waived": needs.waived if needs else (),
            "next_stage": found.next_stage_name,
        },
    )


def _due(found: ProjectView) -> str:
    if found.due is None:
        return ""
    today = timezone.localdate()
    if found.due < today:
        return f"应于 {found.due} 前走出“{found.stage_name}”，已逾期 {(today - found.due).days} 天"
    return f"本阶段期限 {found.due}（还有 {(found.due - today).days} 天）"


def blocking(needs: StageNeeds | None) -> list[Refusal]:
    """What must come before the next stage, as sentences with rule and next step."""
    if needs is None:
        return []
    return [
        Refusal(m.rule, f"推进到“{needs.stage_name}”缺{m.label}", m.next_step, m.field, m.article)
        for m in needs.missing
        if m.blocks
    ]


def _warnings(needs: StageNeeds | None) -> list[str]:
    if needs is None:
        return []
    return [f"{m.label}（{m.article}）" for m in needs.missing if not m.blocks]


def _event(actor: Actor, found: ProjectView, step: Step) -> Event:
    verified = step.standing == "verified"
    return Event(
        on=step.happened_on,
        title=step.title,
        text=step.text,
        by=f"{step.office_name} {step.actor_name}",
        recorded_at=step.recorded_at,
        verified_on=timezone.localdate(step.judged_at) if verified else None,
        verified_by=step.judged_by if verified else "",
        state=standing_tag(step.standing),
        note=why(step),
        actions=_small_verbs(actor, found, step),
    )


def _small_verbs(actor: Actor, found: ProjectView, step: Step) -> list[Action]:
    """The files of a fact and what the actor may say of it; what is not theirs to say is not offered."""
    code = found.code
    asked = urlencode({"kind": step.kind, "fact": step.code})
    shown = [
        Action(
            f"佐证 {n}" if len(step.files) > 1 else "佐证", f"{reverse('api:download', args=[sha])}?{asked}"
        )
        for n, sha in enumerate(step.files, start=1)
    ]
    if step.may:
        shown.append(
            Action(verbs(step.may), reverse("projects:judge-fact", args=[code, step.kind, step.code]))
        )
    if step.kind != "projects_stagefact" or step.standing == "voided":
        return shown
    if rights.may_work(actor, found.office):
        shown.append(Action("更正日期", reverse("projects:correct-stage", args=[code, step.code])))
    if rights.may_decide(actor, found.office) and step.what != selectors.route(found.klass, found.form)[0]:
        shown.append(Action("退回", reverse("projects:step-back", args=[code, step.code])))
    return shown
