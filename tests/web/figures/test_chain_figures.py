"""Figures of chains on the planted district: page, API and command line count the same companies."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.chains.flows import save_target_list
from zhuchao.figures.cli import figure as command

pytestmark = pytest.mark.django_db
DAY = "2026-03-31"
ON_LINK = {"chain": "machinery", "link": "bearings", "district": "330603"}


def by_command(name, asked, day=DAY):
    words = [w for key, value in asked.items() for w in ("--param", f"{key}={value}")]
    ran = CliRunner().invoke(
        command, ["show", name, "--as-of", day, "--json", *words], obj={"login": "officer"}
    )
    if ran.exception:
        raise ran.exception
    return json.loads(ran.output)


def by_api(client, name, asked, day=DAY):
    answer = client.get(f"/api/v1/figures/figures/{name}", {"as_of": day, **asked})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def page(client, name, asked, day=DAY):
    answer = client.get(reverse("figures:figure", args=[name]), {"as_of": day, **asked})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_companies_on_link(planted, client_as):
    """Four bearing makers stand in the district: these codes, on the page with links to the companies."""
    client = client_as("officer")
    found = by_api(client, "companies_on_link", ON_LINK)
    assert found == by_command("companies_on_link", ON_LINK)
    wanted = {r["uscc"] for r in planted.rows if "轴承" in r["name"] and r["county_code"] == "330603"}
    assert (found["value"], set(found["rows"])) == (4, wanted)
    assert "2019-04" in found["caveat"]
    shown = page(client, "companies_on_link", ON_LINK)
    assert all(reverse("companies:detail", args=[code]) in shown for code in wanted)
    assert all(r["name"] in shown for r in planted.rows if r["uscc"] in wanted)
    assert found["caveat"] in shown


def test_targets_on_list(planted, client_as, actors):
    """The companies of a saved list, as they were saved; before it was saved the figure is blank."""
    asked = ON_LINK | {"link": "pumps_valves"}
    code = save_target_list(actor=actors["officer"], top=5, **asked)
    client, its = client_as("officer"), {"list": code}
    found = by_api(client, "targets_on_list", its, "2099-12-31")
    assert found == by_command("targets_on_list", its, "2099-12-31")
    assert found["value"] == len(found["rows"]) == 5
    shown = page(client, "targets_on_list", its, "2099-12-31")
    assert all(row in shown for row in found["rows"])
    before = by_api(client, "targets_on_list", its)
    assert before["value"] is None and "尚未保存" in before["why_blank"]
    assert "无法核实" in page(client, "targets_on_list", its)


def test_an_earlier_moment_cannot_be_recomputed(planted, client_as):
    """The registry keeps its present version only, and the figure says so instead of guessing."""
    asked = ON_LINK | {"known_at": "2020-01-01T00:00:00"}
    found = by_api(client_as("officer"), "companies_on_link", asked)
    assert found["value"] is None and "知悉时点" in found["why_blank"]
    assert "无法核实" in page(
        client_as("officer"), "companies_on_link", ON_LINK | {"known_at": "2020-01-01T00:00"}
    )


def test_without_a_registry_the_figure_is_blank(client_as, settings, tmp_path):
    """Nothing was imported yet: no zero is made up, and the blank says what to do."""
    settings.ZHUCHAO_HOME = tmp_path
    found = by_api(client_as("officer"), "companies_on_link", ON_LINK)
    assert found["value"] is None and "登记库还是空的" in found["why_blank"]
    shown = page(client_as("officer"), "companies_on_link", ON_LINK)
    assert "无法核实" in shown and "登记库还是空的" in shown


def test_an_unknown_link_is_told(planted, client_as):
    """As a refusal that names the field, on the page and by API."""
    asked = ON_LINK | {"link": "teapots"}
    answer = client_as("officer").get("/api/v1/figures/figures/companies_on_link", {"as_of": DAY, **asked})
    assert answer.status_code == 409 and "teapots" in answer.content.decode()
    shown = client_as("officer").get(
        reverse("figures:figure", args=["companies_on_link"]), {"as_of": DAY, **asked}
    )
    assert shown.status_code == 422 and "teapots" in shown.content.decode()
