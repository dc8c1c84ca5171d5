"""A small invented registry (示例) in a home of its own, made by the steps of a real import, search file and all."""

import csv
import datetime
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

HEADINGS = ("名称", "统一社会信用代码", "成立日期", "注册资本(万元)", "区县代码", "经营范围", "住所")
#: name, day of registration, capital in 万元, county, scope, address. Numbers in the list make the codes.
COMPANIES: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "浙江示例龙盛染整股份有限公司",
        "1998-03-02",
        "30000",
        "330603",
        "印染；纺织品后整理",
        "绍兴市柯桥区示例路1号",
    ),
    (
        "浙江示例龙盛染整股份有限公司杭州分公司",
        "2005-03-02",
        "",
        "330106",
        "印染业务联络",
        "杭州市西湖区示例路2号",
    ),
    ("浙江示例龙盛染整股份有限公司上海分公司", "2006-03-02", "", "310112", "", ""),
    (
        "示例龙盛（上海）贸易有限公司",
        "2008-01-07",
        "500",
        "310112",
        "纺织品、服装的销售",
        "上海市闵行区示例路3号",
    ),
    ("绍兴示例龙盛纺织有限公司", "2011-05-01", "800", "330603", "针织面料生产、销售", "柯桥区钱清示例路4号"),
    ("深圳中示农大科技股份有限公司", "1999-09-09", "9000", "440305", "生物制品研发", "深圳市南山区示例路5号"),
    ("示农科技（杭州）有限公司", "2015-09-09", "50", "330106", "计算机软件开发", "杭州市西湖区示例路6号"),
    (
        "北京示例微芯集成电路有限公司",
        "2012-02-02",
        "2000",
        "110108",
        "集成电路设计；芯片销售",
        "北京市海淀区示例路7号",
    ),
    ("绍兴市柯桥区示例水泵厂", "1995-06-01", "80", "330603", "水泵制造、加工", "柯桥区平水镇示例村8号"),
    (
        "南京示例轴承集团有限公司",
        "2001-06-01",
        "120000",
        "320104",
        "轴承制造；货物进出口",
        "南京市秦淮区示例路9号",
    ),
    (
        "杭州示例ＬＥＤ照明有限公司",
        "2010-06-01",
        "1000",
        "330106",
        "ＬＥＤ灯具生产",
        "杭州市西湖区示例路10号",
    ),
    ("示例龙盛", "2013-04-04", "10", "330603", "", ""),
    (
        "苏州示例精密 (中国) 有限公司",
        "2004-08-08",
        "6000",
        "320505",
        "精密模具制造",
        "苏州市虎丘区示例路12号",
    ),
)
#: Many of one kind, so that a common fragment finds more than one page.
CROWD = 60


@dataclass(frozen=True, slots=True)
class SmallLake:
    """Where it lies, and the code of each company by its name in ``COMPANIES``."""

    home: Path
    codes: dict[str, str]


def code(number: int) -> str:
    """A valid credit code that no real company bears."""
    from zhuchao.terms import uscc

    first = f"91990000{number:09d}"
    return first + uscc.check_character(first)


def every_row() -> list[tuple[str, ...]]:
    rows = [(c[0], code(n), *c[1:]) for n, c in enumerate(COMPANIES, 1)]
    crowd = [
        (
            f"绍兴示例布行{n:03d}商贸有限公司",
            code(1000 + n),
            f"20{n % 15 + 2:02d}-07-01",
            str(n + 1),
            "330602",
        )
        for n in range(CROWD)
    ]
    return rows + [(*c, "布匹零售", f"越城区示例街{n}号") for n, c in enumerate(crowd)]


def import_rows(rows: Sequence[Sequence[str]], folder: Path, name: str) -> dict[str, int]:
    """Take rows (HEADINGS in order) into the lake of the home in force; the counts of the import."""
    from django.utils import timezone

    from zhuchao.companies.store import indexing, lake_writing, rules, staging
    from zhuchao.warehouse import engines, lake

    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADINGS, *rows])
    law = rules.registry_rules(datetime.date(2026, 1, 1))
    with lake.writing():
        held = lake.manifest()
        with engines.writer(lake.staging()) as backend:
            staged = staging.stage(backend, [path], None, law.reading, _silent)
            before = held.tables[lake_writing.TABLE] if held else None
            merged = lake_writing.merge(backend, before, staged, name, law.words, _silent)
        index = indexing.make(held, merged, name, law.standing, law.rebuild_above, _silent)
        record = lake.Import(name, timezone.now().isoformat(), (path.name,), merged.counts)
        as_of = datetime.date(2019, 4, 30)
        lake_writing.publish(held, merged, record, index=index, as_of=as_of, demo=True, grace_seconds=60)
    return merged.counts


def _silent(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="session")
def small_lake_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lake's folder, made once; tests take copies."""
    from django.test import override_settings

    from zhuchao.warehouse import engines

    home = tmp_path_factory.mktemp("small-lake")
    with override_settings(ZHUCHAO_HOME=home):
        import_rows(every_row(), home, "small")
    engines.close()
    return home / "lake"


@pytest.fixture
def small_lake(small_lake_template: Path, settings: object, tmp_path: Path) -> Iterator[SmallLake]:
    """A home (``settings.ZHUCHAO_HOME``) with the invented registry of COMPANIES and a crowd of cloth shops."""
    from zhuchao.warehouse import engines

    home = tmp_path / "home"
    shutil.copytree(small_lake_template, home / "lake")
    settings.ZHUCHAO_HOME = home  # type: ignore[attr-defined]
    engines.close()
    yield SmallLake(home, {c[0]: code(n) for n, c in enumerate(COMPANIES, 1)})
    engines.close()
