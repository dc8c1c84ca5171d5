"""REST of engagements: each module brings its own endpoints."""

from ninja import Router

from zhuchao.engagements.api import channels, leads, meeting_parts, meetings, sharing

router = Router(tags=["线索"])
router.add_router("", leads.router)
router.add_router("", sharing.router)
router.add_router("", channels.router)
router.add_router("", meetings.router)
router.add_router("", meeting_parts.router)
