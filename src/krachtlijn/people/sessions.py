"""The session engine: database sessions that know whose they are, under hashed keys."""

import hashlib

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from krachtlijn.people.models import Session


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        return Session

    def _get_session_from_db(self):
        if not self.session_key:
            return None
        found = Session.objects.filter(
            session_key=hashed(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key):
        return super().exists(hashed(session_key))

    def create_model_instance(self, data):
        key = hashed(self._get_or_create_session_key())  # type: ignore[attr-defined]
        row = Session.objects.filter(pk=key).first() or Session(pk=key)
        row.session_data = self.encode(data)
        row.expire_date = self.get_expiry_date()
        row.person_id = data.get("_auth_user_id")
        row.device = data.get("device", "")
        row.own_device = data.get("own_device", False)
        return row

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            super().delete(hashed(key))
