"""The rows of companies, one file a subject."""

from zhuchao.companies.models.contacts import Contact
from zhuchao.companies.models.imports import ImportRun, RunState
from zhuchao.companies.models.master import Company, CompanyFact, CompanyKind, FormerName
from zhuchao.companies.models.merging import CompanyMerge, TwinVerdict

__all__ = [
    "Company",
    "CompanyFact",
    "CompanyKind",
    "CompanyMerge",
    "Contact",
    "FormerName",
    "ImportRun",
    "RunState",
    "TwinVerdict",
]
