"""REST: agenda, papers and contacts of a meeting."""

from typing import Annotated, BinaryIO, cast

from django.http import FileResponse
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from zhuchao.engagements import flows, selectors
from zhuchao.frame.decorators import ActorRequest

router = Router(tags=["走访与活动"])


class AgendaIn(Schema):
    """The items of an agenda in their order."""

    agenda: list[str] = Field(default_factory=list)


class ContactsIn(Schema):
    """Codes of contacts of the meeting's company."""

    contacts: list[str] = Field(default_factory=list)


@router.post("/engagements/{code}/agenda", response=selectors.EngagementView, summary="登记会议议题")
def set_agenda(request: ActorRequest, code: str, body: AgendaIn) -> selectors.EngagementView:
    """Say what the meeting is to talk about."""
    flows.set_agenda(actor=request.actor, code=code, agenda=body.agenda)
    return selectors.engagement(request.actor, code)


@router.get("/engagements/{code}/papers", response=list[selectors.PaperView], summary="会议材料")
def list_papers(request: ActorRequest, code: str) -> list[selectors.PaperView]:
    """The papers of the meeting, the oldest first."""
    return selectors.meeting_papers(request.actor, code)


@router.post("/engagements/{code}/papers", response={201: list[selectors.PaperView]}, summary="附会议材料")
def attach_paper(
    request: ActorRequest,
    code: str,
    file: Annotated[UploadedFile, File()],
    title: Annotated[str, Form(max_length=200)],
) -> Status[list[selectors.PaperView]]:
    """Put a paper before the meeting, its bytes in the same request."""
    stream, name = cast(BinaryIO, file), file.name or ""
    flows.attach_paper(actor=request.actor, code=code, title=title, file=stream, file_name=name)
    return Status(201, selectors.meeting_papers(request.actor, code))


@router.get("/engagements/{code}/papers/{paper}", summary="下载会议材料")
def open_paper(request: ActorRequest, code: str, paper: str) -> FileResponse:
    """The file of a paper, for whoever may see the meeting."""
    stream, note = selectors.open_paper(request.actor, code, paper)
    answer = FileResponse(stream, as_attachment=True, filename=note.name, content_type=note.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@router.get("/engagements/{code}/contacts", response=selectors.ContactsThere, summary="参加的联系人")
def list_contacts(request: ActorRequest, code: str) -> selectors.ContactsThere:
    """The contacts that took part, masked."""
    return selectors.contacts_there(request.actor, code)


@router.post("/engagements/{code}/contacts", response=selectors.ContactsThere, summary="登记参加的联系人")
def name_contacts(request: ActorRequest, code: str, body: ContactsIn) -> selectors.ContactsThere:
    """Say which contacts of the company took part."""
    flows.name_contacts(actor=request.actor, code=code, contacts=body.contacts)
    return selectors.contacts_there(request.actor, code)
