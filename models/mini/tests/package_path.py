"""Makes the package importable from a checkout, without an installation. Imported first by every test."""

import sys
from pathlib import Path

TRAINER_FOLDER = Path(__file__).resolve().parents[1]
RELEASE_FOLDER = TRAINER_FOLDER.parents[1] / "public/models/parley-mini"
SHIPPED_MLC = RELEASE_FOLDER / "resolve/1"

sys.path.insert(0, str(TRAINER_FOLDER))
