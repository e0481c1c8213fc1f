"""Files: from a path to articles. Each kind of file has one reader; each kind of bad input one clear line."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from dualtrack.errors import UnreadableInput
from dualtrack.model import When
from dualtrack.read.article import Article, parse_day, split_head
from dualtrack.read.page import PageReader

LARGEST = 20 * 1024 * 1024
LONGEST_LINE = 2 * 1024 * 1024
KINDS = (".txt", ".md", ".html", ".htm", ".eml", ".jsonl")
FOLDER_SKIPS = (".", "_")


def expand(paths: Sequence[Path | str], base: Path | None = None) -> Iterator[tuple[str, Path | None]]:
    """(name, file) for each file named or held by a named folder, in order; None for a folder without any.

    A name is the path as given, or, with `base`, the path from there."""
    for name, path in _expand(paths):
        yield (name if base is None else str(Path(name).relative_to(base))), path


def _expand(paths: Sequence[Path | str]) -> Iterator[tuple[str, Path | None]]:
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield str(given), path
            continue
        held = sorted(item for item in path.rglob("*") if item.suffix.lower() in KINDS and item.is_file())
        held = [item for item in held if not item.name.startswith(FOLDER_SKIPS)]
        for item in held:
            yield str(item), item
        if not held:
            yield str(given), None


def read_file(path: Path, name: str, pages: PageReader) -> Iterator[Article | UnreadableInput]:
    """The articles of one file. A bad row of a .jsonl is yielded as the error that names it; the others go on.

    Raises UnreadableInput where the file as a whole cannot be read."""
    raw = read_bytes(path, name)
    kind = path.suffix.lower()
    if kind in (".html", ".htm"):
        yield from_page(raw, name, pages)
    elif kind == ".eml":
        yield from_mail(raw, name, pages)
    elif kind == ".jsonl":
        yield from from_rows(raw, name)
    else:
        yield split_head(decode(raw, name), name)


def read_bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            limit = LARGEST // 1024 // 1024
            raise UnreadableInput(f"{name}: {size / 1024 / 1024:.0f} MB, over {limit} MB: split it into its articles")
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput(f"{name}: no such file: check the path") from error
    except OSError as error:
        raise UnreadableInput(f"{name}: cannot be opened ({error.strerror}): check its permissions") from error
    if not raw.strip():
        raise UnreadableInput(f"{name}: empty file: save the article again")
    if b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableInput(f"{name}: binary, not text: export it as .txt or .html")
    if max(map(len, raw.split(b"\n"))) > LONGEST_LINE:
        raise UnreadableInput(f"{name}: a line of over {LONGEST_LINE // 1024 // 1024} MB: not an article; break it up")
    return raw


def decode(raw: bytes, name: str) -> str:
    """Text of unknown encoding: UTF-8 or UTF-16 by its mark, else the best guess; never an error."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        # A few broken bytes in UTF-8 are likelier than another encoding: replace them, and keep the rest.
        replaced = raw.decode("utf-8", "replace")
        if replaced.count("\ufffd") * 50 < len(replaced):
            return replaced
        best = from_bytes(raw).best()
        return str(best) if best is not None else replaced


def from_page(raw: bytes, name: str, pages: PageReader) -> Article:
    found = pages.read(raw, name)
    if not found["text"]:
        raise UnreadableInput(f"{name}: no article found on the page: save its text instead")
    day = parse_day(found.get("date") or "", name)
    return Article(found["text"], found.get("title"), found.get("publisher"), found.get("url"), day)


def from_mail(raw: bytes, name: str, pages: PageReader) -> Article:
    """A mail: its plain part if it has one, else its HTML part; subject, sender and date from its head."""
    mail: Any = email.message_from_bytes(raw, policy=email.policy.default)
    body = mail.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise UnreadableInput(f"{name}: a mail without a text: save the article itself")
    content = body.get_content()
    if body.get_content_type() == "text/html":
        content = pages.read(content.encode("utf-8"), name)["text"]
    try:
        day = When.on(parsedate_to_datetime(str(mail["date"])).date()) if mail["date"] else When()
    except ValueError:
        day = When()
    sender = str(mail["from"] or "").partition("<")[0].strip().strip('"') or None
    return Article(str(content), str(mail["subject"] or "") or None, sender, None, day)


def from_rows(raw: bytes, name: str) -> Iterator[Article | UnreadableInput]:
    """The rows of a .jsonl: objects with text, and title, url, published, publisher, genre, language if known."""
    for number, line in enumerate(decode(raw, name).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                yield UnreadableInput(f"{where}: a row needs the field 'text': {line[:40]}")
                continue
            day = parse_day(str(row.get("published") or ""), where)
            yield Article(
                row["text"], row.get("title"), row.get("publisher"), row.get("url"), day, row.get("genre"),
                row.get("language"),
            )  # fmt: skip
        except json.JSONDecodeError as error:
            yield UnreadableInput(f"{where}: not JSON ({error.msg}): one object a line")
        except UnreadableInput as error:
            yield error
