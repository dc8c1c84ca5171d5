"""A small invented lake for tests of chains (示例): loaded by the conftest files of the folders that need it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from zhuchao.companies.store import indexing, rules
from zhuchao.companies.store.lake_writing import Merged
from zhuchao.terms import uscc
from zhuchao.warehouse import engines, lake

HOME, AWAY, NEXT_DOOR = "330603", "330106", "330604"
SCHEMA = pa.schema(
    [
        ("uscc", pa.string()),
        ("name", pa.string()),
        ("name_key", pa.string()),
        ("core_name", pa.string()),
        ("reg_date", pa.date32()),
        ("capital_wan", pa.float64()),
        ("county_code", pa.string()),
        ("city_code", pa.string()),
        ("province", pa.string()),
        ("scope", pa.string()),
        ("is_branch", pa.bool_()),
        ("has_scope", pa.bool_()),
        ("address", pa.string()),
        ("ent_type", pa.string()),
        ("import_id", pa.string()),
        ("capital_note", pa.string()),
        ("currency", pa.string()),
    ]
)


def credit_code(n: int) -> str:
    """An invented, valid credit code; the division 990000 exists nowhere."""
    first = f"91990000{n:09d}"
    return first + uscc.check_character(first)


class Rows:
    """Rows of an invented registry, each with a code of its own."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def add(
        self, name: str, scope: str | None, county: str = AWAY, *, times: int = 1, **more: Any
    ) -> list[str]:
        """Add companies of a name (numbered) and scope; their codes."""
        codes = []
        for _ in range(times):
            n = len(self.rows)
            full = f"示例{n}{name}"
            row = {
                "uscc": credit_code(n),
                "name": full,
                "name_key": full,
                "core_name": "",
                "reg_date": dt.date(2005, 1, 1),
                "capital_wan": 2000.0,
                "county_code": county,
                "city_code": f"{county[:4]}00",
                "province": "浙江",
                "scope": scope,
                "is_branch": False,
                "has_scope": scope is not None,
                "address": None,
                "ent_type": None,
                "import_id": "i",
                "capital_note": "",
                "currency": "",
            }
            self.rows.append(row | more)
            codes.append(self.rows[-1]["uscc"])
        return codes

    def table(self) -> pa.Table:
        """The rows as a table."""
        return pa.Table.from_pylist(self.rows, schema=SCHEMA)

    def publish(self, name: str = "1") -> None:
        """Put them in force as the registry of the home the settings name now."""
        folder = lake.folder() / "registry"
        folder.mkdir(exist_ok=True)
        table = lake.Table(len(self.rows), {"0": f"registry/t-{name}.parquet"})
        law = rules.registry_rules(dt.date(2026, 1, 1))
        with lake.writing():
            pq.write_table(self.table(), folder / f"t-{name}.parquet")
            merged = Merged(table, {"inserted": len(self.rows), "updated": 0})
            index = indexing.make(None, merged, name, law.standing, law.rebuild_above, lambda *told: None)
            lake.publish(
                lake.Manifest(
                    tables={"registry": table},
                    index=index,
                    registry_as_of=dt.date(2019, 4, 30),
                    imports=(lake.Import("i", timezone.now().isoformat(), ("示例.csv",), {}),),
                ),
                grace_seconds=60,
            )


def plant() -> Rows:
    """A province of 2,000 companies, a district of 1,000: 泵阀 truly missing, 轴承 weak, 液压 too thin to say."""
    rows = Rows()
    rows.add("泵业有限公司", "水泵制造", times=40)
    rows.add("轴承有限公司", "轴承制造", times=36)
    rows.add("轴承有限公司", "轴承制造", HOME, times=4)
    rows.add("液压有限公司", "液压件制造", times=2)
    rows.add("餐饮有限公司", "餐饮服务", times=922)
    rows.add("餐饮有限公司", "餐饮服务", HOME, times=996)
    return rows


@pytest.fixture
def few_chains(monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Two chains instead of eight: what builds the tables of all is no other thing for more, only slower."""
    from zhuchao.chains.selectors import knowledge

    kept, whole = ("machinery", "textile"), knowledge._chains
    monkeypatch.setattr(
        knowledge, "_chains", lambda on, version: tuple(c for c in whole(on, version) if c.code in kept)
    )
    return kept


@pytest.fixture
def unbuilt(tmp_path: Path, settings: Any, few_chains: tuple[str, ...]) -> Iterator[Rows]:
    """The planted district as the registry of a home of its own, nothing computed from it yet."""
    settings.ZHUCHAO_HOME = tmp_path
    engines.close()
    rows = plant()
    rows.publish()
    yield rows
    engines.close()


@pytest.fixture(scope="session")
def _built_home(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Path:
    """A home with the planted district and its tables, to copy from: building them takes seconds."""
    from zhuchao.chains import selectors
    from zhuchao.chains.selectors import tables
    from zhuchao.chains.selectors.laid import laid
    from zhuchao.terms.actor import SYSTEM

    home = tmp_path_factory.mktemp("planted")
    # Which versions of chains are in force is asked of the records.
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.ZHUCHAO_HOME", home)
        plant().publish()
        selectors.gaps(SYSTEM, "machinery", HOME)
        for table in (tables.footprint, tables.flows, tables.bearers, tables.years):
            table()
        laid(selectors.chain(SYSTEM, "machinery"))
        engines.close()
    return home


@pytest.fixture
def planted(_built_home: Path, tmp_path: Path, settings: Any) -> Iterator[Rows]:
    """The planted district with its tables, in a home of its own."""
    shutil.copytree(_built_home / "lake", tmp_path / "lake", dirs_exist_ok=True)
    settings.ZHUCHAO_HOME = tmp_path
    engines.close()
    yield plant()
    engines.close()
