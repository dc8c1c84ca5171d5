"""What accounts puts around every page: posts, inbox, account links, menu entries."""

from django.urls import reverse

from zhuchao.accounts import selectors
from zhuchao.frame.menu import MenuItem
from zhuchao.frame.shell import Link, PostChoice, Shell
from zhuchao.terms.actor import Actor, Role


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
            Link("已存视图", reverse("accounts:views"), "bookmark"),
            Link("后台任务", reverse("accounts:jobs"), "progress"),
            Link("退出登录", reverse("accounts:logout"), "logout", "post"),
        ),
    )


_SYSTEM_PAGES = (
    MenuItem("人员与账号", "accounts:people", "系统管理", "users", 10),
    MenuItem("机构", "accounts:offices", "系统管理", "sitemap", 20),
)
_SECURITY_PAGES = (
    MenuItem("岗位与角色", "accounts:posts", "安全管理", "id-badge-2", 10),
    MenuItem("人员与任职", "accounts:people", "安全管理", "users", 20),
    MenuItem("机构", "accounts:offices", "安全管理", "sitemap", 30),
    MenuItem("登录锁定", "accounts:lock-outs", "安全管理", "lock", 40),
    MenuItem("在线登录", "accounts:live-sessions", "安全管理", "login", 50),
    MenuItem("动态口令", "accounts:second-factors", "安全管理", "shield-lock", 60),
)


def menu(actor: Actor) -> list[MenuItem]:
    """The desk for everybody with a role; each administrator their own pages and no others'."""
    if not actor.roles:
        return []
    items = [MenuItem("我的工作台", "accounts:desk", "工作台", "layout-dashboard", 1)]
    if actor.is_staff:
        waiting = len(selectors.waiting_for_me(actor)) or None
        items.append(MenuItem("职责交接", "accounts:hand-overs", "工作台", "transfer", 20, badge=waiting))
    if actor.has(Role.SYSTEM_ADMIN):
        items += _SYSTEM_PAGES
    if actor.has(Role.SECURITY_ADMIN):
        items += _SECURITY_PAGES
    return items
