"""Every way in to every kind of record, by the names of tests/visibility/matrix.yaml."""

import json
from typing import Any

from django.urls import reverse
from visible_asker import (
    BADGE,
    Asker,
    Way,
    api_each,
    api_file,
    api_list,
    api_some,
    api_total,
    clear,
    command,
    command_each,
    count,
    detail,
    each,
    export,
    labels_in,
    page,
    search,
)
from visible_chains import CHAIN_WAYS
from visible_channels import WAYS as CHANNEL_WAYS
from visible_meetings import MEETING_WAYS
from visible_projects import WAYS as PROJECT_WAYS
from visible_reports import REPORT_WAYS
from visible_searching import global_company, global_lead
from visible_target import TARGET_WAYS
from visible_world import LATER, Made, Record

_FIGURE = "leads_answered_in_time"


def _badge(asker: Asker, made: Made) -> int:
    return int(found[1]) if (found := BADGE.search(asker.whole(reverse("accounts:desk")))) else 0


def _figure(asker: Asker, **query: str) -> Any:
    return asker.api(f"figures/figures/{_FIGURE}", as_of=LATER.isoformat(), **query) or {}


def _figure_page(export: str = "") -> Way:
    asked = {"as_of": LATER.isoformat()} | ({"export": export} if export else {})
    url = "figures:figure"
    return lambda asker, made: labels_in(asker.page(reverse(url, args=[_FIGURE]), **asked), made)


def _list_figure(asker: Asker, its: Record) -> bool:
    url = reverse("figures:figure", args=["targets_on_list"])
    return its.at["row"] in asker.page(url, list=its.at["list"], as_of=LATER.isoformat())


def _api_list_figure(asker: Asker, its: Record) -> bool:
    found = asker.api("figures/figures/targets_on_list", list=its.at["list"], as_of=LATER.isoformat())
    return found is not None and found["rows"] == [its.at["row"]]


def _company_panel(asker: Asker, its: Record) -> bool:
    shown = asker.page(reverse("companies:detail", args=[its.at["uscc"]]))
    return reverse("engagements:lead", args=[its.key]) in shown


def _reveal(asker: Asker, its: Record) -> bool:
    answer = asker.press(reverse("companies:reveal-contact", args=[its.key]))
    return answer.status_code == 200 and its.at["clear"][1] in answer.content.decode()


def _api_reveal(asker: Asker, its: Record) -> bool:
    answer = asker.press(f"/api/v1/companies/contacts/{its.key}/reveal")
    return answer.status_code == 200 and answer.json()["phone"] == its.at["clear"][1]


def _audited(asker: Asker, its: Record) -> str:
    page = asker.page(reverse("ledger:audit"))
    return page + json.dumps(asker.api("ledger/audit", limit="500"), ensure_ascii=False)


def _logins(asker: Asker, made: Made) -> set[str]:
    rows = json.loads(asker.told("accounts:accounts", "people", "--json") or "[]")
    shown = {row["login"] for row in rows}
    return {label for label, its in made.items() if its.at["login"] in shown}


def _values(asker: Asker, made: Made) -> set[str]:
    text = json.dumps(asker.api("ledger/audit", limit="500"), ensure_ascii=False)
    return {label for label, its in made.items() if its.at["inside"] in text}


def _values_in(name: str, **query: str) -> Way:
    def shown(asker: Asker, made: Made) -> set[str]:
        text = asker.whole(reverse(name), **query)
        return {label for label, its in made.items() if its.at["inside"] in text}

    return shown


def _api_search(asker: Asker, its: Record) -> bool:
    found = asker.api("companies/search", text=its.seek)
    return found is not None and its.key in {hit["uscc"] for hit in found["hits"]}


WAYS: dict[str, dict[str, Way]] = {
    "lead": {
        "list": page("engagements:leads"),
        "search": search("engagements:leads"),
        "detail": detail("engagements:lead"),
        "export": export("engagements:leads"),
        "count": count("engagements:leads"),
        "api-list": api_list("engagements/leads"),
        "api-search": api_each("engagements/leads", text="{seek}"),
        "api-detail": api_each("engagements/leads/{key}"),
        "api-count": api_total("engagements/leads"),
        "command": command("engagements:leads", "list"),
        "company-panel": each(_company_panel),
        "global-search": each(global_lead),
        "desk": page("accounts:desk"),
        "badge": _badge,
    },
    "lead-fact": {
        "timeline": detail("engagements:lead"),
        "judge-page": detail("engagements:judge-fact", more="fact"),
        "api-history": api_each("engagements/leads/{key}"),
        "command": command_each("engagements:leads", "show"),
        "api-judgements": api_some("ledger/facts/{kind}/{fact}/judgements"),
    },
    "figure": {
        "page-rows": _figure_page(),
        "export": _figure_page("csv"),
        "api-cohort": each(lambda asker, its: its.key in _figure(asker).get("cohort", ())),
        "api-denominator": lambda asker, made: int(_figure(asker).get("denominator") or 0),
        "command": command("figures:figure", "show", _FIGURE, "--as-of", LATER.isoformat()),
        "list-figure": each(_list_figure),
        "api-list-figure": each(_api_list_figure),
    },
    "company": {
        "list": page("companies:list"),
        "search": search("companies:list"),
        "detail": detail("companies:detail"),
        "export": export("companies:list"),
        "count": count("companies:list"),
        "global-search": each(global_company),
        "api-list": api_list("companies/master"),
        "api-detail": api_each("companies/master/{key}"),
        "api-count": api_total("companies/master"),
        "api-search": each(_api_search),
        "command": command("companies:companies", "list"),
    },
    "company-history": {
        "timeline": detail("companies:detail"),
        "search": each(lambda asker, its: its.at["now"] in asker.rows(reverse("companies:list"), q=its.seek)),
        "api-history": api_each("companies/master/{key}"),
    },
    "contact": {
        "list": page("companies:contacts"),
        "search": search("companies:contacts"),
        "export": export("companies:contacts"),
        "count": count("companies:contacts"),
        "company-page": detail("companies:detail", key="uscc"),
        "api-list": api_list("companies/contacts"),
        "api-count": api_total("companies/contacts"),
        "api-company": api_each("companies/master/{uscc}"),
        "reveal": each(_reveal),
        "api-reveal": each(_api_reveal),
        "clear-in-list": clear(lambda asker, its: asker.page(reverse("companies:contacts"))),
        "clear-in-search": clear(
            lambda asker, its: asker.rows(reverse("companies:contacts"), q=its.at["clear"][1])
        ),
        "clear-in-export": clear(lambda asker, its: asker.whole(reverse("companies:contacts"), export="csv")),
        "clear-in-api": clear(
            lambda asker, its: json.dumps(
                [asker.api("companies/contacts"), asker.api(f"companies/master/{its.at['uscc']}")],
                ensure_ascii=False,
            )
        ),
        "clear-on-company-page": clear(
            lambda asker, its: asker.page(reverse("companies:detail", args=[its.at["uscc"]]))
        ),
        "clear-in-audit": clear(_audited),
    },
    "import-run": {
        "list": page("companies:imports"),
        "export": export("companies:imports"),
        "count": count("companies:imports"),
        "rejects": detail("companies:rejects", inside="inside"),
        "api-list": api_list("companies/imports"),
        "api-count": api_total("companies/imports"),
        "api-detail": api_each("companies/imports/{key}"),
        "api-rejects": api_file("companies/imports/{key}/rejects", inside="{inside}"),
        "command": command("companies:registry", "imports"),
    },
    "target-list": {
        "list": page("chains:lists"),
        "search": search("chains:lists"),
        "detail": detail("chains:list", inside="inside"),
        "export": export("chains:lists"),
        "rows-export": detail("chains:list", inside="inside", export="csv"),
        "count": count("chains:lists"),
        "api-list": api_list("chains/lists"),
        "api-detail": api_each("chains/lists/{key}"),
        "api-count": api_total("chains/lists"),
        "command": command("chains:chains", "saved"),
    },
    "office": {
        "list": page("accounts:offices"),
        "search": search("accounts:offices"),
        "detail": detail("accounts:office"),
        "export": export("accounts:offices"),
        "api-list": api_list("accounts/offices"),
        "command": command("accounts:accounts", "offices"),
    },
    "office-history": {
        "names": detail("accounts:office"),
        "successions": detail("accounts:office", inside="inside"),
    },
    "post": {
        "office-page": detail("accounts:office", key="office"),
        "list": page("accounts:posts"),
        "search": search("accounts:posts"),
        "export": export("accounts:posts"),
    },
    "person": {
        "list": page("accounts:people"),
        "search": search("accounts:people"),
        "detail": detail("accounts:person"),
        "export": export("accounts:people"),
        "command-names": command("accounts:accounts", "people"),
        "command-logins": _logins,
    },
    "hand-over": {
        "list": page("accounts:hand-overs"),
        "detail": detail("accounts:hand-over", inside="inside"),
        "export": export("accounts:hand-overs"),
        "count": count("accounts:hand-overs"),
        "desk": each(
            lambda asker, its: (
                reverse("accounts:hand-over", args=[its.key]) in asker.page(reverse("accounts:desk"))
            )
        ),
    },
    "job": {
        "list": page("accounts:jobs"),
        "detail": detail("accounts:job"),
        "count": count("accounts:jobs"),
        "api-list": api_list("accounts/jobs"),
        "api-detail": api_each("accounts/jobs/{key}"),
    },
    "message": {
        "list": page("accounts:inbox"),
        "count": count("accounts:inbox"),
        "desk": page("accounts:desk"),
        "detail": detail("accounts:message"),
    },
    "saved-view": {
        "page": page("accounts:views"),
        "tab": page("engagements:leads"),
        "desk": page("accounts:desk"),
    },
    "draft": {"api-list": api_list("accounts/drafts")},
    "recent-item": {"desk": page("accounts:desk"), "api-list": api_list("accounts/recent")},
    "login-session": {
        "own-account": page("accounts:account"),
        "list": page("accounts:live-sessions"),
        "search": search("accounts:live-sessions"),
        "export": export("accounts:live-sessions"),
        "person-page": detail("accounts:person"),
    },
    "lock-out": {"page": page("accounts:lock-outs")},
    "second-factor": {"page": page("accounts:second-factors")},
    "audit-event": {
        "list": page("ledger:audit"),
        "search": search("ledger:audit"),
        "detail": detail("ledger:audit-event"),
        "export": export("ledger:audit"),
        "api-list": api_list("ledger/audit", limit="500"),
        "api-values": _values,
        "values-in-list": _values_in("ledger:audit"),
        "values-in-detail": detail("ledger:audit-event", inside="inside"),
        "values-in-export": _values_in("ledger:audit", export="csv"),
    },
    "evidence": {
        "download": api_file("ledger/evidence/{key}"),
        "download-by-fact": api_file("ledger/evidence/{lent}", kind="{kind}", fact="{fact}"),
    },
    "chain": {
        "page": page("ledger:verify"),
        "api": lambda asker, made: {"0"} if asker.api("ledger/chain") else set(),
    },
}
WAYS |= CHANNEL_WAYS | PROJECT_WAYS | REPORT_WAYS | MEETING_WAYS | CHAIN_WAYS | TARGET_WAYS
