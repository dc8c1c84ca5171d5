"""What offices are and were called, and who took over from whom."""

from collections import defaultdict
from datetime import date, timedelta

from django.utils import timezone

from zhuchao.accounts.engine.office_names import Borne, OfficeNames
from zhuchao.accounts.models import Office, OfficeName, OfficeSuccession
from zhuchao.accounts.selectors.offices import sees_directory
from zhuchao.terms.actor import Actor


def names_of_offices(actor: Actor) -> OfficeNames:
    """Every office by every name it bore; empty for whoever may not see the directory. Three queries."""
    if not sees_directory(actor):
        return OfficeNames({}, {}, {})
    today = timezone.localdate()
    offices = list(Office.objects.order_by("code"))
    dated: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for pk, since, name in OfficeName.objects.order_by("since", "pk").values_list(
        "office_id", "since", "name"
    ):
        dated[pk].append((since, name))
    borne: dict[str, list[Borne]] = defaultdict(list)
    for office in offices:
        # An office without dated names has borne its name from its first day.
        its = dated[office.pk] or [(office.valid_from, office.name)]
        ended = office.valid_to + timedelta(days=1) if office.valid_to else None
        for (since, name), until in zip(its, [*(day for day, _ in its[1:]), ended], strict=True):
            borne[name].append(Borne(office.code, since, until))
    heirs: dict[str, list[str]] = {o.code: [] for o in offices if o.valid_to and o.valid_to < today}
    links = OfficeSuccession.objects.order_by("pk").values_list("predecessor__code", "successor__code")
    for old, new in links:
        if old in heirs:
            heirs[old].append(new)
    return OfficeNames({o.code: o.name for o in offices if o.code not in heirs}, borne, heirs)
