"""The superior's own Excel forms and how their cells are filled."""

from typing import ClassVar

from django.db import models

from zhuchao.ledger.models import new_code


class FormTemplate(models.Model):
    """An uploaded empty form; its file is kept as evidence under ``sha256``. ``mapped`` is the newest version of its
    mapping, 0 before the first."""

    code = models.CharField(max_length=40, unique=True, default=new_code)
    name = models.CharField(max_length=120)
    office_code = models.CharField(max_length=40, db_index=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapped = models.PositiveIntegerField(default=0)
    uploaded_by_name = models.CharField(max_length=80)
    uploaded_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "code"]


class FormMapping(models.Model):
    """One version of the mapping of a form; never changed."""

    form = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="mappings")
    version = models.PositiveIntegerField()
    cells = models.JSONField()
    made_by_name = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["form", "version"], name="reports_one_mapping_a_version")
        ]
