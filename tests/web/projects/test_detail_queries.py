"""The page of a project asks the database as often whatever happened to the project."""

from datetime import date

import pytest
from django.urls import reverse

from zhuchao.ledger.store import recording
from zhuchao.projects.models import DelayFact, MoneyFact, PaperFact, PlanFact

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


def test_a_page_reads_its_books_once(client_as, actors, make_project, count_queries):
    """However much happened to a project, and in however many tables."""
    code, officer, made = make_project(), actors["officer"], iter(range(1000))

    def more(n):
        with recording(officer) as book:
            for number in (next(made) for _ in range(n)):
                told = {"subject": code, "happened_on": DAY, "office_code": "T1"}
                book.fact(PaperFact(what="minutes", **told))
                book.fact(DelayFact(what="land", side="government", blocking="B1", until=DAY, **told))
                book.fact(PlanFact(what="duty", item=f"D{number}", side="enterprise", due_on=DAY, **told))
                book.fact(
                    MoneyFact(
                        what="capital",
                        payer="示例付款方",
                        payee="示例收款方",
                        amount_wan=1,
                        voucher=f"{number:064}",
                        **told,
                    )
                )

    client = client_as("centre")
    count_queries("projects:detail", more, lambda: client.get(reverse("projects:detail", args=[code])))
