"""Trainer of Parley-mini: persona dialogues in, weights for both engines of the studio out."""
