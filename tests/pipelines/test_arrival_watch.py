from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from arrivals import SETTLE, Arrivals, content
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import Limits, UnreadableError
from pipelines.arrival import watch
from pipelines.arrival.watch import Content, look
from pipelines.raw_store import folder
from pipelines.raw_store.folder import document_paths
from pipelines.raw_store.listing import list_inputs

BOUNDED = settings(max_examples=150, deadline=None, derandomize=True)


@pytest.fixture
def arrivals(tmp_path: Path) -> Arrivals:
    return Arrivals(tmp_path / "raw")


def settled(arrivals: Arrivals) -> dict[str, str]:
    """What two looks say that lie far enough from each other."""
    arrivals.look()
    return arrivals.look(SETTLE)


class TestSettling:
    def test_a_new_document_counts_when_it_has_been_the_same_for_the_interval(self, arrivals: Arrivals):
        arrivals.write("保定/a.txt", "一")
        assert arrivals.look() == {}
        assert arrivals.found.settling == 1
        assert arrivals.look(SETTLE - 1) == {}
        assert arrivals.look(1) == {"保定/a.txt": "new"}
        assert arrivals.found.changes[0].content == content("一")
        assert arrivals.found.settling == 0

    def test_a_file_that_is_still_written_to_starts_to_settle_anew(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        arrivals.look()
        arrivals.write("a.txt", "一二")
        assert arrivals.look(SETTLE) == {}
        assert arrivals.look(SETTLE) == {"a.txt": "new"}
        assert arrivals.found.changes[0].content == content("一二")

    def test_a_deletion_counts_after_the_interval(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        settled(arrivals)
        arrivals.publish()
        (arrivals.raw / "a.txt").unlink()
        assert arrivals.look(SETTLE) == {}
        assert arrivals.look(SETTLE) == {"a.txt": "deleted"}
        arrivals.publish()
        assert arrivals.look() == {}
        assert arrivals.found.seen == {}

    def test_a_document_that_comes_back_as_it_was_has_not_changed(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        settled(arrivals)
        arrivals.publish()
        (arrivals.raw / "a.txt").unlink()
        arrivals.look(SETTLE / 2)
        arrivals.write("a.txt", "一")
        assert settled(arrivals) == {}

    def test_a_clock_that_was_set_back_keeps_nothing_waiting(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        arrivals.look()
        arrivals.look(-1_000_000)
        assert arrivals.look(SETTLE) == {"a.txt": "new"}


class TestContent:
    def test_what_is_touched_or_written_again_has_not_changed(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        arrivals.write("b.txt", "二")
        settled(arrivals)
        arrivals.publish()
        arrivals.touch("a.txt")
        arrivals.write("b.txt", "二")
        assert settled(arrivals) == {}

    def test_a_sidecar_is_its_documents(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        settled(arrivals)
        arrivals.publish()
        arrivals.write("a.txt.meta.json", "{}")
        assert settled(arrivals) == {"a.txt": "changed"}
        assert arrivals.found.changes[0].content == content("一", "{}")
        arrivals.publish()
        (arrivals.raw / "a.txt.meta.json").unlink()
        assert settled(arrivals) == {"a.txt": "changed"}

    def test_a_moved_folder_is_documents_gone_and_documents_come(self, arrivals: Arrivals):
        arrivals.write("旧/a.txt", "一")
        settled(arrivals)
        arrivals.publish()
        (arrivals.raw / "旧").rename(arrivals.raw / "新")
        assert settled(arrivals) == {"旧/a.txt": "deleted", "新/a.txt": "new"}

    def test_hidden_files_and_linked_folders_are_no_documents(self, arrivals: Arrivals):
        arrivals.write("保定/a.txt", "一")
        arrivals.write(".b.txt", "二")
        arrivals.write(".git/c.txt", "三")
        (arrivals.raw / "linked").symlink_to(arrivals.raw / "保定")
        assert settled(arrivals) == {"保定/a.txt": "new"}

    def test_a_linked_file_changes_with_what_it_leads_to(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        (arrivals.raw / "link.txt").symlink_to(arrivals.raw / "a.txt")
        settled(arrivals)
        arrivals.publish()
        arrivals.write("a.txt", "二")
        assert settled(arrivals) == {"a.txt": "changed", "link.txt": "changed"}

    def test_a_document_that_cannot_be_read_has_no_digest_and_is_known_by_that(
        self, arrivals: Arrivals, tmp_path: Path
    ):
        (tmp_path / "outside.txt").write_text("外", encoding="utf-8")
        (arrivals.raw / "link.txt").symlink_to(tmp_path / "outside.txt")
        arrivals.write("large.txt", "很长")
        limits = Limits(max_bytes=3)
        arrivals.look(limits=limits)
        arrivals.look(SETTLE, limits=limits)
        assert {change.content for change in arrivals.found.changes} == {Content(None, None)}
        arrivals.publish()
        assert arrivals.look(limits=limits) == {}

    def test_a_document_that_could_not_be_read_is_read_again(
        self, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
    ):
        arrivals.write("a.txt", "一")
        failing = [UnreadableError("reader.unreadable", "a.txt: Input/output error")]
        whole = folder.file_bytes
        monkeypatch.setattr(folder, "file_bytes", lambda *given: _failed(failing) or whole(*given))
        assert settled(arrivals) == {"a.txt": "new"}
        assert arrivals.found.changes[0].content == Content(None, None)
        arrivals.look()
        assert arrivals.found.changes[0].content == content("一")

    def test_documents_of_a_folder_that_cannot_be_listed_are_not_gone(
        self, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
    ):
        arrivals.write("保定/a.txt", "一")
        arrivals.write("保定/市/b.txt", "二")
        settled(arrivals)
        arrivals.publish()
        whole = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "保定" and whole(path, mode))
        assert settled(arrivals) == {"保定": "new"}
        monkeypatch.setattr(os, "access", whole)
        assert settled(arrivals) == {}


def _failed(errors: list[UnreadableError]) -> None:
    if errors:
        raise errors.pop()


class TestNames:
    def test_documents_are_called_as_a_build_calls_them(
        self, arrivals: Arrivals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        arrivals.write("保定/深/a.txt", "一")
        arrivals.write("b.txt", "二")
        (arrivals.raw / os.fsdecode("保定.txt".encode("gbk"))).write_text("三", encoding="utf-8")
        monkeypatch.chdir(arrivals.raw)
        for raw in (arrivals.raw, Path(), Path("../raw")):
            found = dict(document_paths(raw))
            assert {(file.document_id, file.path) for file in list_inputs(raw).files} == set(found.items())


class TestReading:
    def test_only_settled_documents_in_a_new_state_are_read(
        self, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
    ):
        read: list[str] = []
        real = watch.input_file

        def listening(path: Path, *arguments: object) -> object:
            read.append(path.name)
            return real(path, *arguments)

        monkeypatch.setattr(watch, "input_file", listening)
        arrivals.write("a.txt", "一")
        arrivals.look()
        assert read == []
        arrivals.look(SETTLE)
        arrivals.look(SETTLE)
        assert read == ["a.txt"]
        arrivals.touch("a.txt")
        settled(arrivals)
        assert read == ["a.txt", "a.txt"]

    def test_what_is_too_much_for_one_look_is_read_by_the_next(self, arrivals: Arrivals):
        for name in "abc":
            arrivals.write(f"{name}.txt", name)
        arrivals.look()
        assert arrivals.look(SETTLE, read_at_once=1) == {"a.txt": "new"}
        assert arrivals.found.unread == 2
        assert arrivals.look(read_at_once=1) == {"a.txt": "new", "b.txt": "new"}
        assert arrivals.look() == {"a.txt": "new", "b.txt": "new", "c.txt": "new"}

    def test_a_file_that_changes_while_it_is_read_waits(
        self, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
    ):
        real = watch.input_file

        def late(path: Path, *arguments: object) -> object:
            found = real(path, *arguments)
            arrivals.write("a.txt", "二")
            return found

        arrivals.write("a.txt", "一")
        arrivals.look()
        with monkeypatch.context() as patched:
            patched.setattr(watch, "input_file", late)
            assert arrivals.look(SETTLE) == {}
        assert settled(arrivals) == {"a.txt": "new"}
        assert arrivals.found.changes[0].content == content("二")

    def test_a_lost_memory_costs_reading_and_nothing_else(self, arrivals: Arrivals):
        arrivals.write("a.txt", "一")
        arrivals.write("b.txt", "二")
        settled(arrivals)
        arrivals.publish()
        (arrivals.raw / "b.txt").unlink()
        arrivals.found = watch.Look({}, (), 0, 0)
        assert arrivals.look() == {}
        assert arrivals.look(SETTLE) == {"b.txt": "deleted"}


NAMES = ("a.txt", "b.txt")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from("一二")),
        st.tuples(st.just("touch"), st.sampled_from(NAMES)),
        st.tuples(st.just("delete"), st.sampled_from(NAMES)),
        st.tuples(st.just("look"), st.sampled_from((1.0, SETTLE / 2, SETTLE))),
        st.tuples(st.just("publish")),
    ),
    max_size=40,
)


class Model:
    """What has to be said of each document, told from what was done to it."""

    def __init__(self) -> None:
        self.disk: dict[str, str] = {}
        self.published: dict[str, str] = {}
        #: What the last look had to say: the documents that differ, with what they are.
        self.said: dict[str, str | None] = {}
        #: When a look first found each document as it is.
        self.since: dict[str, float] = {}

    def change(self, name: str, text: str | None) -> None:
        self.since.pop(name, None)
        self.disk.pop(name, None)
        if text is not None:
            self.disk[name] = text

    def look(self, now: float) -> dict[str, str | None]:
        documents = self.disk.keys() | self.published.keys()
        self.since = {name: self.since.get(name, now) for name in documents}
        settled = [name for name, since in self.since.items() if now - since >= SETTLE]
        there = {name: self.disk.get(name) for name in settled}
        self.said = {name: text for name, text in there.items() if text != self.published.get(name)}
        return self.said

    def publish(self) -> None:
        self.published |= self.said
        self.published = {name: text for name, text in self.published.items() if text is not None}


def act(arrivals: Arrivals, model: Model, step: tuple) -> None:
    """Do one step to the files and to the model; hold them against each other at a look."""
    match step:
        case ("write", name, text):
            arrivals.write(name, text)
            model.change(name, text)
        case ("touch", name) if name in model.disk:
            arrivals.touch(name)
            model.change(name, model.disk[name])
        case ("delete", name) if name in model.disk:
            (arrivals.raw / name).unlink()
            model.change(name, None)
        case ("look", seconds):
            arrivals.look(seconds)
            said = {change.document_id: change.content for change in arrivals.found.changes}
            expected = model.look(arrivals.now).items()
            assert said == {name: None if text is None else content(text) for name, text in expected}
        case ("publish",):
            arrivals.publish()
            model.publish()


class TestAnyHistory:
    @BOUNDED
    @given(STEPS)
    def test_what_is_said_follows_from_what_stands_settled_and_what_is_published(self, steps):
        with tempfile.TemporaryDirectory() as folder:
            arrivals, model = Arrivals(Path(folder) / "raw"), Model()
            quiet = (("look", SETTLE), ("look", SETTLE), ("publish",), ("look", SETTLE))
            for step in (*steps, *quiet):
                act(arrivals, model, step)
            assert arrivals.found.changes == ()
            assert arrivals.known == {name: content(text) for name, text in model.disk.items()}

    @BOUNDED
    @given(
        st.lists(st.tuples(st.text("一二三", min_size=1, max_size=3), st.floats(0, SETTLE - 1)), max_size=12)
    )
    def test_a_file_that_is_copied_piece_by_piece_is_said_once_and_whole(self, pieces):
        with tempfile.TemporaryDirectory() as folder:
            arrivals, text, said = Arrivals(Path(folder) / "raw"), "头", []
            for piece, pause in pieces:
                arrivals.write("a.txt", text)
                said += [arrivals.look(), arrivals.look(pause)]
                text += piece
            arrivals.write("a.txt", text)
            said += [arrivals.look(), arrivals.look(SETTLE)]
            assert [one for one in said if one] == [{"a.txt": "new"}]
            assert arrivals.found.changes[0].content == content(text)


def calls(function: Callable[[], object]) -> int:
    """How many functions are called, of Python and of the system: what is done, on however busy a machine."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("what", ["first look", "settled look", "look at what is known"])
def test_work_grows_with_the_documents_and_no_faster(tmp_path: Path, what: str):
    def work(documents: int) -> int:
        arrivals = Arrivals(tmp_path / f"raw{documents}")
        for number in range(documents):
            arrivals.write(f"{number % 7}/{number}.txt", str(number))
        if what != "first look":
            arrivals.look()
        if what == "look at what is known":
            arrivals.look(SETTLE)
            arrivals.publish()
        found, now = arrivals.found, arrivals.now + SETTLE
        return calls(lambda: look(arrivals.raw, arrivals.known, found.seen, now, SETTLE))

    work(1)  # what is loaded at the first use is not counted
    assert work(400) < 2.2 * work(200)
