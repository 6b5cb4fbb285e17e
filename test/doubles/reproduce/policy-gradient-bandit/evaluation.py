"""The measures of the paper."""


def best_arm(policy, best, rows):
    """Chance of the best arm in percent."""
    return 100 * policy[rows, best].mean().item()


def mean_regret(gaps):
    """Of a pull; `gaps` (pulls, bandits): what the best arm pays more on average than the one that was pulled."""
    return gaps.mean().item()
