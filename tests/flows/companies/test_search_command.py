"""``zhuchao companies search``: the agreed shape, the table, and who may ask."""

import json

import pytest
from click.testing import CliRunner

from zhuchao.companies.cli import companies
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def run(district, who, *words):
    return CliRunner().invoke(companies, ["search", *words], obj={"login": who})


def test_json_has_the_agreed_shape(small_lake, district):
    """A list of code, name, region and score, best first."""
    ran = run(district, "officer", "龙盛", "--top", "3", "--json")
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.output)
    assert [set(f) for f in found] == [{"uscc", "name", "region", "score"}] * 3
    assert found[0]["name"] == "浙江示例龙盛染整股份有限公司"
    assert [f["score"] for f in found] == sorted((f["score"] for f in found), reverse=True)


def test_the_table_says_why_and_how_far_the_registry_reaches(small_lake, district):
    """For people."""
    ran = run(district, "officer", "水泵制造", "--field", "scope")
    assert "绍兴市柯桥区示例水泵厂" in ran.output
    assert "经营范围" in ran.output
    assert "共 1 家；示例数据，企业均为虚构。登记数据截至 2019-04，存续未核实" in ran.output


def test_forbids_an_administrator(small_lake, district):
    """As on every way in."""
    refused = run(district, "audit_admin", "龙盛").exception
    assert isinstance(refused, Refused)
    assert refused.forbidden
