"""The page of one lead: state, clock, timeline with its dates, verbs."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.selectors import LeadFile, LeadStep, LeadView
from zhuchao.engagements.web import lead_parts
from zhuchao.engagements.web.tags import clock_tag, state_tag
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Event, Field, Section
from zhuchao.frame.judging import verbs
from zhuchao.frame.standing import standing_tag, why
from zhuchao.rulebook import workdays
from zhuchao.terms.refusal import Refusal


@staff_page
def lead(request: ActorRequest, code: str) -> HttpResponseBase:
    """One lead, as far as the actor may see it."""
    actor = request.actor
    found = selectors.lead_file(actor, code)
    return details.respond(
        request,
        title=found.company_name,
        subtitle=f"线索 · {found.uscc}",
        state=state_tag(found.state, found.state_name),
        owner=" ".join(filter(None, (found.office_name, found.post_name))),
        due=_due(found),
        sections=_sections(found),
        actions=lead_parts.actions(actor, found),
        missing=_missing(found),
        timeline=_timeline(found),
        panels=[*lead_parts.panels(actor, found), *details.panels_for(actor, found.code, topic="lead")],
        breadcrumbs=[Crumb("线索", reverse("engagements:leads")), Crumb(found.company_name)],
    )


def _due(found: LeadView) -> str:
    if found.next_due is None:
        return ""
    today = timezone.localdate()
    if found.next_due < today:
        late = workdays.between(found.next_due, today)
        return f"{found.next_step}应于 {found.next_due} 前完成，已逾期 {late} 个工作日"
    left = workdays.between(today, found.next_due)
    return f"{found.next_step}期限 {found.next_due}（{f'还有 {left} 个工作日' if left else '今日到期'}）"


_MISSING = {
    Step.ANSWER: ("还没有给企业首次答复", "与企业联系后点“登记首次答复”。", "线索首次答复时限"),
    Step.JUDGE: ("还没有研判结论", "点“登记研判结论”，写明是否继续跟进。", "线索研判时限"),
    Step.FEED_BACK: ("还没有把研判结论反馈给企业或引荐人", "反馈后点“登记反馈”。", "线索反馈时限"),
    Step.REPORT: ("还要按期报告进展", "点“报告进展”；有结果时点“办结”。", "线索进展报告间隔"),
    Step.CLOSE: ("研判为不宜跟进，还没有办结", "点“办结”，写明结果与原因。", "线索办结结果"),
}


def _missing(found: LeadView) -> list[Refusal]:
    if not found.next_step:
        return []
    reason, then, rule = _MISSING[Step(found.next_step)]
    return [Refusal("leads.next", reason, then, article=rule)]


def _sections(found: LeadView) -> list[Section]:
    return [
        Section(
            "线索",
            [
                Field(
                    "企业",
                    found.company_name,
                    kind="link",
                    url=reverse("companies:detail", args=[found.uscc]),
                ),
                Field("统一社会信用代码", found.uscc, kind="code"),
                Field("渠道", found.source_name),
                Field("引荐人", found.introducer_name, "link", url=_introducer(found)),
                Field("来源地", found.source_place_name),
                Field("登记日", found.opened_on, kind="date"),
                Field("说明", found.note, kind="long"),
            ],
        ),
        Section(
            "办理",
            [
                Field("责任单位", found.office_name),
                Field("责任岗位", found.post_name or "由单位分派"),
                Field("首次答复", clock_tag(found.clock), kind="tag"),
                Field("首次答复期限", found.answer_due, kind="date"),
                Field("首次答复日", found.answered_on, kind="date"),
                Field("研判期限", found.judge_due, kind="date", note=_experts(found)),
                Field("研判结论", found.verdict_name),
                *_clocks(found),
                *(_closing(found) if found.state == "closed" else ()),
            ],
        ),
    ]


def _introducer(found: LeadView) -> str:
    return reverse("engagements:introducer", args=[found.introducer]) if found.introducer else ""


def _experts(found: LeadView) -> str:
    return f"{found.experts_asked_on} 请专家论证，期限已顺延" if found.experts_asked_on else ""


def _clocks(found: LeadView) -> list[Field]:
    fields = [Field("反馈日", found.fed_back_on, kind="date")]
    if found.feed_back_due:
        fields.insert(0, Field("反馈期限", found.feed_back_due, kind="date"))
    if found.state == "open":
        fields += [
            Field("最近跟进日", found.active_on, kind="date"),
            Field(
                "下次报告期限",
                found.report_due,
                kind="date",
                note="已过期限，列入久未跟进" if found.silent else "",
            ),
            Field("首报首谈有效至", found.claim_until, kind="date", note="其间报告进展即顺延"),
        ]
    return fields


def _closing(found: LeadView) -> list[Field]:
    return [
        Field("办结日", found.closed_on, kind="date"),
        Field("办结结果", found.outcome_name),
        Field("办结原因", found.outcome_reason, kind="long"),
    ]


def _timeline(found: LeadFile) -> list[Event]:
    return [
        Event(
            on=step.happened_on,
            title=step.event,
            text=step.text,
            by=f"{step.office_name} {step.actor_name}",
            recorded_at=step.recorded_at,
            verified_on=timezone.localdate(step.judged_at) if step.standing == "verified" else None,
            verified_by=step.judged_by if step.standing == "verified" else "",
            state=standing_tag(step.standing),
            note=why(step),
            actions=_judging(found.code, step),
        )
        for step in reversed(found.history)
    ]


def _judging(code: str, step: LeadStep) -> list[Action]:
    if not step.may:
        return []
    return [Action(verbs(step.may), reverse("engagements:judge-fact", args=[code, step.code]))]
