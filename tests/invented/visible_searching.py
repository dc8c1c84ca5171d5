"""What the box on top of every page finds."""

import re

from django.urls import reverse
from visible_asker import Asker
from visible_world import Record


def global_lead(asker: Asker, its: Record) -> bool:
    """It finds leads too, beside the companies."""
    return reverse("engagements:lead", args=[its.key]) in asker.page(reverse("companies:search"), q=its.mark)


def global_company(asker: Asker, its: Record) -> bool:
    """The box on top of every page leads to the search of companies."""
    home = asker.whole(reverse("accounts:desk"))
    address = re.search(r'<form[^>]*class="zc-search[^>]*action="([^"]+)"', home)
    return address is not None and reverse("companies:detail", args=[its.key]) in asker.page(
        address[1], q=its.mark
    )
