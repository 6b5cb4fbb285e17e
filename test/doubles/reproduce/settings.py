"""Settings of the project, as the paper and its register say them."""

import json
from pathlib import Path


def load():
    return json.loads(Path(__file__).with_name("settings.json").read_text())
