"""What a gate reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """file: name of the file. place: file and key. severity: ``error`` fails the check, ``remark`` does not."""

    file: str
    place: str
    problem: str
    remedy: str
    severity: str = "error"


def at(file: str, key: str, problem: str, remedy: str, severity: str = "error") -> Finding:
    """A finding at a key of a file."""
    return Finding(file, f"{file}: {key}" if key else file, problem, remedy, severity)
