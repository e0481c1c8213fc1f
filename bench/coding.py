"""How fast raw text becomes claims: sentences/s and MB/s on one core, packs, memory, two processes, long inputs.

Run: python -m bench coding [PASSES] [--long]. Needs the English articles beside the checkout (see bench.data). Speed is
in seconds of the processor, loading of packs left out: the least of PASSES (default 5) over each article, since other
work on the machine only adds to it. The naive baseline searches every sentence for each verb form and each actor's name
with a regular expression of its own. Growth is measured over the articles again and again, each copy with a name that
no other has, to 100,000 sentences; `--long` goes on to a million. Exit code 1 if a limit is missed.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bench.data import DATA
from dualtrack import code_documents, read
from dualtrack.lexicon import load_case
from dualtrack.lexicon.languages import load_language
from dualtrack.model import Document

ARTICLES = DATA / "D0_articles" / "en"
PASSES = 5
NAIVE_SENTENCES = 100
SIZES, LONG = (10_000, 100_000), (1_000_000,)
"""Sentences of the articles again and again."""
NAME = re.compile(r"\b[A-Z][a-z]{5,}\b")
REPEATED = (400, 4000)
"""Copies of one paragraph, to see that ten times the text takes ten times as long."""
PARAGRAPH = "Ukrainian drones struck a depot near Belgorod on Monday, killing two soldiers, the governor said. "


class Row(NamedTuple):
    """One number, in its unit, and the least or the most that it may be."""

    name: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool:
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)


class Measured(NamedTuple):
    """What one fresh process measured."""

    loading: float
    seconds: float
    megabytes: float
    sentences: int
    memory: float


class Grown(NamedTuple):
    """What a fresh process took for so many sentences: seconds of the processor and MB at the highest."""

    sentences: int
    seconds: float
    memory: float


def load() -> float:
    """Seconds of the processor until the packs are ready to code the first sentence."""
    begun = time.process_time()
    documents = [read.text_document(PARAGRAPH, language="en")]
    list(code_documents(documents, case=load_case("ukraine")))
    return time.process_time() - begun


def code_file(path: Path) -> int:
    """Read one file and code it; the number of its sentences."""
    documents = read.documents([path])
    list(code_documents(documents, case=load_case("ukraine")))
    return sum(len(document.sentences) for document in documents)


def measured(passes: int) -> Measured:
    loading = load()
    paths = sorted(ARTICLES.glob("*.txt"))
    sentences = sum(map(code_file, paths))
    seconds = 0.0
    for path in paths:
        times = []
        for _ in range(passes):
            begun = time.process_time()
            code_file(path)
            times.append(time.process_time() - begun)
        seconds += min(times)
    size = sum(path.stat().st_size for path in paths) / 1e6
    return Measured(loading, seconds, size, sentences, memory())


def memory() -> float:
    """MB of this process at its highest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def share(paths: list[Path]) -> None:
    for path in paths:
        code_file(path)


def speedup() -> float:
    """How many times as fast two processes are as one, over the same articles, both with their packs loaded."""
    paths = sorted(ARTICLES.glob("*.txt"), key=lambda path: path.stat().st_size) * 3
    with ProcessPoolExecutor(1, get_context("spawn")) as one, ProcessPoolExecutor(1, get_context("spawn")) as other:
        for pool in (one, other):
            pool.submit(share, paths[:9]).result()
        begun = time.perf_counter()
        one.submit(share, paths).result()
        alone = time.perf_counter() - begun
        begun = time.perf_counter()
        halves = [one.submit(share, paths[0::2]), other.submit(share, paths[1::2])]
        for half in halves:
            half.result()
        return alone / (time.perf_counter() - begun)


def growth() -> float:
    """How many times as long ten times the text takes, divided by ten: 1 is linear."""
    seconds = []
    for copies in REPEATED:
        begun = time.process_time()
        documents = [read.text_document(PARAGRAPH * copies, language="en")]
        list(code_documents(documents, case=load_case("ukraine")))
        seconds.append(time.process_time() - begun)
    return seconds[1] / seconds[0] / (REPEATED[1] / REPEATED[0])


def copied(sentences: int) -> Iterator[Document]:
    """The articles again and again until there are so many sentences, one name in each copy made one of its own."""
    texts = [document.text for document in read.documents([ARTICLES])]
    made = 0
    for copy in count():
        for text in texts:
            names = NAME.findall(text)
            name = names[copy % len(names)]
            own = name + "".join(chr(ord("a") + int(digit)) for digit in str(copy))
            document = read.text_document(text.replace(name, own), name=str(copy), language="en")
            yield document
            made += len(document.sentences)
            if made >= sentences:
                return


def grown(sentences: int) -> Grown:
    load()
    begun = time.process_time()
    for _ in code_documents(copied(sentences), case=load_case("ukraine")):
        pass
    return Grown(sentences, time.process_time() - begun, memory())


def growth_rows(sizes: Sequence[int]) -> Iterator[Row]:
    """Each size in a process of its own: the time of a sentence against that at the size before, and memory."""
    before: Grown | None = None
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            own = pool.submit(grown, size).result()
        yield Row(f"raw text to claims, {size:,} sentences", size / own.seconds, "sentences/s")
        yield Row(f"memory at its highest, {size:,} sentences", own.memory, "MB", most=300)
        if before is not None:
            slower = (own.seconds / size) / (before.seconds / before.sentences)
            yield Row(f"time a sentence, {size:,} against {before.sentences:,}", slower, "times", most=1.3)
        before = own


def naive_speed() -> float:
    """Sentences/s of a regular expression for each verb form and each actor's name."""
    verbs = {phrase for phrase, row, _ in load_language("en").phrases() if row.kind == "verb"}
    names = {actor.name for actor in load_case("ukraine").actors}
    searches = [re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE) for words in sorted(verbs | names)]
    documents = read.documents([ARTICLES])
    texts = [document.words_of(item) for document in documents for item in document.sentences][:NAIVE_SENTENCES]
    begun = time.process_time()
    for text in texts:
        [search.search(text) for search in searches]
    return len(texts) / (time.process_time() - begun)


def rows(passes: int, sizes: Sequence[int]) -> Iterator[Row]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        own = pool.submit(measured, passes).result()
    load()
    yield Row("raw text to claims, one core", own.sentences / own.seconds, "sentences/s", least=3000)
    yield Row("raw text to claims, one core", own.megabytes / own.seconds, "MB/s")
    yield Row("naive: a regular expression for each verb and name", naive_speed(), "sentences/s")
    yield Row("packs loaded", own.loading, "s", most=2.0)
    yield Row("memory, at its highest", own.memory, "MB", most=300)
    yield Row("two processes against one", speedup(), "times", least=1.7)
    yield Row("time for a paragraph ten times as long, divided by ten", growth(), "times", most=1.5)
    yield from growth_rows(sizes)


def main() -> int:
    if not ARTICLES.is_dir():
        print("left out: the English articles are not there (see bench.data)")
        return 0
    passes = [int(word) for word in sys.argv[1:] if word != "--long"]
    sizes = (*SIZES, *LONG) if "--long" in sys.argv else SIZES
    held = True
    print("| what | value | | limit | |\n|---|---|---|---|---|")
    for row in rows(passes[0] if passes else PASSES, sizes):
        held = held and row.holds
        limit = f">= {row.least:g}" if row.least is not None else f"<= {row.most:g}" if row.most is not None else "-"
        holds = "" if limit == "-" else "holds" if row.holds else "MISSED"
        print(f"| {row.name} | {row.value:,.2f} | {row.unit} | {limit} | {holds} |", flush=True)
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
