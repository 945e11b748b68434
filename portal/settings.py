"""Settings of the newsroom, all from environment variables; with none set it is the demo on this machine."""

import sys
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor  # type: ignore[import-untyped]

from articles import later, next_pages
from articles.embeds import FRAME_SOURCES
from portal import environment
from portal.embedded import database_settings
from portal.environment import env, is_on
from portal.logs import logging_settings
from portal.social_log_in import social_log_in

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = environment.folder("VAR_DIR", default=BASE_DIR / "var")

PRODUCTION = environment.is_production()
if PRODUCTION:
    environment.require_production_settings()

DEMO_CONTENT = is_on("DEMO_CONTENT", default=True)
DEBUG = is_on("DEBUG", default=False) and not PRODUCTION
SECRET_KEY = environment.secret("SECRET_KEY") or environment.demo_secret_key(VAR / "secret_key")
SECRET_KEY_FALLBACKS = environment.apart_by_commas("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "portal",
    "accounts",
    "articles",
    "portal.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.github",
    "allauth.socialaccount.providers.facebook",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_prose_editor",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before the policy, which files have no use for
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "portal.compression.CompressLongAnswers",
    "portal.languages.LanguageOfTheAddress",  # before the first that refuses, so that it does so in that language
    "portal.addresses.RefuseUnreadableAddresses",
    "portal.addresses.LeaveOutCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.hint.SignInHint",
    "accounts.editions.SpeakAsThePageBefore",
    "accounts.private_pages.PrivatePages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_step.SecondStepForTheDesk",
    "accounts.known_browsers.KnownBrowsers",
    "accounts.leaving.CarryOutDueDeletions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["portal.indentation.Unindented", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "portal.inputs.Renderer"

# Database

DATABASE_URL = env.str("DATABASE_URL", "")
DATABASES = {"default": environment.database(DATABASE_URL) if DATABASE_URL else database_settings(VAR / "postgres")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# What DATABASE_URL says of these itself wins.
DATABASES["default"]["OPTIONS"] = {
    # What `articles.prepared` asks is prepared, and nothing else however often it is asked.
    "prepare_threshold": sys.maxsize,
    # A database that is away is known to be so within three seconds, as a new connection or in the middle of a query.
    "connect_timeout": 2,
    "tcp_user_timeout": 2500,
    "keepalives_idle": 5,
    **DATABASES["default"].get("OPTIONS", {}),
}

# In the database, because all processes share it: a limit on tries is one limit, whichever process is asked.
CACHES = {
    "default": {
        "BACKEND": "accounts.shared_cache.SharedCache",
        "LOCATION": "shared_cache",
        "KEY_FUNCTION": "accounts.limits.hashed_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Public pages that each process keeps ready; 0 keeps none.
PAGE_CACHE_MB = environment.megabytes("PAGE_CACHE_MB", default=64)
# Seconds for which each process remembers what stands beside every page, such as Trending.
REMEMBERED_FOR = 10
METRICS_TOKEN = environment.secret("METRICS_TOKEN")

# Proxies and CDNs that keep pages too and are told what has changed; a copy of which a word got lost lives a minute.
PURGED_PROXIES = environment.origins("PURGED_PROXIES", example="http://127.0.0.1:6081")
CLOUDFLARE_ZONE, CLOUDFLARE_TOKEN = environment.both("CLOUDFLARE_ZONE", "CLOUDFLARE_TOKEN")
CLOUDFLARE_BY_URL = is_on("CLOUDFLARE_BY_URL", default=False)
FASTLY_SERVICE, FASTLY_TOKEN = environment.both("FASTLY_SERVICE", "FASTLY_TOKEN")
KEPT_BY_OTHERS = 60 if PURGED_PROXIES or CLOUDFLARE_ZONE or FASTLY_SERVICE else 1
# The headers that carry a page's keys, and what stands between two keys.
KEYS_SENT = {"Surrogate-Key": " "} if FASTLY_SERVICE else {}
KEYS_SENT |= {"Cache-Tag": ","} if CLOUDFLARE_ZONE and not CLOUDFLARE_BY_URL else {}

# Readers and staff

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "display_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 24 * 3600  # seconds: two months

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.readers.name_of"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A code is typed into the page that asked for it, so it works when the e-mail is read on another device. To let
# people correct the address on that page would tell whether it has an account (allauth offers it for new ones only).
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60  # seconds
# allauth's own five a minute for one address are anybody's; accounts.limits counts what is sent to it.
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "accounts.forms.LogInForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "signup": "accounts.forms.SignUpForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmAddressForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmResetForm",
}
# Whose accounts elsewhere log in here: none, unless SOCIAL_LOGIN names them.
SOCIALACCOUNT_PROVIDERS = social_log_in()
SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.SocialSignUpForm"}
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # so that passkeys work at http://localhost:8000
MFA_FORMS = {
    "add_webauthn": "accounts.passkeys.AddPasskeyForm",
    "login_webauthn": "accounts.passkeys.LogInWithPasskeyForm",
    "authenticate_webauthn": "accounts.passkeys.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "accounts.passkeys.ConfirmWithPasskeyForm",
}
# Whoever works here sets up a second step before the desk opens; the demo's printed log-ins work without.
REQUIRE_SECOND_FACTOR = is_on("REQUIRE_SECOND_FACTOR", default=PRODUCTION)

# Language and time

LANGUAGES = [("en", _("English")), ("vi", _("Vietnamese")), ("es", _("Spanish"))]
LANGUAGE_CODE = environment.one_of([code for code, _name in LANGUAGES], "LANGUAGE_CODE", default="en")
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = environment.time_zone(env.str("TIME_ZONE", "Asia/Ho_Chi_Minh"))
FORMAT_MODULE_PATH = ["portal.formats"]

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # every page asks by these names, and each file is compressed once
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")  # maps are for developers
MEDIA_ROOT = environment.folder("MEDIA_ROOT", default=VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.static_files.RememberedStaticFiles"},
}

# Whether photos are made before they are asked for; a server for development makes each as it is asked for.
PHOTOS_AHEAD = is_on("PHOTOS_AHEAD", default=True) and not DEBUG

# E-mail: `smtp+tls://user:password@host:587` in production, the console in the demo.

MAILERS = {
    "default": environment.mailer(env.str("EMAIL_URL", "consolemail://")),
    "behind": {"BACKEND": "portal.mail_behind.EmailBackend"},
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.correspondent("DEFAULT_FROM_EMAIL", default="newsroom@localhost")
# Whom `write_to_operator` writes to.
ADMINS = [environment.correspondent("OPERATOR_EMAIL", default="")] if env.str("OPERATOR_EMAIL", "").strip() else []

# Security

# The one style element that the desk's text editor (ProseMirror under django-prose-editor) adds to its page.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
# The nonce is used by the admin's pages alone and left out of every other page's header.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE, next_pages.CSP_SOURCE, later.CSP_SOURCE],
    "style-src": [CSP.SELF, CSP.NONCE, EDITOR_STYLE],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF, *FRAME_SOURCES],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
IS_HTTPS = is_on("HTTPS", default=PRODUCTION)
SITE_URL = environment.site_url(ALLOWED_HOSTS, is_https=IS_HTTPS, port="" if PRODUCTION else env.str("PORT", "8000"))
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
# Whether the whole domain speaks HTTPS is known to its owner alone; a wrong promise cannot be taken back for a year.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = is_on("HSTS_SUBDOMAINS", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if is_on("BEHIND_PROXY", default=False) else 0
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # bytes
FILE_UPLOAD_HANDLERS = [
    "articles.photos.intake.UpToTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Logs

LOGGING = logging_settings(as_json=PRODUCTION)
