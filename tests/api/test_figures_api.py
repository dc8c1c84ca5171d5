"""REST of figures: every key of the shape, the definition's parameters, faults as problem+json."""

import pytest

from zhuchao.figures import selectors

pytestmark = pytest.mark.django_db

FIGURE = "/api/v1/figures/figures/leads_answered_in_time"
#: The shape of ``zhuchao figure show --json`` that checks from outside rely on.
KEYS = {
    "value",
    "unit",
    "definition",
    "version",
    "from",
    "as_of",
    "known_at",
    "numerator",
    "denominator",
    "claimed",
    "verified",
    "rows",
    "cohort",
    "checksum",
}


def test_every_key_is_there(client_as):
    """A figure that cannot be computed has them too and says why."""
    body = client_as("officer").get(FIGURE, {"as_of": "2026-03-31"}).json()
    assert set(body) >= KEYS
    assert (body["value"], body["why_blank"]) == (None, "期间内没有到期的线索")
    assert (body["from"], body["as_of"]) == (selectors.mandate_start().isoformat(), "2026-03-31")


def test_the_period_is_asked_by_from(client_as):
    """And an impossible one refused."""
    ask = client_as("officer").get
    assert ask(FIGURE, {"from": "2026-01-01", "as_of": "2026-03-31"}).json()["from"] == "2026-01-01"
    answer = ask(FIGURE, {"from": "2026-04-01", "as_of": "2026-03-31"})
    assert (answer.status_code, answer["content-type"]) == (409, "application/problem+json")
    assert "晚于截至日" in answer.content.decode()


@pytest.mark.parametrize("asked", [{"as_of": "九月"}, {"from": "2026-13-01"}, {"known_at": "昨天"}])
def test_what_is_no_day_is_told(client_as, asked):
    """422, not 500; the field and the fault are named in Chinese."""
    answer = client_as("officer").get(FIGURE, asked)
    assert (answer.status_code, answer["content-type"]) == (422, "application/problem+json")
    (fault,) = answer.json()["errors"]
    assert fault["field"].endswith(next(iter(asked))) and fault["reason"].startswith("应为日期")


def test_parameters_must_be_those_of_the_definition(client_as):
    """Missing and unknown ones are named."""
    ask = client_as("officer").get
    missing = ask("/api/v1/figures/figures/targets_on_list", {"as_of": "2026-03-31"})
    assert missing.status_code == 409 and "名单编号" in missing.json()["refusals"][0]["reason"]
    unknown = ask(FIGURE, {"as_of": "2026-03-31", "colour": "red"})
    assert unknown.status_code == 409 and "colour" in unknown.json()["refusals"][0]["reason"]


def test_definitions_are_listed_with_their_words(client_as):
    """What it counts, of whom, on what evidence, whence."""
    rows = {d["id"]: d for d in client_as("officer").get("/api/v1/figures/definitions").json()}
    assert {"companies_on_link", "targets_on_list", "leads_answered_in_time"} <= set(rows)
    its = rows["leads_answered_in_time"]
    assert its["standing"] == "secondary" and "分母" in its["text"] and its["cohort"] and its["evidence"]


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(client_as, name):
    """Figures are for those who work with records."""
    client = client_as(name)
    assert client.get(FIGURE).status_code == 403
    assert client.get("/api/v1/figures/definitions").status_code == 403


def test_another_offices_figure_is_refused(client_as):
    """By office the question goes no further than the asker's sight."""
    assert client_as("officer").get(FIGURE, {"office": "T2"}).status_code == 403
    assert client_as("centre").get(FIGURE, {"office": "T2"}).status_code == 200
