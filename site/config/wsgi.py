import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# All addresses now, and not with the first mail: that is written under the lock on a date, and others would wait for it.
_ = get_resolver().reverse_dict
