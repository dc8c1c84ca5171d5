"""One settings module; everything an installation changes comes from the environment.

ZHUCHAO_HOME      data folder: database, lake, evidence (default ./var)
ZHUCHAO_DATABASE  postgresql://user@host/name for PostgreSQL; SQLite in the home when unset
ZHUCHAO_ENGINE    duckdb (default) or spark
ZHUCHAO_HOSTS     comma-separated host names served (default: loopback)
ZHUCHAO_HTTPS     1 when served behind TLS: secure cookies and HSTS
"""

import os
import secrets
from pathlib import Path

from zhuchao.site.database import database

ZHUCHAO_HOME = Path(os.environ.get("ZHUCHAO_HOME", "var")).resolve()
ZHUCHAO_ENGINE = os.environ.get("ZHUCHAO_ENGINE", "duckdb")
ZHUCHAO_HOME.mkdir(parents=True, exist_ok=True)


def _secret() -> str:
    kept = ZHUCHAO_HOME / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return kept.read_text(encoding="utf-8")


SECRET_KEY = _secret()
DEBUG = False
HTTPS = os.environ.get("ZHUCHAO_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("ZHUCHAO_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

#: Nouns with rows, pages or slots, the lowest first: a higher noun may replace a slot of a lower one.
NOUNS = [
    "zhuchao.frame",
    "zhuchao.ledger",
    "zhuchao.accounts",
    "zhuchao.figures",
    "zhuchao.companies",
    "zhuchao.engagements",
    "zhuchao.chains",
    "zhuchao.projects",
    "zhuchao.reports",
    "zhuchao.demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "django_q",
    *NOUNS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhuchao.accounts.web.middleware.ActorMiddleware",
    "zhuchao.frame.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "zhuchao.site.urls"
WSGI_APPLICATION = "zhuchao.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zhuchao.frame.context.page",
            ],
            "builtins": ["zhuchao.frame.templatetags.frame"],
        },
    }
]
DATABASES = {"default": database(os.environ.get("ZHUCHAO_DATABASE", ""), ZHUCHAO_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "accounts:desk"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_CALLABLE = "zhuchao.accounts.web.login.locked_out"
OTP_TOTP_ISSUER = "筑巢"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        # ECharts and MapLibre set inline style attributes on the elements they draw.
        "style-src": ["'self'", "'unsafe-inline'"],
        "worker-src": ["'self'", "blob:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ZHUCHAO_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a folder that is not there
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600


DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

Q_CLUSTER = {
    "name": "zhuchao",
    "orm": "default",
    "workers": 1,
    "timeout": 3600,
    "retry": 3700,
    "max_attempts": 3,
    "ack_failures": True,
    "poll": 1,
    "catch_up": False,
    "label": "jobs",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
