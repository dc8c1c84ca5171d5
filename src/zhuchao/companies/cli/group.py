"""``zhuchao companies``: the group its commands join."""

import click


@click.group()
def companies() -> None:
    """企业：检索登记库、查看企业、区企业主档。"""
