"""One fact of a lead and what was thought of it, for whoever is to judge it."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhuchao.engagements.models import LeadFact
from zhuchao.engagements.selectors.facts import LeadFile, LeadStep, lead_file
from zhuchao.ledger.selectors import Judgement, judgements_told
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

#: The table of these facts, as the ledger names it.
KIND = LeadFact._meta.db_table


@dataclass(frozen=True, slots=True)
class FactFile:
    """A fact with its lead and its judgements, the oldest first; the first is that it was recorded."""

    lead: LeadFile
    step: LeadStep
    kind: str
    judgements: Sequence[Judgement]


def fact_row(lead_code: str, fact_code: str) -> LeadFact:
    """The row itself, for flows; the caller checks the sight.

    Raises Refused when the lead has no such fact.
    """
    found = LeadFact.objects.filter(subject=lead_code, code=fact_code).first()
    if found is None:
        raise _unknown(fact_code)
    return found


def fact_file(actor: Actor, lead_code: str, fact_code: str) -> FactFile:
    """One entry of a lead's history.

    Raises Refused when the actor may not see the lead or it has no such fact.
    """
    lead = lead_file(actor, lead_code)
    step = next((s for s in lead.history if s.code == fact_code), None)
    if step is None:
        raise _unknown(fact_code)
    return FactFile(lead, step, KIND, judgements_told(actor, KIND, fact_code))


def _unknown(code: str) -> Refused:
    return Refused(
        Refusal("leads.unknown-fact", f"该线索没有编号为“{code[:40]}”的事项", "请从线索的经过中打开。")
    )
