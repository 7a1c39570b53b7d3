"""seccomp: the kernel answers no to every system call that reading a document does not need.

An allow-list through libseccomp, which knows the numbers of each processor. Anything else fails with
``EPERM``; calls that a C library only tries first fail with ``ENOSYS``, so that it falls back to an older
one. Files are opened for reading or not at all. Where libseccomp is not installed nothing is done.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable

_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_MASKED_EQUAL = 7
_ALL_THREADS = 4
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ALLOWED = (
    "read", "readv", "pread64", "preadv", "write", "writev", "close", "close_range", "lseek", "_llseek",
    "dup", "fstat", "fstat64", "stat", "stat64", "lstat", "lstat64", "newfstatat", "fstatat64", "statx",
    "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd", "getdents64", "fcntl",
    "fcntl64", "brk", "mmap", "mmap2", "mprotect", "munmap", "mremap", "madvise", "futex",
    "futex_time64", "sched_yield", "sched_getaffinity", "set_robust_list", "rseq", "membarrier",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn", "sigaltstack", "restart_syscall",
    "getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo",
    "clock_gettime", "clock_gettime64", "clock_getres", "gettimeofday", "time", "clock_nanosleep",
    "nanosleep", "times", "getrusage", "getrlimit", "ugetrlimit", "setrlimit", "prlimit64", "getrandom",
    "poll", "ppoll", "exit", "exit_group",
)  # fmt: skip
_TRIED_FIRST = ("openat2", "clone3")
_OPENING = (("open", 1), ("openat", 2))


class _Comparison(ctypes.Structure):
    """``struct scmp_arg_cmp``: an argument, how it is compared, and with what."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


def call_rules() -> Callable[[], bool]:
    """Prepare the rules while the library can still be opened. Calling the result refuses all other system
    calls in every thread of this process, for good, and says whether that holds."""
    library = _library()
    rules = library.seccomp_init(_ERRNO | errno.EPERM) if library else None
    if not library or not rules:
        return lambda: False
    for name in _ALLOWED:
        _add(library, rules, _ALLOW, name)
    for name in _TRIED_FIRST:
        _add(library, rules, _ERRNO | errno.ENOSYS, name)
    for name, argument in _OPENING:
        _add(library, rules, _ALLOW, name, _Comparison(argument, _MASKED_EQUAL, _WRITES, 0))
    library.seccomp_attr_set(rules, _ALL_THREADS, 1)
    return lambda: bool(library.seccomp_load(rules) == 0)


def _library() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = [ctypes.c_uint32]
    library.seccomp_attr_set.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32]
    library.seccomp_load.argtypes = [ctypes.c_void_p]
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(_Comparison)
    ]  # fmt: skip
    return library


def _add(library: ctypes.CDLL, rules: int, action: int, name: str, *only: _Comparison) -> None:
    """One rule; a call that this processor does not have needs none."""
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number >= 0:
        library.seccomp_rule_add_array(rules, action, number, len(only), (_Comparison * len(only))(*only))
