"""The one family of errors a user may see; each names place and remedy."""


class ExplainerError(Exception):
    """Base of all expected errors. ``exit_code`` is what the command line returns.

    where: file, key or argument the error is about.
    problem: what is wrong, one sentence.
    remedy: what to do about it, one sentence.
    """

    exit_code = 70

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem} {remedy}")
        self.where = where
        self.problem = problem
        self.remedy = remedy


class Notice(UserWarning):
    """Something a user should know that stops nothing: warned where it is found, one sentence on the command line."""


class ConfigError(ExplainerError):
    """Bad arguments, settings or policy (exit code 20)."""

    exit_code = 20


class ContentError(ExplainerError):
    """Bad content or assets (exit code 30)."""

    exit_code = 30
