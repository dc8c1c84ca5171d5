"""Every way in to every kind of record: what an asker is shown there, as the labels of the records, or as a number
where the way only counts. A page that is refused shows nothing."""

import json
import re
from collections.abc import Callable
from typing import Any

from click.testing import CliRunner
from django.urls import reverse
from visible_records import LATER, Made, Record

from zhuchao.terms.refusal import Refused

_TOTAL = re.compile(r"共 <b>([\d,]+)</b>")
_BADGE = re.compile(r'<span class="zc-count">(\d+)<span class="visually-hidden"> 件待办')
_LEADS_FIGURE = "leads_answered_in_time"


class Asker:
    """Somebody at a browser, at the API and at the command line."""

    def __init__(self, client: Any, login: str) -> None:
        self.client, self.login = client, login

    def whole(self, url: str, **query: str) -> str:
        """A page as sent; empty when it was refused or led elsewhere."""
        answer = self.client.get(url, query)
        if answer.status_code != 200:
            return ""
        if answer.streaming:
            return b"".join(answer.streaming_content).decode("utf-8-sig")
        return str(answer.content.decode())

    def page(self, url: str, **query: str) -> str:
        """The page without what stands around every page."""
        text = self.whole(url, **query)
        return text.split("<main", 1)[1].split("</main>", 1)[0] if "<main" in text else text

    def rows(self, url: str, **query: str) -> str:
        """The table of a list: the search box above it would echo what was asked."""
        return "".join(re.findall(r"<tbody.*?</tbody>", self.page(url, **query), re.DOTALL))

    def api(self, path: str, **query: str) -> Any:
        """What the API says; None when it refuses."""
        answer = self.client.get(f"/api/v1/{path}", query)
        return answer.json() if answer.status_code == 200 else None

    def told(self, group: Any, *words: str) -> str:
        """What a command prints; empty when it refuses."""
        if not self.login:
            return ""
        ran = CliRunner().invoke(group, [*words], obj={"login": self.login})
        if ran.exception is not None and not isinstance(ran.exception, Refused):
            raise ran.exception
        return "" if ran.exception else ran.output


Way = Callable[[Asker, Made], set[str] | int]


def _in(text: str, made: Made) -> set[str]:
    return {label for label, its in made.items() if its.mark in text}


def _each(shown: Callable[[Asker, Record], bool]) -> Way:
    return lambda asker, made: {label for label, its in made.items() if shown(asker, its)}


def page(name: str, **query: str) -> Way:
    """One page that may show all."""
    return lambda asker, made: _in(asker.page(reverse(name), **query), made)


def search(name: str) -> Way:
    """The search box of a list, asked for each record by something else than what shows it."""
    return _each(lambda asker, its: its.mark in asker.rows(reverse(name), q=its.seek))


def detail(name: str, *, key: str = "", inside: str = "") -> Way:
    """The page of each record; ``key`` names its address in ``at``, ``inside`` the text there."""

    def shown(asker: Asker, its: Record) -> bool:
        url = reverse(name, args=[its.at[key] if key else its.key])
        return (its.at[inside] if inside else its.mark) in asker.page(url)

    return _each(shown)


def export(name: str) -> Way:
    """The list as a file."""
    return lambda asker, made: _in(asker.whole(reverse(name), export="csv"), made)


def count(name: str) -> Way:
    """The number above a list."""

    def counted(asker: Asker, made: Made) -> int:
        found = _TOTAL.search(asker.page(reverse(name)))
        return int(found[1].replace(",", "")) if found else 0

    return counted


def api_list(path: str, **query: str) -> Way:
    """A list of the API."""
    return lambda asker, made: _in(json.dumps(asker.api(path, **query), ensure_ascii=False), made)


def api_each(path: str, **query: str) -> Way:
    """An address of the API for each record; ``{key}``, ``{seek}`` and names of ``at`` are filled in."""

    def shown(asker: Asker, its: Record) -> bool:
        at = {**its.at, "key": its.key, "seek": its.seek}
        asked = {name: value.format(**at) for name, value in query.items()}
        return its.mark in json.dumps(asker.api(path.format(**at), **asked), ensure_ascii=False)

    return _each(shown)


def api_total(path: str) -> Way:
    """The total of a list of the API."""
    return lambda asker, made: (asker.api(path) or {"total": 0})["total"]


def command(group: Callable[[], Any], *words: str) -> Way:
    """What a command prints of all."""
    return lambda asker, made: _in(asker.told(group(), *words), made)


def command_each(group: Callable[[], Any], *words: str) -> Way:
    """What a command prints of each, named by its key."""
    return _each(lambda asker, its: its.mark in asker.told(group(), *words, its.key))


def clear(text: Callable[[Asker, Record], str]) -> Way:
    """Whether any personal value stands there unmasked."""
    return _each(lambda asker, its: any(value in text(asker, its) for value in its.at["clear"]))


def leads_command() -> Any:
    """``zhuchao leads``."""
    from zhuchao.engagements.cli import leads

    return leads


def _figure_command() -> Any:
    from zhuchao.figures.cli import figure

    return figure


def _companies_command() -> Any:
    from zhuchao.companies.cli import companies

    return companies


def _registry_command() -> Any:
    from zhuchao.companies.cli import registry

    return registry


def _chains_command() -> Any:
    from zhuchao.chains.cli import chains

    return chains


def _accounts_command() -> Any:
    from zhuchao.accounts.cli import accounts

    return accounts


def _badge(asker: Asker, made: Made) -> int:
    found = _BADGE.search(asker.whole(reverse("accounts:desk")))
    return int(found[1]) if found else 0


def _figure(asker: Asker, **query: str) -> Any:
    return asker.api(f"figures/figures/{_LEADS_FIGURE}", as_of=LATER.isoformat(), **query) or {}


def _figure_page(export: str = "") -> Way:
    asked = {"as_of": LATER.isoformat()} | ({"export": export} if export else {})
    return lambda asker, made: _in(asker.page(reverse("figures:figure", args=[_LEADS_FIGURE]), **asked), made)


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
    answer = asker.client.post(reverse("companies:reveal-contact", args=[its.key]))
    return answer.status_code == 200 and its.at["clear"][1] in answer.content.decode()


def _api_reveal(asker: Asker, its: Record) -> bool:
    answer = asker.client.post(f"/api/v1/companies/contacts/{its.key}/reveal")
    return answer.status_code == 200 and answer.json()["phone"] == its.at["clear"][1]


def _audited(asker: Asker, its: Record) -> str:
    page = asker.page(reverse("ledger:audit"))
    return page + json.dumps(asker.api("ledger/audit", limit="500"), ensure_ascii=False)


def _rejects(asker: Asker, its: Record) -> bool:
    return its.at["inside"] in asker.whole(reverse("companies:rejects", args=[its.key]))


def _rows_export(asker: Asker, its: Record) -> bool:
    return its.at["inside"] in asker.whole(reverse("chains:list", args=[its.key]), export="csv")


def _logins(asker: Asker, made: Made) -> set[str]:
    rows = json.loads(asker.told(_accounts_command(), "people", "--json") or "[]")
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


def _download(asker: Asker, its: Record) -> bool:
    return asker.client.get(f"/api/v1/ledger/evidence/{its.key}").status_code == 200


def _download_by_fact(asker: Asker, its: Record) -> bool:
    asked = {"kind": its.at["kind"], "fact": its.at["fact"]}
    return asker.client.get(f"/api/v1/ledger/evidence/{its.at['lent']}", asked).status_code == 200


def _judgements(asker: Asker, its: Record) -> bool:
    return bool(asker.api(f"ledger/facts/{its.at['kind']}/{its.at['fact']}/judgements"))


def _api_search(asker: Asker, its: Record) -> bool:
    found = asker.api("companies/search", text=its.seek)
    return found is not None and its.key in {hit["uscc"] for hit in found["hits"]}


def _global(asker: Asker, its: Record) -> bool:
    """The box on top of every page leads to the search of companies."""
    home = asker.whole(reverse("accounts:desk"))
    address = re.search(r'<form[^>]*class="zc-search[^>]*action="([^"]+)"', home)
    return address is not None and reverse("companies:detail", args=[its.key]) in asker.page(
        address[1], q=its.mark
    )


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
        "command": command(leads_command, "list"),
        "company-panel": _each(_company_panel),
        "desk": page("accounts:desk"),
        "badge": _badge,
    },
    "lead-fact": {
        "timeline": detail("engagements:lead"),
        "api-history": api_each("engagements/leads/{key}"),
        "command": command_each(leads_command, "show"),
        "api-judgements": _each(_judgements),
    },
    "figure": {
        "page-rows": _figure_page(),
        "export": _figure_page("csv"),
        "api-cohort": _each(lambda asker, its: its.key in _figure(asker).get("cohort", ())),
        "api-denominator": lambda asker, made: int(_figure(asker).get("denominator") or 0),
        "command": command(_figure_command, "show", _LEADS_FIGURE, "--as-of", LATER.isoformat()),
        "list-figure": _each(_list_figure),
        "api-list-figure": _each(_api_list_figure),
    },
    "company": {
        "list": page("companies:list"),
        "search": search("companies:list"),
        "detail": detail("companies:detail"),
        "export": export("companies:list"),
        "count": count("companies:list"),
        "global-search": _each(_global),
        "api-list": api_list("companies/master"),
        "api-detail": api_each("companies/master/{key}"),
        "api-count": api_total("companies/master"),
        "api-search": _each(_api_search),
        "command": command(_companies_command, "list"),
    },
    "company-history": {
        "timeline": detail("companies:detail"),
        "former-name": detail("companies:detail"),
        "search": _each(
            lambda asker, its: its.at["now"] in asker.rows(reverse("companies:list"), q=its.seek)
        ),
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
        "reveal": _each(_reveal),
        "api-reveal": _each(_api_reveal),
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
        "rejects": _each(_rejects),
        "api-list": api_list("companies/imports"),
        "api-count": api_total("companies/imports"),
        "command": command(_registry_command, "imports"),
    },
    "target-list": {
        "list": page("chains:lists"),
        "search": search("chains:lists"),
        "detail": detail("chains:list", inside="inside"),
        "export": export("chains:lists"),
        "rows-export": _each(_rows_export),
        "count": count("chains:lists"),
        "api-list": api_list("chains/lists"),
        "api-detail": api_each("chains/lists/{key}"),
        "api-count": api_total("chains/lists"),
        "command": command(_chains_command, "saved"),
    },
    "office": {
        "list": page("accounts:offices"),
        "search": search("accounts:offices"),
        "detail": detail("accounts:office"),
        "export": export("accounts:offices"),
        "api-list": api_list("accounts/offices"),
        "command": command(_accounts_command, "offices"),
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
        "command-names": command(_accounts_command, "people"),
        "command-logins": _logins,
    },
    "hand-over": {
        "list": page("accounts:hand-overs"),
        "detail": detail("accounts:hand-over", inside="inside"),
        "export": export("accounts:hand-overs"),
        "count": count("accounts:hand-overs"),
        "desk": _each(
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
    "evidence": {"download": _each(_download), "download-by-fact": _each(_download_by_fact)},
    "chain": {
        "page": page("ledger:verify"),
        "api": lambda asker, made: {"0"} if asker.api("ledger/chain") else set(),
    },
}
