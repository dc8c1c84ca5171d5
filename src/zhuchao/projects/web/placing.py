"""The link of an industry chain that a project fills."""

from datetime import date

from django import forms
from django.http import HttpResponseBase

from zhuchao.chains.selectors import chains
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.projects import flows, selectors
from zhuchao.projects.web.deeds import DeedForm, day_field, deed
from zhuchao.projects.web.projects import links_of
from zhuchao.terms.actor import Actor


class PlaceForm(DeedForm):
    """Which link, of all chains, and since when."""

    place = forms.ChoiceField(label="产业链·环节", required=False)
    happened_on = day_field("自何日起")

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [("", "不在本区产业链上"), *links_of(chains(actor)).items()])


@staff_page
def place(request: ActorRequest, code: str) -> HttpResponseBase:
    """Say which link the project fills."""
    row = selectors.row_for(request.actor, code)
    kept = f"{row.chain}.{row.link}" if row.chain else ""

    def placed(*, actor: Actor, code: str, place: str, happened_on: date) -> None:
        chain, _, link = place.partition(".")
        flows.place_project(actor=actor, code=code, chain=chain, link=link, happened_on=happened_on)

    return deed(
        request,
        code,
        PlaceForm(request.actor, request.POST or None, initial={"place": kept}),
        placed,
        title="产业链环节",
        done="已登记，主导产业占比自该日起按新的环节计算。",
        intro="原来的环节留在项目动态中，以往时点的指标不受影响。",
    )
