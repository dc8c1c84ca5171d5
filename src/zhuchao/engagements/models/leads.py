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

    ``source`` is the channel (渠道) it came by, ``introducer_code`` who brought it, ``source_place`` the division (GB/T
    2260) the company comes from. ``answer_due``, ``judge_due``, ``feed_back_due`` and ``report_due`` are the last days
    in time; a lead opened before feeding back had a clock has no ``feed_back_due``. ``active_on`` is the day of the
    claim, the last report or the last contact: the clocks of reports and of the claim run from it.
    """

    code = models.CharField("线索编号", max_length=40, unique=True, default=new_code)
    uscc = models.CharField("统一社会信用代码", max_length=18, db_index=True)
    company_name = models.CharField("企业名称", max_length=200)
    source = models.CharField("渠道", max_length=20)
    source_ref = models.CharField("来源编号", max_length=120, blank=True, db_index=True)
    introducer_code = models.CharField("引荐人", max_length=40, blank=True, db_index=True)
    source_place = models.CharField("来源地", max_length=6, blank=True, db_index=True)
    note = models.CharField("说明", max_length=400, blank=True)
    office_code = models.CharField("责任单位", max_length=40, db_index=True)
    post_code = models.CharField("责任岗位", max_length=40, blank=True)
    state = models.CharField("状态", max_length=8, choices=LeadState.choices, default=LeadState.OPEN)
    opened_on = models.DateField("登记日", db_index=True)
    answer_due = models.DateField("首次答复期限")
    answered_on = models.DateField("首次答复日", null=True, blank=True)
    judge_due = models.DateField("研判期限")
    experts_asked_on = models.DateField("请专家论证日", null=True, blank=True)
    verdict = models.CharField("研判结论", max_length=20, blank=True)
    feed_back_due = models.DateField("反馈期限", null=True, blank=True)
    fed_back_on = models.DateField("反馈日", null=True, blank=True)
    active_on = models.DateField("最近跟进日")
    report_due = models.DateField("下次报告期限", db_index=True)
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
    EXPERTS = "experts", "请专家论证"
    JUDGED = "judged", "研判"
    FED_BACK = "fed-back", "反馈"
    REPORTED = "reported", "报告进展"
    ORIGIN = "origin", "更正来源"
    INTEREST = "interest", "利益申报"
    SHARE_PROPOSED = "share-proposed", "提出共享"
    SHARE_AGREED = "share-agreed", "约定共享"
    SHARE_DECLINED = "share-declined", "谢绝共享"
    RELEASED = "released", "首报首谈失效释放"
    CLOSED = "closed", "办结"


class LeadFact(Fact):
    """A fact of a lead: ``subject`` is its code, ``office_code`` the owner from then on.

    ``value`` holds what the event adds: ``due``, ``judge_due``, ``source``, ``introducer`` and ``source_place`` (opened,
    origin), ``post`` (assigned), ``judge_due`` (experts), ``verdict`` (judged), ``to`` (fed-back), ``report_due``
    (reported), ``has`` (interest), ``split`` of office to per cent (share-agreed, assigned where one was agreed),
    ``outcome`` and ``project`` (closed), ``idle_days`` (released).
    """
