"""Projects as they stand now. What happened stands in the facts; these rows are worked out from them for lists."""

import secrets
from datetime import date
from typing import Any, ClassVar

from django.db import models

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def new_project_code(opened_on: date) -> str:
    """A short code that can be read out: XM, year and month of opening, six characters without look-alikes."""
    return f"XM{opened_on:%y%m}-" + "".join(secrets.choice(_LETTERS) for _ in range(6))


class ProjectState(models.TextChoices):
    """Whether the project is pursued; an ended one stays visible and stays in every cohort."""

    ACTIVE = "active", "推进中"
    SHELVED = "shelved", "搁置"
    ENDED = "ended", "终止"


class Project(models.Model):
    """One project. Money in 万元.

    ``fields`` are the newest values of the rulebook's ``projects.fields``; ``stage`` is the furthest stage of the route
    whose evidence is complete, reached on ``stage_on``; ``version`` goes up with every act, so that two people
    cannot act on the same state. ``due`` is when the present stage is overdue by the rule of its stage, ``plan_due``
    when the next open item of its plan is due, ``blocked_since`` the first day of what still holds it up.
    """

    code = models.CharField("项目编号", max_length=20, unique=True)
    name = models.CharField("项目名称", max_length=200)
    uscc = models.CharField("投资方代码", max_length=18, db_index=True, blank=True)
    company_name = models.CharField("投资方", max_length=200)
    office_code = models.CharField("牵头单位", max_length=40, db_index=True)
    post_code = models.CharField("责任岗位", max_length=40, blank=True)
    leader_post = models.CharField("包联领导岗位", max_length=40, blank=True)
    klass = models.CharField("项目类别", max_length=12, db_index=True)
    nature = models.CharField("项目性质", max_length=12, db_index=True)
    form = models.CharField("合作方式", max_length=12)
    industry_code = models.CharField("行业代码", max_length=4, blank=True, db_index=True)
    chain = models.CharField("产业链", max_length=40, blank=True)
    link = models.CharField("环节", max_length=40, blank=True)
    channel = models.CharField("招商渠道", max_length=20, blank=True)
    introducer = models.CharField("引荐人", max_length=40, blank=True)
    source_place = models.CharField("来源地", max_length=6, blank=True)
    lead_code = models.CharField("线索编号", max_length=40, blank=True, db_index=True)
    summary = models.CharField("项目简介", max_length=1000, blank=True)
    fields = models.JSONField("各项数据", default=dict)
    state = models.CharField(
        "状态", max_length=8, choices=ProjectState.choices, default=ProjectState.ACTIVE, db_index=True
    )
    stage = models.CharField("阶段", max_length=12, db_index=True)
    stage_on = models.DateField("到达日", null=True, blank=True)
    grade = models.CharField("等级", max_length=1, blank=True)
    score = models.DecimalField("评分", max_digits=5, decimal_places=1, null=True, blank=True)
    opened_on = models.DateField("入库日", db_index=True)
    signed_on = models.DateField("首次正式签约日", null=True, blank=True, db_index=True)
    started_on = models.DateField("开工日", null=True, blank=True)
    amount_wan = models.DecimalField("合同金额", max_digits=14, decimal_places=2, null=True, blank=True)
    arrived_wan = models.DecimalField("到位资金", max_digits=14, decimal_places=2, default=0)
    verified_wan = models.DecimalField("已核实到位资金", max_digits=14, decimal_places=2, default=0)
    last_contact_on = models.DateField("最近动态", db_index=True)
    due = models.DateField("本阶段期限", null=True, blank=True, db_index=True)
    plan_due = models.DateField("最近的计划期限", null=True, blank=True, db_index=True)
    blocked_since = models.DateField("受阻起始日", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    demo = models.BooleanField(default=False)
    import_code = models.CharField("导入批次", max_length=40, blank=True, db_index=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["office_code", "state", "stage"], name="projects_office_stage"),
            models.Index(fields=["state", "stage", "amount_wan"], name="projects_stage_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"


class ProjectParty(models.Model):
    """An investor beside the first, or the company the project founded here (``role`` local)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="parties")
    uscc = models.CharField(max_length=18, blank=True, db_index=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10)
    share_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)


class ProjectOffice(models.Model):
    """An office beside the lead office: it sees the project; ``credit`` is its share of the result in per cent,
    agreed in advance."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="offices")
    office_code = models.CharField(max_length=40, db_index=True)
    role = models.CharField(max_length=10, default="assist")
    credit = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["project", "office_code"], name="projects_office_once")
        ]


class ProjectEngagement(models.Model):
    """Joins a project to an engagement (visit, inspection, 研判会) of the lower noun by its code."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="engagements")
    engagement_code = models.CharField(max_length=40, db_index=True)
    stage = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["project", "engagement_code"], name="projects_engagement_once")
        ]
