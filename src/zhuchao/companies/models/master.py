"""The district's own company master. Where it and the registry both know a field, the master counts."""

from django.db import models

from zhuchao.ledger.models import Fact


class CompanyKind(models.TextChoices):
    """What kind of body it is (design.md §3)."""

    ENTERPRISE = "enterprise", "企业"
    INSTITUTE = "institute", "科研院所"
    TALENT_TEAM = "talent_team", "人才团队"
    CHAMBER = "chamber", "商协会"
    INTERMEDIARY = "intermediary", "中介机构"
    FUND = "fund", "基金"


class Company(models.Model):
    """A body the district deals with. ``uscc`` is checked (domain.md E1); amounts in 万元.

    ``merged_into`` is the code of the row that stands for the same company since a merge; empty for all others.
    """

    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    name = models.CharField("名称", max_length=200)
    name_key = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(
        "类型", max_length=12, choices=CompanyKind.choices, default=CompanyKind.ENTERPRISE
    )
    county_code = models.CharField("区县代码", max_length=6, blank=True, db_index=True)
    city_code = models.CharField("地市代码", max_length=6, blank=True)
    industry_code = models.CharField("行业代码", max_length=4, blank=True)
    reg_date = models.DateField("成立日期", null=True, blank=True)
    capital_wan = models.DecimalField("注册资本", max_digits=16, decimal_places=4, null=True, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    scope = models.TextField("经营范围", blank=True)
    note = models.CharField("备注", max_length=400, blank=True)
    office_code = models.CharField("登记单位", max_length=40, db_index=True)
    merged_into = models.CharField("已并入", max_length=18, blank=True, db_index=True)
    from_registry = models.BooleanField("取自登记库", default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "uscc")

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name the company had until ``until``, the day the present one took over."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_index=True)
    until = models.DateField()

    class Meta:
        ordering = ("-until", "-id")


class CompanyFact(Fact):
    """What happened to a company in our hands: taken into the master, renamed."""
