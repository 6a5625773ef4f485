"""Builds the container image of Kitrail from Debian packages, a JDK and the command's jar."""


class Failed(Exception):
    """A sentence for the user."""
