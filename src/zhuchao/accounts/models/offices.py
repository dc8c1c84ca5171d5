"""Offices as a tree with validity; a successor takes over what its predecessor owes."""

from django.db import models


class OfficeKind(models.TextChoices):
    """Kinds of office (design.md §3)."""

    LEADERSHIP = "leadership", "区委区政府"
    CENTRE = "centre", "促进中心"
    DEPARTMENT = "department", "部门"
    TOWN = "town", "镇街"
    ZONE = "zone", "开发区"
    OUTPOST = "outpost", "驻点"
    ASSESSMENT = "assessment", "考核办"
    STATE_FIRM = "state_firm", "国企"


class Office(models.Model):
    """An office while it exists: ``valid_to`` is its last day, empty while it lives.

    ``name`` is the present name; what it was called on a day stands in ``OfficeName``.
    """

    code = models.CharField("编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类型", max_length=12, choices=OfficeKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField("设立日")
    valid_to = models.DateField("撤销日", null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class OfficeName(models.Model):
    """A name an office bore from a day on, by which document; the code never changes."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=80)
    since = models.DateField("启用日")
    document = models.CharField("依据文件", max_length=200, blank=True)


class OfficeSuccession(models.Model):
    """What one office owed passes to another from that day, by merger or split."""

    class Kind(models.TextChoices):
        """How the predecessor ended."""

        MERGE = "merge", "合并"
        SPLIT = "split", "拆分"

    predecessor = models.ForeignKey(Office, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Office, models.PROTECT, related_name="inheritances")
    on = models.DateField("生效日")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    document = models.CharField("依据文件", max_length=200)
