"""What a person can do with offices, posts and accounts: one verb, one file."""

from zhuchao.accounts.flows.assign_post import assign_post
from zhuchao.accounts.flows.begin_session import begin_session
from zhuchao.accounts.flows.cancel_hand_over import cancel_hand_over
from zhuchao.accounts.flows.change_password import change_password
from zhuchao.accounts.flows.choose_columns import choose_columns
from zhuchao.accounts.flows.close_office import close_office
from zhuchao.accounts.flows.confirm_totp import confirm_totp
from zhuchao.accounts.flows.create_first_admins import create_first_admins
from zhuchao.accounts.flows.create_office import create_office
from zhuchao.accounts.flows.create_person import create_person
from zhuchao.accounts.flows.create_post import create_post
from zhuchao.accounts.flows.deactivate_person import deactivate_person
from zhuchao.accounts.flows.delete_view import delete_view
from zhuchao.accounts.flows.draw_up_hand_over import draw_up_hand_over
from zhuchao.accounts.flows.drop_draft import drop_draft
from zhuchao.accounts.flows.drop_totp import drop_totp
from zhuchao.accounts.flows.end_holding import end_holding
from zhuchao.accounts.flows.end_post import end_post
from zhuchao.accounts.flows.end_session import end_session
from zhuchao.accounts.flows.enqueue_job import enqueue_job
from zhuchao.accounts.flows.enrol_totp import enrol_totp
from zhuchao.accounts.flows.keep_draft import keep_draft
from zhuchao.accounts.flows.lift_lock_out import lift_lock_out
from zhuchao.accounts.flows.mark_read import mark_read
from zhuchao.accounts.flows.merge_offices import merge_offices
from zhuchao.accounts.flows.note_failed_login import note_failed_login
from zhuchao.accounts.flows.note_recent import note_recent
from zhuchao.accounts.flows.rename_office import rename_office
from zhuchao.accounts.flows.requeue_lost_jobs import requeue_lost_jobs
from zhuchao.accounts.flows.reset_password import reset_password
from zhuchao.accounts.flows.run_job import run_job
from zhuchao.accounts.flows.save_view import save_view
from zhuchao.accounts.flows.set_post_roles import set_post_roles
from zhuchao.accounts.flows.sign_hand_over import sign_hand_over
from zhuchao.accounts.flows.split_office import split_office
from zhuchao.accounts.flows.touch_session import touch_session
from zhuchao.accounts.flows.verify_totp import verify_totp

__all__ = [
    "assign_post",
    "begin_session",
    "cancel_hand_over",
    "change_password",
    "choose_columns",
    "close_office",
    "confirm_totp",
    "create_first_admins",
    "create_office",
    "create_person",
    "create_post",
    "deactivate_person",
    "delete_view",
    "draw_up_hand_over",
    "drop_draft",
    "drop_totp",
    "end_holding",
    "end_post",
    "end_session",
    "enqueue_job",
    "enrol_totp",
    "keep_draft",
    "lift_lock_out",
    "mark_read",
    "merge_offices",
    "note_failed_login",
    "note_recent",
    "rename_office",
    "requeue_lost_jobs",
    "reset_password",
    "run_job",
    "save_view",
    "set_post_roles",
    "sign_hand_over",
    "split_office",
    "touch_session",
    "verify_totp",
]
