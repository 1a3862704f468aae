"""Sample articles, written for this project; see README.md beside this file."""

from pathlib import Path


def sample_folder() -> Path:
    """Return the folder of the sample articles."""
    return Path(__file__).parent / "articles"
