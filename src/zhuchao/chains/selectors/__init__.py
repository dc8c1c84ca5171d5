"""What is read of chains: knowledge, strength and gaps, targets, saved lists."""

from zhuchao.chains.selectors.company import PlacedOn, build_tables, placements_of, ready
from zhuchao.chains.selectors.firms import LocalFirm
from zhuchao.chains.selectors.knowledge import chain, chains, cues, link_of
from zhuchao.chains.selectors.listed import check_placement
from zhuchao.chains.selectors.lists import (
    ListPage,
    ListView,
    RowView,
    SavedList,
    company_row,
    figure_targets_on_list,
    find_target_lists,
    list_row,
    lists_of_company,
    target_list,
    target_lists_visible_to,
)
from zhuchao.chains.selectors.page import LinkPage, link_page
from zhuchao.chains.selectors.reading import county, home_code
from zhuchao.chains.selectors.strength import (
    Board,
    Gap,
    GapBoard,
    LinkStrength,
    board,
    companies_on_link,
    figure_companies_on_link,
    gap_board,
    gaps,
    link_strength,
)
from zhuchao.chains.selectors.tables import telling
from zhuchao.chains.selectors.targets import Target, TargetResult, targets

__all__ = [
    "Board",
    "Gap",
    "GapBoard",
    "LinkPage",
    "LinkStrength",
    "ListPage",
    "ListView",
    "LocalFirm",
    "PlacedOn",
    "RowView",
    "SavedList",
    "Target",
    "TargetResult",
    "board",
    "build_tables",
    "chain",
    "chains",
    "check_placement",
    "companies_on_link",
    "company_row",
    "county",
    "cues",
    "figure_companies_on_link",
    "figure_targets_on_list",
    "find_target_lists",
    "gap_board",
    "gaps",
    "home_code",
    "link_of",
    "link_page",
    "link_strength",
    "list_row",
    "lists_of_company",
    "placements_of",
    "ready",
    "target_list",
    "target_lists_visible_to",
    "targets",
    "telling",
]
