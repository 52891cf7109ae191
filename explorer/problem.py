"""The one error that a user is meant to read."""


class UserProblem(Exception):
    """Something the user can mend: its text is one sentence saying what is wrong and what to do.

    The command line prints it to stderr and exits with 2; the window shows it where it belongs.
    """
