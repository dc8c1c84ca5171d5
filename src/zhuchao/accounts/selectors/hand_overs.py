"""Hand-overs and their certificates, for the two sides, their heads and the district-wide roles."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from zhuchao.accounts.engine import certificate
from zhuchao.accounts.models import HandOver, HandOverItem
from zhuchao.accounts.selectors.duties import duty_books
from zhuchao.terms.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Item:
    """One duty on the list."""

    noun: str
    noun_name: str
    code: str
    title: str
    since: date
    due: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """A hand-over in a list. Names are those printed on the day it was drawn up."""

    code: str
    kind: str
    state: str
    state_name: str
    number: str
    giver_side: str
    taker_side: str
    giver_name: str
    taker_name: str
    drawn_up_at: datetime
    given_at: datetime | None
    taken_at: datetime | None
    moved_at: datetime | None
    duties: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """A hand-over with its list. ``text`` is frozen when the duties moved (empty before);
    ``intact`` is False when the text no longer agrees with its checksum.
    ``my_sides`` are the sides (``give``, ``take``) the actor may still sign for."""

    row: HandOverRow
    document: str
    items: tuple[Item, ...]
    text: str
    checksum: str
    intact: bool
    my_sides: tuple[str, ...]


def hand_overs(actor: Actor, *, state: str = "", offset: int = 0, limit: int = 50) -> list[HandOverRow]:
    """The hand-overs the actor may see, the newest first."""
    found = _visible(actor)
    if state:
        found = found.filter(state=state)
    rows = found.annotate(duties=Count("items")).order_by("-drawn_up_at", "-pk")
    return [_row(h) for h in rows[offset : offset + limit]]


def hand_over(actor: Actor, code: str) -> Certificate | None:
    """One hand-over with its list and certificate; None when unknown or not to be seen."""
    found = _visible(actor).annotate(duties=Count("items")).filter(code=code).first()
    if found is None:
        return None
    labels = {noun: book.label for noun, book in duty_books().items()}
    items = tuple(
        Item(
            i.noun,
            labels.get(i.noun, i.noun),
            i.duty_code,
            i.title,
            i.since,
            i.due,
            HandOverItem.Outcome(i.outcome).label,
        )
        for i in found.items.order_by("pk")
    )
    intact = not found.text or certificate.checksum(found.text) == found.checksum
    return Certificate(
        _row(found), found.document, items, found.text, found.checksum, intact, open_sides(actor, found)
    )


def waiting_for_me(actor: Actor) -> list[HandOverRow]:
    """The hand-overs the actor can sign now."""
    unsigned = Q(state=HandOver.State.DRAWN_UP) | Q(state=HandOver.State.DONE, taken_at__isnull=True)
    found = _visible(actor).filter(unsigned).annotate(duties=Count("items")).order_by("drawn_up_at", "pk")
    return [_row(h) for h in found if open_sides(actor, h)]


def open_sides(actor: Actor, hand_over: HandOver) -> tuple[str, ...]:
    """The sides the actor may still sign for: holder of the side's post, or head of its office.

    Nobody signs for both sides.
    """
    if hand_over.state == HandOver.State.CANCELLED:
        return ()
    sides = []
    if (
        not hand_over.given_at
        and hand_over.kind == HandOver.Kind.PERSON
        and hand_over.taker != actor.person_code
        and _speaks_for(actor, hand_over.from_office, hand_over.from_post)
    ):
        sides.append("give")
    if (
        not hand_over.taken_at
        and hand_over.giver != actor.person_code
        and _speaks_for(actor, hand_over.to_office, hand_over.to_post)
    ):
        sides.append("take")
    return tuple(sides)


def _speaks_for(actor: Actor, office: str, post: str) -> bool:
    if post and actor.post_code == post:
        return True
    return leads(actor, office)


def leads(actor: Actor, office: str) -> bool:
    """True for the head of the office or of one above it."""
    return actor.has(Role.OFFICE_HEAD) and office in actor.office_codes


def _visible(actor: Actor) -> QuerySet[HandOver]:
    if not actor.is_staff:
        return HandOver.objects.none()
    if actor.sees_district:
        return HandOver.objects.all()
    mine = actor.office_codes
    return HandOver.objects.filter(Q(from_office__in=mine) | Q(to_office__in=mine))


def _row(h: HandOver) -> HandOverRow:
    return HandOverRow(
        code=h.code,
        kind=HandOver.Kind(h.kind).label,
        state=h.state,
        state_name=HandOver.State(h.state).label,
        number=h.number or "",
        giver_side=f"{h.from_office_name}{h.from_post_name}",
        taker_side=f"{h.to_office_name}{h.to_post_name}",
        giver_name=h.giver_name,
        taker_name=h.taker_name,
        drawn_up_at=h.drawn_up_at,
        given_at=h.given_at,
        taken_at=h.taken_at,
        moved_at=h.moved_at,
        duties=getattr(h, "duties", 0),
    )
