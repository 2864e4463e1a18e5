"""A page as a tagged PDF, where WeasyPrint and the pango of the system are there."""

from functools import cache
from mimetypes import guess_type
from pathlib import Path

from django.contrib.staticfiles import finders

from krachtlijn.exchange.drawn import for_pdf

OWN = "own://files/"


@cache
def can_make_pdf() -> bool:
    """WeasyPrint is an extra, and it draws letters with a library of the system."""
    try:
        # Asked for only where it is needed: it takes a second to load, and may not be there.
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def pdf_of(html: str) -> bytes:
    """This page as PDF/UA-1: with its headings, lists and language, for whoever listens to it."""
    from weasyprint import HTML  # see above
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        """Our own styles and letters; a plan that is printed asks nothing of anyone else."""

        def fetch(self, url, headers=None):
            found = finders.find(url.removeprefix(OWN)) if url.startswith(OWN) else None
            if not found:
                raise ValueError("not one of our own files")
            kind = guess_type(found)[0] or "font/woff2"
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})

    page = HTML(string=for_pdf(html), base_url=OWN, url_fetcher=OwnFilesOnly())
    # 1.4 knows tags as well, and opens in every reader there is.
    return page.write_pdf(pdf_variant="pdf/ua-1", pdf_version="1.4")
