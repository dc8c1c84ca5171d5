"""Imports of registry files: who, which files, what came of it."""

from django.db import models


class RunState(models.TextChoices):
    """How an import stands. An import that was killed stays ``running`` until the next one finds it."""

    RUNNING = "running", "进行中"
    PUBLISHED = "published", "已生效"
    REFUSED = "refused", "未通过"
    BROKEN = "broken", "中断，未生效"


class ImportRun(models.Model):
    """One import. ``counts`` are those of design.md §5."""

    code = models.CharField(max_length=40, unique=True)
    files = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    counts = models.JSONField(default=dict)
    rejects_file = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    demo = models.BooleanField(default=False)
    actor_code = models.CharField(max_length=40)
    actor_name = models.CharField(max_length=80)
    started_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at", "-id")
