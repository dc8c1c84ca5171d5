"""Where leads come from: places as people write them, and introducers by code."""

from dataclasses import replace

from zhuchao.companies.selectors import place_code
from zhuchao.engagements.models import Introducer
from zhuchao.rulebook import regions
from zhuchao.terms.refusal import Refusal, Refused


def origin_of(*, introducer: str, source_place: str) -> tuple[str, list[Refusal]]:
    """Today's code of the province, city or county meant (empty for none), and what is wrong with either."""
    refusals = []
    if introducer and not Introducer.objects.filter(code=introducer).exists():
        refusals.append(
            Refusal(
                "leads.introducer", "没有登记过该引荐人", "请从引荐人列表中选择，或先登记。", "introducer"
            )
        )
    try:
        return _place(source_place), refusals
    except Refused as refused:
        return "", refusals + [replace(r, field="source_place") for r in refused.refusals]


def _place(text: str) -> str:
    plain = "".join(text.split())
    found = regions.region(plain)
    if found is not None:
        return found.code
    return regions.code_of(province=plain) or place_code(plain)
