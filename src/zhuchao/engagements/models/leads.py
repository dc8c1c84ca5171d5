"""Leads (线索) and the facts that tell what happened to them."""

from typing import Any, ClassVar

from django.db import models

from zhuchao.ledger.models import Fact, new_code


class LeadState(models.TextChoices):
    """An open lead binds the company to its owner office; a closed one frees it."""

    OPEN = "open", "跟进中"
    CLOSED = "closed", "已办结"


class Lead(models.Model):
    """One company followed by one office. What happened stands in ``LeadFact``; the row is its present state.

    ``answer_due`` and ``judge_due`` are the last days in time for the first answer and for the verdict.
    """

    code = models.CharField("线索编号", max_length=40, unique=True, default=new_code)
    uscc = models.CharField("统一社会信用代码", max_length=18, db_index=True)
    company_name = models.CharField("企业名称", max_length=200)
    source = models.CharField("来源", max_length=20)
    source_ref = models.CharField("来源编号", max_length=120, blank=True, db_index=True)
    note = models.CharField("说明", max_length=400, blank=True)
    office_code = models.CharField("责任单位", max_length=40, db_index=True)
    post_code = models.CharField("责任岗位", max_length=40, blank=True)
    state = models.CharField("状态", max_length=8, choices=LeadState.choices, default=LeadState.OPEN)
    opened_on = models.DateField("登记日", db_index=True)
    answer_due = models.DateField("首次答复期限")
    answered_on = models.DateField("首次答复日", null=True, blank=True)
    judge_due = models.DateField("研判期限")
    verdict = models.CharField("研判结论", max_length=20, blank=True)
    closed_on = models.DateField("办结日", null=True, blank=True)
    outcome = models.CharField("办结结果", max_length=20, blank=True)
    outcome_reason = models.CharField("办结原因", max_length=400, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=models.Q(state="open"),
                name="engagements_one_open_lead_per_company",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_name}（{self.get_state_display()}）"


class LeadEvent(models.TextChoices):
    """What a fact of a lead says; stored in ``LeadFact.what``."""

    OPENED = "opened", "登记"
    ASSIGNED = "assigned", "交办"
    ANSWERED = "answered", "首次答复"
    JUDGED = "judged", "研判"
    CLOSED = "closed", "办结"


class LeadFact(Fact):
    """A fact of a lead: ``subject`` is its code, ``office_code`` the owner from then on.

    ``value`` holds what the event adds: ``due`` and ``judge_due`` (opened), ``post`` (assigned), ``verdict`` (judged),
    ``outcome`` (closed).
    """
