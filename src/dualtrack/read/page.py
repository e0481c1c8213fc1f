"""Pages: the text of saved HTML by trafilatura, in a child process with limits on time and memory.

Hostile pages (tens of thousands of nested tags) stall every extractor for many seconds or exhaust its stack; in a
child they cost one line in the report and nothing else. Run as a module, this file is that child: it reads pages
from standard input and writes one JSON line each.
"""

from __future__ import annotations

import contextlib
import json
import re
import select
import struct
import subprocess
import sys
from typing import Any

from dualtrack.errors import UnreadableInput

SECONDS = 12
MEMORY = 1024 * 1024 * 1024
DEEPEST = 2000  # nested open tags; real pages stay under 100
TAG = re.compile(rb"<(/?)(?:div|span|p|b|i|em|strong|font|table|tr|td|ul|li|section|article|a|blockquote)\b", re.I)


class PageReader:
    """One child, kept for as long as pages come; replaced when a page kills it."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None

    def read(self, raw: bytes, where: str) -> dict[str, Any]:
        """The text and metadata of a page. Raises UnreadableInput where it cannot be had within the limits."""
        if depth(raw) > DEEPEST:
            raise UnreadableInput(f"{where}: over {DEEPEST} nested tags: not an article; save the page's text instead")
        child = self.child = self.child or start()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(struct.pack(">Q", len(raw)) + raw)
            child.stdin.flush()
            ready, _, _ = select.select([child.stdout], [], [], SECONDS)
            line = child.stdout.readline() if ready else b""
        except OSError:
            line = b""
        if not line:
            self.close()
            raise UnreadableInput(f"{where}: the page could not be read in {SECONDS} s and 1 GB: save its text instead")
        answer: dict[str, Any] = json.loads(line)
        if answer.get("error"):
            raise UnreadableInput(f"{where}: the page could not be read ({answer['error']}): save its text instead")
        return answer

    def close(self) -> None:
        if self.child is not None:
            self.child.kill()
            for pipe in (self.child.stdin, self.child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # the child is gone, and what was on its way to it
                        pipe.close()
            self.child.wait()
        self.child = None


def depth(raw: bytes) -> int:
    """The deepest nesting of a page's common tags, as far as tags are closed."""
    deepest = level = 0
    for tag in TAG.finditer(raw):
        level += -1 if tag[1] else 1
        deepest = max(deepest, level)
    return deepest


def start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dualtrack.read.page"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def extract(raw: bytes) -> dict[str, Any]:
    """Text, title, publisher, address and date of a page, as trafilatura finds them."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False, include_tables=False)
    if found is None:
        return {"text": ""}
    return {
        "text": found.text or "",
        "title": found.title,
        "publisher": found.sitename,
        "url": found.url,
        "date": stated_date(raw, found.date),
    }


def stated_date(raw: bytes, guess: str | None) -> str | None:
    """The guessed date only if the page itself states it: a date made up from today or from a template is none."""
    if not guess:
        return None
    year, month, day = guess.split("-")
    text = raw.decode("utf-8", "replace")
    written = (guess, f"{year}/{month}/{day}", f"{day}.{month}.{year}", f"{year}{month}{day}", f"{month}/{day}/{year}")
    spelled = re.search(rf"\b0?{int(day)}(?:st|nd|rd|th)?\.?\s+\w+,?\s+{year}|\w+\s+0?{int(day)},?\s+{year}", text)
    return guess if spelled or any(form in text for form in written) else None


def serve() -> None:
    """The child's loop."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2, MEMORY * 2))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(8)) == 8:
        raw = source.read(struct.unpack(">Q", head)[0])
        used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + SECONDS, resource.RLIM_INFINITY))
        try:
            answer = extract(raw)
        except (Exception, RecursionError) as error:
            answer = {"error": f"{type(error).__name__}"}
        sink.write(json.dumps(answer).encode() + b"\n")
        sink.flush()


if __name__ == "__main__":
    serve()
