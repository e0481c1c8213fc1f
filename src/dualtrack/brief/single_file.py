"""One file for all pages: each page a section, each link between pages a link within the file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

BODY = re.compile(r"<body>\n?(.*)</body>", re.DOTALL)
LINK = re.compile(r'href="([^"#:]*\.html)?(?:#([^"]*))?"')
NAMED = re.compile(r'\b(id|aria-labelledby)="([^"]+)"')
FRONT = "index.html"


def one_file(pages: Mapping[str, str]) -> str:
    """Join pages (path to HTML) into the front page. Free of the size limit of a page; nothing else is needed."""
    bodies = {path: inner(page) for path, page in pages.items()}
    others = [path for path in sorted(bodies) if path != FRONT]
    names = own_names({path: bodies[path] for path in (FRONT, *others)})
    joined = {path: inward(body, path, names) for path, body in bodies.items()}
    sections = "".join(f'<hr><section id="{anchor(path)}">\n{joined[path]}</section>\n' for path in others)
    front = f'<div id="{anchor(FRONT)}">{joined[FRONT]}</div>\n'
    return BODY.sub(lambda _: f"<body>\n{front}{sections}</body>", pages[FRONT])


def anchor(path: str) -> str:
    """The id under which a page stands in the file: "lenses/realist.html" is "lenses-realist"."""
    return path.removesuffix(".html").replace("/", "-")


def inner(page: str) -> str:
    found = BODY.search(page)
    body = found[1] if found else page
    return body.replace("<main>", '<div class="page">').replace("</main>", "</div>")


def own_names(bodies: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """For each page the ids that its places take in the file: their own, with the page's before one that is taken."""
    taken = {anchor(path) for path in bodies}
    names: dict[str, dict[str, str]] = {}
    for path, body in bodies.items():
        ids = {value for kind, value in NAMED.findall(body) if kind == "id"}
        names[path] = {value: f"{anchor(path)}-{value}" if value in taken else value for value in ids}
        taken |= set(names[path].values())
    return names


def inward(body: str, path: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """A page's body with its places renamed and its links turned inward; a link to a place on a page leads there."""

    def renamed(found: re.Match[str]) -> str:
        return f'{found[1]}="{" ".join(names[path].get(value, value) for value in found[2].split())}"'

    def turned(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link[1])) if link[1] else path
        if target not in names or not (link[1] or link[2]):
            return link[0]
        return f'href="#{names[target].get(link[2], link[2]) if link[2] else anchor(target)}"'

    return LINK.sub(turned, NAMED.sub(renamed, body))
