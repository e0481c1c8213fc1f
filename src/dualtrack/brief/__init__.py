"""Briefs: from a record and its findings to pages in which every sentence resolves to its evidence."""

from dualtrack.brief.compose import Brief, compose
from dualtrack.brief.editions import render_editions
from dualtrack.brief.export import render_exports, write
from dualtrack.brief.proof import Cited, Proof, prove
from dualtrack.brief.render import render_pages
from dualtrack.brief.words import Words, load_words

__all__ = [
    "Brief",
    "Cited",
    "Proof",
    "Words",
    "compose",
    "load_words",
    "prove",
    "render_editions",
    "render_exports",
    "render_pages",
    "write",
]
