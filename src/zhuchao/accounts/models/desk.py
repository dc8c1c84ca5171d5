"""What belongs to one person's desk: messages, saved views, drafts, recent items."""

from typing import ClassVar

from django.db import models

from zhuchao.accounts.models.people import Person
from zhuchao.ledger.models import new_code


class Message(models.Model):
    """A message in a person's inbox; ``url`` is where it leads."""

    code = models.CharField(max_length=40, unique=True, default=new_code)
    person = models.ForeignKey(Person, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "read_at", "-sent_at"])]


class SavedView(models.Model):
    """A list as a person wants to see it again: its filters, order and columns as a query string.

    ``path`` is the address of the list, so that the view can be opened from elsewhere.
    """

    code = models.CharField(max_length=40, unique=True, default=new_code)
    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    list_id = models.CharField(max_length=80)
    name = models.CharField(max_length=40)
    path = models.CharField(max_length=300, blank=True)
    query = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "list_id", "name"], name="one_view_of_a_name")
        ]


class ListColumns(models.Model):
    """The columns a person chose for a list, in order."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="list_columns")
    list_id = models.CharField(max_length=80)
    columns = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "list_id"], name="one_choice_of_columns")
        ]


class Draft(models.Model):
    """A form half filled in; ``key`` names the form and the record it is about."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=160)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="one_draft_of_a_form")
        ]


class RecentItem(models.Model):
    """A record a person opened lately."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recent_items")
    record = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "record"], name="one_recent_item_of_a_record")
        ]
