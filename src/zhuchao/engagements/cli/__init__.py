"""``zhuchao leads``: each module adds its commands to the group."""

from zhuchao.engagements.cli import channels, progress, verbs
from zhuchao.engagements.cli.group import leads

__all__ = ["channels", "leads", "progress", "verbs"]
