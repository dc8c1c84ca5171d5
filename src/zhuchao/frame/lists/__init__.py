"""The list pattern: one spec, one ``respond``; filters, sort, paging, columns, saved views and export for all."""

from zhuchao.frame.lists.answer import respond
from zhuchao.frame.lists.memory import ListMemory, SavedView
from zhuchao.frame.lists.spec import BulkAction, Column, Filter, ListSpec, Page, Query

__all__ = [
    "BulkAction",
    "Column",
    "Filter",
    "ListMemory",
    "ListSpec",
    "Page",
    "Query",
    "SavedView",
    "respond",
]
