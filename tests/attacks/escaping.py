"""Every way out of the confined child that was ever tried. It prints what held, and what passed.

``test_confinement`` gives this file as text: the child may not read the tests. Its arguments: what holds
(``all``, ``kernel`` or ``hook``), a folder that it must not reach, a port that listens, and the process
that must not be signalled.
"""

import ctypes
import os
import pickle
import runpy
import socket
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request

from archive.ingest.confinement import call_rules, child, event_rules, file_rules, limits, readable

HOLDS, FOLDER, PORT, PARENT = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
OUT = os.fdopen(os.dup(1), "w")
LIBC = ctypes.CDLL(None, use_errno=True)
UP = os.sep.join([".."] * 20)
BESIDE = os.path.join(os.path.dirname(limits.__file__), "..", "..", "..", "README.md")
SECRET = os.path.join(FOLDER, "secret")


class Opened:
    """What unpickling would run."""

    def __reduce__(self):
        return os.getcwd, ()


PICKLED = pickle.dumps(Opened())
READING = {
    "above the interpreter": lambda: open(sys.prefix + "/../../etc/hostname"),
    "far above it": lambda: open(os.path.join(sys.prefix, UP, "etc/passwd")),
    "beside the package": lambda: open(BESIDE),
    "a secret": lambda: open(SECRET),
    "a secret in bytes": lambda: os.open(os.fsencode(SECRET), os.O_RDONLY),
    "the users": lambda: open("/etc/passwd"),
    "the parent's memory": lambda: open(f"/proc/{PARENT}/environ", "rb"),
    "its own memory": lambda: open("/proc/self/mem", "rb"),
    "a folder": lambda: os.listdir(FOLDER),
    "the root": lambda: os.listdir("/"),
    "the root by another name": lambda: os.scandir("/"),
    "a folder as a file": lambda: os.open("/", os.O_RDONLY),
    "from a folder": lambda: os.open("etc/passwd", os.O_RDONLY, dir_fd=os.open("/", os.O_PATH)),
    "a relative path": lambda: open(os.path.relpath("/etc/passwd")),
    "a script": lambda: runpy.run_path(SECRET),
    "a database": lambda: sqlite3.connect(SECRET).execute("SELECT * FROM sqlite_master"),
    "another database": lambda: (
        sqlite3.connect(":memory:").execute(f"ATTACH '{SECRET}' AS x").fetchall()
        or sqlite3.connect(":memory:").execute("SELECT * FROM x.sqlite_master")
    ),
}
WRITING = {
    "a file": lambda: open(os.path.join(FOLDER, "new"), "w"),
    "more of a file": lambda: open(SECRET, "a"),
    "a package": lambda: open(limits.__file__, "a"),
    "a temporary file": lambda: tempfile.TemporaryFile(),
    "a folder": lambda: os.mkdir(os.path.join(FOLDER, "folder")),
    "a link": lambda: os.symlink("/", os.path.join(FOLDER, "link")),
    "a hard link": lambda: os.link(SECRET, os.path.join(FOLDER, "hard")),
    "another name": lambda: os.rename(SECRET, os.path.join(FOLDER, "renamed")),
    "no file": lambda: os.remove(SECRET),
    "a shorter file": lambda: os.truncate(SECRET, 0),
}
NO_EVENT = {
    "a pipe": lambda: os.mkfifo(os.path.join(FOLDER, "pipe")),
    "a node": lambda: os.mknod(os.path.join(FOLDER, "node")),
}
"""What Python does without telling its hooks; only the kernel can refuse it."""
MODES = {
    "other rights": lambda: os.chmod(SECRET, 0o777),
    "another owner": lambda: os.chown(SECRET, 1, 1),
    "another time": lambda: os.utime(SECRET, (1, 1)),
}
RUNNING = {
    "a program": lambda: subprocess.run([sys.executable, "-V"]),
    "a shell": lambda: os.system("true") and os.kill(os.getpid(), 9),
    "itself": lambda: os.execv(sys.executable, [sys.executable, "-V"]),
    "a copy": lambda: os.fork() or os._exit(0),
    "a signal": lambda: os.kill(PARENT, 0),
    "a connection": lambda: socket.create_connection(("127.0.0.1", PORT)),
    "a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
    "a page": lambda: urllib.request.urlopen(f"http://127.0.0.1:{PORT}"),
}
THROUGH_C = {
    "reading": lambda: LIBC.open(b"/etc/passwd", 0),
    "writing": lambda: LIBC.open(os.fsencode(SECRET), os.O_RDWR),
    "a socket": lambda: LIBC.socket(2, 1, 0),
    "a local socket": lambda: LIBC.socket(1, 1, 0),
    "a pipe": lambda: LIBC.mkfifo(os.fsencode(os.path.join(FOLDER, "c")), 0o600),
    "a program": lambda: LIBC.execve(os.fsencode(sys.executable), None, None),
    "a copy": lambda: LIBC.fork(),
    "another process": lambda: LIBC.ptrace(16, PARENT, 0, 0),
    "a signal": lambda: LIBC.kill(PARENT, 0),
    "memory as a file": lambda: LIBC.memfd_create(b"x", 0),
    "a mount": lambda: LIBC.mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "another root": lambda: LIBC.chroot(b"/"),
    "names of its own": lambda: LIBC.unshare(0x10000000),
    "a watch": lambda: LIBC.inotify_init1(0),
    "other rights": lambda: LIBC.chmod(os.fsencode(SECRET), 0o777),
}
INTERPRETER = {
    "a library": lambda: ctypes.CDLL("libc.so.6"),
    "memory": lambda: ctypes.string_at(id(OUT), 1),
    "a pickle": lambda: pickle.loads(PICKLED),
}


def confined():
    """Confine this process by all the rules, by the kernel's alone or by the interpreter's alone."""
    if HOLDS == "all":
        held = child.prepare()
        return held.landlock, held.seccomp
    paths, restrict_calls = readable.readable_paths(), call_rules.call_rules()
    if HOLDS == "kernel":
        return file_rules.restrict_files(paths), restrict_calls()
    event_rules.refuse_events(paths)
    return 0, False


def refused(act):
    """Whether an attempt ends in an error of the system; a function of C says so by a negative number."""
    try:
        answer = act()
    except (OSError, sqlite3.Error):
        return True
    return isinstance(answer, int) and answer < 0


landlock, seccomp = confined()
attempts = {"read": READING, "make": WRITING, "run": RUNNING, "set": MODES}
if HOLDS != "hook":
    attempts |= {"by C": THROUGH_C, "also make": NO_EVENT}
if HOLDS != "kernel":
    attempts["use"] = INTERPRETER
passed = [
    f"{verb} {what}" for verb, each in attempts.items() for what, act in each.items() if not refused(act)
]
OUT.write(repr((landlock, seccomp, passed)))
OUT.flush()
import colorsys  # noqa: E402, F401 - a module of the standard library may still be loaded late
