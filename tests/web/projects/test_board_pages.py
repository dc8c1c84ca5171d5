"""The board, the funnel, what did not start, the forecast and the checks: seen by whom, and with which numbers."""

import itertools
import json
import random
from datetime import date

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone
from project_histories import make_many

from zhuchao.figures.cli import figure as command
from zhuchao.projects.flows import refresh_projects, set_assisting, withdraw_paper
from zhuchao.projects.models import PaperFact
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PAGES = ("board", "funnel", "unstarted", "forecast", "padding")
SIGNED = date(2025, 3, 3)


def page(client, name, *args, **query):
    return client.get(reverse(f"projects:{name}", args=args), query)


@pytest.fixture
def landed(make_project, sign, advance):
    """A project of 示例街道一 that signed, registered and took its plant."""
    code = make_project(fields={"total_wan": "12000", "output_wan": "30000", "full_year": "2028"})
    advance(code, "intent", date(2025, 1, 10))
    advance(code, "talks", date(2025, 1, 20))
    sign(code, signed_on=SIGNED)
    advance(code, "signed", SIGNED)
    advance(code, "registered", date(2025, 4, 1))
    advance(code, "sited", date(2025, 5, 1))
    return code


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_staff_only(client_as, landed, name):
    """Staff read them; the three administrators do not."""
    for who in ("officer", "centre", "leader", "assessor", "other_officer"):
        assert page(client_as(who), name).status_code == 200, who
    for who in ("system_admin", "security_admin", "audit_admin"):
        assert page(client_as(who), name).status_code == 403, who


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("class", "新兴产业"),
        ("nature", "新引进"),
        ("form", "租赁"),
        ("channel", "以企引企"),
        ("chain", "现代纺织与印染"),
        ("grade", "未填"),
    ],
)
def test_the_signed_ones_divide_in_words(client_as, make_project, sign, by, said):
    """Every way to divide them opens, and shows no code."""
    code = make_project(channel="enterprise", chain="textile")
    sign(code, signed_on=SIGNED)
    shown = page(client_as("centre"), "funnel", by=by)
    assert shown.status_code == 200
    assert said in shown.content.decode()


def test_the_board_counts_what_the_actor_sees(client_as, landed):
    """Cards, funnel and sums of another office do not hold the project."""
    for who, many in (("officer", 1), ("centre", 1), ("leader", 1), ("other_officer", 0)):
        client = client_as(who)
        board = client.get("/api/v1/projects/board").json()
        cards = {c["definition"]: c["value"] for c in board["cards"]}
        assert (cards["landed_count"], cards["signed_count"], cards["signed_not_started"]) == (many,) * 3, who
        signed = next(level for level in board["funnel"] if level["stage"] == "signed")
        assert signed["count"] == many
        assert bool(float(signed["amount"])) is bool(many)
        assert board["unstarted"] == many
        assert board["forecast"]["projects"] == many
        listed = client.get("/api/v1/projects/unstarted").json()
        assert [r["code"] for r in listed["rows"]] == [landed][:many]
        text = page(client, "unstarted").content.decode()
        assert ("示例智能装备项目" in text) is bool(many)


def test_an_assisting_office_sees_it_too(client_as, actors, landed):
    """What an office helps with counts on its board."""
    set_assisting(actor=actors["centre"], code=landed, shares={"T2": 30})
    board = client_as("other_officer").get("/api/v1/projects/board").json()
    assert {c["definition"]: c["value"] for c in board["cards"]}["landed_count"] == 1


def test_a_period_without_projects_is_empty_and_a_wrong_one_says_so(client_as, landed):
    """Nothing signed in the period; a period that ends before it begins is refused beside the field."""
    client = client_as("centre")
    assert "没有登记的项目" in page(client, "board", since="2025-12-01").content.decode()
    wrong = page(client, "board", since="2026-10-01", as_of="2026-09-01")
    assert wrong.status_code == 422
    assert "晚于截至日" in wrong.content.decode()
    assert page(client_as("officer"), "board", office="T2").status_code in (403, 422)


def test_the_unstarted_list_exports(client_as, landed):
    """The list leaves as shown."""
    found = page(client_as("centre"), "unstarted", export="csv")
    assert found.status_code == 200
    assert "示例智能装备项目" in b"".join(found.streaming_content).decode("utf-8-sig")


def test_findings_stand_on_the_list_on_the_project_and_beside_the_figure(client_as, landed):
    """A signed project without any engagement is marked in all three places and still counted."""
    client = client_as("officer")
    assert "没有洽谈经过" in page(client, "padding").content.decode()
    assert reverse("projects:findings", args=[landed]) in page(client, "detail", landed).content.decode()
    assert "没有洽谈经过" in page(client, "findings", landed).content.decode()
    assert page(client_as("other_officer"), "findings", landed).status_code == 403
    figure = client.get(reverse("figures:figure", args=["signed_count"]), {"from": "2025-01-01"})
    assert "没有洽谈经过" in figure.content.decode()
    assert landed not in page(client_as("other_officer"), "padding").content.decode()


def test_an_explanation_stands_beside_the_finding(client_as, landed):
    """Answered on the form, it shows with the finding, which stays."""
    client = client_as("officer")
    assert page(client, "explain-check", landed).status_code == 200
    address = reverse("projects:explain-check", args=[landed])
    done = client.post(address, {"check": "no_engagement", "text": "由上级推荐，有会议纪要"})
    assert done.status_code == 302
    text = page(client, "findings", landed).content.decode()
    assert "没有洽谈经过" in text
    assert "由上级推荐，有会议纪要" in text
    found = client.get(f"/api/v1/projects/projects/{landed}/checks").json()
    mine = next(f for f in found if f["check"] == "no_engagement")
    assert [a["text"] for a in mine["answers"]] == ["由上级推荐，有会议纪要"]
    answered = client.get("/api/v1/projects/checks", {"answered": "yes"}).json()
    assert {f["check"] for f in answered["findings"]} == {"no_engagement"}


def by_command(who, figure, *words):
    ran = CliRunner().invoke(command, ["show", figure, "--json", *words], obj={"login": who})
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.output)


@pytest.mark.parametrize(
    "figure",
    (
        "signed_count",
        "planned_total",
        "landed_count",
        "landing_rate",
        "large_count",
        "signed_not_started",
        "money_arrived_rate",
        "inspected_projects",
        "leading_share",
        "produced_rate",
    ),
)
def test_page_api_and_command_give_one_answer(client_as, landed, figure):
    """The same rows and the same checksum, without any parameter, for who sees the project and who does not."""
    for who in ("centre", "other_officer"):
        told = by_command(who, figure, "--from", "2025-01-01", "--as-of", "2026-10-31")
        query = {"from": "2025-01-01", "as_of": "2026-10-31"}
        client = client_as(who)
        sent = client.get(f"/api/v1/figures/figures/{figure}", query).json()
        assert sent == told
        page_text = client.get(reverse("figures:figure", args=[figure]), query).content.decode()
        assert told["checksum"] in page_text
        if figure in ("signed_count", "landed_count"):
            assert told["rows"] == ([landed] if who == "centre" else [])


def test_withdrawing_a_landing_paper_lowers_it_and_leaves_what_was_known(client_as, actors, landed):
    """B9 falls by one and B10 follows; as known before, both are what they were, to the checksum."""
    asked = ("--from", "2025-01-01", "--as-of", "2026-10-31")
    before = timezone.now()
    names = ("landed_count", "landing_rate", "signed_count")
    then = {name: by_command("centre", name, *asked, "--known-at", before.isoformat()) for name in names}
    lease = PaperFact.objects.get(subject=landed, what="lease_contract")
    withdraw_paper(actor=actors["office_head"], code=landed, fact=lease.code, reason="合同未生效")
    assert by_command("centre", "landed_count", *asked)["rows"] == []
    assert by_command("centre", "landing_rate", *asked)["value"] == 0
    assert by_command("centre", "signed_count", *asked)["rows"] == [landed]
    for name in names:
        assert by_command("centre", name, *asked, "--known-at", before.isoformat()) == then[name]


def test_a_threshold_may_be_given_and_is_checked(client_as, landed):
    """Twelve thousand 万元 are large at one 亿元, not at two; a word is refused."""
    asked = ("large_count", "--from", "2025-01-01", "--as-of", "2026-10-31")
    assert by_command("centre", *asked)["rows"] == [landed]
    assert by_command("centre", *asked, "--param", "threshold=2")["rows"] == []
    with pytest.raises(Refused, match="门槛"):
        by_command("centre", *asked, "--param", "threshold=很大")


def test_queries_do_not_grow_with_the_projects(client_as, district, count_queries_of):
    """As many queries at two hundred projects as at twenty."""
    pick = random.Random(5)
    numbers = itertools.count()

    def more(many):
        refresh_projects(actor=SYSTEM, codes=make_many(pick, itertools.islice(numbers, many)))

    client = client_as("centre")

    def page(name):
        query = {} if name in ("padding", "forecast") else {"since": "2025-01-01"}
        return lambda: client.get(reverse(f"projects:{name}"), query)

    def figure():
        return client.get(reverse("figures:figure", args=["landed_count"]), {"from": "2025-01-01"})

    count_queries_of(more, {f"projects:{name}": page(name) for name in PAGES} | {"figures:landed": figure})
