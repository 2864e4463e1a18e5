from datetime import date

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


@register.filter
def day(on: date) -> str:
    """A day as people say it: with its year, unless that is the year it is now."""
    this_year = on.year == timezone.localdate().year
    return date_format(on, "j F" if this_year else "j F Y")
