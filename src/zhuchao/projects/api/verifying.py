"""REST: what others recorded and waits for a second person; judge it by ``/ledger/facts/{table}/{fact}``."""

from typing import Annotated

from ninja import Field, Router

from zhuchao.frame.decorators import ActorRequest
from zhuchao.projects.selectors.unverified import UnverifiedPage, unverified

router = Router(tags=["项目核实"])


@router.get("/unverified", response=UnverifiedPage, summary="待核实的项目记录")
def list_unverified(
    request: ActorRequest,
    kind: str = "",
    offset: Annotated[int, Field(ge=0)] = 0,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> UnverifiedPage:
    """Stages, contracts and money (``stage``, ``contract``, ``money``) that the actor may verify, the longest waiting
    first."""
    return unverified(request.actor, kind=kind, offset=offset, limit=limit)
