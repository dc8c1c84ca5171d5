"""The root of ``zhuchao <noun> <verb>``: finds each noun's click group, named after the command, and prepares the home it needs."""

import os
import sys
from importlib import import_module

import click

from zhuchao.terms.refusal import Refused

#: Command group → the module that holds it, imported only when one of its commands is called.
GROUPS = {
    "accounts": "zhuchao.accounts.cli",
    "chains": "zhuchao.chains.cli",
    "companies": "zhuchao.companies.cli",
    "demo": "zhuchao.demo.cli",
    "eval": "zhuchao.site.evaluation",
    "figure": "zhuchao.figures.cli",
    "ledger": "zhuchao.ledger.cli",
    "leads": "zhuchao.engagements.cli",
    "registry": "zhuchao.companies.cli",
    "rulebook": "zhuchao.rulebook.cli",
}


class _Nouns(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *GROUPS])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        own = super().get_command(ctx, name)
        if own is not None or name not in GROUPS:
            return own
        prepare()
        group: click.Command = getattr(import_module(GROUPS[name]), name)
        return group


def prepare() -> None:
    """Start Django and bring the home's database to the present shape."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuchao.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


@click.group(cls=_Nouns)
@click.option("--as", "login", envvar="ZHUCHAO_ACTOR", default="", help="以谁的身份办理（登录名）")
@click.version_option(package_name="zhuchao")
@click.pass_context
def root(ctx: click.Context, login: str) -> None:
    """筑巢：招商投资信息系统。"""
    ctx.obj = {"login": login}


def main() -> None:
    """Entry point; a refusal is printed as a sentence and ends with status 2."""
    try:
        root(standalone_mode=False)
    except Refused as refused:
        for refusal in refused.refusals:
            click.echo(f"不能办理：{refusal}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
