"""``zhuchao chains list`` and ``show`` in a home without people: the fixed shapes, both keys, and the refusal."""

import json

import pytest
from click.testing import CliRunner

from zhuchao.chains.cli import chains
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
CODES = {"textile", "materials", "ic", "nev", "machinery", "biomed", "pv", "software"}


def said(*words: str) -> str:
    ran = CliRunner().invoke(chains, words, obj={"login": ""}, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_the_list_has_code_and_name_of_every_chain():
    found = json.loads(said("list", "--json"))
    assert {c["code"] for c in found} >= CODES
    assert all(set(c) == {"code", "name"} and c["name"] for c in found)


@pytest.mark.parametrize("asked", ["pv", "光伏储能"])
def test_a_chain_is_shown_by_code_or_name_with_its_neighbours_by_code(asked):
    found = json.loads(said("show", asked, "--json"))
    assert (found["code"], found["name"]) == ("pv", "光伏储能")
    links = {link["code"]: link for link in found["links"]}
    assert all(set(x) == {"code", "name", "gb_codes", "upstream", "downstream"} for x in links.values())
    assert "wafer" in links["cell"]["upstream"]
    assert "cell" in links["wafer"]["downstream"]
    for code, link in links.items():
        assert all(code in links[other]["downstream"] for other in link["upstream"])
        assert all(len(gb) == 4 and gb.isdigit() for gb in link["gb_codes"])


def test_the_tables_are_for_people():
    assert "新能源汽车零部件" in said("list")
    table = said("show", "nev")
    assert "上游环节" in table and "动力电池" in table and '"' not in table


def test_an_unknown_chain_names_the_known_ones():
    with pytest.raises(Refused) as refused:
        said("show", "没有这条链")
    text = str(refused.value.refusals[0])
    assert "没有这条链" in text and "光伏储能" in text and "现代纺织与印染" in text


def test_whoever_is_named_must_exist(db):
    with pytest.raises(Refused):
        CliRunner().invoke(chains, ["list"], obj={"login": "nobody"}, catch_exceptions=False)
