"""``zhuchao chains check-placement``: needs nobody logged in, it reads rules and a file."""

from pathlib import Path

import click

from zhuchao.chains import selectors
from zhuchao.chains.cli.group import chains
from zhuchao.chains.engine.placement_check import Agreement, Judged
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.terms.actor import SYSTEM


@chains.command("check-placement")
@click.option("--data", type=click.Path(path_type=Path), help="上市公司行业表（CSV，可为 .gz）或所在文件夹")
@click.option("--wrong", is_flag=True, help="列出行业不符的归位及其用词")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def check_placement(data: Path | None, wrong: bool, as_json: bool) -> None:
    """用上市公司的申万行业核对高把握归位。"""
    found = selectors.check_placement(SYSTEM, data)
    names = {c.code: c for c in selectors.chains(SYSTEM)}
    parts = [
        (c.code, c.name, sum(j.agrees for j in judged), len(judged))
        for c in names.values()
        for judged in [found.of_chain(c.code)]
    ]
    disagreeing = [j for j in found.judged if not j.agrees] if wrong else []
    if as_json:
        echo_json(_as_dict(found, parts, disagreeing))
        return
    rows = [(name, agreeing, of, _percent(agreeing, of)) for _, name, agreeing, of in parts]
    total = (found.agreeing, len(found.judged))
    echo_table(["产业链", "行业相符", "高把握归位", "相符比例"], [*rows, ("合计", *total, _percent(*total))])
    read = found.coverage
    click.echo(
        f"上市公司 {read.companies} 家，至少一个环节高把握归位的 {read.with_high} 家，有归位的 {read.with_any} 家"
    )
    for j in disagreeing:
        link = names[j.chain].link(j.link).name
        said = f"“{'”“'.join(j.words)}”"
        click.echo(
            f"{j.company.name}（{'/'.join(j.company.industries)}）→ {names[j.chain].name}·{link}：{said}，{j.clause}"
        )


def _percent(part: int, of: int) -> str:
    return f"{part / of:.1%}" if of else "—"


def _as_dict(
    found: Agreement, parts: list[tuple[str, str, int, int]], disagreeing: list[Judged]
) -> dict[str, object]:
    read = found.coverage
    return {
        "agreeing": found.agreeing,
        "placements": len(found.judged),
        "share": found.share,
        "companies": read.companies,
        "with_high": read.with_high,
        "with_any": read.with_any,
        "chains": [
            {"code": code, "name": name, "agreeing": n, "placements": of, "share": n / of if of else None}
            for code, name, n, of in parts
        ],
        "wrong": [
            {
                "company": j.company.name,
                "industries": list(j.company.industries),
                "chain": j.chain,
                "link": j.link,
                "words": list(j.words),
                "clause": j.clause,
            }
            for j in disagreeing
        ],
    }
