"""The shipped chains as data: every claim has its basis, every word its one place, every code its meaning.

The checks against real tables (descriptions of GB/T 4754, input-output flows, Shenwan industries) need the folder
of shared data and are skipped without it.
"""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from zhuchao import rulebook
from zhuchao.chains.engine.knowledge import BASIS_NAMES, PREFIX, Basis, Chain, Link, chain_from_rule
from zhuchao.rulebook.industries import industries, industry_name

TODAY = date(2026, 1, 1)
CHAINS = [chain_from_rule(rule) for rule in rulebook.rules_of(PREFIX, on=TODAY)]
LINKS = [
    pytest.param(chain, link, id=f"{chain.code}.{link.code}") for chain in CHAINS for link in chain.links
]
THE_EIGHT = {"textile", "materials", "ic", "nev", "machinery", "biomed", "pv", "software"}

every_chain = pytest.mark.parametrize("chain", CHAINS, ids=lambda c: c.code)
every_link = pytest.mark.parametrize(("chain", "link"), LINKS)


def test_the_eight_chains_are_there() -> None:
    assert {c.code for c in CHAINS} >= THE_EIGHT


@every_chain
def test_a_chain_has_12_to_40_links_with_names_of_their_own(chain: Chain) -> None:
    assert 12 <= len(chain.links) <= 40
    assert chain.name and chain.summary
    assert len({link.name for link in chain.links}) == len(chain.links)


@every_link
def test_the_codes_of_a_link_are_classes_of_the_standard(chain: Chain, link: Link) -> None:
    assert link.gb
    assert [gb for gb in link.gb if len(gb) != 4 or not industry_name(gb)] == []


@every_chain
def test_the_codes_that_edges_cite_exist(chain: Chain) -> None:
    assert [e.gb for e in chain.edges if e.basis is Basis.GBT and e.gb not in industries()] == []


@every_chain
def test_every_edge_says_what_it_rests_on(chain: Chain) -> None:
    for edge in chain.edges:
        if edge.basis is Basis.EXPERT:
            assert edge.cite == BASIS_NAMES[Basis.EXPERT] == "专家判断，待核"
        elif edge.basis is Basis.GBT:
            assert edge.gb in edge.cite and edge.phrase and edge.phrase in edge.cite
        else:
            assert edge.coefficient and 0 < edge.coefficient.value < 1
            assert edge.coefficient.supplier in edge.cite and edge.coefficient.user in edge.cite


@every_chain
def test_edges_join_two_links_once_and_leave_none_alone(chain: Chain) -> None:
    pairs = Counter((e.source, e.target) for e in chain.edges)
    assert [pair for pair, n in pairs.items() if n > 1 or pair[0] == pair[1]] == []
    joined = {end for pair in pairs for end in pair}
    assert [link.code for link in chain.links if link.code not in joined] == []


@every_chain
def test_nothing_flows_in_a_circle_but_what_is_marked(chain: Chain) -> None:
    onward: dict[str, set[str]] = {link.code: set() for link in chain.links}
    for edge in chain.edges:
        if not edge.cycle:
            onward[edge.source].add(edge.target)
    # Take away what feeds nothing that is left; a circle stays.
    while done := {code for code, fed in onward.items() if not fed}:
        onward = {code: fed - done for code, fed in onward.items() if code not in done}
    assert onward == {}


@every_chain
def test_a_product_word_stands_on_one_link_or_is_declared_shared(chain: Chain) -> None:
    places = Counter(word for link in chain.links for word in set(link.words))
    assert sorted(w for w, n in places.items() if n > 1) == sorted(chain.shared)


@every_link
def test_no_word_is_a_single_character(chain: Chain, link: Link) -> None:
    words = (*link.words, *link.name_words, *link.hint_words, *link.exclude)
    assert [w for w in words if len(w.strip()) < 2 or w != w.strip()] == []


@every_link
def test_no_list_says_a_word_twice(chain: Chain, link: Link) -> None:
    lists = (
        link.make,
        link.process,
        link.loose,
        link.name_words,
        link.hint_words,
        link.exclude,
        link.sw,
        link.gb,
    )
    for words in lists:
        assert [w for w, n in Counter(words).items() if n > 1] == []
    assert set(link.make).isdisjoint(link.loose)
    assert set(link.name_words).isdisjoint(link.hint_words)
    # A hint lets loose words count; without any it would say nothing.
    assert link.loose or not link.hint_words


@every_link
def test_no_word_is_silenced_by_the_links_own_exclusions(chain: Chain, link: Link) -> None:
    words = (*link.words, *link.name_words, *link.hint_words)
    assert [(w, x) for w in words for x in link.exclude if x in w] == []


@every_link
def test_a_link_declares_at_most_eight_listed_industries(chain: Chain, link: Link) -> None:
    assert 1 <= len(link.sw) <= 8


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def test_the_listed_industries_exist(shared_data: Path) -> None:
    known = {row["name"] for row in _rows(shared_data / "chain_knowledge_graph" / "industry_sw2021.csv.gz")}
    wrong = {(c.code, link.code, sw) for c in CHAINS for link in c.links for sw in link.sw if sw not in known}
    assert wrong == set()


def test_the_phrases_stand_in_the_standard(shared_data: Path) -> None:
    with (shared_data / "gbt4754_2017" / "gbt4754_2017.csv").open(encoding="utf-8", newline="") as lines:
        text = {row["code"]: row["description"] for row in csv.DictReader(lines)}
    cited = [(c.code, e.gb, e.phrase) for c in CHAINS for e in c.edges if e.basis is Basis.GBT]
    assert cited
    assert [x for x in cited if x[2] not in text[x[1]]] == []


def test_the_shipped_names_are_those_of_the_table(shared_data: Path) -> None:
    with (shared_data / "gbt4754_2017" / "gbt4754_2017.csv").open(encoding="utf-8", newline="") as lines:
        assert dict(industries()) == {row["code"]: row["name"].strip() for row in csv.DictReader(lines)}


def test_the_coefficients_are_those_of_the_table(shared_data: Path) -> None:
    folder = shared_data / "io_table_cn"
    flow = {
        (row["from_code"], row["to_code"]): float(row["flow_wan_yuan"])
        for row in _rows(folder / "io2020_153_flows_wan_yuan.csv.gz")
    }
    output = {row["code"]: float(row["TI"]) for row in _rows(folder / "io2020_153_sectors.csv.gz")}
    given = [(c.code, e.coefficient) for c in CHAINS for e in c.edges if e.coefficient]
    assert given
    for chain, said in given:
        # Direct input coefficient: what a yuan of the user's output takes from the supplier.
        computed = flow[said.supplier, said.user] / output[said.user]
        assert said.value == pytest.approx(computed, abs=5e-5), (chain, said)
