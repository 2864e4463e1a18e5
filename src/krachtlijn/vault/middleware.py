from django.shortcuts import render

from krachtlijn.privacy.sealing import Unreadable
from krachtlijn.vault.errors import Taken, Wiped

PAGES = {Wiped: ("410.html", 410), Taken: ("409.html", 409), Unreadable: ("unreadable.html", 410)}


class VaultAnswers:
    """What the vault answers becomes a page with one clear sentence."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if type(exception) not in PAGES or request.path.startswith("/api/"):
            return None
        template, status = PAGES[type(exception)]
        return render(request, f"vault/{template}", status=status)
