"""``zhuchao chains``; each module adds its commands to the group."""

from zhuchao.chains.cli import targets
from zhuchao.chains.cli.group import chains

__all__ = ["chains", "targets"]
