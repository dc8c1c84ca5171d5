"""After a small import the placements are brought up to date from the companies that changed, as if built anew."""

import contextlib
import csv
import shutil
import sqlite3

import numpy as np
import pytest

from zhuchao.chains import selectors
from zhuchao.chains.analytics import placement
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.laid import laid
from zhuchao.companies.flows.import_registry import import_registry
from zhuchao.terms.actor import SYSTEM
from zhuchao.warehouse import engines, index, lake

from ...invented.registry_lake import HEADINGS, code, import_rows

pytestmark = [pytest.mark.django_db, pytest.mark.lake]

SCOPES = ("轴承制造", "水泵制造", "液压件制造", "餐饮服务", "针织面料织造、印染", "轴承销售")


def company(n, scope, name="示例"):
    return (f"绍兴{name}{n}有限公司", code(n), "2010-05-06", "500", "330602", scope, "示例路1号")


FIRST = [company(n, SCOPES[n % len(SCOPES)]) for n in range(300)]
#: New companies, changed scopes (off a link, onto a link, from one to another), a changed name, and one given again.
LATER = [
    company(1000, "轴承制造"),
    company(1001, "餐饮服务"),
    company(0, "餐饮服务"),
    company(3, "轴承制造、水泵制造"),
    company(6, "水泵制造"),
    company(12, "轴承制造", "示例商贸"),
    company(18, "轴承制造"),
]
CHANGED = 6


def rows(table):
    found = engines.run(table).to_pylist()
    return sorted(found, key=lambda r: tuple(sorted((k, str(v)) for k, v in r.items())))


def built():
    chains = selectors.chains(SYSTEM)
    return [
        rows(tables.makers()),
        *(rows(tables.ruled(c)) for c in chains),
        *(rows(tables.tally(c)) for c in chains),
    ]


@pytest.fixture
def home(tmp_path, settings, few_chains):
    settings.ZHUCHAO_HOME = tmp_path
    engines.close()
    import_rows(FIRST, tmp_path, "first")
    yield tmp_path
    engines.close()


@pytest.fixture
def read(monkeypatch):
    """How many companies each reading of scopes took in hand."""
    sizes, whole = [], placement.makers

    def counted(registry, cues):
        sizes.append(int(engines.run(registry.count()).as_py()))
        return whole(registry, cues)

    monkeypatch.setattr(placement, "makers", counted)
    return sizes


def test_works_from_the_companies_that_changed(home, read):
    before = built()
    assert read == [len(FIRST)] and before[0]
    counts = import_rows(LATER, home, "later")
    assert (counts["inserted"], counts["updated"], counts["unchanged"]) == (2, 4, 1)
    followed = built()
    # Once for the makers, once for each chain.
    assert read[1:] == [CHANGED] * 3
    assert followed != before

    shutil.rmtree(lake.folder() / "derived")
    engines.close()
    assert built() == followed
    assert read[4:] == [len(FIRST) + 2]


def test_works_over_several_imports(home, read):
    built()
    import_rows(LATER[:3], home, "second")
    import_rows(LATER[3:], home, "third")
    followed = built()
    assert read[1:] == [CHANGED] * 3
    shutil.rmtree(lake.folder() / "derived")
    engines.close()
    assert built() == followed


def test_builds_anew_when_real_rows_replace_invented_ones(home, read):
    """Nothing of the rows that were replaced may stay."""
    built()
    path = home / "real.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADINGS, *LATER])
    import_registry(actor=SYSTEM, paths=[path])
    assert not lake.required().demo
    (found, *_) = built()
    assert 0 < len(found) <= len(LATER) and read[1:] == [len(LATER)]


def test_leaves_nothing_half_made(home, monkeypatch):
    """What breaks while it is brought up to date leaves the older table and no litter, and can be asked again."""
    built()
    import_rows(LATER, home, "later")
    whole = placement.makers

    def broken(*given):
        raise RuntimeError("示例")

    monkeypatch.setattr(placement, "makers", broken)
    with pytest.raises(RuntimeError):
        tables.makers()
    monkeypatch.setattr(placement, "makers", whole)
    assert not list((lake.folder() / "derived").glob(".*"))
    assert int(engines.run(tables.makers().count()).as_py()) > 0


def laid_content(chain):
    """By link every row in order: what is kept, in which bands, which place and brand, which words it names."""
    file = laid(chain).whole
    codes = {name: file.codes(name).to_pylist() for name in file.coded}
    bands = np.repeat(file.profiles[file.profile], np.diff(file.starts))
    found = {}
    for link, group in file.groups.items():
        numbers = np.arange(*group.rows)
        first, width = group.words
        bits = file.bits[first : first + width * len(numbers)].reshape(-1, width)
        whole = zip(
            file.ranks[numbers].tolist(),
            file.take(numbers).to_pylist(),
            bands[numbers].tolist(),
            zip(*([codes[n][c] for c in file.coded[n][numbers]] for n in codes), strict=True),
            bits.tolist(),
            strict=True,
        )
        found[link] = sorted(whole, key=lambda row: row[0])
    return found


def index_content():
    """Every row, and of every token in every table the companies that hold it; numbers and imports are left out."""
    path = lake.folder() / lake.required().index
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        held = [dict(row) for row in db.execute("SELECT * FROM row")]
        by_id = {row.pop("id"): row["uscc"] for row in held}
        for row in held:
            del row["import_id"]
        tokens = {}
        for table in index.TABLES:
            db.execute(f"CREATE VIRTUAL TABLE temp.seen_{table} USING fts5vocab(main, {table}, instance)")
            rows = db.execute(f"SELECT term, doc FROM temp.seen_{table}").fetchall()
            tokens[table] = sorted((term, by_id[doc]) for term, doc in rows)
    assert all(tokens[t] for t in (index.NAME, index.SCOPE))
    return sorted(held, key=lambda row: row["uscc"]), tokens


def test_files_changed_in_part_hold_what_files_made_anew_hold(home, tmp_path, settings, monkeypatch):
    """Search file and laid-out placements after two imports, and those of a home that took all rows at once."""
    changed, whole = [], index.change
    monkeypatch.setattr(index, "change", lambda *given: changed.append(given) or whole(*given))
    built()
    import_rows(LATER, home, "later")
    assert len(changed) == 1

    def everything():
        return index_content(), [laid_content(c) for c in selectors.chains(SYSTEM)]

    followed = everything()
    settings.ZHUCHAO_HOME = tmp_path / "anew"
    settings.ZHUCHAO_HOME.mkdir()
    engines.close()
    import_rows(FIRST + LATER, settings.ZHUCHAO_HOME, "once")
    assert len(changed) == 1 and lake.required().version == 1
    assert everything() == followed
    assert sum(len(rows) for rows in followed[1][0].values()) > 50
