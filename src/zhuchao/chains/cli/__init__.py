"""``zhuchao chains`` and ``zhuchao train``; each module adds its commands to the group."""

from zhuchao.chains.cli import (
    check_placement,
    dry_run,
    evidence,
    gaps,
    industry,
    learned,
    lists,
    newcomers,
    show,
    target,
    targets,
)
from zhuchao.chains.cli import list as chain_list
from zhuchao.chains.cli.group import chains
from zhuchao.chains.cli.train import train
from zhuchao.chains.cli.versions import versions

__all__ = [
    "chain_list",
    "chains",
    "check_placement",
    "dry_run",
    "evidence",
    "gaps",
    "industry",
    "learned",
    "lists",
    "newcomers",
    "show",
    "target",
    "targets",
    "train",
    "versions",
]
