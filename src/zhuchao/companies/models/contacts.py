"""People of a company whom the district may call. Personal data (domain.md E8): purpose named, masked in lists."""

from django.db import models

from zhuchao.companies.models.master import Company
from zhuchao.ledger.models import new_code


class Contact(models.Model):
    """A person to talk to at a company. A dropped contact keeps its row and loses every personal value."""

    code = models.CharField(max_length=40, unique=True, default=new_code)
    company = models.ForeignKey(Company, models.PROTECT, related_name="contacts")
    name = models.CharField("姓名", max_length=40, blank=True)
    title = models.CharField("职务", max_length=80, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.CharField("邮箱", max_length=120, blank=True)
    purpose = models.CharField("用途", max_length=200)
    office_code = models.CharField("登记单位", max_length=40, db_index=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at", "id")
