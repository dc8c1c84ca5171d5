"""Which log-ins of a person are alive."""

from django.db import models

from zhuchao.accounts.models.people import Person


class LoginSession(models.Model):
    """One log-in of a person; ``ended_at`` is empty while it lives."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="login_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    address = models.CharField("来源地址", max_length=45, blank=True)
    agent = models.CharField("浏览器", max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=40, blank=True)
