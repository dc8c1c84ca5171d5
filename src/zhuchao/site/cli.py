"""The root of ``zhuchao <noun> <verb>``: finds each noun's click group, named after the command, and prepares
the home it needs. Asking for help starts nothing and touches no database."""

import sys
from importlib import import_module
from typing import NamedTuple

import click

from zhuchao.site import chinese_help, home
from zhuchao.terms.refusal import Refused


class Lazy(NamedTuple):
    """Where a command lives and what it is for; imported only when it is called."""

    module: str
    short_help: str


GROUPS = {
    "accounts": Lazy("zhuchao.accounts.cli", "单位、岗位、人员与交接"),
    "chains": Lazy("zhuchao.chains.cli", "产业链、缺口与目标企业"),
    "companies": Lazy("zhuchao.companies.cli", "企业检索与企业主档"),
    "demo": Lazy("zhuchao.demo.cli", "装入示例区"),
    "engagements": Lazy("zhuchao.engagements.cli", "走访活动"),
    "eval": Lazy("zhuchao.site.evaluation", "用给定数据评测检索与判断的准确度"),
    "events": Lazy("zhuchao.engagements.cli", "招商活动"),
    "figure": Lazy("zhuchao.figures.cli", "指标：数值、口径与计入的记录"),
    "leads": Lazy("zhuchao.engagements.cli", "招商线索"),
    "ledger": Lazy("zhuchao.ledger.cli", "台账：审计记录与哈希链校验"),
    "openapi": Lazy("zhuchao.site.openapi", "写出接口说明文件（OpenAPI）"),
    "projects": Lazy("zhuchao.projects.cli", "项目：阶段、材料与推进"),
    "registry": Lazy("zhuchao.companies.cli", "导入企业登记数据"),
    "report": Lazy("zhuchao.reports.cli", "报表：生成、核对、签发、发布，上级表格"),
    "rulebook": Lazy("zhuchao.frame.cli", "规则库"),
    "serve": Lazy("zhuchao.site.serve", "在本机启动服务"),
    "train": Lazy("zhuchao.chains.cli", "用给定数据训练模型"),
}


class _Nouns(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(GROUPS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in GROUPS:
            return None
        home.start()
        if "--help" not in sys.argv and not ctx.resilient_parsing:
            home.migrate()
        found: click.Command = getattr(import_module(GROUPS[name].module), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, GROUPS[name].short_help) for name in self.list_commands(ctx)])


@click.group(cls=_Nouns)
@click.option("--as", "login", envvar="ZHUCHAO_ACTOR", default="", help="以谁的身份办理（登录名）")
@click.version_option(package_name="zhuchao")
@click.pass_context
def root(ctx: click.Context, login: str) -> None:
    """筑巢：招商投资信息系统。"""
    ctx.obj = {"login": login}


def main() -> None:
    """Entry point; a refusal is printed as a sentence and ends with status 2."""
    chinese_help.install()
    try:
        root(standalone_mode=False)
    except Refused as refused:
        for refusal in refused.refusals:
            click.echo(f"不能办理：{refusal}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        chinese_help.show(error)
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
