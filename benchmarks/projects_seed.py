"""A district of N projects with some eighteen facts each as bare rows. No chain is kept, so ``zhuchao ledger verify``
would refuse these books: what is measured is reading."""

import contextlib
import datetime
import functools
import itertools
import json
import random
from collections.abc import Iterator
from typing import Any

_SPAN = datetime.date(2022, 1, 1)
_DAYS = 1700
_EARLY = ("lead", "intent", "talks", "signed", "registered")
_ROUTE = (*_EARLY, "filed", "sited", "started", "completed", "produced")
_PAPERS = {
    "signed": ("signed_text", "decision"),
    "registered": ("licence",),
    "filed": ("filing",),
    "sited": ("land_contract", "lease_contract"),
    "started": ("permit", "start_proof", "fitout_proof"),
    "produced": ("invoice",),
}
_FIELDS = {
    "registered": ("local_uscc", "paid_in_wan"),
    "filed": ("filing_code",),
    "sited": ("land_contract_no", "land_mu", "land_price_wan", "started_plan", "finished_plan", "plant_m2"),
}
_NEEDED_BY = {
    "land_contract": "build",
    "permit": "build",
    "start_proof": "build",
    "lease_contract": "lease",
    "fitout_proof": "lease",
    "plant_m2": "lease",
}
_CAUSES = ("land", "approval", "utilities", "owner-funds")
_REASONS = ("market", "funds", "land")
#: A row of a project: what every one has, in the order of its columns.
_PROJECT: dict[str, Any] = dict.fromkeys(
    (
        *(
            "post_code",
            "leader_post",
            "industry_code",
            "chain",
            "link",
            "channel",
            "introducer",
            "source_place",
        ),
        *("lead_code", "summary", "grade", "import_code"),
    ),
    "",
)
_PROJECT |= dict.fromkeys(("score", "signed_on", "started_on", "amount_wan", "due"))
_PROJECT |= dict.fromkeys(("code", "name", "uscc", "company_name", "office_code", "klass", "nature", "form"))
_PROJECT |= dict.fromkeys(("stage", "stage_on", "opened_on", "last_contact_on", "fields", "state"))
_PROJECT |= {
    "arrived_wan": 0,
    "verified_wan": 0,
    "version": 1,
    "demo": False,
}
OFFICES = 40
_NOW = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
_JUDGED = ("StageFact", "ContractFact", "MoneyFact")
_LEDGER = ("id", "link", "digest", "recorded_at", "actor_code", "actor_name", "post_code")
_STATE = (*_LEDGER, "kind", "fact_code", "state", "reason", "evidence")
_FACT = (*_LEDGER, "code", "subject", "what", "happened_on", "office_code", "value", "evidence", "replaces")
_MORE = {
    "ContractFact": ("contract", "number", "amount_wan", "currency", "amount_original", "event_code"),
    "MoneyFact": (
        *("payer", "payee", "amount_wan", "currency", "amount_original"),
        *("voucher_no", "voucher", "second_source"),
    ),
    "PlanFact": ("item", "side", "due_on", "amount_wan"),
    "DoneFact": ("item",),
    "DelayFact": ("side", "until", "blocking"),
}
#: A moment in the middle of what is written down.
KNOWN_AT = datetime.datetime(2026, 6, 30, 18, tzinfo=datetime.UTC)


class Seeder:
    """Makes the rows table by table as tuples; facts carry their first state, a third are verified, some are voided."""

    def __init__(self, projects: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._projects = projects
        self._numbers = itertools.count(1)
        self.rows: dict[str, list[tuple[Any, ...]]] = {}

    def made(self) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
        """The rows by model name, two thousand projects at a time; ``columns`` names what stands in them."""
        for number in range(self._projects):
            self._project(number)
            if number % 2000 == 1999 or number == self._projects - 1:
                yield self.rows
                self.rows = {}

    @staticmethod
    def columns(model: str) -> tuple[str, ...]:
        """The columns of a table's tuples."""
        if model == "FactState":
            return _STATE
        return tuple(_PROJECT) if model == "Project" else (*_FACT, *_MORE.get(model, ()))

    def _fact(
        self, model: str, code: str, what: str, day: datetime.date, office: str, value: str = "{}", *more: Any
    ) -> None:
        number, chance = next(self._numbers), self._random.random()
        late = (0, 0, 1, 2, 5, 40)[int(chance * 6000) % 6]
        fact, by = f"F{number:012d}", (f"R-{number % 60}", "示例", "")
        row = (number, number, "", _recorded(day, late), *by, fact, code, what, day, office, value, "[]", "")
        self.rows.setdefault(model, []).append(row + more)
        states = ["claimed"]
        if model in _JUDGED and chance < 0.35:
            states.append("verified")
        if chance > 0.995:
            states.append("voided")
        kind = f"projects_{model.lower()}"
        for place, state in enumerate(states):
            judged = (next(self._numbers), number, "", _recorded(day, late + 3 * place), *by)
            self.rows.setdefault("FactState", []).append((*judged, kind, fact, state, "", "[]"))

    def _project(self, number: int) -> None:
        pick = self._random
        code, office = f"XM-{number:06d}", f"O{number % OFFICES:02d}"
        opened = _SPAN + datetime.timedelta(days=pick.randrange(_DAYS))
        klass = pick.choice(("traditional", "emerging", "emerging", "tech"))
        form, nature = (
            pick.choice(("build", "lease")),
            pick.choice(("new", "new", "new", "expansion", "revival")),
        )
        furthest = min(int(pick.expovariate(0.3)), len(_ROUTE) - 1)
        wan = pick.randrange(500, 200000)
        planned = {"total_wan": str(wan), "jobs": str(wan // 100), "output_wan": str(wan * 2)}
        planned |= {"tax_wan": str(wan // 10), "full_year": str(2026 + number % 5)}
        dated = {"office": office, "class": klass, "nature": nature, "form": form, **planned}
        for what, value in dated.items():
            self._fact("FieldFact", code, what, opened, office, json.dumps({"v": value}))
        day, signed = opened, None
        for stage in _ROUTE[: furthest + 1]:
            self._fact("StageFact", code, stage, day, office)
            signed = day if stage == "signed" else signed
            self._evidence(code, stage, day, office, form, wan)
            day += datetime.timedelta(days=pick.randrange(5, 90))
        row = _PROJECT | {"code": code, "name": f"示例项目{number}", "uscc": f"U{number % 90000:017d}"}
        row |= {"company_name": f"示例企业{number % 90000}", "office_code": office, "klass": klass}
        row |= {"nature": nature, "form": form, "stage": _ROUTE[furthest], "stage_on": opened}
        row |= {"opened_on": opened, "last_contact_on": opened, "fields": json.dumps(planned)}
        row |= {"signed_on": signed, "amount_wan": wan if signed else None}
        row |= {"state": self._held_up(code, day, office)}
        self.rows.setdefault("Project", []).append(tuple(row.values()))

    def _held_up(self, code: str, day: datetime.date, office: str) -> str:
        """One in eight is held up, one in twelve was shelved or ended."""
        pick = self._random
        if pick.random() < 0.125:
            until = day + datetime.timedelta(days=60) if pick.random() < 0.5 else None
            blocking = f"O{pick.randrange(OFFICES):02d}"
            self._fact(
                "DelayFact", code, pick.choice(_CAUSES), day, office, "{}", "government", until, blocking
            )
        if pick.random() < 0.08:
            what, reason = pick.choice(("shelved", "ended")), pick.choice(_REASONS)
            self._fact("ExitFact", code, what, day, office, json.dumps({"reason": reason}))
            return what
        return "active"

    def _evidence(self, code: str, stage: str, day: datetime.date, office: str, form: str, wan: int) -> None:
        pick = self._random
        for paper in _PAPERS.get(stage, ()):
            if _NEEDED_BY.get(paper, form) == form and pick.random() < 0.92:
                self._fact("PaperFact", code, paper, day, office)
        for field in _FIELDS.get(stage, ()):
            if (_NEEDED_BY.get(field, form) == form) == (field != "plant_m2" or form == "lease"):
                self._fact("FieldFact", code, field, day, office, '{"v": "1"}')
        if stage == "signed":
            self._contract(code, "formal", day, office, wan)
            if pick.random() < 0.1:
                later = day + datetime.timedelta(days=200)
                self._contract(code, "amendment", later, office, wan + pick.randrange(-200, 900))
            if pick.random() < 0.5:
                self._plans(code, day, office, wan)
        if stage in ("registered", "started"):
            kind, who = (
                pick.choice(("capital", "construction", "loan")),
                (f"示例企业{code}", f"示例项目公司{code}"),
            )
            more = (*who, wan // 10 + 1, "CNY", None, "", f"{code}{stage}", "")
            self._fact("MoneyFact", code, kind, day, office, "{}", *more)

    def _contract(self, code: str, what: str, day: datetime.date, office: str, wan: int) -> None:
        self._fact("ContractFact", code, what, day, office, "{}", f"HT-{code}", "", wan, "CNY", None, "")

    def _plans(self, code: str, day: datetime.date, office: str, wan: int) -> None:
        for place, what in enumerate(("money", "duty")):
            due = day + datetime.timedelta(days=120 * (place + 1))
            self._fact("PlanFact", code, what, day, office, "{}", f"{what}-1", "enterprise", due, wan // 5)
            if what == "duty" and self._random.random() < 0.6:
                done = due + datetime.timedelta(days=self._random.randrange(-20, 20))
                self._fact("DoneFact", code, what, done, office, "{}", f"{what}-1")


@functools.cache
def _recorded(day: datetime.date, late: int) -> datetime.datetime:
    at = datetime.datetime.combine(day, datetime.time(9), datetime.UTC) + datetime.timedelta(days=late)
    return min(at, _NOW)


def write(projects: int) -> dict[str, int]:
    """Fill the database that the settings name; how many rows of each table. Indexes are built afterwards."""
    from django.db import connection, transaction

    from zhuchao.ledger.models import FactState
    from zhuchao.projects import models

    tables = {"FactState": FactState._meta.db_table}
    names = ("Project", "FieldFact", "StageFact", "PaperFact", "ExitFact", *_MORE)
    tables |= {name: getattr(models, name)._meta.db_table for name in names}
    written: dict[str, int] = {}
    with _without_indexes(connection, tables.values()):
        for part in Seeder(projects).made():
            with transaction.atomic():
                for name, rows in part.items():
                    _insert(connection, tables[name], Seeder.columns(name), rows)
                    written[name] = written.get(name, 0) + len(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


@contextlib.contextmanager
def _without_indexes(connection: Any, tables: Any) -> Iterator[None]:
    """The indexes of the tables that no constraint needs are gone meanwhile."""
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s"
    if connection.vendor == "postgresql":
        asked = """SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)"""
    made: list[str] = []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-200000")
        for table in tables:
            cursor.execute(asked, [table])
            for name, sql in cursor.fetchall():
                made.append(sql)
                cursor.execute(f'DROP INDEX "{name}"')
        yield
        for sql in made:
            cursor.execute(sql)


def _insert(connection: Any, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{c}"' for c in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["?"] * len(columns))
            plain = (tuple([_plain(v) if isinstance(v, datetime.date) else v for v in row]) for row in rows)
            cursor.cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", plain)


@functools.cache
def _plain(value: datetime.date) -> str:
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return value.isoformat()
