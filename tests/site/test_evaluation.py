"""``zhuchao eval linkage``: the figures, and what is said of data that cannot be used."""

import json

import pytest
from click.testing import CliRunner

from zhuchao.site import evaluation

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(evaluation.eval, words)


def write(path, rows):
    path.write_text("\n".join(["short_name,uscc", *rows]), encoding="utf-8")
    return str(path)


def test_figures_by_hand():
    """First, second, eleventh and missing."""
    answers = {"a": ["1"], "b": ["x", "2"], "c": [*"xxxxxxxxxx", "3"], "d": []}
    rows = [{"short_name": name, "uscc": str(n)} for n, name in enumerate(answers, 1)]
    found = evaluation.linkage_figures(rows, answers.__getitem__)
    assert (found["n"], found["hit_at_1"], found["hit_at_10"]) == (4, 0.25, 0.5)
    assert 0 <= found["median_ms"] <= found["p95_ms"]


def test_short_names_over_a_lake(small_lake, tmp_path):
    """One found first, one unknown, one too short to be looked for; exactly the agreed keys."""
    code = small_lake.codes["深圳中示农大科技股份有限公司"]
    data = write(tmp_path / "names.csv", [f"中农科技,{code}", f"不相干名,{code}", f"科,{code}"])
    ran = run("linkage", "--data", data, "--json")
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.output)
    assert list(found) == ["n", "hit_at_1", "hit_at_10", "median_ms", "p95_ms"]
    assert (found["n"], found["hit_at_1"]) == (3, 0.3333)
    assert "首位命中率" in run("linkage", "--data", data).output


def test_halves_share_no_company(small_lake, tmp_path):
    """Every row is in one half, the same company always in the same."""
    codes = list(small_lake.codes.values())
    data = write(tmp_path / "names.csv", [f"{word},{code}" for code in codes for word in ("示例", "龙盛")])
    counts = {
        half: json.loads(run("linkage", "--data", data, "--half", half, "--json").output)["n"]
        for half in ("all", "dev", "test")
    }
    assert counts["dev"] + counts["test"] == counts["all"] == 2 * len(codes)
    assert counts["dev"] % 2 == 0
    assert counts["dev"] and counts["test"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("名称,代码\n示例,1\n".encode(), "缺少列"),
        (b"short_name,uscc\n", "没有数据行"),
        ("short_name,uscc\n示例,1\n".encode("gb18030"), "UTF-8"),
    ],
)
def test_refuses_data_it_cannot_use(small_lake, tmp_path, content, said):
    """In Chinese."""
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    ran = run("linkage", "--data", str(path))
    assert ran.exit_code != 0
    assert said in ran.output


def test_refuses_an_empty_lake(settings, tmp_path):
    """No figure is made of nothing."""
    settings.ZHUCHAO_HOME = tmp_path
    ran = run("linkage", "--data", write(tmp_path / "names.csv", ["示例,1"]))
    assert ran.exit_code != 0
    assert "还是空的" in ran.output
