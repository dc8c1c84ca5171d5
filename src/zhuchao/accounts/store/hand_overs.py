"""Writing hand-overs: the list, the move of the duties, the frozen certificate."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from zhuchao.accounts.engine import certificate
from zhuchao.accounts.engine.duties import Duty, DutyBook
from zhuchao.accounts.models import HandOver, HandOverFact, HandOverItem, Office, Post
from zhuchao.ledger.store import Book


def draw_up(
    book: Book,
    *,
    kind: HandOver.Kind,
    giver: tuple[Office, Post | None],
    taker: tuple[Office, Post | None],
    duties: Sequence[Duty],
    document: str,
) -> HandOver:
    """Write the list of duties from one side (office, post) to the other."""
    from_office, from_post = giver
    to_office, to_post = taker
    made = HandOver.objects.create(
        kind=kind,
        from_office=from_office.code,
        from_office_name=from_office.name,
        from_post=from_post.code if from_post else "",
        from_post_name=from_post.name if from_post else "",
        to_office=to_office.code,
        to_office_name=to_office.name,
        to_post=to_post.code if to_post else "",
        to_post_name=to_post.name if to_post else "",
        document=document,
        drawn_up_by=book.actor.person_code,
        drawn_up_by_name=book.actor.person_name,
        drawn_up_at=book.now,
    )
    HandOverItem.objects.bulk_create(
        HandOverItem(
            hand_over=made,
            noun=d.noun,
            duty_code=d.code,
            title=d.title[:200],
            since=d.since,
            due=d.due,
        )
        for d in duties
    )
    return made


def listed_elsewhere(duties: Sequence[Duty]) -> dict[str, str]:
    """Which of the duties stand on a list that is not settled yet: duty key → code of the hand-over."""
    waiting = HandOverItem.objects.filter(
        hand_over__state=HandOver.State.DRAWN_UP, duty_code__in=[d.code for d in duties]
    )
    keys = {d.key for d in duties}
    rows = waiting.values_list("noun", "duty_code", "hand_over__code")
    return {f"{n}:{c}": code for n, c, code in rows if f"{n}:{c}" in keys}


def move(book: Book, hand_over: HandOver, open_keys: set[str], books: Mapping[str, DutyBook]) -> None:
    """Give the listed duties that are still open to the taking side, number and freeze the certificate,
    and record the fact. ``open_keys`` are the duties that may still move."""
    items = list(hand_over.items.order_by("pk"))
    moving = [i for i in items if f"{i.noun}:{i.duty_code}" in open_keys]
    stays = (hand_over.from_office, hand_over.from_post) == (hand_over.to_office, hand_over.to_post)
    for noun in sorted({i.noun for i in moving}):
        codes = [i.duty_code for i in moving if i.noun == noun]
        if not stays:
            books[noun].reassign(book.actor, codes, hand_over.to_office, hand_over.to_post)
    moved = {i.pk for i in moving}
    for item in items:
        item.outcome = HandOverItem.Outcome.MOVED if item.pk in moved else HandOverItem.Outcome.SETTLED
    HandOverItem.objects.bulk_update(items, ["outcome"])
    _freeze(hand_over, items, book.now, {noun: b.label for noun, b in books.items()})
    book.fact(
        HandOverFact(
            subject=hand_over.code,
            what="hand-over.moved",
            happened_on=timezone.localdate(book.now),
            office_code=hand_over.to_office,
            value={
                "number": hand_over.number,
                "checksum": hand_over.checksum,
                "from_office": hand_over.from_office,
                "from_post": hand_over.from_post,
                "to_office": hand_over.to_office,
                "to_post": hand_over.to_post,
                "duties": [f"{i.noun}:{i.duty_code}" for i in moving],
            },
        )
    )


def _freeze(hand_over: HandOver, items: list[HandOverItem], now: datetime, labels: Mapping[str, str]) -> None:
    hand_over.moved_at = now
    hand_over.state = HandOver.State.DONE
    _number(hand_over, now)
    hand_over.text = certificate.text(_sheet(hand_over, items, labels))
    hand_over.checksum = certificate.checksum(hand_over.text)
    hand_over.save()


def _number(hand_over: HandOver, now: datetime) -> None:
    year = timezone.localtime(now).year
    taken = HandOver.objects.filter(number__startswith=f"交接〔{year}〕").count()
    while hand_over.number is None:
        taken += 1
        try:
            # Somebody else may take the same number at this moment: the unique column decides.
            with transaction.atomic():
                wanted = f"交接〔{year}〕{taken}号"
                HandOver.objects.filter(pk=hand_over.pk).update(number=wanted)
                hand_over.number = wanted
        except IntegrityError:
            continue


def _sheet(hand_over: HandOver, items: list[HandOverItem], labels: Mapping[str, str]) -> certificate.Sheet:
    return certificate.Sheet(
        number=hand_over.number or "",
        kind=HandOver.Kind(hand_over.kind).label,
        document=hand_over.document,
        moved_at=timezone.localtime(hand_over.moved_at),
        giver=certificate.Side(
            hand_over.from_office_name,
            hand_over.from_post_name,
            hand_over.giver_name,
            timezone.localtime(hand_over.given_at) if hand_over.given_at else None,
        ),
        taker=certificate.Side(
            hand_over.to_office_name,
            hand_over.to_post_name,
            hand_over.taker_name,
            timezone.localtime(hand_over.taken_at) if hand_over.taken_at else None,
        ),
        lines=[
            certificate.Line(
                labels.get(i.noun, i.noun),
                i.duty_code,
                i.title,
                i.since,
                i.due,
                i.outcome == HandOverItem.Outcome.MOVED,
            )
            for i in items
        ],
    )
