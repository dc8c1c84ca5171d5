"""Which district a page looks at: ours, or another county chosen in the address."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.rulebook import regions
from zhuchao.rulebook.regions import Level
from zhuchao.terms.refusal import Refusal, Refused


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


def home_code() -> str:
    """The division code of our district (rulebook ``district.home``)."""
    return str(rulebook.rule("district.home", on=timezone.localdate()).value)


def chosen(request: HttpRequest) -> District:
    """The district in the address, ours when none is named.

    Raises Refused when the code is no county of today.
    """
    asked = request.GET.get("district", "") or request.POST.get("district", "")
    return district_of(asked or home_code())


def district_of(code: str) -> District:
    """The district of a code, old codes brought to today's.

    Raises Refused when the code is no county.
    """
    found = regions.region(regions.today(code.strip()))
    if found is None or found.level is not Level.COUNTY:
        raise Refused(
            Refusal(
                "chains.district",
                f"行政区划代码“{code[:20]}”不是现行的区县",
                "请从页面上的区县列表中选择，或填写六位区县代码，例如 330603。",
                "district",
                "GB/T 2260",
            )
        )
    return District(found.code, found.name, found.code == home_code())


def choices(district: District) -> list[tuple[str, list[tuple[str, str]]]]:
    """The counties of the district's province by city, for the chooser; our own city comes first."""
    home = home_code()
    found = []
    for city in regions.children(f"{district.code[:2]}0000"):
        counties = [(r.code, r.name) for r in regions.children(city.code) if r.level is Level.COUNTY]
        if counties:
            found.append((city.name, counties))
    return sorted(found, key=lambda group: not any(code[:4] == home[:4] for code, _ in group[1]))
