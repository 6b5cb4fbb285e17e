"""Many ten-armed bandits side by side, and REINFORCE on each of them, equations (1) to (6)."""

import torch


def play(kind, a, generator):
    """Chance of the best arm (%) after the last pull, mean regret of a pull, and the chance along the way."""
    means = a.offset + torch.randn(a.bandits, a.arms, generator=generator)
    best = means.argmax(dim=1)
    gaps = means.max(dim=1, keepdim=True).values - means
    preferences = torch.zeros(a.bandits, a.arms)
    baseline = torch.zeros(a.bandits)
    rows = torch.arange(a.bandits)
    regret, curve = 0.0, []
    for t in range(a.pulls):
        policy = preferences.softmax(dim=1)
        arm = torch.multinomial(policy, 1, generator=generator)[:, 0]
        reward = means[rows, arm] + a.reward_noise * torch.randn(a.bandits, generator=generator)
        if kind == "mean" and a.baseline_from == "all":
            baseline = baseline + (reward - baseline) / (t + 1)
        if kind == "expected":
            baseline = (policy * means).sum(dim=1)
        score = -policy
        score[rows, arm] += 1
        ascent = (reward - baseline)[:, None] * score
        if a.entropy > 0:
            logs = policy.clamp_min(1e-12).log()
            ascent = ascent - a.entropy * policy * (logs - (policy * logs).sum(dim=1, keepdim=True))
        rate = a.learning_rate * (1 - t / a.pulls if a.schedule == "linear" else 1)
        preferences = preferences + rate * ascent
        if kind == "mean" and a.baseline_from == "earlier":
            baseline = baseline + (reward - baseline) / (t + 1)
        regret += gaps[rows, arm].mean().item() / a.pulls
        if t % 25 == 0:
            curve.append(100 * policy[rows, best].mean().item())
    return 100 * preferences.softmax(dim=1)[rows, best].mean().item(), regret, curve
