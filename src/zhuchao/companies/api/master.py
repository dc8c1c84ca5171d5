"""REST: the district's company master and its contacts."""

from typing import Annotated, Any

from ninja import Query, Router

from zhuchao.companies import flows, selectors
from zhuchao.companies.api.shapes import (
    CompanyIn,
    CompanyPageOut,
    CompanyWithAll,
    ContactIn,
    CorrectIn,
    ReasonIn,
    RenameIn,
    WantedIn,
)
from zhuchao.companies.flows import ContactValues
from zhuchao.companies.selectors import CompanyPage, ContactPage, ContactView
from zhuchao.frame.decorators import ActorRequest
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

router = Router()

_Offset = Annotated[int, Query(ge=0)]
_Limit = Annotated[int, Query(ge=1, le=500)]


def _whole(actor: Actor, uscc: str) -> dict[str, Any]:
    found = selectors.company(actor, uscc)
    if found is None:
        raise Refused(
            Refusal(
                "companies.unknown",
                f"企业主档里没有信用代码为“{uscc[:20]}”的企业",
                "请核对代码，或先从登记库纳入。",
                "uscc",
            )
        )
    return found.as_dict() | {
        "history": selectors.company_history(actor, uscc),
        "contacts": selectors.contacts(actor, uscc),
    }


@router.get("/master", response=CompanyPageOut, summary="企业主档列表")
def list_companies(
    request: ActorRequest,
    wanted: Query[WantedIn],
    sort: str = "-created_at",
    offset: _Offset = 0,
    limit: _Limit = 50,
) -> CompanyPage:
    """本区企业主档，按条件筛选。"""
    asked = selectors.Wanted(**wanted.dict())
    return selectors.find_companies(request.actor, asked, sort=sort, offset=offset, limit=limit)


@router.get("/master/{uscc}", response=CompanyWithAll, summary="企业主档里的一家企业")
def show_company(request: ActorRequest, uscc: str) -> dict[str, Any]:
    """主档内容、经过和可查看的联系人（隐去部分内容）。"""
    return _whole(request.actor, uscc)


@router.post("/master", response={201: CompanyWithAll}, summary="手工登记企业")
def add_company(request: ActorRequest, body: CompanyIn) -> tuple[int, dict[str, Any]]:
    """登记库里没有的企业。"""
    code = flows.add_company(actor=request.actor, **body.dict())
    return 201, _whole(request.actor, code)


@router.post("/registry/{uscc}/adopt", response={201: CompanyWithAll}, summary="纳入企业主档")
def adopt_company(request: ActorRequest, uscc: str) -> tuple[int, dict[str, Any]]:
    """把登记库里的一家企业纳入主档。"""
    code = flows.adopt_company(actor=request.actor, uscc=uscc)
    return 201, _whole(request.actor, code)


@router.patch("/master/{uscc}", response=CompanyWithAll, summary="更正企业信息")
def correct_company(request: ActorRequest, uscc: str, body: CorrectIn) -> dict[str, Any]:
    """只改给出的内容；他人已改过的按版本号拒绝。"""
    given = body.dict(exclude_unset=True)
    version = given.pop("version")
    flows.correct_company(actor=request.actor, uscc=uscc, version=version, changes=given)
    return _whole(request.actor, uscc)


@router.post("/master/{uscc}/rename", response=CompanyWithAll, summary="企业更名")
def rename_company(request: ActorRequest, uscc: str, body: RenameIn) -> dict[str, Any]:
    """原名作为曾用名保留。"""
    flows.rename_company(actor=request.actor, uscc=uscc, **body.dict())
    return _whole(request.actor, uscc)


@router.get("/contacts", response=ContactPage, summary="联系人列表")
def list_contacts(
    request: ActorRequest, text: str = "", office: str = "", offset: _Offset = 0, limit: _Limit = 50
) -> ContactPage:
    """可查看的联系人，隐去部分内容。"""
    return selectors.find_contacts(request.actor, text=text, office=office, offset=offset, limit=limit)


@router.post("/master/{uscc}/contacts", response={201: ContactView}, summary="添加联系人")
def add_contact(request: ActorRequest, uscc: str, body: ContactIn) -> tuple[int, Any]:
    """须写明用途；返回的内容已隐去。"""
    code = flows.add_contact(actor=request.actor, uscc=uscc, **body.dict())
    return 201, selectors.contact(request.actor, code)


@router.post("/contacts/{code}/reveal", response=ContactValues, summary="显示联系人")
def reveal_contact(request: ActorRequest, code: str) -> ContactValues:
    """一位联系人的全部内容，并记入审计。"""
    return flows.reveal_contact(actor=request.actor, code=code)


@router.post("/contacts/{code}/drop", response={204: None}, summary="删除联系人")
def drop_contact(request: ActorRequest, code: str, body: ReasonIn) -> tuple[int, None]:
    """清除个人信息，经过保留。"""
    flows.drop_contact(actor=request.actor, code=code, reason=body.reason)
    return 204, None
