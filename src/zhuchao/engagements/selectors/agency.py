"""Agency contracts and what was paid for them, by the office that signed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.engagements.models import AgencyContract, AgencyEvent, AgencyFact, ContractState
from zhuchao.engagements.selectors.introducers import IntroducerView, introducer
from zhuchao.engagements.selectors.views import office_names, words
from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import known_facts, newest_judgements
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused

SORTS = frozenset({"number", "signed_on", "ends_on", "fee_wan", "office_code"})


@dataclass(frozen=True, slots=True)
class ContractView:
    """An agency contract as shown. Money in 万元; ``verified_wan`` is the part of ``paid_wan`` that somebody other than
    the recorder verified. ``state_name`` says 已到期 once the last day is over."""

    code: str
    number: str
    introducer: str
    introducer_name: str
    channel: str
    channel_name: str
    office: str
    office_name: str
    signed_on: date
    starts_on: date
    ends_on: date
    fee_terms: str
    fee_wan: Decimal
    paid_wan: Decimal
    verified_wan: Decimal
    state: str
    state_name: str
    ended_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class ContractPage:
    """Some contracts and how many there are in all."""

    total: int
    rows: Sequence[ContractView]


@dataclass(frozen=True, slots=True)
class AgencyStep:
    """One event of a contract as shown."""

    code: str
    event: str
    happened_on: date
    recorded_at: datetime
    actor_name: str
    text: str
    standing: str
    standing_name: str


@dataclass(frozen=True, slots=True)
class ContractFile(ContractView):
    """A contract with what happened to it, the oldest first, and the results of its introducer."""

    history: tuple[AgencyStep, ...]
    results: IntroducerView


def agency_channels(*, on: date | None = None) -> dict[str, str]:
    """The channels an agency contract signed that day (today) may be signed for (rulebook channels.agency).

    The list of that day is the measure, the words are those of any version of the channels: a contract may be finer
    than the leads of its year. Raises RulebookError before the first rule: ask ``dated.undated`` first.
    """
    allowed = rulebook.rule("channels.agency", on=on or timezone.localdate()).value
    said = words("sources")
    return {code: said[code] for code in allowed if code in said} if isinstance(allowed, list) else {}


def contracts_visible_to(actor: Actor) -> QuerySet[AgencyContract]:
    """The contracts of the offices the actor sees."""
    found = AgencyContract.objects.select_related("introducer__company")
    if actor.sees_district:
        return found
    return found.filter(office_code__in=actor.office_codes) if actor.is_staff else found.none()


def contract_row(actor: Actor, code: str) -> AgencyContract:
    """The row itself, for flows.

    Raises Refused when there is no such contract for this actor.
    """
    found = contracts_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal(
                "channels.unknown-contract", "没有您可查看的该协议", "请从协议列表中打开，或联系签约单位。"
            ),
            forbidden=True,
        )
    return found


def contract_file(actor: Actor, code: str) -> ContractFile:
    """One contract with its history and results.

    Raises Refused when the actor may not see it or it does not exist.
    """
    row = contract_row(actor, code)
    view = _views([row])[0]
    return ContractFile(
        **{f.name: getattr(view, f.name) for f in fields(view)},
        history=_history(row),
        results=introducer(actor, view.introducer),
    )


def find_contracts(
    actor: Actor,
    *,
    text: str = "",
    state: str = "",
    channel: str = "",
    office: str = "",
    introducer: str = "",
    sort: str = "-signed_on",
    offset: int = 0,
    limit: int = 50,
) -> ContractPage:
    """Agency contracts the actor may see, by number or introducer; ``sort`` is one of ``SORTS``."""
    found = contracts_visible_to(actor)
    if text:
        named = Q(introducer__company__name__contains=text) | Q(introducer__unit__contains=text)
        found = found.filter(named | Q(number__contains=text) | Q(code=text))
    equal = {"state": state, "channel": channel, "office_code": office, "introducer__code": introducer}
    found = found.filter(**{field: value for field, value in equal.items() if value})
    order = sort if sort.removeprefix("-") in SORTS else "-signed_on"
    return ContractPage(found.count(), _views(found.order_by(order, "pk")[offset : offset + limit]))


def _views(rows: Iterable[AgencyContract]) -> list[ContractView]:
    found = list(rows)
    names = office_names({r.office_code for r in found})
    paid = _paid(r.code for r in found)
    return [_view(r, names, words("sources"), paid.get(r.code, (Decimal(0), Decimal(0)))) for r in found]


def _paid(codes: Iterable[str]) -> dict[str, tuple[Decimal, Decimal]]:
    """Paid and verified 万元 by contract. The rows were found to be seen, so are their facts."""
    paid: dict[str, tuple[Decimal, Decimal]] = {}
    facts = known_facts(SYSTEM, AgencyFact).filter(subject__in=list(codes), what=AgencyEvent.PAID)
    for fact in facts:
        amount = fact.amount_wan or Decimal(0)
        sure = amount if getattr(fact, "state_known", "") == State.VERIFIED else Decimal(0)
        before = paid.get(fact.subject, (Decimal(0), Decimal(0)))
        paid[fact.subject] = (before[0] + amount, before[1] + sure)
    return paid


def _view(
    r: AgencyContract,
    names: Mapping[str, str],
    channels: Mapping[str, str],
    paid: tuple[Decimal, Decimal],
) -> ContractView:
    over = r.state == ContractState.RUNNING and r.ends_on < timezone.localdate()
    return ContractView(
        code=r.code,
        number=r.number,
        introducer=r.introducer.code,
        introducer_name=str(r.introducer),
        channel=r.channel,
        channel_name=channels.get(r.channel, r.channel),
        office=r.office_code,
        office_name=names.get(r.office_code, r.office_code),
        signed_on=r.signed_on,
        starts_on=r.starts_on,
        ends_on=r.ends_on,
        fee_terms=r.fee_terms,
        fee_wan=r.fee_wan,
        paid_wan=paid[0],
        verified_wan=paid[1],
        state=r.state,
        state_name="已到期" if over else r.get_state_display(),
        ended_on=r.ended_on,
        end_reason=r.end_reason,
    )


def _history(row: AgencyContract) -> tuple[AgencyStep, ...]:
    facts = list(AgencyFact.objects.filter(subject=row.code).order_by("happened_on", "recorded_at", "pk"))
    thought = newest_judgements(AgencyFact, [f.code for f in facts])
    return tuple(
        AgencyStep(
            code=f.code,
            event=AgencyEvent(f.what).label,
            happened_on=f.happened_on,
            recorded_at=f.recorded_at,
            actor_name=f.actor_name,
            text=_text(f),
            standing=thought[f.code].state,
            standing_name=thought[f.code].state_name,
        )
        for f in facts
    )


def _text(fact: AgencyFact) -> str:
    parts = []
    if fact.amount_wan is not None:
        parts.append(f"{'付款' if fact.what == AgencyEvent.PAID else '约定'} {fact.amount_wan} 万元")
    if fact.value.get("voucher_no"):
        parts.append(f"凭证号 {fact.value['voucher_no']}")
    parts += [fact.value[key] for key in ("fee_terms", "note", "reason") if fact.value.get(key)]
    return "；".join(parts)
