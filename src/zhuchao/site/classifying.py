"""``zhuchao eval classify``: industries judged on given companies, beside the models others would take."""

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from zhuchao.chains import selectors
from zhuchao.frame.console import echo_json, echo_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NAMES = {
    "svc": "字符 TF-IDF + LinearSVC",
    "svc_all_rows": "同上，另用没有经营范围的行",
    "fasttext": "fastText",
    "fasttext_all_rows": "fastText，学习与本系统同样多的行",
}


@click.command("classify")
@click.option("--train", required=True, type=FILE, help="CSV（可为 .gz），含 fullname、scope、sw_l1 等列")
@click.option("--test", type=FILE, help="另一份同样的 CSV；不给时把 --train 按企业分成五份轮流检验")
@click.option("--with-products", "products", type=FILE, help="CSV，含 company_code 与 product 两列")
@click.option("--without-peers", is_flag=True, help="不计算对照模型")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def classify(
    train: Path, test: Path | None, products: Path | None, without_peers: bool, as_json: bool
) -> None:
    """按名称和经营范围判断申万一级行业，与两种通行做法在同样的行上比较。"""
    # The learning libraries take seconds to load; other commands of the group do without.
    from zhuchao.chains.selectors.industry.evaluation import evaluate_industries

    words = _products(products) if products else None
    rows = selectors.labelled_file(train, words)
    asked = selectors.labelled_file(test, words) if test else None
    found = quietly(
        lambda: evaluate_industries(
            rows, asked, with_peers=not without_peers, told=lambda w: click.echo(w, err=True)
        )
    )
    if as_json:
        echo_json(found)
    else:
        _show(found)


@click.command("gbt")
@click.option(
    "--registry", required=True, multiple=True, type=FILE, help="Parquet，含 uscc、name、scope 三列；可给多个"
)
@click.option("--without-peers", is_flag=True, help="不计算 fastText 对照")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def gbt(registry: tuple[Path, ...], without_peers: bool, as_json: bool) -> None:
    """遮去与国民经济行业小类同名的经营范围条目，看能否由其余文字找回该小类。"""
    from zhuchao.chains.selectors.industry.distant import read_registry
    from zhuchao.chains.selectors.industry.judging import evaluate_distant

    def work() -> dict[str, Any]:
        rows = read_registry(registry)
        return evaluate_distant(rows, with_peer=not without_peers, told=lambda w: click.echo(w, err=True))

    try:
        found = quietly(work)
    except ImportError as error:
        raise click.ClickException("需要 fastText：请安装附加项 zhuchao[peers]") from error
    if as_json:
        echo_json(found)
        return
    rows = [("本系统", found), *((_NAMES[who], figures) for who, figures in found["peers"].items())]
    keys = ("accuracy", "macro_f1", "top5", "accuracy_2_digit", "rows_per_second")
    headings = ["做法", "四位准确率", "宏平均F1", "前五命中", "两位准确率", "每秒行数"]
    click.echo(f"恰好写明一个小类的企业：{found['n']} 家，{found['classes']} 个小类")
    echo_table(headings, [(who, *(figures[k] for k in keys)) for who, figures in rows])
    wide = found["wide"]
    click.echo(f"写明一个或多个小类的企业，以最先写的为准：{wide['n']} 家，{wide['classes']} 个小类")
    echo_table(headings[:5], [(who, *(figures["wide"][k] for k in keys[:4])) for who, figures in rows])
    click.echo(
        f"校准误差 {found['calibration_error']}；门槛 {found['answered']['threshold']}，"
        f"按门槛作答 {found['answered']['coverage']:.1%}，其中正确 {found['answered']['precision']:.1%}"
    )


def quietly(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Run an evaluation; too little data is an error a reader understands."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except ValueError as error:
        raise click.ClickException(f"数据不足以评测：{error}") from error


def _products(path: Path) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in selectors.table(path, ("company_code", "product")):
        found.setdefault(row["company_code"][:6], []).append(row["product"])
    return {code: "；".join(words) for code, words in found.items()}


def _show(found: Mapping[str, Any]) -> None:
    rows = [("本系统", found["accuracy"], found["macro_f1"])]
    rows += [(_NAMES[who], f["accuracy"], f["macro_f1"]) for who, f in found["peers"].items()]
    declared = found["declared_words_only"]
    rows.append(("仅用规则库用词，不训练", declared["accuracy"], declared["macro_f1"]))
    echo_table(["做法", "准确率", "宏平均F1"], rows)
    click.echo(
        f"样本 {found['n']} 家；前三命中 {found['top3']}；校准误差 {found['calibration_error']}；"
        f"按门槛作答 {found['answered']['coverage']:.1%}，其中正确 {found['answered']['precision'] or 0:.1%}"
    )
