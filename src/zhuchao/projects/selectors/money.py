"""Money that arrived, by voucher, and what the three views (口径) make of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine import vouchers
from zhuchao.projects.engine.sums import HOME, Sum, read_sum
from zhuchao.projects.engine.vouchers import Totals, Voucher
from zhuchao.projects.models import MoneyFact, Project, VoucherFile
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.contracts import ELSEWHERE, file_faults
from zhuchao.projects.selectors.projects import project_names
from zhuchao.projects.selectors.whole import Whole, whole
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused

#: The view that targets and rates are counted by.
PROMOTION = "promotion"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One voucher. ``amount_wan`` in 万元; ``rate`` is yuan for one of ``currency``, ``amount_original`` in ten thousands
    of it; ``views`` the codes of the views that count it; ``standing`` what is thought of the fact."""

    code: str
    kind: str
    kind_name: str
    payer: str
    payee: str
    paid_on: date
    amount_wan: Decimal
    currency: str
    amount_original: Decimal | None
    rate: str
    voucher_no: str
    second_source: str
    note: str
    evidence: Sequence[str]
    views: Sequence[str]
    recorded_at: datetime
    by: str
    by_code: str
    standing: str


@dataclass(frozen=True, slots=True)
class MoneyView:
    """What one view makes of a project's vouchers, in 万元; ``contract_wan`` is the sum of its contract."""

    view: str
    name: str
    text: str
    kinds: Sequence[str]
    arrived_wan: Decimal
    verified_wan: Decimal
    claimed_wan: Decimal
    vouchers: int
    contract_wan: Decimal | None


def vouchers_of(actor: Actor, code: str, *, known_at: datetime | None = None) -> list[Arrival]:
    """The vouchers of a project the actor sees, the newest first."""
    return vouchers_told(whole(actor, code, (MoneyFact,), known_at=known_at))


def vouchers_told(its: Whole) -> list[Arrival]:
    """The same of a project that was read already."""
    kinds = rules.choices("money-kinds")
    views = {view: set(_kinds(said)) for view, said in rules.details("money-views").items()}
    return [
        Arrival(
            row.code,
            row.what,
            kinds.get(row.what, row.what),
            row.payer,
            row.payee,
            row.happened_on,
            row.amount_wan,
            row.currency,
            row.amount_original,
            str(row.value.get("rate", "")),
            row.voucher_no,
            row.second_source,
            str(row.value.get("note", "")),
            tuple(row.evidence),
            tuple(view for view, counted in views.items() if row.what in counted),
            row.recorded_at,
            row.actor_name,
            row.actor_code,
            str(getattr(row, "state_known", "")),
        )
        for row in reversed(its.standing(MoneyFact))
    ]


def money_view(actor: Actor, code: str, view: str = PROMOTION) -> MoneyView:
    """One view of a project's money: 招商 (promotion), 统计 (statistics) or 合同 (contract).

    Raises Refused for an unknown view or a project the actor does not see.
    """
    listed = rules.choices("money-views")
    if view not in listed:
        told = "、".join(f"{name}（{its}）" for its, name in listed.items())
        raise Refused(Refusal("projects.money-view", f"没有口径“{view}”", f"请从{told}中选择。", "view"))
    return next(v for v in money_views(actor, code) if v.view == view)


def money_views(actor: Actor, code: str) -> list[MoneyView]:
    """All views side by side; they may not be mixed in one report."""
    return money_views_of(whole(actor, code, (MoneyFact,)))


def money_views_of(its: Whole) -> list[MoneyView]:
    """The same of a project that was read already."""
    rows = [(r.what, r.amount_wan, r.state_known == State.VERIFIED) for r in its.standing(MoneyFact)]
    found = []
    for view, said in rules.details("money-views").items():
        kinds = _kinds(said)
        total: Totals = vouchers.totals(rows, set(kinds))
        found.append(
            MoneyView(
                view,
                str(said["name"]),
                str(said["text"]),
                kinds,
                total.arrived_wan,
                total.verified_wan,
                total.claimed_wan,
                total.vouchers,
                its.project.amount_wan,
            )
        )
    return found


def _kinds(said: object) -> tuple[str, ...]:
    listed = said.get("kinds") if hasattr(said, "get") else None
    return tuple(str(kind) for kind in listed) if isinstance(listed, list) else ()


def kinds_for(form: str) -> dict[str, str]:
    """The kinds of money that a project of this deal form may have: those its form accepts and those coded apart."""
    counting, accepted = _counting(), set(accepted_kinds(form))
    names = rules.choices("money-kinds")
    return {kind: name for kind, name in names.items() if kind in accepted or kind not in counting}


def accepted_kinds(form: str) -> list[str]:
    """The kinds by which money arrives in this deal form."""
    accepted = rules.lists("money-accepted")
    return list(accepted.get(form, ()))


def worth(
    wan: Decimal | None,
    currency: str = HOME,
    original: Decimal | None = None,
    rate: Decimal | None = None,
) -> tuple[Sum | None, list[Refusal]]:
    """The sum as it is kept (万元; a foreign one at its rate) and what is wrong with it, by the currencies of the
    rulebook."""
    return read_sum(
        wan, currency=currency, original=original, rate=rate, currencies=rules.choices("currencies")
    )


def voucher_faults(actor: Actor, project: Project, voucher: Voucher) -> list[Refusal]:
    """What is wrong with a voucher of the project: its parts, its kind for the deal form, its files, and whether it is
    known in the district already."""
    wrong = vouchers.voucher_faults(voucher, rules.choices("money-kinds"))
    wrong += form_faults(project, voucher.kind) + file_faults(voucher.files)
    return wrong + used_before(actor, vouchers.digest(voucher), voucher.files, but=(voucher.replaces,))


def form_faults(project: Project, kind: str) -> list[Refusal]:
    """The kind is one by which money arrives in the project's deal form, or one that is coded apart."""
    form = rules.choices("forms").get(project.form, project.form)
    return vouchers.accepted_faults(
        kind,
        form=form,
        counting=_counting(),
        accepted=accepted_kinds(project.form),
        names=rules.choices("money-kinds"),
    )


def _counting() -> set[str]:
    return {kind for kind, said in rules.details("money-kinds").items() if said["counts"]}


def used_before(
    actor: Actor, digest: str, evidence: Collection[str], *, but: Collection[str] = ()
) -> list[Refusal]:
    """The refusal when the voucher, or a file it rests on, is that of other money in the district; whose it is only where
    the actor may know. ``but`` are facts that do not count: the one just written, the one it corrects."""
    alike = set(MoneyFact.objects.filter(voucher=digest).values_list("code", flat=True))
    alike |= set(VoucherFile.objects.filter(sha256__in=list(evidence)).values_list("fact_code", flat=True))
    if not (alike := alike - set(but)):
        return []
    found = known_facts(SYSTEM, MoneyFact).filter(code__in=alike).order_by("id").first()
    if found is None:
        return []
    name = project_names(actor, [found.subject]).get(found.subject)
    if not name:
        return [vouchers.twice(ELSEWHERE, None)]
    return [vouchers.twice(f"项目“{name}”", found.happened_on)]


def only_one(actor: Actor, fact: MoneyFact) -> None:
    """Asked when the voucher is written and others wait: it is the only one.

    Raises Refused when somebody recorded the same voucher meanwhile.
    """
    if used := used_before(actor, fact.voucher, fact.evidence, but=(fact.code, fact.replaces)):
        raise Refused(*used)
