"""The words click itself prints, in Chinese: headings of help and the commonest mistakes at the keyboard."""

import re
from collections.abc import Iterable

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
_HELP = {
    "Show this message and exit.": "显示本说明",
    "Show the version and exit.": "显示版本",
}
_MISTAKES = (
    (re.compile(r"No such command (.+?)\.(?: Did you mean (.+)\?)?$"), r"没有命令 \1。"),
    (
        re.compile(r"No such option:? (.+?)\.?(?: (?:Did you mean|\(Possible options:) .+)?$"),
        r"没有选项 \1。",
    ),
    (re.compile(r"Missing argument (.+?)\.$"), r"缺少参数 \1。"),
    (re.compile(r"Missing option (.+?)\.$"), r"缺少选项 \1。"),
    (re.compile(r"Option (.+?) requires an argument\.$"), r"选项 \1 后面要有值。"),
    (re.compile(r"Got unexpected extra arguments? \((.+)\)$"), r"多出的参数：\1。"),
    (
        re.compile(r"Invalid value for (.+?): (?:Path|File|Directory) (.+) does not exist\.$"),
        r"\1：没有 \2。",
    ),
    (
        re.compile(r"Invalid value for (.+?): (.+) is not a valid (?:integer|int)(?: range)?\.$"),
        r"\1：\2 不是整数。",
    ),
    (re.compile(r"Invalid value for (.+?): (.+) is not one of (.+)\.$"), r"\1：\2 应为 \3 之一。"),
    (re.compile(r"Invalid value for (.+?): (.+) does not match the formats? (.+)\.$"), r"\1：\2 应写成 \3。"),
    (re.compile(r"Invalid value for (.+?): (.*)$"), r"\1 的值不对：\2"),
)


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix="用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        shown = [(first, _HELP.get(second, second)) for first, second in rows]
        super().write_dl(shown, col_max=col_max, col_spacing=col_spacing)


def install() -> None:
    """Let every command print its help with these words."""
    click.Context.formatter_class = _Formatter


def mistake(error: click.ClickException) -> str:
    """What went wrong as a Chinese sentence; click's own words where none is known."""
    said = error.format_message()
    for pattern, chinese in _MISTAKES:
        if pattern.match(said):
            return pattern.sub(chinese, said)
    return said


def show(error: click.ClickException) -> None:
    """Print the mistake and how to see the help."""
    context = getattr(error, "ctx", None)
    click.echo(f"错误：{mistake(error)}", err=True)
    if context is not None:
        click.echo(f"说明见：{context.command_path} --help", err=True)
