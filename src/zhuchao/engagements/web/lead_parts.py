"""What can be done with a lead, and what stands beside it: its shares and the interests declared."""

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhuchao.engagements.engine import rights
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.selectors import LeadFile, LeadView, ProposalView
from zhuchao.frame.details import Action, Panel
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal

_CLOSED = Refusal("leads.closed", "线索已办结", "企业再有意向时请重新登记线索。")


def actions(actor: Actor, found: LeadFile) -> list[Action]:
    """The verbs of a lead; what cannot be done now says why. Rare ones stand only where they can be done."""
    over = _CLOSED if found.state == "closed" else None
    works = over or _unless(
        rights.may_work(actor, found.office), f"只有责任单位“{found.office_name}”可以办理"
    )
    assigns = over or _unless(
        rights.may_assign(actor, found.office), f"只有“{found.office_name}”负责人或促进中心可以交办"
    )
    return [
        _visit(found, works),
        _verb("登记首次答复", "answer", found, works or _answered(found), "message-2", Step.ANSWER),
        _verb("登记研判结论", "judge", found, works, "scale", Step.JUDGE),
        _verb("登记反馈", "feed-back", found, works or _fed_back(found), "send", Step.FEED_BACK),
        _verb("报告进展", "report", found, works, "report", Step.REPORT),
        _verb("交办", "assign", found, assigns, "transfer"),
        _verb("办结", "close", found, works, "flag", Step.CLOSE),
        *(() if over else _rare(actor, found)),
        *_always(actor, found),
    ]


def _visit(found: LeadView, refusal: Refusal | None) -> Action:
    """The form of a visit, with the company and the lead filled in."""
    asked = urlencode({"lead": found.code, "uscc": found.uscc, "name": found.company_name})
    url = f"{reverse('engagements:hold-engagement')}?{asked}"
    return Action("登记走访", url, refusal=refusal, icon="calendar")


def _rare(actor: Actor, found: LeadFile) -> list[Action]:
    rare = []
    today = timezone.localdate()
    waits = not found.verdict and not found.experts_asked_on and found.judge_due >= today
    if waits and rights.may_work(actor, found.office):
        rare.append(_verb("请专家论证", "experts", found, None, "users-group"))
    if rights.may_sign(actor, found.office) and not found.proposals:
        rare.append(_verb("引荐给其他单位", "introduce", found, None, "switch-horizontal"))
        rare.append(_verb("约定共享", "share", found, None, "users"))
    if rights.may_release(actor) and found.claim_until < today:
        rare.append(_verb("释放首报首谈", "release", found, None, "lock-open"))
    return rare


def _always(actor: Actor, found: LeadFile) -> list[Action]:
    """What is open on a closed lead too."""
    offices = {found.office, *(s.office for s in found.shares)}
    may = []
    if rights.may_work(actor, found.office):
        may.append(_verb("更正来源", "origin", found, None, "edit"))
    if any(rights.may_open(actor, office) for office in offices):
        may.append(_verb("申报利益关系", "interest", found, None, "user-check"))
    return may


def _answered(found: LeadView) -> Refusal | None:
    if not found.answered_on:
        return None
    return Refusal("leads.answered", f"已于 {found.answered_on} 首次答复", "后续情况请报告进展。")


def _fed_back(found: LeadView) -> Refusal | None:
    if not found.verdict:
        return Refusal("leads.not-judged", "还没有研判结论", "请先登记研判结论，再反馈。")
    if found.fed_back_on:
        return Refusal("leads.fed-back", f"已于 {found.fed_back_on} 反馈", "后续情况请报告进展。")
    return None


def _verb(
    label: str, name: str, found: LeadView, refusal: Refusal | None, icon: str, step: Step | None = None
) -> Action:
    url = reverse(f"engagements:{name}", args=[found.code])
    primary = refusal is None and step is not None and found.next_step == step
    return Action(label, url, refusal=refusal, icon=icon, primary=primary)


def _unless(allowed: bool, why: str) -> Refusal | None:
    return None if allowed else Refusal("leads.right", why, "请联系责任单位，或请促进中心交办给本单位。")


def panels(actor: Actor, found: LeadFile) -> list[Panel]:
    """Shares with the proposals that wait, and declared interests."""
    return [
        Panel(
            "成果份额",
            "engagements/panel_shares.html",
            {
                "shares": found.shares,
                "proposals": [{"row": p, "actions": _answers(p)} for p in found.proposals],
            },
            order=10,
        ),
        Panel("利益关系申报", "engagements/panel_interests.html", {"interests": found.interests}, order=30),
    ]


def _answers(asked: ProposalView) -> list[Action]:
    where = [asked.lead, asked.code]
    answers = []
    if asked.may_sign:
        told = (
            f"签署后份额为 {asked.from_name} {asked.from_percent}%、{asked.to_name} {asked.to_percent}%"
            + ("，线索转给本单位" if asked.passes else "")
            + "。确认签署？"
        )
        url = reverse("engagements:accept-share", args=where)
        answers.append(Action("签署", url, "post", primary=True, icon="check", confirm=told))
    if asked.may_sign or asked.may_withdraw:
        label = "谢绝" if asked.may_sign else "撤回"
        answers.append(Action(label, reverse("engagements:decline-share", args=where), icon="x"))
    return answers
