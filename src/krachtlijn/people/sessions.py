"""The session engine: database sessions that know whose they are, under hashed keys."""

import hashlib

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

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
        real = self._session_key
        self._session_key = hashed(real)
        try:
            return super()._get_session_from_db()
        finally:
            if self._session_key is not None:
                self._session_key = real

    def exists(self, session_key):
        return super().exists(hashed(session_key))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = hashed(row.session_key)
        kept = Session.objects.filter(pk=row.session_key).first()
        if kept:
            row.handle, row.begun = kept.handle, kept.begun
        row.person_id = data.get("_auth_user_id")
        row.device = data.get("device", "")
        row.own_device = data.get("own_device", False)
        return row

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            super().delete(hashed(key))
