"""Who may be signed in at all, and the session by which he is known again."""

from datetime import datetime

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as StoredSession
from django.db.models import QuerySet
from django.utils import timezone

from wenming.shell.prepared import first, prepared


class SessionStore(StoredSession):
    """Django's sessions in the database; the one that every request reads is asked for in a prepared query."""

    def _get_session_from_db(self):
        found = first(_session(str(self.session_key), timezone.now()))
        if found is None:
            self._session_key = None
        return found


class OpenAccounts(ModelBackend):
    """Django's own check of the password; an account that is closed or past its last day is out at the next click."""

    def get_user(self, user_id):
        """With the roles held today, read in the same statement: every request asks for both."""
        from .queries.grants import user_with_roles

        user = user_with_roles(int(user_id), on=timezone.localdate())
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user) -> bool:
        return user.is_open(timezone.localdate())


@prepared
def _session(key: str, at: datetime) -> QuerySet:
    return SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=at)
