"""Draws figure.pdf and figure.png of the papers that have one from the curves in truth.json: `python figures.py [NAME ...]`.

Needs matplotlib. The same version of it makes the same bytes.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

FIGURES = {
    "toy-attention": {
        "every": 25,
        "axes": ("training step", "loss"),
        "lines": {"mean": "mean of pairs", "plain": "unscaled", "scaled": "scaled"},
    },
    "diffusion-1d": {
        "every": 50,
        "axes": ("training step", "loss"),
        "lines": {"linear": "linear", "cosine": "cosine"},
    },
    "policy-gradient-bandit": {
        "every": 25,
        "axes": ("pull", "best arm (%)"),
        "lines": {"none": "no baseline", "mean": "mean of rewards", "expected": "expected reward"},
    },
}
STYLES = (("#555555", ":"), ("#b3541e", "--"), ("#1f5fa8", "-"))


def draw(name, every, axes, lines):
    folder = Path(__file__).parent / name
    curves = json.loads((folder / "truth.json").read_text())["results"]["curves"]
    pyplot.rcParams.update({"font.family": "STIXGeneral", "mathtext.fontset": "stix", "font.size": 9, "svg.hashsalt": "practicum"})
    figure, plot = pyplot.subplots(figsize=(3.4, 1.75))
    for (key, label), (colour, style) in zip(lines.items(), STYLES):
        values = curves[key]
        plot.plot([every * i for i in range(len(values))], values, style, color=colour, label=label, linewidth=1.2)
    plot.set_xlabel(axes[0])
    plot.set_ylabel(axes[1])
    plot.spines[["top", "right"]].set_visible(False)
    plot.legend(frameon=False, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 0.97), ncols=len(lines), handlelength=1.6)
    figure.tight_layout(pad=0.3)
    figure.savefig(folder / "figure.pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None})
    figure.savefig(folder / "figure.png", dpi=160, metadata={"Software": None})


for name in sys.argv[1:] or FIGURES:
    if name in FIGURES:
        draw(name, **FIGURES[name])
