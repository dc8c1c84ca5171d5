"""The newest head as it is kept outside the database, so that a deleted tail shows."""

import json
from dataclasses import asdict, dataclass

#: Its name in the home.
FILE_NAME = "ledger-head.json"


@dataclass(frozen=True, slots=True)
class Head:
    """Number of the last link, its head, and the rows of the whole chain up to it."""

    seq: int
    head: str
    total: int

    def dump(self) -> str:
        """The text of the file."""
        return json.dumps(asdict(self))


def parse(text: str) -> Head:
    """Read the text of the file back.

    Raises ValueError when it is not such a text.
    """
    try:
        raw = json.loads(text)
        return Head(int(raw["seq"]), str(raw["head"]), int(raw["total"]))
    except (KeyError, TypeError) as error:
        raise ValueError("not the text of a head file") from error
