"""``zhuchao openapi``: the description of the REST API as a file that is checked in."""

import json
from pathlib import Path

import click


def described() -> str:
    """The OpenAPI document of every noun's router, as text that changes only when the API does."""
    from zhuchao.site.api import api

    document = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


@click.command("openapi")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="写入的文件；不给则打印")
def openapi(out: Path | None) -> None:
    """写出接口说明文件（OpenAPI）。"""
    if out is None:
        click.echo(described(), nl=False)
        return
    out.write_text(described(), encoding="utf-8")
    click.echo(f"已写入 {out}")
