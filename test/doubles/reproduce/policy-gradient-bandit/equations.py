"""The equations of the method, one function each."""

import torch


def policy(h):
    return torch.exp(h) / torch.exp(h).sum(dim=-1, keepdim=True)


def score(policy, arm):
    """Of the arm that was pulled, by each preference."""
    given = -policy
    given[torch.arange(len(arm)), arm] += 1
    return given


def updated(h, rate, reward, baseline, score):
    return h + rate * (reward - baseline)[:, None] * score


def mean_reward(rewards):
    return rewards.mean()


def expected_reward(policy, means):
    return (policy * means).sum(dim=-1)


def running_mean(mean, reward, n):
    return mean + (reward - mean) / n
