"""REST: the input-output table that one piece of evidence rests on."""

from datetime import datetime
from typing import Annotated, Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from zhuchao.chains.flows.upload_input_output import upload_input_output
from zhuchao.chains.selectors.input_output import loaded
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["产业链"])


class LoadedOut(Schema):
    """The table in force; ``loaded_by`` is empty where it was not kept."""

    version: str
    source: str
    sectors: int
    loaded_at: datetime
    loaded_by: str = ""


@router.get("/input-output", response=LoadedOut | None, summary="现用的投入产出表")
def show(request: ActorRequest) -> Any:
    """Null before any was loaded."""
    return loaded(request.actor)


@router.post("/input-output", response={201: LoadedOut}, summary="载入投入产出表")
def load(
    request: ActorRequest,
    sectors: Annotated[UploadedFile, File()],
    flows: Annotated[UploadedFile, File()],
    source: Annotated[str, Form()] = "",
) -> tuple[int, dict[str, Any]]:
    """Both sheets, Excel or CSV; amounts in 万元."""
    sent = {"sectors": sectors, "flows": flows}
    given = {part: (file.name or part, file.chunks()) for part, file in sent.items()}
    return 201, upload_input_output(actor=request.actor, source=source, **given)
