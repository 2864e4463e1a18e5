class KeysApart:
    """Wrapped keys live in a database of their own, and nothing else lives there."""

    apart = {"wrappedkey"}

    def _is_key(self, model) -> bool:
        return model._meta.app_label == "privacy" and model._meta.model_name in self.apart

    def db_for_read(self, model, **hints):
        return "keys" if self._is_key(model) else "default"

    db_for_write = db_for_read

    def allow_relation(self, one, other, **hints):
        return self._is_key(one) == self._is_key(other)

    def allow_migrate(self, db, app_label, model_name=None, **hints):
        key = app_label == "privacy" and model_name in self.apart
        return key == (db == "keys")
