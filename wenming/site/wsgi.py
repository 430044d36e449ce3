"""The WSGI entry that granian serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.site.settings")
gc.disable()  # almost all that loading makes stays for good: looking through it for garbage was a sixth of a start
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every view, before the first person asks
gc.freeze()  # nor is it looked through later on
gc.enable()
