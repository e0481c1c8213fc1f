"""One file for all pages: each page a section, each link between pages a link within the file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

BODY = re.compile(r"<body>\n?(.*)</body>", re.DOTALL)
LINK = re.compile(r'href="([^"#:]*\.html)(#[^"]*)?"')
FRONT = "index.html"


def one_file(pages: Mapping[str, str]) -> str:
    """Join pages (path to HTML) into the front page. Free of the size limit of a page; nothing else is needed."""
    others = sorted(path for path in pages if path != FRONT)
    sections = "".join(
        f'<hr><section id="{anchor(path)}">\n{inner(pages[path], path, pages)}</section>\n' for path in others
    )
    front = inner(pages[FRONT], FRONT, pages)
    return BODY.sub(lambda _: f'<body>\n<div id="{anchor(FRONT)}">{front}</div>\n{sections}</body>', pages[FRONT])


def anchor(path: str) -> str:
    """The id under which a page stands in the file: "lenses/realist.html" is "lenses-realist"."""
    return path.removesuffix(".html").replace("/", "-")


def inner(page: str, path: str, pages: Mapping[str, str]) -> str:
    """The body of a page with its links to other pages turned inward; a link to a place on a page leads there."""
    found = BODY.search(page)
    body = found[1] if found else page

    def inward(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link[1]))
        return f'href="{link[2] or "#" + anchor(target)}"' if target in pages else link[0]

    return LINK.sub(inward, body).replace("<main>", '<div class="page">').replace("</main>", "</div>")
