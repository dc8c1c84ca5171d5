"""What was signed at a ceremony (集中签约), and what of it had been signed before (重复签约, S18)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuchao.engagements.selectors import event, event_names, find_events
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine.contracts import FIRST, Signed, signed_before
from zhuchao.projects.models import ContractFact, Project
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused

#: Kind of event at which contracts are signed.
CEREMONY = "ceremony"
_OFFERED = 30


@dataclass(frozen=True, slots=True)
class Signing:
    """A text signed at the ceremony; ``amount_wan`` in 万元. ``repeated`` says since when and why it is a repeated one,
    empty when it is not."""

    code: str
    name: str
    company_name: str
    what: str
    what_name: str
    number: str
    signed_on: date
    amount_wan: Decimal | None
    repeated: str


@dataclass(frozen=True, slots=True)
class Signings:
    """What the actor sees of a ceremony's signing list: how many formal contracts with which sum in 万元, and how many
    of all that was signed had been signed before."""

    event: str
    title: str
    on: date
    rows: Sequence[Signing]
    formal: int
    formal_wan: Decimal
    repeated: int


def ceremonies(actor: Actor) -> list[tuple[str, str]]:
    """The newest ceremonies at which a contract may have been signed: code and what they are called."""
    found = find_events(actor, kind=CEREMONY, limit=_OFFERED).rows
    return [
        (each.code, f"{each.held_on or each.planned_on} {each.title}")
        for each in found
        if each.state != "cancelled"
    ]


def event_faults(actor: Actor, event_code: str) -> list[Refusal]:
    """The ceremony at which a contract was signed is a planned or held 集中签约 that the actor may name."""
    if not event_code:
        return []
    try:
        found = event(actor, event_code)
    except Refused:
        reason = "没有这场签约仪式"
    else:
        if found.kind == CEREMONY and found.state != "cancelled":
            return []
        reason = f"“{found.title}”已取消" if found.kind == CEREMONY else f"“{found.title}”不是集中签约"
    return [
        Refusal("projects.ceremony", reason, "请从集中签约活动中选择；不在仪式上签订的留空。", "event_code")
    ]


def signings(actor: Actor, event_code: str) -> Signings:
    """The signing list of a ceremony, of the projects the actor sees. Whether a text is a repeated one is judged by all
    that the district's books hold of its project and company.

    Raises Refused when the actor may not see the event.
    """
    ceremony = event(actor, event_code)
    day = ceremony.held_on or ceremony.planned_on
    facts = known_facts(SYSTEM, ContractFact).filter(event_code=event_code, what__in=FIRST)
    signed = list(facts.order_by("happened_on", "id"))
    projects = {p.code: p for p in projects_visible_to(actor).filter(code__in={f.subject for f in signed})}
    mine = [f for f in signed if f.subject in projects]
    before = _before(day, list(projects.values()), there={f.contract for f in signed}, seen_by=actor)
    kinds = rules.choices("contract-kinds")
    rows = [_signing(f, projects[f.subject], kinds, before.get(f.subject, "")) for f in mine]
    formal = [r for r in rows if r.what == "formal"]
    return Signings(
        event_code,
        ceremony.title,
        day,
        rows,
        len(formal),
        sum((r.amount_wan or Decimal(0) for r in formal), Decimal(0)),
        sum(bool(r.repeated) for r in rows),
    )


def _signing(fact: ContractFact, project: Project, kinds: Mapping[str, str], repeated: str) -> Signing:
    return Signing(
        project.code,
        project.name,
        project.company_name,
        fact.what,
        kinds.get(fact.what, fact.what),
        fact.number,
        fact.happened_on,
        fact.amount_wan,
        repeated,
    )


def _before(
    day: date, projects: Sequence[Project], *, there: Collection[str], seen_by: Actor
) -> dict[str, str]:
    """Project → why what it signs on the day had been signed before, by itself or by another project of its company."""
    uscc_of = {p.code: p.uscc for p in projects}
    same = Project.objects.filter(uscc__in={u for u in uscc_of.values() if u}).values_list("code", "uscc")
    of_company: dict[str, list[str]] = {}
    for code, uscc in same:
        of_company.setdefault(uscc, []).append(code)
    asked = set(uscc_of) | {code for several in of_company.values() for code in several}
    earlier = known_facts(SYSTEM, ContractFact).filter(subject__in=asked, what__in=FIRST, happened_on__lt=day)
    texts: dict[str, list[Signed]] = {}
    for f in earlier.order_by("happened_on", "id"):
        signed = Signed(f.contract, f.what, f.happened_on, f.amount_wan, f.event_code)
        texts.setdefault(f.subject, []).append(signed)
    titles = event_names(seen_by, {t.ceremony for its in texts.values() for t in its if t.ceremony})
    found = {}
    for code, uscc in uscc_of.items():
        own = signed_before(day, texts.get(code, ()), there=there)
        others = [t for c in of_company.get(uscc, ()) if c != code for t in texts.get(c, ())]
        other = signed_before(day, others, there=there)
        if own or other:
            found[code] = _why("本项目", own, titles) if own else _why("同一企业", other, titles)
    return found


def _why(whose: str, text: Signed | None, titles: Mapping[str, str]) -> str:
    assert text is not None
    if text.ceremony:
        return f"{whose}曾于 {text.on} 在“{titles.get(text.ceremony, '集中签约')}”上签约"
    return f"{whose}已于 {text.on} 签订正式合同"
