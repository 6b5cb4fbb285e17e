"""The measures of the paper, against fresh numbers from the mixture."""

from equations import distance


def measures(made, real, settings):
    """Wasserstein distance and the share left of a threshold in percent."""
    return {"distance": distance(made, real).item(), "left share": 100 * (made < settings["left_of"]).float().mean().item()}
