"""Projects that were inspected on the spot (domain.md B2)."""

from decimal import Decimal

from zhuchao.engagements.models import EngagementFact
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.models import ProjectEngagement
from zhuchao.projects.selectors.figures_reading import reading
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import SYSTEM, Actor

#: Kinds of engagement that are research on the spot.
_KINDS = ("inspection", "research")


def inspected_projects(actor: Actor, asked: Asked) -> Counted:
    """B2: projects joined to an inspection or a research engagement that was held in the period, each once. A project
    that its reader sees counts whichever office went there; verified where one of its engagements is."""
    held = known_facts(SYSTEM, EngagementFact, known_at=asked.known_at).filter(
        what="held", value__kind__in=_KINDS, happened_on__range=(asked.period_from, asked.as_of)
    )
    state = {fact.subject: getattr(fact, "state_known", "") for fact in held}
    joined = ProjectEngagement.objects.filter(
        project__in=projects_visible_to(actor), engagement_code__in=held.values("subject")
    )
    sure: dict[str, bool] = {}
    for code, engagement in joined.values_list("project__code", "engagement_code"):
        sure[code] = sure.get(code, False) or state.get(engagement) == State.VERIFIED
    if asked.offices is not None:
        owner = reading(actor, asked).owners
        sure = {code: known for code, known in sure.items() if owner.get(code) in asked.offices}
    number, verified = Decimal(len(sure)), Decimal(sum(sure.values()))
    return Counted(number, number, None, number - verified, verified, tuple(sorted(sure)))
