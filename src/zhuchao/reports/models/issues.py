"""Issues of a report and what was done with them."""

from typing import ClassVar

from django.db import models

from zhuchao.ledger.models import Fact, new_code
from zhuchao.reports.engine.issues import STEP_NAMES, Step


class Issue(models.Model):
    """One issue of a report (一期). ``body`` is what the template was filled with: texts, figures with their rows, checks;
    ``checksum`` covers it; ``open_blanks`` counts its figures
    that read 无法核实. ``office_code`` owns the issue; ``scope`` narrows its figures to an office, empty for the
    whole district. ``known_at`` is fixed when it is drafted, so that it recomputes exactly. ``ledger_head`` is the head
    of the ledger that its Word file prints, ``docx`` the sha-256 of that file among the evidence."""

    code = models.CharField(max_length=40, unique=True, default=new_code)
    template = models.CharField(max_length=60)
    template_name = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=120)
    period_from = models.DateField()
    as_of = models.DateField(db_index=True)
    known_at = models.DateTimeField()
    office_code = models.CharField(max_length=40, db_index=True)
    scope = models.CharField(max_length=40, blank=True)
    profile = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=[(s.value, STEP_NAMES[s]) for s in Step], db_index=True)
    version = models.PositiveIntegerField(default=1)
    body = models.JSONField()
    open_blanks = models.PositiveIntegerField(default=0)
    checksum = models.CharField(max_length=64)
    docx = models.CharField(max_length=64, blank=True)
    ledger_head = models.CharField(max_length=64, blank=True)
    drafted_by = models.CharField(max_length=40)
    drafted_by_name = models.CharField(max_length=80)
    drafted_at = models.DateTimeField(db_index=True)
    checked_by_name = models.CharField(max_length=80, blank=True)
    signed_by = models.CharField(max_length=40, blank=True)
    signed_by_name = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-drafted_at", "code"]


class IssueFact(Fact):
    """What was done with an issue; ``what`` is the step reached, ``value`` holds the checksum of the body then."""
