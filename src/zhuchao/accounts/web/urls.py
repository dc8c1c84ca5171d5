"""Addresses of accounts."""

from django.urls import path

from zhuchao.accounts.web import desk, jobs, login, security

PREFIX = "accounts/"
urlpatterns = [
    path("login/", login.log_in, name="login"),
    path("token/", login.token, name="token"),
    path("logout/", login.log_out, name="logout"),
    path("switch-post/", login.switch_post, name="switch-post"),
    path("desk/", desk.desk, name="desk"),
    path("inbox/", desk.inbox, name="inbox"),
    path("inbox/read/", desk.read_all, name="read-all"),
    path("inbox/<str:code>/", desk.message, name="message"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<str:code>/", jobs.job, name="job"),
    path("account/", security.account, name="account"),
    path("account/password/", security.password, name="password"),
    path("account/token/", security.enrol, name="enrol"),
    path("account/token/drop/", security.drop, name="drop-token"),
    path("account/sessions/<str:code>/end/", security.end_session, name="end-session"),
]
