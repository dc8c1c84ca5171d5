"""签约率: from lead to formal contract (domain.md D1, S34), counted by leads."""

from collections.abc import Sequence
from dataclasses import replace

from zhuchao.engagements.selectors import LeadPath, lead_paths
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.ledger.models import State
from zhuchao.projects.engine import cohort as cohorts
from zhuchao.projects.engine.rates import Way, signings
from zhuchao.projects.models import ContractFact, Project
from zhuchao.projects.selectors.figures_facts import Moment, standing, tuples
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import Actor


def signing_rate(actor: Actor, asked: Asked) -> Counted:
    """Leads opened in the period whose project signed a formal contract by the day ÷ leads of the period that qualify
    by the definition's ``verdict`` (all when it names none), in per cent. A project that the reader may not see
    counts as not signed, and the caveat says how many."""
    paths = lead_paths(
        actor, since=asked.period_from, as_of=asked.as_of, known_at=asked.known_at, offices=asked.offices
    )
    if not paths:
        return Counted.blank("期间内没有登记线索")
    signed = {code: its.verified for code, its in _signed(actor, asked).items()}
    ways = (Way(p.code, p.verdict, p.project) for p in paths)
    found = signings(ways, signed, qualifying=asked.params.get("verdict", ""))
    counted = Counted.share(found.signed, found.cohort, verified=found.verified)
    if counted is None:
        return Counted.blank("期间内登记的线索还没有研判为继续跟进的，也没有转为项目的")
    return replace(counted, caveat=_caveat(actor, paths, len(paths) - len(found.cohort)))


def _signed(actor: Actor, asked: Asked) -> dict[str, cohorts.Signed]:
    """The projects that came of leads, were seen by the reader and signed by the day, in the period or not."""
    at = Moment(actor, asked.period_from, asked.as_of, asked.known_at)
    facts = standing(ContractFact, at, signed_only=False, state=True)
    facts = facts.filter(subject__in=Project.objects.exclude(lead_code="").values("code"))
    facts = facts.filter(happened_on__lte=asked.as_of, what=cohorts.FORMAL)
    columns = ("subject", "what", "happened_on", "id", "contract", "amount_wan", "state_known")
    texts = (cohorts.Text._make((*t[:-1], t[-1] == State.VERIFIED)) for t in tuples(facts, *columns))
    return cohorts.signed(texts)


def _caveat(actor: Actor, paths: Sequence[LeadPath], unqualified: int) -> str:
    said = (
        f"期间内登记线索 {len(paths)} 条，其中 {unqualified} 条未研判为继续跟进，不计。"
        if unqualified
        else ""
    )
    became = {p.project for p in paths if p.project}
    if became and not actor.sees_district:
        seen = projects_visible_to(actor).exclude(lead_code="").values_list("code", flat=True)
        if hidden := len(became - set(seen)):
            said += f"{hidden} 条转成的项目现由您不能查看的单位牵头，未计签约。"
    return said
