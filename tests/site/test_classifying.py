"""``zhuchao eval classify``: the agreed keys, folds that no company crosses, refusals; the real rows where they are at hand."""

import json
import os
from pathlib import Path

import class_rows
import pytest
from click.testing import CliRunner

from zhuchao.site import evaluation

pytestmark = pytest.mark.django_db
HEAD = "code6,short_name,fullname,reg_name,uscc,scope,sw_l1"
WORDS = {"医药生物": "药品胶囊片剂疫苗", "计算机": "软件网络数据系统", "汽车": "汽车底盘车轮座椅"}


def rows(times=8):
    found = []
    for n, (label, letters) in enumerate(WORDS.items()):
        for i in range(times):
            word = letters[2 * (i % 4) : 2 * (i % 4) + 2]
            found.append(f"{n}{i:05},简称,甲{n}{i}{word}有限公司,,91{n}{i},{word}生产；其他{word},{label}")
    return found


def write(path, lines):
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return str(path)


def run(*words):
    return CliRunner().invoke(evaluation.eval, ("classify", *words))


def test_folds_beside_peers(tmp_path):
    data = write(tmp_path / "train.csv", [*rows(), "900000,简称,乙药业有限公司,,,,医药生物"])
    ran = run("--train", data, "--json")
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert list(found)[:3] == ["n", "accuracy", "macro_f1"]
    assert found["n"] == 24
    assert found["accuracy"] > 0.9
    assert {"svc", "svc_all_rows"} <= set(found["peers"])
    assert "准确率" in run("--train", data, "--without-peers").output


def test_a_company_of_the_test_file_is_not_learnt_from(tmp_path):
    """The test row's company stands in the training file under a wrong label; learnt from, it would be repeated."""
    wrong = "000000,简称,甲00药品有限公司,,9100,药品生产；其他药品,汽车"
    lines = rows()
    train = write(tmp_path / "train.csv", [wrong, *lines[1:]])
    test = write(tmp_path / "test.csv", lines[:1])
    found = json.loads(run("--train", train, "--test", test, "--json", "--without-peers").stdout)
    assert (found["n"], found["accuracy"]) == (1, 1.0)


@pytest.mark.parametrize(
    ("lines", "said"),
    [([HEAD.replace("sw_l1", "label"), "1,a,b,c,d,e,f"], "缺少列：sw_l1"), ([HEAD], "没有数据行")],
)
def test_refuses_files_it_cannot_use(tmp_path, lines, said):
    path = tmp_path / "bad.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    ran = run("--train", str(path))
    assert ran.exit_code != 0
    assert said in f"{ran.output}{ran.exception}"


def test_too_few_companies(tmp_path):
    ran = run("--train", write(tmp_path / "few.csv", rows(1)))
    assert ran.exit_code != 0
    assert "不足" in ran.output


@pytest.mark.scale
@pytest.mark.skipif(not os.environ.get("ZHUCHAO_SHARED_DATA"), reason="needs ZHUCHAO_SHARED_DATA")
def test_listed_companies_beat_the_peers():
    """On the same rows, text and folds: +.04 accuracy and +.05 macro-F1 over the best peer."""
    path = Path(os.environ["ZHUCHAO_SHARED_DATA"]) / "listed_labels" / "listed_companies_labelled.csv.gz"
    found = json.loads(run("--train", str(path), "--json").stdout)
    assert found["over_best_peer"]["accuracy"] >= 0.04
    assert found["over_best_peer"]["macro_f1"] >= 0.05


def test_the_registry_file_needs_its_columns(tmp_path):
    pytest.importorskip("fasttext", reason="needs the extra peers")
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "registry.parquet"
    pq.write_table(pa.table({"uscc": ["1"], "name": ["甲"]}), path)
    ran = CliRunner().invoke(evaluation.eval, ["gbt", "--registry", str(path), "--json"])
    assert ran.exit_code != 0
    assert "缺少列：scope" in ran.output
    pq.write_table(pa.table({"uscc": ["1"], "name": ["甲"], "scope": ["布"]}), path)
    assert "没有足够的" in CliRunner().invoke(evaluation.eval, ["gbt", "--registry", str(path)]).output


def test_classes_are_judged_on_rows_that_name_one(tmp_path):
    """The invented registry: what was judged, how it was answered, and the same as a table."""
    path = class_rows.write(tmp_path / "registry.parquet")
    asked = ["gbt", "--registry", str(path), "--without-peers"]
    ran = CliRunner().invoke(evaluation.eval, [*asked, "--json"])
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert found["classes"] == found["wide"]["classes"] == len(class_rows.TRADES)
    assert found["train"] + found["n"] == len(class_rows.TRADES) * class_rows.EACH and found["n"] > 0
    shares = [found[k] for k in ("accuracy", "macro_f1", "top5", "accuracy_2_digit", "coverage_at_90")]
    shares += [found["wide"]["accuracy"], *(found["answered"][k] for k in ("coverage", "precision"))]
    assert all(0 <= share <= 1 for share in shares) and found["accuracy_2_digit"] >= found["accuracy"] > 0.5
    assert found["rows_per_second"] > 0 and found["peers"] == {}
    told = CliRunner().invoke(evaluation.eval, asked).output
    assert f"恰好写明一个小类的企业：{found['n']} 家，{found['classes']} 个小类" in told
    assert f"学习 {found['train']} 行，检验 {found['n']} 行" in told
    for said in ("四位准确率", "本系统", "写明一个或多个小类的企业", "校准误差", "按门槛作答"):
        assert said in told, said


def test_classes_are_judged_beside_fasttext(tmp_path):
    pytest.importorskip("fasttext", reason="needs the extra peers")
    path = class_rows.write(tmp_path / "registry.parquet")
    ran = CliRunner().invoke(evaluation.eval, ["gbt", "--registry", str(path), "--json"])
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert set(found["peers"]) == {"fasttext", "fasttext_all_rows"}
    for peer in found["peers"].values():
        assert peer["n"] == found["n"] and peer["wide"]["n"] == found["wide"]["n"]
        assert peer["rows_per_second"] > 0 and 0 <= peer["accuracy"] <= 1
