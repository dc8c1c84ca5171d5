"""Generated variants of invented companies: duplicates are found, near misses are not, by the points in force."""

import dataclasses
import datetime
import random

import record_variants

from zhuchao.companies.engine import twins
from zhuchao.companies.selectors import comparing, twin_words

TODAY = datetime.date(2026, 1, 1)
PLACES = (
    ("绍兴市柯桥区", "330603"),
    ("绍兴市越城区", "330602"),
    ("杭州市西湖区", "330106"),
    ("苏州市虎丘区", "320505"),
)
#: Characters for brands, each drawn once in a while.
LETTERS = [chr(0x4E00 + n * 53) for n in range(300)]
TRADES = ("纺织", "机械", "食品", "化工", "电子")


def invented():
    draw = random.Random(3)
    for n in range(1500):
        place, county = PLACES[n % 4]
        brand, trade = "".join(draw.sample(LETTERS, 3)), TRADES[n % 5]
        yield (
            f"{place}{brand}{trade}有限公司",
            f"91990000{n:09d}X",
            county,
            county[:4] + "00",
            f"{place}示例路{n * 7 % 500}号",
            float(n % 37 * 50 + 50),
            f"20{n % 18 + 1:02d}-0{n % 9 + 1}-{n % 27 + 1:02d}",
        )


def test_duplicates_are_told_from_near_misses():
    """On another seed than the points were made with."""
    rows, company = record_variants.mixed(invented(), 2000, 5)
    points, words = twin_words.points(TODAY), twin_words.words(TODAY)
    cleaned = [twins.cleaned(n, u, c, t, a, w, d, "", words) for n, u, c, t, a, w, d in rows]
    found = comparing.compared(cleaned, points)
    kept = found.points >= points.same_from
    links = list(
        zip(found.points[kept].tolist(), found.left[kept].tolist(), found.right[kept].tolist(), strict=True)
    )
    groups = twins.clusters(links, points.largest_cluster, points.least_links)
    said = right = 0
    for group in groups.values():
        pairs = [(a, b) for a in group for b in group if a < b]
        said += len(pairs)
        right += sum(company[a] == company[b] for a, b in pairs)
    sizes = [company.count(c) for c in set(company)]
    truth = sum(n * (n - 1) // 2 for n in sizes)
    assert 2 * right / (said + truth) > 0.9
    assert max(map(len, groups.values())) <= points.largest_cluster


def test_every_level_has_its_points_and_words():
    """A field or a level that the rulebook forgets is refused."""
    import pytest

    from zhuchao import rulebook

    value = rulebook.rule("companies.duplicate-points", on=TODAY).value
    broken = value | {"points": value["points"] | {"name": [0.0]}}
    with pytest.raises(ValueError, match="name"):
        twins.Points.read(broken)


def test_no_pair_that_reaches_the_points_is_left_out():
    """Texts are compared only where they can matter: what reaches the points is what reaches them anyway."""
    rows, _ = record_variants.mixed(invented(), 1200, 9)
    points, words = twin_words.points(TODAY), twin_words.words(TODAY)
    cleaned = [twins.cleaned(n, u, c, t, a, w, d, "", words) for n, u, c, t, a, w, d in rows]

    def told(asked):
        found = comparing.compared(cleaned, asked)
        every = zip(found.left.tolist(), found.right.tolist(), found.points.round(6).tolist(), strict=True)
        return len(found.left), {pair for pair in every if pair[2] >= points.ask_from}

    looked_at, reached = told(points)
    all_of_them, expected = told(dataclasses.replace(points, ask_from=-1e9))
    assert reached == expected
    assert looked_at < all_of_them
