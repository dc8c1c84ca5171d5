"""The pages on which a second person judges an entry of a lead's history, of a meeting or of an event."""

from functools import partial

from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.selectors import FactFile
from zhuchao.frame import judging
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.marks import Crumb
from zhuchao.ledger.selectors import judgements_told
from zhuchao.terms.refusal import Refusal, Refused, forbidden


@staff_page
def judge_fact(request: ActorRequest, code: str, fact: str) -> HttpResponseBase:
    """Verify or dispute; the recorder may only dispute, and says so."""
    actor = request.actor
    found = selectors.fact_file(actor, code, fact)
    step = found.step
    if not step.may:
        raise _nothing_open(found)
    by = f"{step.office_name} {step.actor_name}"
    back = reverse("engagements:lead", args=[code])
    return judging.judge(
        request,
        judging.told(found.kind, step, found.judgements, title=step.event, by=by),
        partial(flows.judge_fact, actor=actor, code=code, fact=fact),
        back=back,
        crumbs=[Crumb("线索", reverse("engagements:leads")), Crumb(found.lead.company_name, back)],
    )


def _nothing_open(found: FactFile) -> Refused:
    """Nothing can be said of the fact by this actor: it is voided, another office's, or their own and in doubt."""
    if found.step.standing == "voided":
        return Refused(Refusal("leads.fact-voided", "该事项已作废，不再核实", "如有更正，请重新登记。"))
    return forbidden(
        "leads.second-person",
        f"该事项须由“{found.step.office_name}”的其他人员或促进中心核实",
        "请联系他们在本页核实。",
    )


@staff_page
def judge_meeting(request: ActorRequest, kind: str, fact: str) -> HttpResponseBase:
    """Verify, dispute or void a fact of a meeting or event."""
    actor = request.actor
    step, code, title = selectors.meeting_step(actor, kind, fact)
    back = reverse(f"engagements:{'event' if kind.endswith('eventfact') else 'engagement'}", args=[code])
    history = judgements_told(actor, kind, fact)
    return judging.judge(
        request,
        judging.told(kind, step, history, title=step.title, by=step.actor_name),
        partial(flows.judge_meeting, actor=actor, kind=kind, fact=fact),
        back=back,
        crumbs=[Crumb(title, back)],
    )
