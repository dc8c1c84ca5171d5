"""Load an input-output table from files that were sent."""

import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from zhuchao.chains.engine import rights
from zhuchao.chains.flows.load_input_output import load_input_output
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor

#: A file as it was sent: its name and its content in pieces.
Sent = tuple[str, Iterable[bytes]]


def upload_input_output(*, actor: Actor, flows: Sent, sectors: Sent, source: str = "") -> dict[str, Any]:
    """As ``load_input_output``, whose refusals it raises; nothing is written before the right is checked."""
    rights.need_trainer(actor, to="载入投入产出表")
    with tempfile.TemporaryDirectory() as folder:
        paths = {part: Path(folder) / part / _name(sent[0], part) for part, sent in _parts(flows, sectors)}
        for part, (_, pieces) in _parts(flows, sectors):
            paths[part].parent.mkdir()
            with paths[part].open("wb") as target:
                target.writelines(pieces)
        with recording(actor):
            return load_input_output(
                actor=actor, flows=paths["flows"], sectors=paths["sectors"], source=source
            )


def _parts(flows: Sent, sectors: Sent) -> tuple[tuple[str, Sent], ...]:
    return ("flows", flows), ("sectors", sectors)


def _name(sent: str, part: str) -> str:
    """What stands behind the last stroke: a name is data and leads nowhere."""
    return PurePath(sent.replace("\\", "/")).name or part
