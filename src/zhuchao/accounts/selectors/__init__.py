"""What is read about offices, people and a person's own desk."""

from zhuchao.accounts.selectors.actors import (
    actor_by_code,
    actor_by_login,
    actor_of,
    command_line_actor,
    current_holdings,
    office_codes_under,
)
from zhuchao.accounts.selectors.desk import (
    draft,
    drafts,
    inbox,
    message,
    recent_items,
    recent_limit,
    saved_views,
    unread_count,
)
from zhuchao.accounts.selectors.duties import duty_books, every_open_duty, open_duties
from zhuchao.accounts.selectors.hand_overs import hand_over, hand_overs, leads, open_sides, waiting_for_me
from zhuchao.accounts.selectors.jobs import job, jobs
from zhuchao.accounts.selectors.offices import (
    office,
    office_kinds,
    office_name_on,
    office_names,
    offices,
    post,
    posts,
    sees_directory,
    successions,
)
from zhuchao.accounts.selectors.people import (
    history,
    keeps_accounts,
    must_change_password,
    my_posts,
    people,
    person,
)
from zhuchao.accounts.selectors.second_factor import needs_second_factor, second_factor
from zhuchao.accounts.selectors.sessions import (
    SessionState,
    my_sessions,
    session_limits,
    session_state,
    why_ended,
)

__all__ = [
    "SessionState",
    "actor_by_code",
    "actor_by_login",
    "actor_of",
    "command_line_actor",
    "current_holdings",
    "draft",
    "drafts",
    "duty_books",
    "every_open_duty",
    "hand_over",
    "hand_overs",
    "history",
    "inbox",
    "job",
    "jobs",
    "keeps_accounts",
    "leads",
    "message",
    "must_change_password",
    "my_posts",
    "my_sessions",
    "needs_second_factor",
    "office",
    "office_codes_under",
    "office_kinds",
    "office_name_on",
    "office_names",
    "offices",
    "open_duties",
    "open_sides",
    "people",
    "person",
    "post",
    "posts",
    "recent_items",
    "recent_limit",
    "saved_views",
    "second_factor",
    "sees_directory",
    "session_limits",
    "session_state",
    "successions",
    "unread_count",
    "waiting_for_me",
    "why_ended",
]
