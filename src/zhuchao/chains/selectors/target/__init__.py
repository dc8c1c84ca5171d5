"""One target company: what an officer must know of it in ten seconds, and what it rests on."""

from zhuchao.chains.selectors.target.beside import (
    LearnedList,
    in_learned_order,
    learned_of_link,
    learned_of_list,
)
from zhuchao.chains.selectors.target.learned import LearnedCities, LearnedRows, learned_cities, learned_rows
from zhuchao.chains.selectors.target.newcomers import Newcomer, Newcomers, newcomers, what_is_known, why_none
from zhuchao.chains.selectors.target.page import TargetPage, target_page
from zhuchao.chains.selectors.target.served import Learned
from zhuchao.chains.selectors.target.standing import Stand
from zhuchao.chains.selectors.target.ways import TOPIC

__all__ = [
    "TOPIC",
    "Learned",
    "LearnedCities",
    "LearnedList",
    "LearnedRows",
    "Newcomer",
    "Newcomers",
    "Stand",
    "TargetPage",
    "in_learned_order",
    "learned_cities",
    "learned_of_link",
    "learned_of_list",
    "learned_rows",
    "newcomers",
    "target_page",
    "what_is_known",
    "why_none",
]
