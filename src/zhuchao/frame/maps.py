"""Layers of the map: our own GeoJSON, drawn without tiles and without any outside address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Swatch:
    """One line of the legend: the value of the property, how it is drawn and what it is called."""

    value: str
    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. ``kind`` is fill, line or point; ``data`` an address of GeoJSON or GeoJSON itself (WGS 84).

    ``colour_by`` names the property that chooses a swatch; ``label`` the property written on the feature;
    ``radius_by`` (points) the property, already in pixels, that sizes it. A feature's ``url`` property is where a
    click leads, its ``title`` and ``text`` fill the card.
    """

    id: str
    title: str
    kind: str
    data: str | Mapping[str, Any]
    colour: str = "#1c4e9d"
    colour_by: str = ""
    swatches: tuple[Swatch, ...] = field(default_factory=tuple)
    label: str = ""
    radius: float = 6
    radius_by: str = ""

    def as_dict(self) -> dict[str, Any]:
        """What the map reads in the browser."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "data": self.data,
            "colour": self.colour,
            "colourBy": self.colour_by,
            "swatches": [[s.value, s.colour] for s in self.swatches],
            "label": self.label,
            "radius": self.radius,
            "radiusBy": self.radius_by,
        }
