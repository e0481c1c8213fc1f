"""A killed add tears nothing, a reader beside a writer sees whole articles; bench/ runs the long versions."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from bench.reliability import kill_at_random, read_while_written

from dualtrack.errors import RecordError
from dualtrack.record import Record, verify

from .newsroom import Article, count, file_articles, raid


def test_a_record_killed_at_random_moments_is_whole_and_is_completed(tmp_path: Path) -> None:
    killed = kill_at_random(tmp_path, moments=6, claims=300)
    assert [item.problems for item in killed] == [()] * 6


def test_a_reader_in_a_second_process_sees_whole_articles(tmp_path: Path) -> None:
    read = read_while_written(tmp_path, claims=600)
    assert read.problems == ()
    assert read.reads > 0


def test_what_is_added_while_events_are_built_is_built_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = raid("late.txt", "AFP", count("launched", "drone", 810))
    with file_articles(tmp_path / "record.sqlite", raid("a.txt", "Reuters")) as record:
        build = record.build

        def meanwhile() -> object:
            made = build()
            with Record(record.path) as other:
                other.add([late.document()], late.claims())
            return made

        monkeypatch.setattr(record, "build", meanwhile)
        assert [event.documents for event in record.events()] == [("a.txt",)]
        monkeypatch.undo()
        assert [event.documents for event in record.events()] == [("a.txt", "late.txt")]


def test_a_full_disk_gives_one_line_and_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    long = Article("long.txt", "AFP")
    for index in range(400):
        long.act(text=f"A long tale {index} " + "of the night " * 30)
    with file_articles(tmp_path / "record.sqlite", raid("a.txt", "Reuters")) as record:
        before = (record.documents(), record.claims(), record.events())
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))  # no file may grow beyond: the disk is full
        try:
            with pytest.raises(RecordError, match="free some space and run the same command again") as error:
                record.add([long.document()], long.claims())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        assert "\n" not in str(error.value)
        assert (record.documents(), record.claims(), record.events()) == before
        assert verify(record) == []
        record.add([long.document()], long.claims())
        assert len(record.documents()) == 2


def test_a_read_only_folder_gives_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russia launched 112 drones at Ukraine overnight.", "utf-8")
    folder = tmp_path / "sealed"
    folder.mkdir(mode=0o500)
    if os.geteuid() == 0:
        folder = Path("/proc/self")  # the superuser may write anywhere but here
    if not folder.is_dir():
        pytest.skip("no folder here refuses the superuser")
    target, article = str(folder / "record.sqlite"), str(tmp_path / "a.txt")
    command = [sys.executable, "-c", "from dualtrack.cli import main; main()", "record", "add", target, article]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "choose another" in done.stderr
