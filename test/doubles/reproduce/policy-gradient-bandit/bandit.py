"""Many bandits side by side, and REINFORCE on each of them."""

import torch

from equations import expected_reward, policy, running_mean, score, updated
from evaluation import best_arm, mean_regret


def play(kind, settings, generator):
    """Both measures after the last pull."""
    means = settings["offset"] + torch.randn(settings["bandits"], settings["arms"], generator=generator)
    best, highest = means.argmax(dim=1), means.max(dim=1).values
    h, baseline = torch.zeros_like(means), torch.zeros(len(means))
    rows, gaps = torch.arange(len(means)), []
    for t in range(settings["pulls"]):
        pi = policy(h)
        arm = torch.multinomial(pi, 1, generator=generator)[:, 0]
        reward = means[rows, arm] + settings["reward_noise"] * torch.randn(len(means), generator=generator)
        if kind == "expected":
            baseline = expected_reward(pi, means)
        if kind == "mean" and settings["mean_counts"] == "all pulls":
            baseline = running_mean(baseline, reward, t + 1)
        rate = settings["learning_rate"] * (1 - t / settings["pulls"] if settings["schedule"] == "linear" else 1)
        ascent = updated(h, rate, reward, baseline, score(pi, arm))
        if settings["entropy_bonus"] > 0:
            logs = pi.clamp_min(1e-12).log()
            ascent = ascent - rate * settings["entropy_bonus"] * pi * (logs - (pi * logs).sum(dim=1, keepdim=True))
        h = ascent
        if kind == "mean" and settings["mean_counts"] == "earlier pulls":
            # So that it does not depend on the arm.
            baseline = running_mean(baseline, reward, t + 1)
        gaps.append(highest - means[rows, arm])
    return {"best arm": best_arm(policy(h), best, rows), "regret": mean_regret(torch.stack(gaps))}
