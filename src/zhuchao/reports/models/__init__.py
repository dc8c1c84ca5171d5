"""The rows of reports."""

from zhuchao.reports.models.forms import FormMapping, FormTemplate
from zhuchao.reports.models.issues import Issue, IssueFact

__all__ = ["FormMapping", "FormTemplate", "Issue", "IssueFact"]
