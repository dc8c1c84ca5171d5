"""What an order of merger or split writes: successors, posts that go on, duties that move."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q

from zhuchao.accounts.engine.duties import Duty, DutyBook
from zhuchao.accounts.models import HandOver, Holding, Office, OfficeSuccession, Post
from zhuchao.accounts.store import hand_overs
from zhuchao.accounts.store.messages import tell_heads
from zhuchao.ledger.models import new_code
from zhuchao.ledger.store import Book


def living_posts(office: Office, day: date) -> list[Post]:
    """The posts of an office that last on the day or begin later."""
    return list(office.posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("pk"))


def living_children(office: Office, day: date) -> list[Office]:
    """The offices directly below that last on the day or begin later."""
    return list(office.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("pk"))


def end_post(post: Post, last: date) -> None:
    """End a post and every holding of it; a holding never ends before it began."""
    for held in Holding.objects.filter(Q(end__isnull=True) | Q(end__gt=last), post=post):
        held.end = max(last, held.start)
        held.save(update_fields=["end"])
    post.valid_to = max(last, post.valid_from)
    post.save(update_fields=["valid_to"])


def continue_post(post: Post, successor: Office, on: date) -> Post:
    """The post goes on in the successor with the same people; it heads nothing there."""
    holders = list(Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=on), post=post))
    ends = {h.pk: h.end for h in holders}
    end_post(post, on - timedelta(days=1))
    made = Post.objects.create(
        code=new_code(),
        office=successor,
        name=post.name,
        roles=post.roles,
        is_head=False,
        valid_from=on,
        continues=post,
    )
    Holding.objects.bulk_create(
        Holding(person_id=h.person_id, post=made, start=max(on, h.start), end=ends[h.pk]) for h in holders
    )
    return made


def pass_on(
    book: Book,
    *,
    predecessor: Office,
    to: Mapping[str, Office],
    duties: Sequence[Duty],
    posts: Mapping[str, Post],
    kind: OfficeSuccession.Kind,
    document: str,
    on: date,
    books: Mapping[str, DutyBook],
) -> None:
    """Move every duty by plan and end the predecessor.

    ``to`` maps duty keys to successors; ``posts`` maps old post codes to the posts that continue them.
    A duty follows its post when both go to the same successor, else that office decides who sees to it.
    One certificate for each pair of sides.
    """
    grouped: dict[tuple[str, str], list[Duty]] = {}
    for duty in duties:
        grouped.setdefault((duty.post_code, to[duty.key].code), []).append(duty)
    offices = {o.code: o for o in to.values()}
    for (post_code, office_code), group in sorted(grouped.items()):
        successor = offices[office_code]
        going = posts.get(post_code)
        listed = hand_overs.draw_up(
            book,
            kind=HandOver.Kind(kind.value),
            giver=(predecessor, going.continues if going else None),
            taker=(successor, going if going and going.office_id == successor.pk else None),
            duties=group,
            document=document,
        )
        hand_overs.move(book, listed, {d.key for d in group}, books)
        title = f"承接“{predecessor.name}”职责 {len(group)} 项，请签收交接证书 {listed.number}"
        tell_heads(successor.code, kind="hand-over", title=title)
    predecessor.valid_to = on - timedelta(days=1)
    predecessor.save(update_fields=["valid_to"])
