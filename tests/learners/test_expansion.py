"""What is learned of past branches, on invented companies whose habit is known."""

import dataclasses
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from expansion_pairs import habits, write

from zhuchao.chains.engine import outward
from zhuchao.learners import expansion
from zhuchao.learners.expansion import model as models
from zhuchao.learners.expansion import trades
from zhuchao.learners.expansion.blend import cities_blended, companies_blended, gone_from_home, together
from zhuchao.learners.expansion.features import GROUPS, NAMES, features
from zhuchao.learners.expansion.state import distances, state

CUT = date(2010, 1, 1)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return write(tmp_path_factory.mktemp("pairs") / "pairs.parquet", habits())


@pytest.fixture(scope="module")
def quick():
    """Smaller trees for some hundred rows."""
    kept = dict(models._SETTINGS)
    models._SETTINGS.update(min_data_in_leaf=5, num_leaves=7, force_row_wise=True)
    yield
    models._SETTINGS.clear()
    models._SETTINGS.update(kept)


def test_reads_first_entries_and_leaves_out_what_lies_at_home(tmp_path):
    path = write(
        tmp_path / "p.parquet",
        [
            ("a", "330100", "甲有限公司", "330600", date(2005, 1, 1)),
            ("a", "330100", "甲有限公司", "330600", date(2003, 1, 1)),
            ("a", "330100", "甲有限公司", "330100", date(2001, 1, 1)),
            ("b", "110000", "乙有限公司", None, date(2001, 1, 1)),
            ("b", "110000", "乙有限公司", "330600", None),
        ],
    )
    pairs = expansion.read_pairs(path)
    assert pairs.cities == ("330600",)
    assert (pairs.uscc, pairs.home.tolist(), pairs.home_code) == (("a",), [-1], ("330100",))
    assert pairs.entries[2].tolist() == [expansion.day(date(2003, 1, 1))]


def test_places_are_masked_in_names():
    words = trades.words_of("绍兴市示例印染机械（苏州）有限公司")
    assert {"印染", "机械"} <= words
    assert not {w for w in words if "绍" in w or "兴" in w or "苏" in w}


def test_nothing_later_than_the_day_enters_what_was_known(file):
    pairs = expansion.read_pairs(file)
    cut = expansion.day(date(2006, 1, 1))
    km = distances(pairs)
    everyone = np.arange(len(pairs.uscc))
    before = features(pairs, state(pairs, cut), everyone, km)
    later = dataclasses.replace(pairs, city=np.where(pairs.opened >= cut, 0, pairs.city))
    assert before.shape == (len(pairs.uscc), len(pairs.cities), len(NAMES))
    np.testing.assert_array_equal(before, features(later, state(later, cut), everyone, km))


def test_learning_does_not_look_behind_the_cut(file, quick):
    pairs = expansion.read_pairs(file)
    cut = expansion.day(CUT)
    moved = dataclasses.replace(pairs, city=np.where(pairs.opened >= cut, 0, pairs.city))
    learned, again = expansion.fit(pairs, cut, threads=1), expansion.fit(moved, cut, threads=1)
    assert learned.to_city.model_to_string() == again.to_city.model_to_string()
    assert learned.to_company.model_to_string() == again.to_company.model_to_string()


def test_finds_the_habit_that_counting_cannot_see(file, quick):
    found = expansion.evaluate(file, None, CUT)
    assert found.events > 20
    assert found.learned.mrr > 1.3 * max(found.popularity.mrr, found.same_province.mrr)


def test_a_city_with_few_arrivals_is_not_scored(file, quick):
    found = expansion.evaluate(file, None, date(2014, 6, 1))
    assert (found.cities, found.precision) == (0, 0.0)


def test_a_kept_ranker_says_what_it_said_before(file, quick):
    """Taken apart into arrays and texts and put together again."""
    pairs = expansion.read_pairs(file)
    learned = expansion.fit(pairs, int(pairs.opened.max()) + 1, threads=1)
    again = expansion.restored(*expansion.parts(learned))
    told = expansion.going(learned, 0)
    np.testing.assert_array_equal(expansion.going(again, 0).cities, told.cities)
    been = {int(c) for p, c in zip(pairs.parent, pairs.city, strict=True) if p == 0}
    assert not been & set(told.cities.tolist())


def test_every_number_is_told_in_one_group_and_every_group_has_a_word():
    assert sorted(n for names in GROUPS.values() for n in names) == sorted(NAMES)
    assert list(GROUPS) == list(outward.GROUPS)


@pytest.fixture(scope="module")
def learned(file, quick):
    pairs = expansion.read_pairs(file)
    return expansion.fit(pairs, int(pairs.opened.max()) + 1, threads=1)


def test_companies_that_could_come_the_likeliest_first(learned):
    """Not those that come from the city or are in it; of dyers, whose habit it is, those still missing stand before others."""
    pairs, city = learned.pairs, expansion.city_of(learned, "330600")
    there = expansion.coming(learned, city)
    assert list(there.scores) == sorted(there.scores, reverse=True)
    been = {int(p) for p, c in zip(pairs.parent, pairs.city, strict=True) if c == city}
    away = {i for i in range(len(pairs.uscc)) if pairs.home[i] != city}
    assert set(there.parents.tolist()) == away - been
    assert expansion.city_of(learned, "650100") is None


def test_a_municipality_is_found_by_the_code_of_its_counties(learned):
    assert expansion.city_of(learned, "310100") == learned.pairs.cities.index("310000")


def test_what_speaks_for_a_company_adds_up_to_its_score_and_the_mean_of_all_is_none(learned):
    there = expansion.coming(learned, expansion.city_of(learned, "330600"))
    places = np.array([0, 1, len(there.parents) - 1])
    points = expansion.why_coming(learned, there, places)
    np.testing.assert_allclose([sum(p.values()) for p in points], there.scores[places], atol=1e-3)
    assert abs(float(there.scores.mean())) < 1e-4
    assert expansion.why_coming(learned, there, places[:0]) == []


def test_one_city_and_all_of_them_are_ranked_alike(learned):
    """The list of a city is what the evaluation judges."""
    city = expansion.city_of(learned, "330600")
    there = expansion.coming(learned, city)
    free = models.open_cells(learned.pairs, learned.known, there.parents)
    trees = learned.scores(there.parents, of_cities=False)
    alike = together(learned.known, there.parents, np.arange(trees.shape[1]))
    np.testing.assert_allclose(companies_blended(trees, alike, free)[:, city], there.scores, atol=1e-3)


def test_what_speaks_for_a_city_adds_up_to_its_score(learned):
    there = expansion.going(learned, 5)
    points = expansion.why_going(learned, there, 4)
    np.testing.assert_allclose([sum(p.values()) for p in points], there.scores[:4], atol=1e-3)
    assert abs(float(there.scores.mean())) < 1e-4
    one = np.array([5])
    free = models.open_cells(learned.pairs, learned.known, one)
    both = cities_blended(
        learned.scores(one, of_cities=True), gone_from_home(learned.pairs, learned.known, one), free
    )
    np.testing.assert_allclose(both[0, there.cities], there.scores, atol=1e-3)


def test_facts_are_those_of_the_pairs(learned):
    pairs = learned.pairs
    city = expansion.city_of(learned, "330600")
    one = pairs.uscc.index("化工0")
    (told,) = expansion.facts(learned, np.array([one]), np.array([city]))
    mine = {pairs.cities[c] for p, c in zip(pairs.parent, pairs.city, strict=True) if p == one}
    assert (told["uscc"], told["home"], told["city"], told["branches"]) == (
        "化工0",
        "330100",
        "330600",
        len(mine),
    )
    assert (told["capital_wan"], told["founded"]) == (500.0, expansion.day(date(1995, 1, 1)))
    heads = {int(p) for p, c in zip(pairs.parent, pairs.city, strict=True) if c == city}
    assert told["popular"] == len(heads)
    assert told["from_city"] == sum(pairs.home_code[p] == "330100" for p in heads)
    assert told["from_province"] == sum(pairs.home_code[p].startswith("33") for p in heads)
    assert told["newest"] == max(o for p, o in zip(pairs.parent, pairs.opened, strict=True) if p == one)


def test_words_told_are_those_whose_companies_go_there_more(learned):
    city = expansion.city_of(learned, "330600")
    dyer, other = (np.array([learned.pairs.uscc.index(u)]) for u in ("印染0", "机床0"))
    assert dict(expansion.facts(learned, dyer, np.array([city]))[0]["words"])["印染"] > 1.5
    assert expansion.facts(learned, other, np.array([city]))[0]["words"] == ()


def test_the_share_that_came_is_told_band_by_band(tmp_path, quick):
    """Sixty that went to Suzhou follow to Shaoxing when cloth is their trade: the first band is what precision says."""
    rows = []
    for i in range(240):
        home = ("330100", "110000")[i % 2]
        name = f"示例{'印染' if i % 4 else '机床'}{i}有限公司"
        rows.append((f"u{i}", home, name, "320500", date(1999 + i % 5, 1, 1)))
        if i % 4:
            rows.append((f"u{i}", home, name, "330600", date(2001 + i % 12, 6, 1)))
    found = expansion.evaluate(write(tmp_path / "many.parquet", rows), None, date(2008, 1, 1))
    assert found.cities == 1 and len(found.bands) == len(expansion.BANDS) + 1
    assert found.bands[0] == found.precision > found.bands[1] >= 0


def test_a_second_file_is_judged_and_not_learned_from(file, quick, tmp_path):
    test = write(
        tmp_path / "t.parquet", [("x", "330100", "示例印染九九有限公司", "330600", date(2012, 1, 1))]
    )
    found = expansion.evaluate(file, test, CUT)
    assert found.events == 1
    assert found.learned.hit_at_10 == 1.0


@pytest.mark.parametrize(("cut", "said"), [(date(1990, 1, 1), "之前没有"), (date(2030, 1, 1), "以后没有")])
def test_refuses_a_cut_with_nothing_on_one_side(file, cut, said):
    with pytest.raises(expansion.UnusablePairs, match=said):
        expansion.evaluate(file, None, cut)


def test_refuses_files_it_cannot_use(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_text("no")
    with pytest.raises(expansion.UnusablePairs, match="不是可读的"):
        expansion.read_pairs(path)
    pq.write_table(pa.table({"branch_city": ["330600"]}), path)
    with pytest.raises(expansion.UnusablePairs, match=r"缺少列.*parent_uscc"):
        expansion.read_pairs(path)
