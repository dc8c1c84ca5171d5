"""Who acts: frozen, so that any floor can take it."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles of design.md §3; the last three act only through their own pages and exclude each other."""

    OFFICER = "officer"
    OFFICE_HEAD = "office_head"
    CENTRE = "centre"
    DEPARTMENT = "department"
    LEADER = "leader"
    ASSESSOR = "assessor"
    ENTERPRISE = "enterprise"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ROLE_NAMES: dict[Role, str] = {
    Role.OFFICER: "招商专员",
    Role.OFFICE_HEAD: "单位负责人",
    Role.CENTRE: "促进中心",
    Role.DEPARTMENT: "职能部门",
    Role.LEADER: "区领导",
    Role.ASSESSOR: "考核人员",
    Role.ENTERPRISE: "企业用户",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}

ADMIN_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
#: See every office's business records, not only those of their own offices.
DISTRICT_WIDE_ROLES = frozenset({Role.CENTRE, Role.LEADER, Role.ASSESSOR})
STAFF_ROLES = frozenset(Role) - ADMIN_ROLES - {Role.ENTERPRISE}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, the post held and what it opens.

    ``office_codes`` are the offices whose records the actor may see: the post's office and
    everything below it in the tree. ``home_office`` is the office new duties of the actor fall to.
    """

    person_code: str
    person_name: str
    post_code: str = ""
    post_name: str = ""
    home_office: str = ""
    office_codes: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()

    def has(self, *roles: Role) -> bool:
        """True when the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_staff(self) -> bool:
        """True for roles that work with business records; administrators and enterprises do not."""
        return self.has(*STAFF_ROLES)

    @property
    def sees_district(self) -> bool:
        """True when the actor sees the records of every office."""
        return self.has(*DISTRICT_WIDE_ROLES)

    def sees_office(self, office_code: str) -> bool:
        """True when records owned by this office are visible to the actor."""
        return self.sees_district or (self.is_staff and office_code in self.office_codes)


#: The machine itself: migrations, set-up and evaluation, never a person's act.
SYSTEM = Actor(person_code="system", person_name="系统", roles=frozenset({Role.CENTRE}))
