"""Which district a page looks at: ours, or another county chosen in the address."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.rulebook import regions
from zhuchao.rulebook.regions import Level


@dataclass(frozen=True, slots=True)
class District:
    """A county by its code of today. ``home`` is True for our own."""

    code: str
    name: str
    home: bool

    @property
    def query(self) -> str:
        """What keeps the choice in an address; empty for our own district."""
        return "" if self.home else f"?district={self.code}"


def chosen(request: HttpRequest) -> District:
    """The district in the address, ours when none is named.

    Raises Refused when the code is no county of today.
    """
    asked = request.GET.get("district", "") or request.POST.get("district", "")
    return district_of(asked)


def district_of(code: str) -> District:
    """The district of a code, old codes brought to today's, ours when the code is empty.

    Raises Refused when the code is no county.
    """
    today = selectors.county(code)
    found = regions.region(today)
    assert found is not None
    return District(today, found.name, today == selectors.home_code())


def target_url(chain: str, link: str, uscc: str, district: District) -> str:
    """The page of a company held against a link of the district."""
    return reverse("chains:target", args=[chain, link, uscc]) + district.query


def choices(district: District) -> list[tuple[str, list[tuple[str, str]]]]:
    """The counties of the district's province by city, for the chooser; our own city comes first."""
    home = selectors.home_code()
    found = []
    for city in regions.children(f"{district.code[:2]}0000"):
        counties = [(r.code, r.name) for r in regions.children(city.code) if r.level is Level.COUNTY]
        if counties:
            found.append((city.name, counties))
    return sorted(found, key=lambda group: not any(code[:4] == home[:4] for code, _ in group[1]))
