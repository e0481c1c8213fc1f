"""The documents hold: every example runs, every command is described, and the page on lenses can be followed."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from dualtrack import pipeline, proving
from dualtrack.cli import app
from dualtrack.lexicon import load_case
from dualtrack.record import Record

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LENSES = ROOT / "docs" / "lenses.md"


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_every_example_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scope: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), scope)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command.help


HELP = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", HELP, ids=" ".join)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"`{' '.join(path)}" in page, f"docs/commands.md does not speak of '{' '.join(path)}'"


def example(path: tuple[str, ...]) -> list[str]:
    """The words of the example in a command's help, after the program's name."""
    found = re.search(r"Example: dualtrack (.*)", HELP[path])
    assert found, f"'{' '.join(path)} --help' shows no example"
    return shlex.split(found[1])


@pytest.fixture
def workplace(tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples name: articles, a record, a data set, an actor dictionary."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(demo, tmp_path / "out")
    shutil.copytree(demo, tmp_path / "out" / "demo")
    (tmp_path / "articles").mkdir()
    text = "Published: 2026-01-24\n\nRussia launched 375 drones at Ukraine overnight, the Air Force said.\n"
    for name in ("article.txt", "column.txt", "articles/one.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "packs").symlink_to(ROOT / "packs")
    (tmp_path / "talks.csv").write_text(
        "start,end,tier,place,parties,ver,note\n2026-01-23,2026-01-24,A,Abu Dhabi,RUS|UKR|USA,V,first\n"
    )
    (tmp_path / "actors.txt").write_text("UKRAINE_ [UKR]\n+KYIV\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("path", HELP, ids=" ".join)
def test_the_example_of_every_command_runs(path: tuple[str, ...], workplace: Path) -> None:
    with Record(workplace / "out" / "record.sqlite", create=False) as record:
        event, claims = record.events()[0].id, [claim.id for claim in record.claims(kind="event")[:2]]
    stand_ins = {"EVENT": event, "A": claims[0], "B": claims[1]}
    words = [stand_ins.get(word, word) for word in example(path)]
    ran = CliRunner().invoke(app, words)
    assert ran.exit_code == 0, f"{words}: {ran.output[-500:]} {ran.exception}"


def rendered_with(packs: Path, demo: Path) -> tuple[Any, dict[str, str]]:
    with Record(demo / "record.sqlite", create=False) as record:
        made = pipeline.composed(record, load_case("ukraine"), as_of=None, packs=[packs], interface="en")
        return made, pipeline.rendered(made)


def test_the_page_on_lenses_can_be_followed(tmp_path: Path, demo: Path) -> None:
    lens, reading = blocks(LENSES, "toml")
    for folder, name, text in (("lenses", "winter", lens), ("readings", "winter_pause", reading)):
        assert text.count("\n") <= 14
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.toml").write_text(text, encoding="utf-8")
    made, files = rendered_with(tmp_path, demo)
    assert made.problems == ()
    assert "lenses/winter.html" in files
    assert "winter_pause" in {item.reading.id for item in made.verdicts}


def test_a_lens_with_a_fault_is_named_and_the_others_are_written(tmp_path: Path, demo: Path) -> None:
    lens, _ = blocks(LENSES, "toml")
    (tmp_path / "lenses").mkdir()
    (tmp_path / "lenses" / "winter.toml").write_text(lens.replace("{figure}", "{figur}"), encoding="utf-8")
    made, _ = rendered_with(tmp_path, demo)
    assert len(made.lenses) == 9
    assert len(made.problems) == 1
    assert "lenses/winter.toml: question 'dark'" in made.problems[0]
    assert "'figure'" in made.problems[0]
    assert proving.lint(tmp_path) == list(made.problems)
