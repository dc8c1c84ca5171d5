"""What accounts puts around every page: posts, inbox, account links, menu entries."""

from django.urls import reverse

from zhuchao.accounts import selectors
from zhuchao.frame.menu import MenuItem
from zhuchao.frame.shell import Link, PostChoice, Shell
from zhuchao.terms.actor import Actor


def shell(actor: Actor) -> Shell:
    """The right end of the top bar."""
    return Shell(
        posts=tuple(
            PostChoice(held.post, f"{held.office_name}{held.post_name}", held.post == actor.post_code)
            for held in selectors.my_posts(actor)
        ),
        switch_url=reverse("accounts:switch-post"),
        inbox_url=reverse("accounts:inbox"),
        inbox_count=selectors.unread_count(actor),
        links=(
            Link("账号与安全", reverse("accounts:account"), "user-cog"),
            Link("后台任务", reverse("accounts:jobs"), "progress"),
            Link("退出登录", reverse("accounts:logout"), "logout", "post"),
        ),
    )


def menu(actor: Actor) -> list[MenuItem]:
    """The desk for everybody with a role."""
    if not actor.roles:
        return []
    return [MenuItem("我的工作台", "accounts:desk", "工作台", "layout-dashboard", 1)]
