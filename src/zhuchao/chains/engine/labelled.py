"""Companies whose industry is known, and what may be learnt from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: The columns a table of labelled companies must have. Others are not looked at.
COLUMNS = ("fullname", "scope", "sw_l1")


@dataclass(frozen=True, slots=True)
class LabelledCompany:
    """``keys`` are codes and names by which rows of one company are known; ``label`` is the industry."""

    keys: tuple[str, ...]
    name: str
    scope: str
    label: str
    products: str = ""

    @property
    def judged(self) -> bool:
        """True where the row has what an evaluation reads: a name and a scope."""
        return bool(self.name and self.scope)

    @property
    def text(self) -> str:
        """What a model reads: name and scope, then products where they are given."""
        return f"{self.name} {self.scope}" + (f" {self.products}" if self.products else "")


def labelled(
    rows: Iterable[Mapping[str, str]], products: Mapping[str, str] | None = None
) -> list[LabelledCompany]:
    """The rows that have a name and an industry. ``products`` holds product words by ``code6``."""
    found = []
    for row in rows:
        name = row.get("fullname") or row.get("reg_name") or ""
        if not (name and row["sw_l1"]):
            continue
        code = row.get("code6", "")
        keys = (code, row.get("uscc", ""), row.get("fullname", ""), row.get("reg_name", ""))
        found.append(
            LabelledCompany(
                tuple(dict.fromkeys(k for k in keys if k)),
                name,
                row["scope"].strip(),
                row["sw_l1"],
                (products or {}).get(code, ""),
            )
        )
    return found
