"""The facts of a project: ``subject`` is its code, ``office_code`` the lead office when they were recorded."""

from django.db import models

from zhuchao.ledger.models import Fact


class ProjectFact(Fact):
    """Base of every fact table of projects."""

    class Meta:
        abstract = True


class StageFact(ProjectFact):
    """A stage was truly reached on ``happened_on``; ``what`` is the stage. ``value``: ``note``, ``override`` (why it
    was passed without its evidence)."""


class FieldFact(ProjectFact):
    """A field has this value from ``happened_on`` on; ``what`` is a code of ``projects.fields`` or an attribute a
    figure selects by (``office``, ``class``, ``nature``, ``form``, ``name``, ``grade``); ``value``: ``v``, ``was``."""


class PaperFact(ProjectFact):
    """A paper is at hand; ``what`` is a code of ``projects.papers``, ``happened_on`` the date on it, ``evidence`` the
    file; ``value``: ``number``, ``note``. Withdrawn by voiding it."""


class WaiverFact(ProjectFact):
    """The stage named in ``value`` was passed without the item ``what``; ``value``: ``stage``, ``reason``."""


class ContractFact(ProjectFact):
    """A signed text; ``what`` is formal, framework, intent, amendment or ended.

    ``contract`` names the contract it belongs to (a first text names itself); ``amount_wan`` is the whole sum in 万元
    after this text, converted at the day's rate when ``currency`` is foreign; ``event_code`` the ceremony.
    """

    contract = models.CharField(max_length=40, db_index=True)
    number = models.CharField(max_length=80, blank=True, db_index=True)
    amount_wan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="CNY")
    amount_original = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    event_code = models.CharField(max_length=40, blank=True, db_index=True)


class MoneyFact(ProjectFact):
    """Money that arrived, by voucher; ``what`` is its kind (``projects.money-kinds``). Amounts in 万元.

    ``voucher`` is what makes the same voucher show up twice: the digest of number, payer, payee, day and sum.
    """

    payer = models.CharField(max_length=200)
    payee = models.CharField(max_length=200)
    amount_wan = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="CNY")
    amount_original = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    voucher_no = models.CharField(max_length=80, blank=True, db_index=True)
    voucher = models.CharField(max_length=64, db_index=True)
    second_source = models.CharField(max_length=200, blank=True)


class PlanFact(ProjectFact):
    """What is due; ``what`` is milestone, money or duty (an obligation of the contract); ``item`` names it, a later
    fact of the same item moves it and says why in ``value``. ``side`` owes it: enterprise or government."""

    item = models.CharField(max_length=40, db_index=True)
    side = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(db_index=True)
    amount_wan = models.DecimalField(max_digits=14, decimal_places=2, null=True)


class DoneFact(ProjectFact):
    """A planned item came about on ``happened_on``; ``what`` as in the plan, ``item`` which."""

    item = models.CharField(max_length=40, db_index=True)


class DelayFact(ProjectFact):
    """What holds the project up from ``happened_on`` to ``until`` (None: still); ``what`` is a cause of
    ``projects.delay-causes``, ``side`` whose it is, ``blocking`` the office that must act."""

    side = models.CharField(max_length=12)
    until = models.DateField(null=True)
    blocking = models.CharField(max_length=40, blank=True)


class ExitFact(ProjectFact):
    """``what`` is shelved, ended, resumed or stepped-back; ``value``: ``reason`` (code), ``note``, ``decided_by``,
    ``from_stage``."""


class OpinionFact(ProjectFact):
    """What was thought of the project before it was signed; ``what`` is score, grade or opinion, ``value`` the
    working."""
