"""Production settings. Environment variables can relax them (see ``environment.py``)."""

from datetime import timedelta
from urllib.parse import urlsplit

from config import environment
from config.environment import BASE_DIR, DEBUG, DEMO, VAR_DIR

SITE_URL = environment.SITE_URL
SECRET_KEY = environment.SECRET_KEY
SECRET_KEY_FALLBACKS = environment.SECRET_KEY_FALLBACKS
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *environment.ALLOWED_HOSTS]
if DEMO or DEBUG:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
TRUSTED_PROXIES = environment.TRUSTED_PROXIES
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURITY_CONTACT = environment.SECURITY_CONTACT
REGION = environment.REGION
CHECK_LINKS = environment.CHECK_LINKS
ROUTE_URL = environment.ROUTE_URL
HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "home",
    "events",
    "events.conference.apps.ConferenceConfig",
    "events.pages.apps.EventPagesConfig",
    "knowledge",
    "network",
    "accounts.apps.AccountsConfig",
    "outbox",
    "freshness",
    "web",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.UsersConfig",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "accounts.oidc",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.middleware.probes_by_any_name",
    "freshness.pages.cached_pages",  # before the others, so that cached pages include the headers of all the others
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.content_security_policy",
    "config.middleware.forms_in_utf8",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "home.signed_out.explained_to_autosave",
    "home.errors.keep_work_of_editors",
    "accounts.middleware.staff_second_factor",
    "accounts.middleware.proof_before_new_ways_in",
    "network.gate.organisers_see_their_own",
    "web.responses.exceptions_as_pages",
    "network.moved.MovedPagesMiddleware",
    "home.middleware.CachedSite",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site",
            ],
        },
    },
]

# Database. SQLite needs IMMEDIATE. Otherwise a transaction that reads before it writes fails if another one has written
# in between, and checking a capacity and taking a place would not be atomic. It also needs a queue: see
# ``config.sqlite``.
DATABASES = {"default": environment.DATABASE}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["ENGINE"] = "config.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;",
    }
else:
    # The parsed URL always has an age, 0 by default. Opening a connection takes longer than serving a page.
    DATABASES["default"]["CONN_MAX_AGE"] = DATABASES["default"].get("CONN_MAX_AGE") or 60
    options = DATABASES["default"].setdefault("OPTIONS", {})
    # JIT compilation takes longer than any of our queries.
    options.setdefault("options", "-c jit=off")
    # So does planning; therefore connections prepare the statements that they repeat. Behind a pooler that switches
    # connections between transactions, ``?prepare_threshold=false`` in the URL turns this off.
    options.setdefault("server_side_binding", True)
    options["prepare_threshold"] = options.get("prepare_threshold", 5) or None
    # A server that does not answer must not hold a worker for minutes.
    options.setdefault("connect_timeout", 5)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {"BACKEND": "config.cache.RedisOrMemory", "LOCATION": environment.CACHE_URL}
    if environment.CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Pictures are large and anybody can ask for them, so they have a cache of their own and evict nothing else.
    "images": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "images",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.static.MadeFilesFinder",
]
MADE_STATIC_DIR = VAR_DIR / "made-static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "config.storage.Uploads"},
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # The web server reads them, whatever the umask of the site.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": PRIVATE_ROOT,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor sends many

# Mail. Everything goes to the outbox, and from there by the transport: no visitor waits for the mail server.
EMAIL_BACKEND = "outbox.backends.OutboxBackend"
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = environment.EMAIL["EMAIL_HOST"]
EMAIL_PORT = environment.EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER = environment.EMAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = environment.EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = environment.EMAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = environment.EMAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.DEFAULT_FROM_EMAIL
DEMO_MAIL_DIR = VAR_DIR / "mail"
if DEMO:
    MAIL_TRANSPORT = "outbox.backends.FolderBackend"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.Guessable"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without it, allauth takes no passwords at all
ACCOUNT_FORMS = {"signup": "accounts.forms.SignupForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # no secrets in links, logs and histories
# A mail may be late: greylisting takes minutes. Three wrong codes end it.
CODE_LIFETIME = timedelta(minutes=15)
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LIFETIME.total_seconds()
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LIFETIME.total_seconds()
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_LIFETIME.total_seconds()
ACCOUNT_LOGIN_TIMEOUT = 2 * CODE_LIFETIME.total_seconds()
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
# Attempts per period, by network ("ip") and by address or account ("key": from one network, and ten times as many from
# all of them; see ``accounts.rate_limits``). A whole town hall may sign in after a mail, from one IP address. What mails
# an address has the limits in ``web.rate_limits`` besides.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key,50/d/key",
    "request_login_code": "120/m/ip,3/m/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    "signup": "60/m/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wijkverband"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG
REQUIRE_STAFF_MFA = environment.REQUIRE_STAFF_MFA

# One provider of OpenID Connect, if it is configured. It opens an account at a proven address, and grants no role.
OIDC_DOMAINS = environment.OIDC_DOMAINS
OIDC_ISSUER = environment.OIDC_ISSUER
SOCIALACCOUNT_ADAPTER = "accounts.oidc.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "werk",
                "name": environment.OIDC_NAME,
                "client_id": environment.OIDC_CLIENT_ID,
                "secret": environment.OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

# Wagtail
WAGTAIL_SITE_NAME = "Wijkverband"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "knowledge.search.backend"}}
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one region, one clock
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "config.workflows.finish"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # our own letters tell people what waits for them
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024  # made smaller when it is saved: network.metadata
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000  # above any phone's photos, below what exhausts memory
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict] = []  # embedded videos would bring third-party trackers
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}

# Security
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # deleted when the browser closes
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "home.errors.csrf_failure"
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews a page in a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # it demands DENY
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.LOG_LEVEL},
    # Each saved page starts several tasks for search and references, and each writes three lines.
    "loggers": {"django_tasks": {"level": "WARNING" if environment.LOG_LEVEL == "INFO" else environment.LOG_LEVEL}},
}
