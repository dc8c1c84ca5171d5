"""High placements agree with the industries the exchange gave; the file is read or refused in words."""

import gzip
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhuchao.chains import selectors
from zhuchao.chains.cli import check_placement
from zhuchao.terms.actor import SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db

COLUMNS = "code6,short_name,fullname,reg_name,scope,sw_l2,sw_l3\n"
RIGHT = "000001,示例,示例纺织股份有限公司,示例织造股份有限公司,坯布、化纤布织造,纺织制造,棉纺\n"
WRONG = "000002,示例二,示例织造二股份有限公司,,化纤布织造,医药商业,医药流通\n"
UNREAD = (
    "000003,示例三,示例织造三股份有限公司,,,纺织制造,棉纺\n000004,示例四,示例四股份有限公司,,坯布织造,,\n"
)
FLOOR, CHAIN_FLOOR = 0.85, 0.80


def test_the_share_on_listed_companies(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = selectors.check_placement(SYSTEM, shared_data)
    with capsys.disabled():
        sys.stdout.write(
            f"\n高把握归位与申万行业相符 {found.agreeing}/{len(found.judged)}，{found.share:.1%}；{found.coverage}\n"
        )
        for chain in selectors.chains(SYSTEM):
            judged = found.of_chain(chain.code)
            sys.stdout.write(f"  {chain.name} {sum(j.agrees for j in judged)}/{len(judged)}\n")
    assert found.share is not None and found.share >= FLOOR
    assert found.coverage.with_high >= 150
    for chain in selectors.chains(SYSTEM):
        judged = found.of_chain(chain.code)
        assert judged, chain.code
        assert sum(j.agrees for j in judged) / len(judged) >= CHAIN_FLOOR, chain.code


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_or_its_folder(tmp_path: Path, packed: bool) -> None:
    text = (COLUMNS + RIGHT + WRONG + UNREAD).encode()
    path = tmp_path / ("listed_companies_labelled.csv.gz" if packed else "示例.csv")
    path.write_bytes(gzip.compress(text) if packed else text)
    found = selectors.check_placement(SYSTEM, tmp_path if packed else path)
    on_weaving = [(j.company.code, j.agrees) for j in found.of_chain("textile") if j.link == "weaving"]
    assert on_weaving == [("000001", True), ("000002", False)]
    assert found.coverage.companies == 2
    assert found.coverage.with_high == 2
    assert found.share == found.agreeing / len(found.judged)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (None, "chains.listed-missing"),
        (b"code6,scope\n1,2\n", "chains.listed-columns"),
        (b"", "chains.listed-columns"),
        ("\ud83d".encode("utf-16", "surrogatepass"), "chains.listed-unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None, rule: str) -> None:
    path = tmp_path / "示例.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        selectors.check_placement(SYSTEM, path)
    assert [r.rule for r in refused.value.refusals] == [rule]


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "示例.csv.gz"
    path.write_bytes(gzip.compress((COLUMNS + RIGHT * 500).encode())[:60])
    with pytest.raises(Refused, match="无法读取"):
        selectors.check_placement(SYSTEM, path)


def test_without_a_file_the_refusal_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHUCHAO_SHARED_DATA", raising=False)
    with pytest.raises(Refused, match="--data"):
        selectors.check_placement(SYSTEM)


def test_an_enterprise_is_forbidden(tmp_path: Path) -> None:
    visitor = Actor(person_code="e", person_name="示例企业", roles=frozenset({Role.ENTERPRISE}))
    with pytest.raises(Refused) as refused:
        selectors.check_placement(visitor, tmp_path)
    assert refused.value.forbidden


def test_the_command_prints_shares_and_what_disagrees(tmp_path: Path) -> None:
    path = tmp_path / "示例.csv"
    path.write_text(COLUMNS + RIGHT + WRONG, encoding="utf-8")
    command = check_placement.check_placement
    said = CliRunner().invoke(command, ["--data", str(path), "--wrong"], catch_exceptions=False).output
    assert "现代纺织与印染" in said and "合计" in said
    assert "示例织造二股份有限公司（医药商业/医药流通）→ 现代纺织与印染·机织织造" in said
    read = json.loads(CliRunner().invoke(command, ["--data", str(path), "--wrong", "--json"]).output)
    assert {"agreeing", "placements", "share", "with_high", "with_any", "chains"} < set(read)
    assert read["share"] == read["agreeing"] / read["placements"]
    assert [w["company"] for w in read["wrong"] if w["link"] == "weaving"] == ["示例织造二股份有限公司"]
