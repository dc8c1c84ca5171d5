"""Engagements (走访、电话、洽谈、考察、座谈、调研、研判会) and events (推介会、集中签约)."""

from typing import Any, ClassVar

from django.db import models

from zhuchao.ledger.models import Fact, new_code


class MeetingState(models.TextChoices):
    """Planned, held or cancelled; what is cancelled stays visible."""

    PLANNED = "planned", "计划中"
    HELD = "held", "已举行"
    CANCELLED = "cancelled", "已取消"


class Engagement(models.Model):
    """One meeting with or about companies. What happened stands in ``EngagementFact``; the row is its present state.

    ``ours`` and ``theirs`` are numbers of people, ``units`` the units that took part; nobody is named (domain.md E8).
    ``unit_codes`` are the codes of those of them that are offices here, each between blanks, to be found by.
    ``interest`` says whether whoever entered it has an interest in the company: none or declared (亲清).
    """

    code = models.CharField("编号", max_length=40, unique=True, default=new_code)
    kind = models.CharField("形式", max_length=12, db_index=True)
    title = models.CharField("事由", max_length=200)
    uscc = models.CharField("企业代码", max_length=18, blank=True, db_index=True)
    company_name = models.CharField("企业", max_length=200, blank=True)
    lead_code = models.CharField("线索编号", max_length=40, blank=True, db_index=True)
    office_code = models.CharField("组织单位", max_length=40, db_index=True)
    post_code = models.CharField("经办岗位", max_length=40, blank=True)
    place = models.CharField("地点", max_length=200, blank=True)
    planned_on = models.DateField("计划日", null=True, blank=True)
    held_on = models.DateField("举行日", null=True, blank=True, db_index=True)
    state = models.CharField(
        "状态", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    ours = models.PositiveSmallIntegerField("我方人数", default=0)
    theirs = models.PositiveSmallIntegerField("对方人数", default=0)
    units = models.JSONField("参加单位", default=list)
    unit_codes = models.TextField("参加单位编号", blank=True)
    summary = models.CharField("情况", max_length=2000, blank=True)
    problems = models.CharField("发现的问题", max_length=1000, blank=True)
    interest = models.CharField("利害关系申报", max_length=10, blank=True)
    interest_note = models.CharField("利害关系说明", max_length=200, blank=True)
    agenda = models.JSONField("议题", default=list)
    decision = models.CharField("决定", max_length=1000, blank=True)
    votes = models.JSONField("表决", default=dict)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office_code", "held_on"], name="engagements_office_held")
        ]


class EngagementFact(Fact):
    """``what`` is planned, held, cancelled, decided, dissent, paper, contacts, follow-up or followed; ``subject`` the
    engagement.

    ``value`` holds what figures count: ``kind``, ``ours``, ``theirs``, ``units``; votes and decision; the dissent; the
    title of a paper, whose file is the evidence; the codes of the contacts that took part (the newest standing list
    counts).
    """

    @property
    def may_be_voided(self) -> bool:
        """A recorded dissent protects whoever spoke and stays (S10)."""
        return self.what != "dissent"


class FollowUp(models.Model):
    """Something that an office is to do after a meeting; a duty of that office until it is done."""

    code = models.CharField(max_length=40, unique=True, default=new_code)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="follow_ups")
    text = models.CharField("事项", max_length=400)
    office_code = models.CharField("责任单位", max_length=40, db_index=True)
    post_code = models.CharField("责任岗位", max_length=40, blank=True)
    set_on = models.DateField("交办日")
    due_on = models.DateField("期限", db_index=True)
    done_on = models.DateField("办结日", null=True, blank=True)
    result = models.CharField("办理结果", max_length=400, blank=True)


class Event(models.Model):
    """A promotion, a collective signing, another event. The contracts signed there are rows of projects."""

    code = models.CharField("编号", max_length=40, unique=True, default=new_code)
    kind = models.CharField("类型", max_length=12, db_index=True)
    title = models.CharField("名称", max_length=200)
    office_code = models.CharField("主办单位", max_length=40, db_index=True)
    place = models.CharField("地点", max_length=200, blank=True)
    planned_on = models.DateField("计划日")
    held_on = models.DateField("举行日", null=True, blank=True, db_index=True)
    state = models.CharField(
        "状态", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    cost_wan = models.DecimalField("费用", max_digits=10, decimal_places=2, null=True, blank=True)
    guests = models.PositiveIntegerField("到会企业", default=0)
    note = models.CharField("说明", max_length=1000, blank=True)


class EventFact(Fact):
    """``what`` is planned, held or cancelled; ``subject`` the event; ``value``: ``kind``, ``cost_wan``, ``guests``."""
