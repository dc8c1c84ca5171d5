"""REST of chains: the same codes, names and points as the command line and the page."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.site.cli import root

sys.path.insert(0, str(Path(__file__).parents[1] / "invented"))
from chains_lake import _built_home, planted

__all__ = ["_built_home", "planted"]
pytestmark = pytest.mark.django_db
BASE = "/api/v1/chains"
TARGETS = f"{BASE}/chains/machinery/links/pumps_valves/targets?district=330603"
ASKED = {"chain": "machinery", "link": "泵阀与压缩机", "district": "330603", "top": 5}


def command(*words):
    ran = CliRunner().invoke(root, ["--as", "officer", "chains", *words, "--json"])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def post(client, path, body):
    return client.post(f"{BASE}/{path}", body, content_type="application/json")


def test_chains_and_one_of_them(client_as):
    client = client_as("officer")
    listed = client.get(f"{BASE}/chains").json()
    assert {"code": "textile", "name": "现代纺织与印染"} in listed and len(listed) >= 8
    one = client.get(f"{BASE}/chains/现代纺织与印染").json()
    shown = command("show", "textile")
    keys = ("code", "name", "gb_codes", "upstream", "downstream")
    assert [{k: link[k] for k in keys} for link in one["links"]] == shown["links"]
    assert {e["basis"] for e in one["edges"]} <= {"gbt", "io", "expert"}
    assert all(e["cite"] for e in one["edges"])


def test_targets_are_those_of_the_command_and_the_page(planted, client_as):
    """By name and by code of the link; points add up as printed."""
    client = client_as("officer")
    body = client.get(TARGETS + "&top=20").json()
    rows = body["targets"]
    for link in ("pumps_valves", "泵阀与压缩机"):
        said = command("targets", "machinery", "--link", link, "--district", "330603", "--top", "20")
        assert [(r["uscc"], r["name"], r["score"], r["reasons"]) for r in said] == [
            (r["uscc"], r["name"], r["score"], r["reasons"]) for r in rows
        ]
    assert len(rows) == 20
    for row in rows:
        assert set(row) == {"uscc", "name", "region", "score", "reasons"}
        assert all(set(r) == {"code", "text", "points"} for r in row["reasons"])
        assert sum(r["points"] for r in row["reasons"]) == row["score"]
    page = client.get(reverse("chains:link", args=["machinery", "pumps_valves"])).content.decode()
    assert [page.index(f'id="t-{r["uscc"]}"') for r in rows] == sorted(
        page.index(f'id="t-{r["uscc"]}"') for r in rows
    )
    assert body["caveat"] == "登记数据截至 2019-04，存续未核实"
    assert (body["as_of"], body["lake_version"], body["demo"]) == ("2019-04-30", 1, False)


def test_a_list_is_saved_shown_and_claimed(planted, client_as):
    """Through REST the whole way, and the command shows the same list."""
    client = client_as("officer")
    made = post(client, "lists", ASKED)
    assert made.status_code == 201
    code = made.json()["code"]
    kept = client.get(f"{BASE}/lists/{code}").json()
    said = command("saved", code)
    assert said.pop("saved_at")[:19] == kept.pop("saved_at")[:19]
    assert said == kept
    assert [r["uscc"] for r in kept["rows"]] == [
        r["uscc"] for r in client.get(TARGETS + "&top=5").json()["targets"]
    ]
    uscc = kept["rows"][0]["uscc"]
    claimed = post(client, f"lists/{code}/claim", {"uscc": uscc})
    assert claimed.status_code == 201
    first = client.get(f"{BASE}/lists/{code}").json()["rows"][0]
    assert (first["claimed"], first["lead"]) == (True, claimed.json()["code"])
    again = post(client, f"lists/{code}/claim", {"uscc": uscc})
    assert again.status_code == 409 and "示例街道一" in again.content.decode()
    assert client.get(f"{BASE}/lists").json()["total"] == 1
    assert [one["code"] for one in command("saved")] == [code]


def test_the_command_saves_and_claims(planted, client_as):
    """The same flows by the command line."""
    made = command("save", "machinery", "--link", "泵阀与压缩机", "--district", "330603", "--top", "3")
    rows = command("saved", made["code"])["rows"]
    lead = command("claim", made["code"], rows[0]["uscc"])
    shown = client_as("officer").get(f"{BASE}/lists/{made['code']}").json()
    assert shown["rows"][0]["lead"] == lead["code"]


def test_another_office_is_refused(planted, client_as):
    code = post(client_as("officer"), "lists", ASKED).json()["code"]
    other = client_as("other_officer")
    assert other.get(f"{BASE}/lists").json() == {"total": 0, "rows": []}
    assert other.get(f"{BASE}/lists/{code}").status_code == 403
    assert post(other, f"lists/{code}/claim", {"uscc": "x"}).status_code == 403
    assert post(client_as("leader"), "lists", ASKED).status_code == 403


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(planted, client_as, name):
    client = client_as(name)
    for path in ("chains", "chains/machinery", "chains/machinery/gaps?district=330603"):
        assert client.get(f"{BASE}/{path}").status_code == 403
    assert client.get(TARGETS).status_code == 403


def test_our_own_district_is_meant_when_none_is_named(planted, client_as):
    ask = client_as("officer").get
    assert ask(f"{BASE}/chains/machinery/gaps").json()["district"] == "330603"


def test_nobody_is_let_in(client, db):
    for path in ("chains", "chains/machinery", "lists"):
        assert client.get(f"{BASE}/{path}").status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("chains/nothing", 409),
        ("chains/machinery/gaps?district=330600", 409),
        ("chains/machinery/gaps?district=none", 409),
        ("chains/machinery/links/nothing/targets?district=330603", 409),
        ("chains/machinery/links/pumps_valves/targets?district=330603&top=0", 422),
        ("lists/nothing", 403),
    ],
)
def test_bad_questions_are_answered_in_chinese(planted, client_as, path, status):
    answer = client_as("officer").get(f"{BASE}/{path}")
    assert (answer.status_code, answer["content-type"]) == (status, "application/problem+json")
    assert any("一" <= c <= "鿿" for c in answer.content.decode())


@pytest.mark.parametrize(
    "words",
    [
        ("gaps", "nothing", "--district", "330603"),
        ("gaps", "machinery", "--district", "330600"),
        ("targets", "machinery", "--link", "nothing", "--district", "330603"),
        ("saved", "nothing"),
    ],
)
def test_the_command_refuses_in_chinese(planted, district, words):
    from zhuchao.terms.refusal import Refused

    ran = CliRunner().invoke(root, ["--as", "officer", "chains", *words, "--json"])
    assert isinstance(ran.exception, Refused) and ran.stdout == ""
