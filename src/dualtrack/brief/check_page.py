"""The page and the JSON of a checked article: each sentence, what the record says of it, its evidence in words."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from markupsafe import Markup

from dualtrack.brief.check import CheckedArticle, CheckedSentence, Yardstick
from dualtrack.brief.render import environment
from dualtrack.brief.view import cited
from dualtrack.model.identity import plain

SHOWN = 6
"""Claims of evidence shown under one remark; check.json has them all."""


def render_check(article: CheckedArticle, yardstick: Yardstick) -> dict[str, str]:
    """check.html, self-contained, and check.json, by file name. The same article and record give the same bytes."""
    words = yardstick.holdings.rows.words
    templates = resources.files("dualtrack.brief").joinpath("templates")
    page = (
        environment()
        .get_template("check.html")
        .render(
            article=article,
            words=words,
            labels=words.sections["check"],
            summary=summary(article, yardstick),
            rows=yardstick.holdings.rows,
            evidence=lambda claims: cited(claims[:SHOWN], yardstick.holdings.rows),
            style=Markup(templates.joinpath("style.css").read_text("utf-8")),
        )
    )
    data = json.dumps(as_json(article, yardstick), ensure_ascii=False, indent=1) + "\n"
    return {"check.html": page, "check.json": data}


def summary(article: CheckedArticle, yardstick: Yardstick) -> str:
    """The line on top: how many sentences agree, differ, are not in the record."""
    return str(yardstick.holdings.rows.words.sections["check"]["summary"]).format(**article.counts)


def as_json(article: CheckedArticle, yardstick: Yardstick) -> dict[str, Any]:
    return {
        "article": article.name,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "summary": summary(article, yardstick),
        "counts": article.counts,
        "sentences": [sentence_json(sentence) for sentence in article.sentences],
    }


def sentence_json(sentence: CheckedSentence) -> dict[str, Any]:
    readings = [
        {
            "reading": item.verdict.reading.id,
            "denied": item.denied,
            "verdict": item.verdict.verdict,
            "says": item.verdict.statement.text if item.verdict.statement else "",
            "interval": item.verdict.primary.interval if item.verdict.primary else None,
            "minimum_detectable": item.verdict.primary.minimum_detectable if item.verdict.primary else None,
            "why": item.verdict.why,
        }
        for item in sentence.readings
    ]
    remarks: list[Any] = [plain(remark) for remark in sentence.remarks]
    return {"text": sentence.text, "label": sentence.label, "remarks": remarks, "readings": plain(readings)}
