"""What is read of chains: knowledge, strength and gaps, targets, saved lists."""

from zhuchao.chains.selectors.company import (
    JudgedCompany,
    PlacedOn,
    build_tables,
    judged_company,
    placements_of,
    ready,
)
from zhuchao.chains.selectors.firms import LocalFirm
from zhuchao.chains.selectors.industry.corrections import Correction, corrections
from zhuchao.chains.selectors.industry.learning import industry_names
from zhuchao.chains.selectors.industry.reading import judge, judge_class, labelled_file, table, trained_models
from zhuchao.chains.selectors.industry.verdict import Industry, industry_of
from zhuchao.chains.selectors.judging import criteria
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
from zhuchao.chains.selectors.on_link import companies_on_link, figure_companies_on_link
from zhuchao.chains.selectors.page import LinkPage, link_page
from zhuchao.chains.selectors.reading import county, home_code
from zhuchao.chains.selectors.strength import (
    Board,
    Gap,
    GapBoard,
    LinkStrength,
    board,
    gap_board,
    gaps,
    link_strength,
)
from zhuchao.chains.selectors.tables import telling
from zhuchao.chains.selectors.target import (
    LearnedRows,
    Newcomers,
    TargetPage,
    in_learned_order,
    learned_of_link,
    learned_of_list,
    learned_rows,
    newcomers,
    target_page,
)
from zhuchao.chains.selectors.target import what_is_known as known_of_newcomers
from zhuchao.chains.selectors.target import why_none as why_no_newcomers
from zhuchao.chains.selectors.targets import Target, TargetResult, targets

__all__ = [
    "Board",
    "Correction",
    "Gap",
    "GapBoard",
    "Industry",
    "JudgedCompany",
    "LearnedRows",
    "LinkPage",
    "LinkStrength",
    "ListPage",
    "ListView",
    "LocalFirm",
    "Newcomers",
    "PlacedOn",
    "RowView",
    "SavedList",
    "Target",
    "TargetPage",
    "TargetResult",
    "board",
    "build_tables",
    "chain",
    "chains",
    "check_placement",
    "companies_on_link",
    "company_row",
    "corrections",
    "county",
    "criteria",
    "cues",
    "figure_companies_on_link",
    "figure_targets_on_list",
    "find_target_lists",
    "gap_board",
    "gaps",
    "home_code",
    "in_learned_order",
    "industry_names",
    "industry_of",
    "judge",
    "judge_class",
    "judged_company",
    "known_of_newcomers",
    "labelled_file",
    "learned_of_link",
    "learned_of_list",
    "learned_rows",
    "link_of",
    "link_page",
    "link_strength",
    "list_row",
    "lists_of_company",
    "newcomers",
    "placements_of",
    "ready",
    "table",
    "target_list",
    "target_lists_visible_to",
    "target_page",
    "targets",
    "telling",
    "trained_models",
    "why_no_newcomers",
]
