"""Append-only rows. They name their actor by code and printed name, never by foreign key:
they outlive people and offices, and ``accounts`` itself writes here."""

import secrets
import time
from typing import ClassVar

from django.apps import apps
from django.db import models

from zhuchao.terms.standing import STANDINGS


def new_code() -> str:
    """26 characters that sort by the time they were made."""
    return f"{int(time.time() * 1000):012x}{secrets.token_hex(7)}"


class AppendOnly(models.Model):
    """A row of the chain, written only through ``ledger.store.recording``.

    ``id`` is the link and the place in it (``engine.chain.row_number``), ``link`` the transaction the
    row came with, ``digest`` covers every other column.
    """

    id = models.BigIntegerField(primary_key=True, editable=False)
    link = models.PositiveBigIntegerField(db_index=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    recorded_at = models.DateTimeField(db_index=True)
    actor_code = models.CharField(max_length=40, db_index=True)
    actor_name = models.CharField(max_length=80)
    post_code = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class Fact(AppendOnly):
    """Base of every fact table (design.md §2.1): what, when it happened, when it was recorded, on what evidence.

    ``replaces`` is the code of the fact this one corrects; ``evidence`` the sha-256 of its files.
    """

    code = models.CharField(max_length=40, unique=True, default=new_code)
    subject = models.CharField("主体编号", max_length=60, db_index=True)
    what = models.CharField("事项", max_length=40, db_index=True)
    happened_on = models.DateField("真实发生日", db_index=True)
    office_code = models.CharField(max_length=40, blank=True, db_index=True)
    value = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    replaces = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta:
        abstract = True

    @property
    def may_be_voided(self) -> bool:
        """False for what nobody may take out of the record."""
        return True


class State(models.TextChoices):
    """What is thought of a fact."""

    CLAIMED = "claimed", STANDINGS["claimed"]
    VERIFIED = "verified", STANDINGS["verified"]
    DISPUTED = "disputed", STANDINGS["disputed"]
    VOIDED = "voided", STANDINGS["voided"]


class FactState(AppendOnly):
    """A later judgement of one fact; the newest known at a moment is its state then."""

    kind = models.CharField(max_length=60)
    fact_code = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(max_length=400, blank=True)
    evidence = models.JSONField(default=list)

    class Meta:
        # The few that are voided, disputed or verified among the millions that are claimed.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "state", "fact_code"], name="ledger_state_of_kind")
        ]


class Evidence(AppendOnly):
    """That somebody brought a file; its content is kept once under its sha-256 in the home."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    office_code = models.CharField(max_length=40, blank=True, db_index=True)


class AuditEvent(AppendOnly):
    """Who did what to which record. ``changes`` maps field to [before, after]."""

    verb = models.CharField(max_length=60, db_index=True)
    record = models.CharField(max_length=120, db_index=True)
    label = models.CharField(max_length=200)
    office_code = models.CharField(max_length=40, blank=True, db_index=True)
    changes = models.JSONField(default=dict)
    rule_version = models.CharField(max_length=40, blank=True)


class PersonalValue(models.Model):
    """The value behind a keyed digest in an audit row; may be purged while the chain still holds.

    ``record`` is whose it is, ``salt`` is the same for one record and is purged with the values.
    """

    digest = models.CharField(max_length=64, unique=True)
    record = models.CharField(max_length=120, db_index=True)
    salt = models.CharField(max_length=32)
    value = models.TextField()
    recorded_at = models.DateTimeField(db_index=True)


class ChainLink(models.Model):
    """One per transaction: ``head`` covers the previous head, this row and its ``rows`` rows."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    total = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64)


def append_only_models() -> list[type[AppendOnly]]:
    """Every concrete append-only table of the installation, by table name."""
    found = [m for m in apps.get_models() if issubclass(m, AppendOnly)]
    return sorted(found, key=lambda m: m._meta.db_table)


def fact_model(kind: str) -> type[Fact] | None:
    """The fact table of that name; None when there is none."""
    return next((m for m in apps.get_models() if issubclass(m, Fact) and m._meta.db_table == kind), None)
