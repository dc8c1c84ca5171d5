"""Handing over duties: the list, both signatures, the certificate (domain.md S105, D9)."""

from typing import ClassVar

from django.db import models

from zhuchao.ledger.models import Fact, new_code


class HandOver(models.Model):
    """A hand-over of duties from one post (or vacant office) to another.

    Offices, posts and people are named by code and by the name printed on the day; the certificate
    must read the same years later. ``text`` is frozen when the duties move, ``checksum`` covers it.
    """

    class Kind(models.TextChoices):
        """Why duties are handed over."""

        PERSON = "person", "人员变动"
        MERGE = "merge", "机构合并"
        SPLIT = "split", "机构拆分"

    class State(models.TextChoices):
        """How far the hand-over is; an order of merger or split moves the duties at once."""

        DRAWN_UP = "drawn_up", "待双方签字"
        DONE = "done", "已交接"
        CANCELLED = "cancelled", "已撤回"

    code = models.CharField(max_length=40, unique=True, default=new_code)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWN_UP)
    number = models.CharField("证书编号", max_length=40, null=True, unique=True)
    from_office = models.CharField(max_length=40, db_index=True)
    from_office_name = models.CharField(max_length=80)
    from_post = models.CharField(max_length=40, blank=True, db_index=True)
    from_post_name = models.CharField(max_length=80, blank=True)
    to_office = models.CharField(max_length=40, db_index=True)
    to_office_name = models.CharField(max_length=80)
    to_post = models.CharField(max_length=40, blank=True, db_index=True)
    to_post_name = models.CharField(max_length=80, blank=True)
    document = models.CharField("依据", max_length=200, blank=True)
    drawn_up_by = models.CharField(max_length=40)
    drawn_up_by_name = models.CharField(max_length=80)
    drawn_up_at = models.DateTimeField()
    giver = models.CharField(max_length=40, blank=True)
    giver_name = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    taker = models.CharField(max_length=40, blank=True)
    taker_name = models.CharField(max_length=80, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    checksum = models.CharField(max_length=64, blank=True)


class HandOverItem(models.Model):
    """One duty on the list, as it read when the list was drawn up."""

    class Outcome(models.TextChoices):
        """What became of it; a duty settled before the second signature does not move."""

        LISTED = "listed", "待交接"
        MOVED = "moved", "已移交"
        SETTLED = "settled", "签字前已了结"

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="items")
    noun = models.CharField(max_length=40)
    duty_code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    since = models.DateField()
    due = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.LISTED)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["hand_over", "noun", "duty_code"], name="one_item_of_a_duty")
        ]


class HandOverFact(Fact):
    """Facts of hand-overs, for the counts by successor of domain.md S105."""
