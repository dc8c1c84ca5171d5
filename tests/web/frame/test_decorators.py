"""Who may open a page."""

import pytest
from django.http import HttpResponse

from zhuchao.frame.decorators import page, staff_page
from zhuchao.terms.actor import Role
from zhuchao.terms.refusal import Refused


def view(request):
    return HttpResponse("办理")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CENTRE, Role.LEADER, Role.ASSESSOR, Role.DEPARTMENT])
def test_staff_pages_open_for_staff(request_of, role):
    assert staff_page(view)(request_of("/x/", role)).status_code == 200


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.ENTERPRISE])
def test_staff_pages_refuse_administrators_and_enterprises(request_of, role):
    with pytest.raises(Refused) as refused:
        staff_page(view)(request_of("/x/", role))
    assert refused.value.forbidden


def test_a_page_of_one_role_refuses_the_others_by_name(request_of):
    with pytest.raises(Refused, match="本页供“审计管理员”使用，您现以“招商专员”身份登录"):
        page(Role.AUDIT_ADMIN)(view)(request_of("/x/", Role.OFFICER))
    assert page(Role.AUDIT_ADMIN)(view)(request_of("/x/", Role.AUDIT_ADMIN)).status_code == 200


def test_without_log_in_the_way_leads_to_the_log_in_page_and_back(rf):
    request = rf.get("/x/?q=1")
    request.actor = None
    response = staff_page(view)(request)
    assert response.status_code == 302
    assert response["Location"].endswith("?next=/x/%3Fq%3D1")


def test_a_fragment_without_log_in_leads_the_whole_page_there(rf):
    request = rf.get("/x/", headers={"HX-Request": "true"})
    request.actor = None
    response = staff_page(view)(request)
    assert response.status_code == 401
    assert "next=/x/" in response["HX-Redirect"]


@pytest.mark.usefixtures("bare_slots")
def test_an_actor_without_a_role_is_told_what_to_do(request_of, make_actor):
    request = request_of("/x/")
    request.actor = make_actor()
    response = page()(view)(request)
    assert response.status_code == 403
    assert "由系统管理员为您登记岗位" in response.content.decode()
