"""The one error of the trainer: a broken world told in a sentence. Expected refusals are values, not errors."""


class TrainerError(Exception):
    """What happened, to what, and one next step."""
