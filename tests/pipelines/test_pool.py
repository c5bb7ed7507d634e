"""Worker processes: what happens in one costs its own task and no other."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pipelines.errors import PlanhouseError
from pipelines.pool import LostError, Task, WorkerPool

GIB = 1 << 30


def pool(function: str, **changes: float) -> WorkerPool:
    settings = {"size": 2, "seconds": 20.0, "memory_bytes": GIB, **changes}
    return WorkerPool(function, **settings)


def outcomes(workers: WorkerPool, tasks: list[Task]) -> dict[object, object]:
    with workers:
        answers = {answer.key: answer for answer in workers.run(tasks)}
    return {
        key: answer.error.how if isinstance(answer.error, LostError) else (answer.error or answer.value)
        for key, answer in answers.items()
    }


def test_each_task_gets_its_answer_and_processes_are_used_again():
    workers = pool("operator:pow", size=2)
    assert outcomes(workers, [Task(n, (n, 2)) for n in range(40)]) == {n: n * n for n in range(40)}
    assert workers.started == 2


def test_no_process_is_started_for_nothing():
    workers = pool("operator:pow")
    assert outcomes(workers, []) == {}
    assert workers.started == 0


def test_an_error_comes_back_as_it_is_and_costs_no_process():
    workers = pool("operator:truediv", size=1)
    found = outcomes(workers, [Task("bad", (1, 0)), Task("good", (6, 2))])
    assert isinstance(found["bad"], ZeroDivisionError)
    assert found["good"] == 3
    assert workers.started == 1


def test_a_crash_in_native_code_loses_its_task_only():
    # A string at address 1 is read by native code: the process ends with SIGSEGV.
    workers = pool("ctypes:string_at", size=1)
    found = outcomes(workers, [Task("bad", (1, 4)), Task("worse", (2, 4)), Task("good", (b"abc", 3))])
    assert found == {"bad": "crashed", "worse": "crashed", "good": b"abc"}
    assert workers.started == 3


def test_the_signal_that_ended_a_process_is_told():
    with pool("ctypes:string_at", size=1) as workers:
        (answer,) = workers.run([Task("bad", (1, 4))])
    assert isinstance(answer.error, LostError)
    assert answer.error.detail == "the process was ended by SIGSEGV"


def test_a_hang_is_cut_off_and_the_others_go_on():
    found = outcomes(
        pool("time:sleep", size=2, seconds=2.0), [Task("hangs", (3600,)), *(Task(n, (0,)) for n in range(5))]
    )
    assert found == {"hangs": "timeout", **dict.fromkeys(range(5))}


def test_a_task_is_done_beside_others_and_its_process_is_used_again():
    with pool("operator:pow", size=1) as workers:
        with workers.beside(Task("beside", (2, 10)), "powers") as value:
            assert [answer.value for answer in workers.run([Task("other", (3, 2))])] == [9]
            assert value() == 1024
        assert [answer.value for answer in workers.run([Task("again", (5, 2))])] == [25]
        assert workers.started == 2


def test_a_task_beside_that_is_lost_or_raises_is_told():
    with (
        pool("ctypes:string_at", size=1) as workers,
        pytest.raises(PlanhouseError, match=r"the reading gave no answer: .*SIGSEGV"),
        workers.beside(Task("beside", (1, 4)), "reading") as value,
    ):
        value()
    with (
        pool("operator:truediv", size=1) as workers,
        pytest.raises(ZeroDivisionError),
        workers.beside(Task("beside", (1, 0)), "ratios") as value,
    ):
        value()


def test_a_body_that_fails_does_not_wait_for_what_is_done_beside_it():
    def children():
        return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())

    before = children()
    with (
        pool("time:sleep", size=1, seconds=3600.0) as workers,
        pytest.raises(RuntimeError, match="the body"),
        workers.beside(Task("beside", (3600,)), "sleep"),
    ):
        raise RuntimeError("the body")
    assert children() == before


def test_memory_is_bounded():
    found = outcomes(
        pool("builtins:bytearray", size=1, memory_bytes=GIB // 2),
        [Task("swells", (GIB,)), Task("good", (2,))],
    )
    assert found == {"swells": "memory", "good": bytearray(2)}


def test_what_cannot_be_sent_back_is_told_in_words():
    found = outcomes(pool("threading:Lock", size=1), [Task("lock", ())])
    assert isinstance(found["lock"], RuntimeError)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_processes_end_with_their_pool_and_with_a_killed_parent(tmp_path: Path):
    script = textwrap.dedent("""
        import os, signal, threading, time
        from pathlib import Path
        from pipelines.pool import Task, WorkerPool

        def children(pid):
            return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

        pool = WorkerPool("time:sleep", size=2, seconds=3600, memory_bytes=1 << 30)
        pool.start()
        tasks = [Task(number, (3600,)) for number in range(2)]
        threading.Thread(target=lambda: list(pool.run(tasks)), daemon=True).start()
        (first,) = children(os.getpid())
        while not (copies := children(first)):
            time.sleep(0.05)
        print(first, *copies, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2, done.stderr
    deadline = time.monotonic() + 20
    while any(map(_runs, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_runs, pids))


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


def test_a_pool_leaves_no_open_files():
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        outcomes(pool("operator:pow"), [Task(n, (n, 2)) for n in range(4)])
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_processes_started_beforehand_import_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    log = tmp_path / "imports"
    (tmp_path / "slow_to_import.py").write_text(
        f"import os, time\nopen({str(log)!r}, 'a').write('imported\\n')\n"
        "def where(seconds):\n    time.sleep(seconds)\n    return os.getpid(), os.getppid()\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    with pool("slow_to_import:where", size=3, memory_bytes=None) as workers:
        workers.start()
        found = {answer.value for answer in workers.run([Task(n, (1.0,)) for n in range(3)])}
    assert log.read_text("utf-8") == "imported\n"
    ours, parents = ({pid for pid, _ in found}, {parent for _, parent in found})
    assert len(ours) == 3
    assert len(ours & parents) == 1  # the others are copies of one of them
    assert workers.started == 3
