"""``zhuchao leads``, ``engagements`` and ``events``: each module adds its commands to a group."""

from zhuchao.engagements.cli import channels, meeting_parts, progress, verbs
from zhuchao.engagements.cli.group import leads
from zhuchao.engagements.cli.meetings import engagements, events

__all__ = ["channels", "engagements", "events", "leads", "meeting_parts", "progress", "verbs"]
