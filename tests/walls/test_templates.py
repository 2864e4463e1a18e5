"""Templates: each is used, says who sees the page, runs nothing inline, and loses nothing typed."""

import re

from krachtlijn.vault.middleware import PAGES
from tests.walls.ground import modules, strings, templates

# Django draws these by their name alone.
BY_NAME = {"400.html", "403.html", "404.html", "500.html"}
BASE = "web/base.html"

USES = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
BLOCK = r"{%% block %s %%}(.*?){%% endblock"
NESTED = re.compile(r"{% block who_sees %}{% endblock %}")
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
INLINE = {
    "a style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "a script": re.compile(r"<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE),
    "an on… attribute": re.compile(r"<[^>{]*\son\w+\s*=", re.IGNORECASE),
}
# As the type of what was escaped already it may be named; made by hand it may not.
UNESCAPED = re.compile(
    r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off|mark_safe|Safe(?:String|Text)(?:\(| as\b)|__html__"
)
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"""include ["']web/_field\.html["'](?: with field=form\.(\w+))?""")
# Typed again in a moment, or not to be kept on any page: what proves, and what is chosen.
CHOSEN = {"to", "lasts", "date", "later", "plan", "others_said_yes"}
NOT_WORDS = {"pin", "current", "card", "code"} | CHOSEN
# These ask for nothing but a card and a PIN.
ALL_PROOF = {"people/sign_in.html", "people/new_card.html"}


def unused(pages: dict[str, str], code: dict[str, str]) -> list[str]:
    named = {text for module in code.values() for text in strings(module)}
    named |= {name for page in pages.values() for name in USES.findall(page)}
    named |= BY_NAME | {f"vault/{name}" for name, _ in PAGES.values()}
    return sorted(set(pages) - named)


def silent_about_readers(pages: dict[str, str]) -> list[str]:
    """Pages that do not say who sees them, and do not say either that they need not."""
    return [
        name
        for name, text in pages.items()
        if name != BASE and BASE in chain(pages, name) and not says_who_sees(pages, name)
    ]


def chain(pages: dict[str, str], name: str) -> list[str]:
    """A template and all it extends."""
    found = re.search(r"""{% extends ["']([^"']+)["']""", pages.get(name, ""))
    return [name, *(chain(pages, found[1]) if found else [])]


def says_who_sees(pages: dict[str, str], name: str) -> bool:
    for each in chain(pages, name):
        if each == BASE:
            return False
        filled = re.search(BLOCK % "who_sees", pages[each], re.DOTALL)
        if filled and filled[1].strip():
            return True
        if "{% block who_sees_line %}" in pages[each]:
            return True
    return False


def inline(pages: dict[str, str]) -> list[str]:
    """What a page would have to be trusted for: the content policy forbids it anyway."""
    return [
        f"{name}: {what}"
        for name, text in pages.items()
        for what, pattern in INLINE.items()
        if pattern.search(COMMENT.sub("", text))
    ]


def unescaped(texts: dict[str, str]) -> list[str]:
    return [
        f"{name}: {found[0]}" for name, text in texts.items() for found in UNESCAPED.finditer(text)
    ]


def whole(pages: dict[str, str], name: str) -> str:
    """A template with what it includes written out, except the field itself."""

    def write_out(found):
        inner = found[1]
        ours = inner in pages and inner != "web/_field.html"
        return whole(pages, inner) if ours else found[0]

    text = COMMENT.sub("", pages[name])
    return re.sub(r"""{% include ["']([^"']+)["'][^%]*%}""", write_out, text)


def forms(pages: dict[str, str]):
    """Every form that is sent: its template, how it begins, and all it holds."""
    for name in pages:
        for opening, body in FORM.findall(whole(pages, name)):
            if re.search(r'method="post"', opening, re.IGNORECASE):
                yield name, opening, body


def without_token(pages: dict[str, str]) -> list[str]:
    return [name for name, _, body in forms(pages) if "{% csrf_token %}" not in body]


def losing_words(pages: dict[str, str]) -> list[str]:
    """Forms in which someone writes, that are not kept when the session or the network is gone."""
    return [
        f"{name}: {'data-keep' if 'data-keep' not in opening else 'by'} is missing"
        for name, opening, body in forms(pages)
        if name not in ALL_PROOF
        and set(FIELD.findall(body)) - NOT_WORDS
        and not ("data-keep" in opening and 'name="by"' in body)
    ]


def test_every_template_is_used():
    assert unused(templates(), modules()) == []


def test_seen_red_a_template_nobody_uses():
    planted = {"web/forgotten.html": "", "web/_part.html": "", "web/base.html": ""}
    assert unused(planted, {"a.py": "'web/base.html'"}) == ["web/_part.html", "web/forgotten.html"]


def test_every_page_says_who_sees_it():
    assert silent_about_readers(templates()) == []


def test_seen_red_a_page_that_does_not_say_who_sees_it():
    planted = {
        "a.html": '{% extends "web/base.html" %}{% block who_sees %} {% endblock %}',
        "b.html": '{% extends "c.html" %}',
        "c.html": '{% extends "web/base.html" %}{% block who_sees %}You.{% endblock %}',
        BASE: templates()[BASE],
    }
    assert silent_about_readers(planted) == ["a.html"]


def test_nothing_runs_or_looks_otherwise_inline():
    assert inline(templates()) == []


def test_seen_red_something_inline():
    for bad in (
        '<p style="color: red">',
        "<style>",
        "<script>1</script>",
        '<a href="javascript:x">',
        '<button class="b" onclick="x()">',
    ):
        assert len(inline({"a.html": bad})) == 1
    assert inline({"a.html": '<script type="module" src="x.js"></script>{# style= #}'}) == []


def test_everything_is_escaped():
    assert unescaped(templates() | modules()) == []


def test_seen_red_something_unescaped():
    assert unescaped({"a.html": "{{ words|safe }}"}) == ["a.html: |safe"]
    assert unescaped({"a.html": "{% autoescape off %}"}) == ["a.html: autoescape off"]
    assert unescaped({"a.py": "mark_safe(words)"}) == ["a.py: mark_safe"]
    assert unescaped({"a.py": "SafeString(words)"}) == ["a.py: SafeString("]
    assert unescaped({"a.py": "import SafeString as Words"}) == ["a.py: SafeString as"]
    assert unescaped({"a.py": "def drawn() -> SafeString:"}) == []


def test_every_form_carries_a_token():
    assert len(list(forms(templates()))) > 20
    assert without_token(templates()) == []


def test_seen_red_a_form_without_a_token():
    planted = {"a.html": '<form method="post"><button>x</button></form>'}
    assert without_token(planted) == ["a.html"]


def test_every_form_in_which_someone_writes_is_kept():
    assert losing_words(templates()) == []


def test_seen_red_a_form_that_loses_words():
    field = '{% include "web/_field.html" with field=form.words %}'
    by = '<input type="hidden" name="by">'
    planted = {
        "a.html": f'<form method="post">{by}{field}</form>',
        "b.html": f'<form method="post" data-keep>{field}</form>',
        "c.html": f'<form method="post" data-keep>{by}{field}</form>',
    }
    assert losing_words(planted) == ["a.html: data-keep is missing", "b.html: by is missing"]
