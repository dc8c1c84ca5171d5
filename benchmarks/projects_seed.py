"""A district of N projects with fifteen facts each as bare rows. No chain is kept: what is measured is reading."""

import datetime
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
_EMPTY: dict[str, Any] = dict.fromkeys(
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
_EMPTY |= dict.fromkeys(("score", "signed_on", "started_on", "amount_wan", "due"))
_EMPTY |= {
    "fields": "{}",
    "state": "active",
    "arrived_wan": 0,
    "verified_wan": 0,
    "version": 1,
    "demo": False,
}
OFFICES = 40
#: A moment in the middle of what is written down.
KNOWN_AT = datetime.datetime(2026, 6, 30, 18, tzinfo=datetime.UTC)


class Seeder:
    """Makes the rows table by table; facts carry their first state, a third are verified, some are voided."""

    def __init__(self, projects: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._projects = projects
        self._numbers = itertools.count(1)
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self._now = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)

    def made(self) -> Iterator[dict[str, list[dict[str, Any]]]]:
        """The rows by model name, two thousand projects at a time."""
        for number in range(self._projects):
            self._project(number)
            if number % 2000 == 1999 or number == self._projects - 1:
                yield self.rows
                self.rows = {}

    def _add(self, model: str, **row: Any) -> None:
        self.rows.setdefault(model, []).append(row)

    def _ledger(self, day: datetime.date) -> dict[str, Any]:
        number = next(self._numbers)
        late = self._random.choice((0, 0, 1, 2, 5, 40))
        at = datetime.datetime.combine(day, datetime.time(9), datetime.UTC) + datetime.timedelta(days=late)
        return {
            "id": number,
            "link": number,
            "digest": "",
            "recorded_at": min(at, self._now),
            "actor_code": f"R-{number % 60}",
            "actor_name": "示例",
            "post_code": "",
        }

    def _fact(
        self,
        model: str,
        code: str,
        what: str,
        day: datetime.date,
        office: str,
        value: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        row = self._ledger(day)
        fact = f"F{row['id']:012d}"
        self._add(
            model,
            **row,
            code=fact,
            subject=code,
            what=what,
            happened_on=day,
            office_code=office,
            value=json.dumps(value or {}),
            evidence="[]",
            replaces="",
            **more,
        )
        chance = self._random.random()
        states = ["claimed"]
        if model in ("StageFact", "ContractFact", "MoneyFact") and chance < 0.35:
            states.append("verified")
        if chance > 0.995:
            states.append("voided")
        for place, state in enumerate(states):
            judged = row | {"id": next(self._numbers)}
            judged["recorded_at"] += datetime.timedelta(days=3 * place)
            self._add(
                "FactState",
                **judged,
                kind=f"projects_{model.lower()}",
                fact_code=fact,
                state=state,
                reason="",
                evidence="[]",
            )

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
        given = {
            "code": code,
            "name": f"示例项目{number}",
            "uscc": f"U{number % 90000:017d}",
            "office_code": office,
        }
        given |= {"company_name": f"示例企业{number % 90000}", "klass": klass, "nature": nature, "form": form}
        given |= {
            "stage": _ROUTE[furthest],
            "stage_on": opened,
            "opened_on": opened,
            "last_contact_on": opened,
        }
        self._add("Project", **_EMPTY, **given)
        dated = {
            "office": office,
            "class": klass,
            "nature": nature,
            "form": form,
            "total_wan": str(wan),
            "jobs": str(wan // 100),
            "output_wan": str(wan * 2),
            "tax_wan": str(wan // 10),
            "full_year": "2028",
        }
        for what, value in dated.items():
            self._fact("FieldFact", code, what, opened, office, {"v": value})
        day = opened
        for stage in _ROUTE[: furthest + 1]:
            self._fact("StageFact", code, stage, day, office)
            if stage == "signed":
                self.rows["Project"][-1] |= {"signed_on": day, "amount_wan": wan}
            self._evidence(code, stage, day, office, form, wan)
            day += datetime.timedelta(days=pick.randrange(5, 90))

    def _evidence(self, code: str, stage: str, day: datetime.date, office: str, form: str, wan: int) -> None:
        pick = self._random
        for paper in _PAPERS.get(stage, ()):
            if _NEEDED_BY.get(paper, form) == form and pick.random() < 0.92:
                self._fact("PaperFact", code, paper, day, office)
        for field in _FIELDS.get(stage, ()):
            if (_NEEDED_BY.get(field, form) == form) == (field != "plant_m2" or form == "lease"):
                self._fact("FieldFact", code, field, day, office, {"v": "1"})
        if stage == "signed":
            self._contract(code, "formal", day, office, wan)
            if pick.random() < 0.1:
                later = day + datetime.timedelta(days=200)
                self._contract(code, "amendment", later, office, wan + pick.randrange(-200, 900))
        if stage in ("registered", "started"):
            self._money(code, stage, day, office, wan)
        if stage == "signed" and pick.random() < 0.5:
            self._plans(code, day, office, wan)

    def _contract(self, code: str, what: str, day: datetime.date, office: str, wan: int) -> None:
        self._fact(
            "ContractFact",
            code,
            what,
            day,
            office,
            contract=f"HT-{code}",
            number="",
            amount_wan=wan,
            currency="CNY",
            amount_original=None,
            event_code="",
        )

    def _money(self, code: str, stage: str, day: datetime.date, office: str, wan: int) -> None:
        self._fact(
            "MoneyFact",
            code,
            self._random.choice(("capital", "construction", "loan")),
            day,
            office,
            payer=f"示例企业{code}",
            payee=f"示例项目公司{code}",
            amount_wan=wan // 10 + 1,
            currency="CNY",
            amount_original=None,
            voucher_no="",
            voucher=f"{code}{stage}",
            second_source="",
        )

    def _plans(self, code: str, day: datetime.date, office: str, wan: int) -> None:
        for place, what in enumerate(("money", "duty")):
            due = day + datetime.timedelta(days=120 * (place + 1))
            self._fact(
                "PlanFact",
                code,
                what,
                day,
                office,
                item=f"{what}-1",
                side="enterprise",
                due_on=due,
                amount_wan=wan // 5,
            )
            if what == "duty" and self._random.random() < 0.6:
                self._fact(
                    "DoneFact",
                    code,
                    what,
                    due + datetime.timedelta(days=self._random.randrange(-20, 20)),
                    office,
                    item=f"{what}-1",
                )


def write(projects: int) -> dict[str, int]:
    """Fill the database that the settings name; how many rows of each table."""
    from django.db import connection, transaction

    from zhuchao.ledger.models import FactState
    from zhuchao.projects import models

    written: dict[str, int] = {}
    for part in Seeder(projects).made():
        with transaction.atomic():
            for name, rows in part.items():
                model = FactState if name == "FactState" else getattr(models, name)
                table, columns = model._meta.db_table, list(rows[0])
                names = ", ".join(f'"{c}"' for c in columns)
                with connection.cursor() as cursor:
                    if connection.vendor == "postgresql":
                        with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                            for row in rows:
                                copy.write_row([row[c] for c in columns])
                    else:
                        marks = ", ".join(["?"] * len(columns))
                        cursor.cursor.connection.executemany(
                            f"INSERT INTO {table} ({names}) VALUES ({marks})",
                            [[_plain(row[c]) for c in columns] for row in rows],
                        )
                written[name] = written.get(name, 0) + len(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date) else value
