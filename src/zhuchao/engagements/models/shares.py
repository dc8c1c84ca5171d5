"""Leads of several offices: the split of credit agreed in advance, and the proposals it was agreed by."""

from typing import Any, ClassVar

from django.db import models

from zhuchao.engagements.models.leads import Lead
from zhuchao.ledger.models import new_code


class LeadShare(models.Model):
    """The part of the credit of a lead that an office has now, in whole per cent. The rows of a lead add up to 100; a
    lead without rows is wholly its owner's. The split as it was agreed stands in the facts."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="shares")
    office_code = models.CharField("单位", max_length=40, db_index=True)
    percent = models.PositiveSmallIntegerField("份额")
    agreed_on = models.DateField("约定日")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["lead", "office_code"], name="engagements_one_share_per_office"),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.percent}%"


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    PENDING = "pending", "待对方签署"
    ACCEPTED = "accepted", "双方已签署"
    DECLINED = "declined", "对方未同意"


class ShareProposal(models.Model):
    """One head asks another to share a lead: ``from_office`` and ``to_office`` would have these per cents afterwards.

    ``passes`` means the lead goes over to ``to_office`` (引荐); otherwise the owner stays.
    """

    code = models.CharField(max_length=40, unique=True, default=new_code)
    lead = models.ForeignKey(Lead, models.CASCADE, related_name="proposals")
    from_office = models.CharField("提出单位", max_length=40)
    to_office = models.CharField("对方单位", max_length=40, db_index=True)
    from_percent = models.PositiveSmallIntegerField()
    to_percent = models.PositiveSmallIntegerField()
    passes = models.BooleanField("引荐给对方", default=False)
    note = models.CharField("说明", max_length=400)
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.PENDING)
    proposed_on = models.DateField("提出日")
    proposed_by = models.CharField("提出人", max_length=40)
    decided_on = models.DateField("答复日", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["lead"],
                condition=models.Q(state="pending"),
                name="engagements_one_pending_proposal_per_lead",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_office} → {self.to_office}（{self.get_state_display()}）"
