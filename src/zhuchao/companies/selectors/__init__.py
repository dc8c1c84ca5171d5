"""What is read about companies, for whom."""

from zhuchao.companies.selectors.contacts import (
    ContactPage,
    ContactView,
    contact,
    contact_row,
    contacts,
    contacts_visible_to,
    find_contacts,
)
from zhuchao.companies.selectors.lake import LakeNote, lake_note
from zhuchao.companies.selectors.master import (
    CompanyPage,
    CompanyStep,
    CompanyView,
    Former,
    Wanted,
    companies_visible_to,
    company,
    company_history,
    company_row,
    counties_of_master,
    find_companies,
    kinds,
    offices_of_master,
)
from zhuchao.companies.selectors.places import home_places, place_code, place_fields
from zhuchao.companies.selectors.registry import Kin, RegistryRow, kin, registry_row
from zhuchao.companies.selectors.runs import RunPage, RunView, import_run, import_runs, rejects_file, states
from zhuchao.companies.selectors.search import Hit, SearchPage, search
from zhuchao.companies.selectors.uploads import (
    UploadView,
    mapping_faults,
    upload,
    upload_limits,
)

__all__ = [
    "CompanyPage",
    "CompanyStep",
    "CompanyView",
    "ContactPage",
    "ContactView",
    "Former",
    "Hit",
    "Kin",
    "LakeNote",
    "RegistryRow",
    "RunPage",
    "RunView",
    "SearchPage",
    "UploadView",
    "Wanted",
    "companies_visible_to",
    "company",
    "company_history",
    "company_row",
    "contact",
    "contact_row",
    "contacts",
    "contacts_visible_to",
    "counties_of_master",
    "find_companies",
    "find_contacts",
    "home_places",
    "import_run",
    "import_runs",
    "kin",
    "kinds",
    "lake_note",
    "mapping_faults",
    "offices_of_master",
    "place_code",
    "place_fields",
    "registry_row",
    "rejects_file",
    "search",
    "states",
    "upload",
    "upload_limits",
]
