"""What is read of reports: templates, filled reports, issues, forms of the superior."""

from zhuchao.reports.selectors.calls import Call, address_of, call_from_dict, command_line
from zhuchao.reports.selectors.downloads import DOCX, XLSX, issue_annex, issue_word
from zhuchao.reports.selectors.filling import Filled, fill
from zhuchao.reports.selectors.forms import (
    FormFile,
    FormPage,
    FormRow,
    cell_values,
    find_forms,
    form_bytes,
    form_file,
    form_row,
    limits,
    newest_mapping,
)
from zhuchao.reports.selectors.issues import (
    IssueFile,
    IssuePage,
    IssueRow,
    Reopened,
    drifted,
    find_issues,
    issue_file,
    issue_row,
    reopened,
)
from zhuchao.reports.selectors.papers import annex_file, figure_from_dict, footnote, word_file
from zhuchao.reports.selectors.templates import Ask, TemplateRow, profiles, template, templates, thresholds

__all__ = [
    "DOCX",
    "XLSX",
    "Ask",
    "Call",
    "Filled",
    "FormFile",
    "FormPage",
    "FormRow",
    "IssueFile",
    "IssuePage",
    "IssueRow",
    "Reopened",
    "TemplateRow",
    "address_of",
    "annex_file",
    "call_from_dict",
    "cell_values",
    "command_line",
    "drifted",
    "figure_from_dict",
    "fill",
    "find_forms",
    "find_issues",
    "footnote",
    "form_bytes",
    "form_file",
    "form_row",
    "issue_annex",
    "issue_file",
    "issue_row",
    "issue_word",
    "limits",
    "newest_mapping",
    "profiles",
    "reopened",
    "template",
    "templates",
    "thresholds",
    "word_file",
]
