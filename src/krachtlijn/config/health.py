from django.db import connections
from django.http import HttpResponse

from krachtlijn.web.doors import open_page


@open_page("whoever watches the machine asks whether it answers")
def health(request):
    """``ok`` when the database and the key store answer."""
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
