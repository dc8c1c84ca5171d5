"""Introducers (引荐人), agency contracts (委托招商协议) and what was paid for them."""

from typing import Any, ClassVar

from django.db import models

from zhuchao.companies.models import Company
from zhuchao.ledger.models import Fact, new_code


class Introducer(models.Model):
    """Who brings leads: a body of the company master, or somebody known only by unit and title, never by name.

    The register is one for the district; ``office_code`` keeps the entry.
    """

    code = models.CharField("引荐人编号", max_length=40, unique=True, default=new_code)
    company = models.OneToOneField(Company, models.PROTECT, null=True, blank=True)
    unit = models.CharField("所在单位", max_length=120, blank=True)
    title = models.CharField("职务", max_length=60, blank=True)
    purpose = models.CharField("登记目的", max_length=200)
    note = models.CharField("说明", max_length=400, blank=True)
    office_code = models.CharField("登记单位", max_length=40, db_index=True)
    added_on = models.DateField("登记日")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                condition=models.Q(company__isnull=True),
                name="engagements_one_introducer_per_post",
            )
        ]

    def __str__(self) -> str:
        return self.company.name if self.company else f"{self.unit}{self.title}"


class ContractState(models.TextChoices):
    """A contract runs until its last day or until it is ended."""

    RUNNING = "running", "履行中"
    ENDED = "ended", "已终止"


class AgencyContract(models.Model):
    """What an intermediary is paid for bringing projects. Fees in 万元; ``fee_terms`` says for which results.

    ``channel`` is the channel its cost is counted under.
    """

    code = models.CharField("协议编号", max_length=40, unique=True, default=new_code)
    introducer = models.ForeignKey(Introducer, models.PROTECT, related_name="contracts")
    number = models.CharField("协议文号", max_length=80, unique=True)
    channel = models.CharField("渠道", max_length=20, db_index=True)
    office_code = models.CharField("签约单位", max_length=40, db_index=True)
    signed_on = models.DateField("签订日")
    starts_on = models.DateField("起始日")
    ends_on = models.DateField("截止日")
    fee_terms = models.CharField("付费条件", max_length=600)
    fee_wan = models.DecimalField("约定费用", max_digits=14, decimal_places=2)
    state = models.CharField(max_length=8, choices=ContractState.choices, default=ContractState.RUNNING)
    ended_on = models.DateField("终止日", null=True, blank=True)
    end_reason = models.CharField("终止原因", max_length=400, blank=True)

    def __str__(self) -> str:
        return self.number


class AgencyEvent(models.TextChoices):
    """What a fact of an agency contract says."""

    SIGNED = "signed", "签订"
    PAID = "paid", "付款"
    ENDED = "ended", "终止"


class AgencyFact(Fact):
    """A fact of an agency contract: ``subject`` is its code, ``office_code`` the office that signed.

    ``amount_wan`` is what was agreed (signed) or paid (paid), in 万元; ``value``: ``note``, ``voucher_no``, ``reason``.
    """

    amount_wan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    channel = models.CharField(max_length=20, db_index=True)


class AgencyVoucher(models.Model):
    """That a voucher (its number or its file) is already the ground of a payment, so that it is not counted twice."""

    key = models.CharField(max_length=80, unique=True)
    fact_code = models.CharField(max_length=40, db_index=True)
