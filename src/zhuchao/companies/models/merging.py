"""Merges of two rows of the master, and what officers thought of pairs that look alike."""

from typing import Any, ClassVar

from django.db import models

from zhuchao.ledger.models import new_code


class CompanyMerge(models.Model):
    """``gone`` became ``kept`` (credit codes); ``plan`` maps ``app.Model.field`` to the keys of the rows that moved."""

    code = models.CharField("合并编号", max_length=40, unique=True, default=new_code)
    gone = models.CharField("并入方代码", max_length=18, db_index=True)
    kept = models.CharField("保留方代码", max_length=18, db_index=True)
    plan = models.JSONField("随之移动的记录", default=dict)
    reason = models.CharField("理由", max_length=200)
    office_code = models.CharField("办理单位", max_length=40)
    merged_by = models.CharField("办理人", max_length=80)
    merged_at = models.DateTimeField("合并时间", db_index=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-merged_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class TwinVerdict(models.Model):
    """The newest word on a pair, ``left`` the smaller code: different, or to be looked at later."""

    left = models.CharField(max_length=18, db_index=True)
    right = models.CharField(max_length=18, db_index=True)
    verdict = models.CharField("判断", max_length=10)
    office_code = models.CharField("判断单位", max_length=40)
    judged_by = models.CharField("判断人", max_length=80)
    judged_at = models.DateTimeField("判断时间")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["left", "right"], name="companies_one_word_on_a_pair")
        ]

    def __str__(self) -> str:
        return f"{self.left}/{self.right}：{self.verdict}"
