"""渠道成效: what came by each channel in a period, and what it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from zhuchao.engagements.engine.conversion import rate_percent, wan_each
from zhuchao.engagements.models import AgencyEvent, AgencyFact, Event, LeadState, MeetingState
from zhuchao.engagements.selectors.leads import leads_visible_to
from zhuchao.engagements.selectors.views import choices, words
from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import known_facts
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class ChannelResult:
    """One channel in a period. ``leads`` were opened in it; of these ``following`` are open and ``intent`` closed with
    intent by its last day, ``others`` closed otherwise. ``cost_wan`` 万元 was paid, or spent on events held, in it,
    ``verified_wan`` of that verified. ``conversion`` is intent ÷ leads in per cent, ``wan_per_intent`` cost ÷ intent;
    None where there is nothing to divide by."""

    channel: str
    channel_name: str
    leads: int
    following: int
    intent: int
    others: int
    conversion: Decimal | None
    cost_wan: Decimal
    verified_wan: Decimal
    wan_per_intent: Decimal | None


@dataclass(frozen=True, slots=True)
class ChannelResults:
    """Every channel in use and the sum of all, for one period and one actor."""

    since: date
    until: date
    rows: Sequence[ChannelResult]
    total: ChannelResult


def channel_results(actor: Actor, *, since: date, until: date, office: str = "") -> ChannelResults:
    """What each channel brought and cost from ``since`` to ``until`` (万元, as paid and not voided), among the leads the
    actor sees by owner and the contracts of the offices the actor sees; ``office`` narrows to one.

    A lead counts under the channel written of it now; what it was closed with after ``until`` is not counted.
    """
    counts = _counts(actor, since, until, office)
    costs = _costs(actor, since, until, office)
    names = words("sources")
    now = choices("sources")
    codes = [*now, *sorted((set(counts) | set(costs)) - set(now))]
    rows = [_result(c, names.get(c, c), counts.get(c, {}), costs.get(c, _NOTHING)) for c in codes]
    whole = {key: sum(int(c[key]) for c in counts.values()) for key in ("leads", "following", "intent")}
    paid = (sum((c[0] for c in costs.values()), Decimal(0)), sum((c[1] for c in costs.values()), Decimal(0)))
    return ChannelResults(since, until, rows, _result("", "合计", whole, paid))


_NOTHING = (Decimal(0), Decimal(0))


def _counts(actor: Actor, since: date, until: date, office: str) -> dict[str, Mapping[str, int]]:
    found = leads_visible_to(actor).filter(opened_on__gte=since, opened_on__lte=until)
    # Shared leads are seen, but they count for their owner only: else two offices would both count them.
    if not actor.sees_district:
        found = found.filter(office_code__in=actor.office_codes)
    if office:
        found = found.filter(office_code=office)
    closed = Q(state=LeadState.CLOSED, closed_on__lte=until)
    grouped = found.values("source").annotate(
        leads=Count("pk"),
        following=Count("pk", filter=~closed),
        intent=Count("pk", filter=closed & Q(outcome="intent")),
    )
    return {row["source"]: {k: int(row[k]) for k in ("leads", "following", "intent")} for row in grouped}


def _costs(actor: Actor, since: date, until: date, office: str) -> dict[str, tuple[Decimal, Decimal]]:
    found = known_facts(actor, AgencyFact).filter(
        what=AgencyEvent.PAID, happened_on__gte=since, happened_on__lte=until
    )
    if office:
        found = found.filter(office_code=office)
    costs: dict[str, tuple[Decimal, Decimal]] = {}
    by_channel: QuerySet[Any, Any] = found.order_by().values("channel", "state_known")  # type: ignore[misc]
    for row in by_channel.annotate(paid=Sum("amount_wan")):
        paid, sure = costs.get(row["channel"], _NOTHING)
        more = row["paid"] or Decimal(0)
        verified = more if row["state_known"] == State.VERIFIED else Decimal(0)
        costs[row["channel"]] = (paid + more, sure + verified)
    if held := _events_wan(actor, since, until, office):
        paid, sure = costs.get(EVENTS, _NOTHING)
        costs[EVENTS] = (paid + held, sure)
    return costs


#: The channel that the cost of events counts under.
EVENTS = "event"


def _events_wan(actor: Actor, since: date, until: date, office: str) -> Decimal:
    """What events held in the period cost, 万元, of the offices the actor sees."""
    found = Event.objects.filter(state=MeetingState.HELD, held_on__gte=since, held_on__lte=until)
    if not actor.sees_district:
        found = found.filter(office_code__in=actor.office_codes if actor.is_staff else ())
    if office:
        found = found.filter(office_code=office)
    return found.aggregate(all=Sum("cost_wan"))["all"] or Decimal(0)


def _result(code: str, name: str, counts: Mapping[str, int], cost: tuple[Decimal, Decimal]) -> ChannelResult:
    leads, following, intent = (int(counts.get(k, 0)) for k in ("leads", "following", "intent"))
    return ChannelResult(
        channel=code,
        channel_name=name,
        leads=leads,
        following=following,
        intent=intent,
        others=leads - following - intent,
        conversion=rate_percent(intent, leads),
        cost_wan=cost[0],
        verified_wan=cost[1],
        wan_per_intent=wan_each(cost[0], intent),
    )
