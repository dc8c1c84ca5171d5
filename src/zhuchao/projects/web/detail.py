"""The page of one project: what is missing, its data, one timeline with three dates, side panels of its parts."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Event, Field, Section
from zhuchao.frame.judging import verbs
from zhuchao.frame.standing import standing_tag, why
from zhuchao.projects import selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.fields import FieldSpec
from zhuchao.projects.selectors import ProjectView, StageNeeds
from zhuchao.projects.selectors.timeline import Step
from zhuchao.projects.web.actions import actions
from zhuchao.projects.web.tags import state_tag
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal


@staff_page
def detail(request: ActorRequest, code: str) -> HttpResponseBase:
    """One project, as far as the actor may see it."""
    actor = request.actor
    row = selectors.row_for(actor, code)
    found = selectors.project(actor, code)
    needs = selectors.missing_for_next(actor, code) if found.state == "active" else None
    return details.respond(
        request,
        title=found.name,
        subtitle=f"{found.code} · {found.company_name}",
        state=state_tag(found),
        owner=" ".join(filter(None, (found.office_name, found.post_name))),
        due=_due(found),
        demo=found.demo,
        sections=_sections(found, row.fields, selectors.helpers(row)),
        actions=actions(actor, found, needs),
        missing=blocking(needs),
        timeline=[_event(actor, found, step) for step in selectors.timeline(actor, code)],
        panels=details.panels_for(actor, code, topic="project"),
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


def _sections(found: ProjectView, fields: Mapping[str, object], helping: Sequence[str]) -> list[Section]:
    specs = selectors.field_specs()
    groups = selectors.choices("field-groups")
    parts = [Section("项目", _basics(found, helping))]
    for group, name in groups.items():
        lines = [
            _field(spec, fields.get(code))
            for code, spec in specs.items()
            if spec.group == group
            and (spec.applies(found.klass, found.form) or fields.get(code))
            and (fields.get(code) is not None or group in ("plan", "yield"))
        ]
        if lines:
            parts.append(Section(name, lines))
    return parts


def _basics(found: ProjectView, helping: Sequence[str]) -> list[Field]:
    company = reverse("companies:detail", args=[found.uscc]) if found.uscc else ""
    lead = reverse("engagements:lead", args=[found.lead_code]) if found.lead_code else ""
    rows = [
        Field("投资方", found.company_name, kind="link" if company else "text", url=company),
        Field("统一社会信用代码", found.uscc, kind="code"),
        Field("类别", found.klass_name),
        Field("性质", found.nature_name),
        Field("合作方式", found.form_name),
        Field("阶段", found.stage_name, note=f"{found.stage_on or found.opened_on} 起，{found.days} 天"),
        Field("合同金额", found.amount_wan, kind="money_wan"),
        Field("首次签约日", found.signed_on, kind="date"),
        Field("等级", found.grade),
        Field("牵头单位", found.office_name),
        Field("协助单位", "、".join(helping)),
        Field("包联领导", found.leader_name),
        Field("项目简介", found.summary, kind="long"),
    ]
    if lead:
        rows.append(Field("来自线索", found.lead_code, kind="link", url=lead))
    return rows


def _field(spec: FieldSpec, value: object) -> Field:
    if spec.type == "choice" and spec.options:
        return Field(spec.name, spec.options.get(str(value), value))
    if spec.type == "number" and value is not None:
        if spec.unit == "万元":
            return Field(spec.name, _number(value), kind="money_wan")
        return Field(spec.name, _number(value), kind="number", unit=spec.unit)
    return Field(spec.name, value, kind="code" if spec.type in ("uscc", "filing") else "text")


def _number(value: object) -> float | int:
    number = float(str(value))
    return int(number) if number.is_integer() else number


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
