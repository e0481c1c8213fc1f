"""Read: files, pages and mails to documents with sentences and shingles; one row of report per input."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dualtrack.errors import UnreadableInput, no_pack
from dualtrack.lexicon.languages import known_languages
from dualtrack.lexicon.layout import Layout, all_layouts
from dualtrack.model import Document, Genre, Input, Outcome, When
from dualtrack.read import duplicates, sentences
from dualtrack.read.article import Article, day_of_address
from dualtrack.read.files import expand, read_file
from dualtrack.read.furniture import INVISIBLE, clean_text
from dualtrack.read.language import identify
from dualtrack.read.page import PageReader

__all__ = ["Batch", "batch", "documents", "duplicates", "sentences", "text_document"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents of a run, and one row for each input: read, empty, failed (why) or duplicate of."""

    documents: tuple[Document, ...]
    inputs: tuple[Input, ...]


def documents(paths: Sequence[Path | str], *, published: date | None = None) -> list[Document]:
    """Read files and folders; what cannot be read is left out (`batch` says why)."""
    return list(batch(paths, published=published).documents)


def batch(
    paths: Sequence[Path | str],
    *,
    published: date | None = None,
    progress: Progress = lambda done, total: None,
    packs: Sequence[Path] = (),
    base: Path | None = None,
) -> Batch:
    """Read files and folders of .txt, .md, .html, .eml and .jsonl.

    `published` is the publication day of every document that does not state its own. Names are the paths as given,
    or those from `base`. Duplicates are read, kept and linked. Never raises for a bad input: its row says why.
    """
    files = list(expand(paths, base))
    layouts = all_layouts(tuple(packs))
    pages = PageReader()
    read: list[Document] = []
    rows: list[Input] = []
    try:
        for done, (name, path) in enumerate(files, 1):
            for item in articles(name, path, pages):
                take(item, name, published, layouts, read, rows)
            progress(done, len(files))
    finally:
        pages.close()
    batch = link(read, rows)
    return replace(batch, inputs=tuple(noted(batch, known_languages(tuple(packs)))))


def noted(batch: Batch, languages: Sequence[str]) -> Iterator[Input]:
    """The rows of a run, with a note on each document in a language that has no pack."""
    unread = {item.id: item.language for item in batch.documents if item.language not in (*languages, "und")}
    for row in batch.inputs:
        language = unread.get(row.document_id or "")
        yield row if language is None else replace(row, why=no_pack(language))


def articles(name: str, path: Path | None, pages: PageReader) -> list[Article | UnreadableInput]:
    if path is None:
        return [UnreadableInput(f"{name}: no .txt, .md, .html, .eml or .jsonl in this folder: name another")]
    try:
        return list(read_file(path, name, pages))
    except UnreadableInput as error:
        return [error]


def take(
    item: Article | UnreadableInput,
    name: str,
    published: date | None,
    layouts: Sequence[Layout],
    read: list[Document],
    rows: list[Input],
) -> None:
    """Turn one article into a document and its row, or an error into its row."""
    if isinstance(item, UnreadableInput):
        empty = "empty file" in str(item)
        rows.append(Input(name, Outcome.EMPTY if empty else Outcome.FAILED, str(item).removeprefix(f"{name}: ")))
        return
    document = to_document(item, name, published, layouts)
    if not document.sentences:
        rows.append(Input(name, Outcome.EMPTY, "no article text left after page furniture: save the article's text"))
        return
    read.append(document)
    rows.append(Input(name, Outcome.READ, document_id=document.id))


def link(read: Sequence[Document], rows: Sequence[Input]) -> Batch:
    """Mark each input that repeats an earlier one; an exact repetition is one document."""
    distinct = list({document.id: document for document in read}.values())
    repeats = duplicates.find(distinct)
    seen: set[str] = set()
    linked = []
    for row in rows:
        key = row.document_id
        if key is not None and key in seen:
            row = replace(row, outcome=Outcome.DUPLICATE, duplicate_of=key, containment=1.0)
        elif key is not None and key in repeats:
            other, share = repeats[key]
            row = replace(row, outcome=Outcome.DUPLICATE, duplicate_of=other, containment=share)
        seen.add(key or "")
        linked.append(row)
    return Batch(tuple(distinct), tuple(linked))


def to_document(article: Article, name: str, published: date | None, layouts: Sequence[Layout]) -> Document:
    """Clean an article's text, tell its language, date and genre, and split it into sentences."""
    title = " ".join(INVISIBLE.sub("", article.title).split()) if article.title else None
    body = clean_text(article.text, layouts) if article.plain else article.text
    text = body
    if title and body and not body.startswith(title):
        text = f"{title}\n{body}" if is_headline(title, article.url) else body
    title = title if title and text.startswith(title) else None
    stated = article.published if article.published.known else day_of_address(article.url, layouts)
    when = stated if stated.known else When.on(published) if published else When()
    language = article.language or identify(body, layouts)
    title = title or article.title
    return Document(
        text=text,
        name=name,
        language=language,
        title=title,
        publisher=article.publisher or publisher_of(article.url),
        url=article.url,
        published=when,
        genre=genre_of(article, layouts),
        sentences=sentences.split_titled(text, language, title),
        shingles=duplicates.shingles(body),
    )


def text_document(
    text: str, *, name: str = "text", published: date | None = None, language: str | None = None
) -> Document:
    """One string as a document, taken as it is (no furniture is looked for)."""
    language = language or identify(text, all_layouts())
    return Document(
        text=text,
        name=name,
        language=language,
        published=When.on(published) if published else When(),
        sentences=sentences.split_titled(text, language),
        shingles=duplicates.shingles(text),
    )


def is_headline(title: str, url: str | None) -> bool:
    """Whether a stated title is words of the article, not the site's address or name."""
    site = publisher_of(url) or "\0"
    return title.count(" ") >= 2 and site not in title.casefold()


def publisher_of(url: str | None) -> str | None:
    """The site of an address, without scheme, `www.` or path."""
    if not url:
        return None
    host = url.split("://")[-1].split("/")[0].casefold()
    return host.removeprefix("www.") or None


def genre_of(article: Article, layouts: Sequence[Layout]) -> Genre:
    """The stated genre, else what the page gives away in its address, title or notices."""
    if article.genre:
        return Genre(article.genre)
    page = article.text.casefold()
    place = f"{article.url or ''} {article.title or ''}".casefold()
    host = publisher_of(article.url) or ""
    if any(phrase in page for layout in layouts for phrase in layout.machine_written):
        return Genre.MACHINE_WRITTEN
    if any(f"/{phrase}" in place or place.startswith(phrase) for layout in layouts for phrase in layout.opinion):
        return Genre.OPINION
    if any(phrase in place for layout in layouts for phrase in layout.live):
        return Genre.LIVE
    if host.endswith((".gov", ".mil", ".int", "europa.eu")) or ".gov." in host:
        return Genre.OFFICIAL
    return Genre.NEWS
