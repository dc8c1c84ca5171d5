"""What companies put around every page: navigation, the search box, the note on the data."""

from django.urls import reverse

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.frame.menu import MenuItem
from zhuchao.frame.shell import DataNote
from zhuchao.terms.actor import Actor

SECTION = "企业库"


def menu(actor: Actor) -> list[MenuItem]:
    """Search, master and contacts for staff; the import for the centre."""
    if not rights.may_read(actor):
        return []
    items = [
        MenuItem("企业查询", "companies:search", SECTION, "list-search", 10),
        MenuItem("企业主档", "companies:list", SECTION, "building", 20),
        MenuItem("疑似重复企业", "companies:twins-queue", SECTION, "copy", 25),
        MenuItem("联系人", "companies:contacts", SECTION, "phone", 30),
    ]
    if rights.may_import(actor):
        items.append(MenuItem("数据导入", "companies:import", SECTION, "database-import", 40))
    return items


def search_address(actor: Actor) -> str:
    """Where the search box in the top bar leads; nowhere for those who may not see companies."""
    return reverse("companies:search") if rights.may_read(actor) else ""


def data_note(actor: Actor) -> DataNote | None:
    """How old the registry is, for the foot of every page."""
    if not rights.may_read(actor):
        return None
    note = selectors.lake_note(actor)
    return DataNote(note.caveat, note.demo)
