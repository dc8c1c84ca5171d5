"""Somebody who asks, and the kinds of way: a page, a search box, an export, a count, the API, a command. A way gives
the labels of the records shown, or a number where it only counts. What is refused shows nothing."""

import json
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from click.testing import CliRunner
from django.urls import reverse
from visible_world import Made, Record

from zhuchao.terms.refusal import Refused

_TOTAL = re.compile(r"共 <b>([\d,]+)</b>")
BADGE = re.compile(r'<span class="zc-count">(\d+)<span class="visually-hidden"> 件待办')


class Asker:
    """Somebody at a browser, at the API and at the command line. Reading changes nothing: many ways look at the same page,
    which is asked for once, until a button is pressed."""

    def __init__(self, client: Any, login: str) -> None:
        self.client, self.login = client, login
        self._read: dict[tuple[str, ...], str] = {}

    def whole(self, url: str, **query: str) -> str:
        """A page as sent; empty when it was refused or led elsewhere."""
        asked = (url, *map(str, sorted(query.items())))
        if asked not in self._read:
            self._read[asked] = self._sent(url, query)
        return self._read[asked]

    def _sent(self, url: str, query: dict[str, str]) -> str:
        answer = self.client.get(url, query)
        if answer.status_code != 200:
            return ""
        if answer.streaming:
            return b"".join(answer.streaming_content).decode("utf-8-sig")
        return str(answer.content.decode())

    def press(self, url: str) -> Any:
        """What a button at this address answers; whatever was read before is read anew."""
        self._read.clear()
        return self.client.post(url)

    def page(self, url: str, **query: str) -> str:
        """The page without what stands around every page."""
        text = self.whole(url, **query)
        return text.split("<main", 1)[1].split("</main>", 1)[0] if "<main" in text else text

    def rows(self, url: str, **query: str) -> str:
        """The table of a list: the search box above it would echo what was asked."""
        return "".join(re.findall(r"<tbody.*?</tbody>", self.page(url, **query), re.DOTALL))

    def api(self, path: str, **query: str) -> Any:
        """What the API says; None when it refuses."""
        answer = self.whole(f"/api/v1/{path}", **query)
        return json.loads(answer) if answer else None

    def told(self, group: str, *words: str) -> str:
        """What a command prints; ``group`` is ``noun:command``. Empty when it refuses."""
        if not self.login:
            return ""
        noun, name = group.split(":")
        command = getattr(import_module(f"zhuchao.{noun}.cli"), name)
        ran = CliRunner().invoke(command, [*words], obj={"login": self.login})
        if ran.exception is not None and not isinstance(ran.exception, Refused):
            raise ran.exception
        return "" if ran.exception else ran.output


Way = Callable[[Asker, Made], set[str] | int]


def labels_in(text: str, made: Made) -> set[str]:
    return {label for label, its in made.items() if its.mark in text}


def each(shown: Callable[[Asker, Record], bool]) -> Way:
    return lambda asker, made: {label for label, its in made.items() if shown(asker, its)}


def page(name: str, **query: str) -> Way:
    """One page that may show all."""
    return lambda asker, made: labels_in(asker.page(reverse(name), **query), made)


def search(name: str) -> Way:
    """The search box of a list, asked for each record by something else than what shows it."""
    return each(lambda asker, its: its.mark in asker.rows(reverse(name), q=its.seek))


def detail(name: str, *, key: str = "", more: str = "", inside: str = "", **query: str) -> Way:
    """The page, or the file, of each record; ``key`` names its address in ``at``, ``more`` its second
    part, ``inside`` the text there."""

    def shown(asker: Asker, its: Record) -> bool:
        args = [its.at[key] if key else its.key, *([its.at[more]] if more else ())]
        return (its.at[inside] if inside else its.mark) in asker.page(reverse(name, args=args), **query)

    return each(shown)


def export(name: str) -> Way:
    """The list as a file."""
    return lambda asker, made: labels_in(asker.whole(reverse(name), export="csv"), made)


def count(name: str) -> Way:
    """The number above a list."""

    def counted(asker: Asker, made: Made) -> int:
        found = _TOTAL.search(asker.page(reverse(name)))
        return int(found[1].replace(",", "")) if found else 0

    return counted


def api_list(path: str, **query: str) -> Way:
    """A list of the API."""
    return lambda asker, made: labels_in(json.dumps(asker.api(path, **query), ensure_ascii=False), made)


def api_each(path: str, **query: str) -> Way:
    """An address of the API for each record; ``{key}``, ``{seek}`` and names of ``at`` are filled in."""

    def shown(asker: Asker, its: Record) -> bool:
        at = {**its.at, "key": its.key, "seek": its.seek}
        asked = {name: value.format(**at) for name, value in query.items()}
        return its.mark in json.dumps(asker.api(path.format(**at), **asked), ensure_ascii=False)

    return each(shown)


def api_some(path: str) -> Way:
    """Whether the API says anything at all at an address of each record."""
    return each(lambda asker, its: bool(asker.api(path.format(**its.at))))


def api_file(path: str, *, inside: str = "", **query: str) -> Way:
    """A file the API gives for each record, with ``inside`` in it; names are filled in as in ``api_each``."""

    def shown(asker: Asker, its: Record) -> bool:
        at = {**its.at, "key": its.key}
        asked = {name: value.format(**at) for name, value in query.items()}
        given = asker.whole(f"/api/v1/{path.format(**at)}", **asked)
        return bool(given) and inside.format(**at) in given

    return each(shown)


def api_total(path: str) -> Way:
    """The total of a list of the API."""
    return lambda asker, made: (asker.api(path) or {"total": 0})["total"]


def command(group: str, *words: str) -> Way:
    """What a command prints of all."""
    return lambda asker, made: labels_in(asker.told(group, *words), made)


def command_each(group: str, *words: str) -> Way:
    """What a command prints of each, named by its key."""
    return each(lambda asker, its: its.mark in asker.told(group, *words, its.key))


def clear(text: Callable[[Asker, Record], str]) -> Way:
    """Whether any personal value stands there unmasked."""
    return each(lambda asker, its: any(value in text(asker, its) for value in its.at["clear"]))
