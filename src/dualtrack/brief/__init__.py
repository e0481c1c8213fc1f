"""Briefs: from a record and its findings to pages in which every sentence resolves to its evidence."""

from dualtrack.brief.check import CheckedArticle, Told, Yardstick, check_article
from dualtrack.brief.check_page import render_check
from dualtrack.brief.compose import Brief, compose, record_rows
from dualtrack.brief.editions import render_editions
from dualtrack.brief.export import render_exports, write
from dualtrack.brief.holdings import lay_out
from dualtrack.brief.lint import lint_views, view_files
from dualtrack.brief.model_writer import Endpoint, endpoint_of, redraft, write_with
from dualtrack.brief.proof import Cited, Proof, prove
from dualtrack.brief.readings import judge, load_readings
from dualtrack.brief.render import render_pages
from dualtrack.brief.single_file import one_file
from dualtrack.brief.words import Words, load_words

__all__ = [
    "Brief",
    "CheckedArticle",
    "Cited",
    "Endpoint",
    "Proof",
    "Told",
    "Words",
    "Yardstick",
    "check_article",
    "compose",
    "endpoint_of",
    "judge",
    "lay_out",
    "lint_views",
    "load_readings",
    "load_words",
    "one_file",
    "prove",
    "record_rows",
    "redraft",
    "render_check",
    "render_editions",
    "render_exports",
    "render_pages",
    "view_files",
    "write",
    "write_with",
]
