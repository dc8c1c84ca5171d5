"""People, the posts of an office and who holds which post for how long."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from zhuchao.accounts.models.offices import Office


class PersonManager(BaseUserManager["Person"]):
    """Log-in by login name."""


class Person(AbstractBaseUser):
    """A human being who can log in. Rights come from posts held, never from the person."""

    code = models.CharField("编号", max_length=40, unique=True)
    login = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["code", "name"]
    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post of an office; ``roles`` are the role codes whoever holds it acts with.

    ``continues`` is the post of a merged or split office whose people and duties it took over.
    """

    code = models.CharField("编号", max_length=40, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="posts")
    name = models.CharField("岗位", max_length=80)
    roles = models.JSONField(default=list)
    is_head = models.BooleanField("主要负责人", default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A person holds a post from ``start`` to ``end`` (last day; empty while it lasts)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "post"], condition=models.Q(end__isnull=True), name="one_open_holding"
            )
        ]
