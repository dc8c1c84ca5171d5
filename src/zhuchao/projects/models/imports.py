"""Imports of an existing 台账: which file, by whom, what came of it, whether it was undone."""

from pathlib import Path

from django.conf import settings
from django.db import models

from zhuchao.ledger.models import new_code


class ImportState(models.TextChoices):
    """Looked at, written, undone, or given up."""

    RECEIVED = "received", "待确认"
    IMPORTED = "imported", "已导入"
    UNDONE = "undone", "已撤销"


class ProjectImport(models.Model):
    """One file. ``mapping`` is column → heading, ``headings`` the digest by which the next month's file is recognised,
    ``counts`` what was read, written, the same, rejected, ``job`` the code of the job that writes a large one,
    ``rejected`` the rows that were left aside: ``headings`` and ``rows``, each a number, its cells and what is wrong."""

    code = models.CharField(max_length=40, unique=True, default=new_code)
    name = models.CharField("文件", max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    headings = models.CharField(max_length=64, db_index=True)
    mapping = models.JSONField(default=dict)
    office_code = models.CharField("导入单位", max_length=40, db_index=True)
    person_code = models.CharField(max_length=40)
    person_name = models.CharField("导入人", max_length=80)
    state = models.CharField(
        "状态", max_length=10, choices=ImportState.choices, default=ImportState.RECEIVED, db_index=True
    )
    counts = models.JSONField(default=dict)
    job = models.CharField(max_length=40, blank=True)
    rejected = models.JSONField(default=dict)
    received_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(max_length=400, blank=True)


def import_folder(code: str) -> Path:
    """Where the file of an import and its rejected rows lie in the home."""
    return Path(settings.ZHUCHAO_HOME) / "imports" / "projects" / code
