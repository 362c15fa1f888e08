"""Processes that are measured: run to their end, or asked question after question through a pipe."""
import json
import os
import re
import selectors
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CASUS = os.path.join(HERE, "..", ".build", "release", "casus")
LOOPS = os.path.join(HERE, "..", ".build", "loops", "release", "loops")


class Failure(Exception):
    pass


def run(command, environment=None):
    """Runs a command to its end: seconds, peak of memory in bytes, and what it wrote."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode != 0:
            raise Failure(f"{' '.join(command[:4])} failed: {err.read().decode(errors='replace')[-2000:]}")
        return seconds, usage.ru_maxrss * 1024, out.read().decode()


def worker(act, peer, *rest):
    return [sys.executable, os.path.join(HERE, "worker.py"), act, peer, *map(str, rest)]


def environment(threads):
    return dict(os.environ, POLARS_MAX_THREADS=str(threads))


def peak(pid):
    """The most memory that a process held, files that it maps included, in bytes."""
    with open(f"/proc/{pid}/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


class AskedPeer:
    """A peer that keeps its store open; the clock is in its own process, around the call."""

    def __init__(self, peer, store, threads):
        self.start(worker("ask", peer, store, threads), threads)

    def start(self, command, threads):
        self.child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment(threads))
        self.read()

    def read(self):
        line = self.child.stdout.readline()
        if not line:
            raise Failure(f"{' '.join(self.child.args[-4:])} ended")
        return json.loads(line)

    def ask(self, question):
        self.child.stdin.write(question.name + "\n")
        self.child.stdin.flush()
        answer = self.read()
        return answer["seconds"], answer["rows"]

    def close(self):
        most = peak(self.child.pid)
        self.child.stdin.close()
        self.child.wait()
        return most


class AskedLoops(AskedPeer):
    """Loops written by hand, with the rows in memory. They know some of the questions; of others the rows are None."""

    def __init__(self, source, threads):
        self.start([LOOPS, source, str(threads)], threads)


class AskedCasus:
    """Casus with its store open, asked through a pipe; it tells itself, by `.timer`, how long an answer took."""

    TIMER = re.compile(rb"^([\d.]+) (ms|s)\n", re.MULTILINE)

    def __init__(self, store, threads):
        self.child = subprocess.Popen(
            [CASUS, store, "--as", "json", "--no-init", "--threads", str(threads)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.select = selectors.DefaultSelector()
        self.select.register(self.child.stdout, selectors.EVENT_READ)
        self.select.register(self.child.stderr, selectors.EVENT_READ)
        # What reached us between sending a question and its answer being here, by our own clock.
        self.outside = 0.0

    def ask(self, question):
        """Seconds by Casus' own clock and the rows; it answers when it sees that the next line is no part of the question."""
        return self.send(question.casus)

    def roots(self):
        """By the names of the roots of kinds their codes, for comparing answers."""
        return dict(self.send("kinds where parent is unknown | show name, code")[1])

    def send(self, text):
        began = time.perf_counter()
        self.child.stdin.write(f".timer on\n{text}\n.timer on\n".encode())
        out, err, timed = b"", b"", None
        while timed is None:
            for key, _ in self.select.select():
                piece = os.read(key.fd, 1 << 20)
                if not piece:
                    raise Failure(f"casus ended: {err.decode(errors='replace')[-2000:]}")
                if key.fileobj is self.child.stdout:
                    out += piece
                else:
                    err += piece
            timed = self.TIMER.search(err)
        self.outside = time.perf_counter() - began
        while any(key.fileobj is self.child.stdout for key, _ in self.select.select(0)):
            out += os.read(self.child.stdout.fileno(), 1 << 20)
        value, unit = timed.groups()
        return float(value) / (1 if unit == b"s" else 1_000), [list(row.values()) for row in json.loads(out)]

    def close(self):
        most = peak(self.child.pid)
        self.child.stdin.close()
        self.child.wait()
        return most
