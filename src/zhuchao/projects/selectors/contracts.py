"""Contracts of projects: their texts, what they came to, and who signed twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhuchao.ledger.selectors import kept_files, known_facts
from zhuchao.projects.engine import contracts as engine
from zhuchao.projects.engine.contracts import Signed, cleaned_number
from zhuchao.projects.models import ContractFact, Project
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import project_names
from zhuchao.projects.selectors.whole import Whole, whole
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused

ELSEWHERE = "其他单位的项目"


@dataclass(frozen=True, slots=True)
class ContractText:
    """One signed text. ``amount_wan`` is the whole sum in 万元 after it; ``rate`` is yuan for one of ``currency``,
    ``amount_original`` in ten thousands of it; ``standing`` what is thought of the fact."""

    code: str
    what: str
    what_name: str
    number: str
    title: str
    signed_on: date
    amount_wan: Decimal | None
    currency: str
    amount_original: Decimal | None
    rate: str
    event_code: str
    note: str
    evidence: Sequence[str]
    recorded_at: datetime
    by: str
    standing: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract by its newest text; money in 万元. ``first`` marks the project's first formal contract."""

    contract: str
    kind: str
    kind_name: str
    number: str
    title: str
    signed_on: date
    first_wan: Decimal | None
    amount_wan: Decimal | None
    delta_wan: Decimal
    ended_on: date | None
    event_code: str
    first: bool
    texts: Sequence[ContractText]


def contracts(actor: Actor, code: str, *, known_at: datetime | None = None) -> list[Contract]:
    """The contracts of a project the actor sees, the earliest signed first."""
    return contracts_of(whole(actor, code, (ContractFact,), known_at=known_at))


def contracts_of(its: Whole) -> list[Contract]:
    """The same of a project that was read already."""
    kinds = rules.choices("contract-kinds")
    rows = its.standing(ContractFact)
    by_contract: dict[str, list[ContractText]] = {}
    for row in rows:
        by_contract.setdefault(row.contract, []).append(_text(row, kinds))
    found = engine.standings(Signed(r.contract, r.what, r.happened_on, r.amount_wan) for r in rows)
    first = next((s.contract for s in found if s.kind == "formal"), "")
    return [
        _contract(s, by_contract[s.contract], kinds.get(s.kind, s.kind), s.contract == first) for s in found
    ]


def _contract(
    standing: engine.Standing, texts: Sequence[ContractText], kind_name: str, first: bool
) -> Contract:
    begun = next(t for t in texts if t.what == standing.kind)
    return Contract(
        standing.contract,
        standing.kind,
        kind_name,
        begun.number,
        begun.title,
        standing.signed_on,
        standing.first_wan,
        standing.amount_wan,
        standing.delta_wan,
        standing.ended_on,
        begun.event_code,
        first,
        texts,
    )


def _text(row: ContractFact, kinds: Mapping[str, str]) -> ContractText:
    return ContractText(
        row.code,
        row.what,
        kinds.get(row.what, row.what),
        row.number,
        str(row.value.get("title", "")),
        row.happened_on,
        row.amount_wan,
        row.currency,
        row.amount_original,
        str(row.value.get("rate", "")),
        row.event_code,
        str(row.value.get("note", "")),
        tuple(row.evidence),
        row.recorded_at,
        row.actor_name,
        str(getattr(row, "state_known", "")),
    )


def contract_of(project: Project, contract: str) -> ContractFact:
    """The text that began a contract of the project.

    Raises Refused when the project has no such contract.
    """
    rows = known_facts(SYSTEM, ContractFact).filter(subject=project.code, contract=contract)
    found: ContractFact | None = rows.filter(what__in=engine.FIRST).order_by("id").first()
    if found is None:
        raise Refused(
            Refusal("projects.unknown-contract", "该项目没有这份合同", "请从项目页面的合同一栏进入。")
        )
    return found


def number_taken(actor: Actor, number: str, *, contract: str = "", but: str = "") -> list[Refusal]:
    """The refusal when another contract of the district bears the number; whose it is only where the actor may know.
    ``but`` is a fact that does not count: it was just written."""
    cleaned = cleaned_number(number)
    if not cleaned:
        return []
    rows = known_facts(SYSTEM, ContractFact).filter(number=cleaned)
    if contract:
        rows = rows.exclude(contract=contract)
    if but:
        rows = rows.exclude(code=but)
    found = rows.order_by("id").first()
    if found is None:
        return []
    name = project_names(actor, [found.subject]).get(found.subject)
    whose = f"项目“{name}”，签订日 {found.happened_on}" if name else ELSEWHERE
    return [
        Refusal(
            "projects.contract-number-taken",
            f"合同编号“{cleaned}”已用于{whose}",
            "请核对编号；变更已有合同请登记补充协议。",
            "number",
            "全区合同编号不重复",
        )
    ]


def file_faults(evidence: Sequence[str]) -> list[Refusal]:
    """Every file named is kept."""
    if set(evidence) <= kept_files(set(evidence)):
        return []
    return [
        Refusal("projects.file-not-kept", "所附文件没有收到", "请重新上传文件。", "evidence"),
    ]


def only_one(actor: Actor, fact: ContractFact) -> None:
    """Asked when the text is written and others wait: its number is nobody else's.

    Raises Refused when somebody recorded the number meanwhile.
    """
    if taken := number_taken(actor, fact.number, contract=fact.contract):
        raise Refused(*taken)


def ended_on(project: Project, contract: str, *, but: str = "") -> date | None:
    """The day on which a contract was dissolved; None while it stands. ``but`` is a fact that does not count."""
    rows = known_facts(SYSTEM, ContractFact).filter(subject=project.code, contract=contract, what="ended")
    found = rows.exclude(code=but).order_by("happened_on", "id").first()
    return found.happened_on if found else None


def ended_once(project: Project, fact: ContractFact) -> None:
    """Asked when the dissolution is written and others wait.

    Raises Refused when somebody recorded it meanwhile.
    """
    there = ended_on(project, fact.contract, but=fact.code)
    if there is not None:
        raise Refused(*engine.later_faults(there, there, there, field="ended_on"))
