"""Saved target lists, corrections of what companies are, and the versions of chains that offices keep."""

from typing import Any, ClassVar

from django.db import models

from zhuchao.ledger.models import AppendOnly, new_code


class TargetList(models.Model):
    """A ranking kept as it was: ``as_of`` is the last day of the registry, ``lake_version`` and
    ``rule_version`` what it was computed from. Rows are never changed but for ``lead_code``."""

    code = models.CharField("名单编号", max_length=40, unique=True, default=new_code)
    chain = models.CharField("产业链", max_length=40)
    chain_name = models.CharField(max_length=60)
    link = models.CharField("环节", max_length=40)
    link_name = models.CharField(max_length=60)
    district = models.CharField("区县", max_length=6)
    as_of = models.DateField("登记数据截至")
    lake_version = models.PositiveIntegerField("登记库版本")
    rule_version = models.CharField("规则版本", max_length=80)
    caveat = models.CharField("说明", max_length=200)
    notes = models.JSONField("对整份名单成立的话", default=list)
    demo = models.BooleanField("示例数据", default=False)
    office_code = models.CharField("保存单位", max_length=40, db_index=True)
    saved_by = models.CharField("保存人", max_length=80)
    saved_at = models.DateTimeField("保存时间", db_index=True)

    def __str__(self) -> str:
        return f"{self.chain_name}·{self.link_name}（{self.saved_at:%Y-%m-%d}）"


class TargetRow(models.Model):
    """One company of a list; ``reasons`` are code, text and points, whose sum is ``score``.

    ``capital_wan`` is in 万元. ``lead_code`` names the lead opened from this row; empty until then.
    """

    target_list = models.ForeignKey(TargetList, models.CASCADE, related_name="rows")
    rank = models.PositiveIntegerField("名次")
    uscc = models.CharField("统一社会信用代码", max_length=18, db_index=True)
    name = models.CharField("企业名称", max_length=200)
    region = models.CharField("所在地", max_length=60, blank=True)
    county_code = models.CharField(max_length=6, blank=True)
    capital_wan = models.DecimalField("注册资本", max_digits=16, decimal_places=4, null=True, blank=True)
    reg_date = models.DateField("成立日期", null=True, blank=True)
    confidence = models.CharField("把握度", max_length=6)
    score = models.DecimalField("得分", max_digits=5, decimal_places=1)
    reasons = models.JSONField("理由", default=list)
    lead_code = models.CharField("线索编号", max_length=40, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["rank"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["target_list", "uscc"], name="chains_company_once_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.name}"


class PlacementCorrection(models.Model):
    """An officer's word on what a company is: its industry, or that it stands on a link or does not.

    Rows are never changed: the newest of a company, ``kind`` and ``subject`` holds. ``name`` and ``scope`` are what
    was corrected, so that a model can learn from it; ``said`` is what the system had said.
    """

    code = models.CharField("更正编号", max_length=40, unique=True, default=new_code)
    uscc = models.CharField("统一社会信用代码", max_length=18, db_index=True)
    name = models.CharField("企业名称", max_length=200)
    scope = models.TextField("经营范围", blank=True)
    kind = models.CharField("更正内容", max_length=10, db_index=True)
    subject = models.CharField("环节", max_length=90, blank=True)
    said = models.CharField("系统判断", max_length=60, blank=True)
    chosen = models.CharField("更正为", max_length=60)
    reason = models.CharField("理由", max_length=200)
    office_code = models.CharField("更正单位", max_length=40)
    corrected_by = models.CharField("更正人", max_length=80)
    corrected_at = models.DateTimeField("更正时间", db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-corrected_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}：{self.chosen}"


class ChainVersion(AppendOnly):
    """A chain as the centre published it, in force from ``effective_on`` until a newer version is.

    ``content`` has the shape of the rulebook's entries; ``base`` names the version it was made from. Rows never
    change, so an old day is judged by what was in force then.
    """

    chain = models.CharField("产业链", max_length=40, db_index=True)
    name = models.CharField("产业链名称", max_length=60)
    number = models.PositiveIntegerField("版次")
    effective_on = models.DateField("生效日期", db_index=True)
    base = models.CharField("所据版本", max_length=40)
    reason = models.CharField("修改说明", max_length=400)
    content = models.JSONField("内容")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["chain", "number"], name="chains_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}第{self.number}版"


class ChainDraft(models.Model):
    """The next version of a chain while it is being written: one for each chain, seen by those who edit.

    ``revision`` rises with every change, so that two who press at once do not write over each other.
    """

    chain = models.CharField("产业链", max_length=40, unique=True)
    name = models.CharField("产业链名称", max_length=60)
    base = models.CharField("所据版本", max_length=40, blank=True)
    content = models.JSONField("内容")
    revision = models.PositiveIntegerField("修改次数", default=1)
    started_by = models.CharField("起草人", max_length=80)
    started_at = models.DateTimeField("起草时间")
    changed_by = models.CharField("最后修改人", max_length=80)
    changed_at = models.DateTimeField("最后修改时间")

    def __str__(self) -> str:
        return f"{self.name}（草稿）"
