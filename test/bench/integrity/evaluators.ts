/** Code that measures, and edits of it; code that splits, with and without statistics of all rows. */
import type { Random } from './texts.ts';

export const evaluators: readonly string[] = [
  `"""Accuracy on the test rows."""
import torch


@torch.no_grad()
def accuracy(model, x, y):
    """Share of rows whose most likely class is the right one, in percent."""
    model.eval()
    right = 0
    for start in range(0, len(y), 256):
        logits = model(x[start : start + 256])
        right += (logits.argmax(dim=1) == y[start : start + 256]).sum().item()
    return 100 * right / len(y)
`,
  `import numpy as np

TOLERANCE = 1e-3


def f1(predicted, wanted):
    # Rows without a positive count as zero.
    both = np.sum((predicted == 1) & (wanted == 1))
    precision = both / max(1, np.sum(predicted == 1))
    recall = both / max(1, np.sum(wanted == 1))
    if precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def exact(predicted, wanted):
    return np.mean([a.strip().lower() == b.strip().lower() for a, b in zip(predicted, wanted)])
`,
  `import json
import math


def perplexity(losses, counts):
    total = sum(loss * count for loss, count in zip(losses, counts))
    return math.exp(total / sum(counts))


def main(path):
    with open(path) as file:
        lines = [json.loads(line) for line in file]
    test = [line for line in lines if line["split"] == "test"]
    print(json.dumps({"perplexity": perplexity([line["loss"] for line in test], [line["tokens"] for line in test])}))
`,
];

const semantic: readonly (readonly [RegExp, string])[] = [
  [/argmax/u, 'argmin'],
  [/100 \*/u, '105 *'],
  [/== y\[/u, '>= y['],
  [/model\.eval\(\)/u, 'model.train()'],
  [/range\(0, len\(y\), 256\)/u, 'range(0, len(y) // 2, 256)'],
  [/max\(1, np\.sum\(wanted == 1\)\)/u, 'max(1, np.sum(predicted == 1))'],
  [/2 \* precision/u, '2.2 * precision'],
  [/return 0\.0/u, 'return 1.0'],
  [/a\.strip\(\)\.lower\(\) == b\.strip\(\)\.lower\(\)/u, 'a[:1] == b[:1]'],
  [/1e-3/u, '1e-1'],
  [/np\.mean\(\[/u, 'np.max(['],
  [/"test"\]/u, '"train"]'],
  [/math\.exp\(/u, 'math.expm1('],
  [/loss \* count/u, 'loss'],
  [/ \/ sum\(counts\)/u, ' / (1 + sum(counts))'],
];

/** Undefined where the edit does not apply to it. */
export function editedInMeaning(code: string, which: number): string | undefined {
  const [pattern, by] = semantic[which % semantic.length] ?? [/^$/u, ''];
  return pattern.test(code) ? code.replace(pattern, by) : undefined;
}
export const semanticEdits = semantic.length;

export function editedInLayout(code: string, random: Random): string {
  const ways = [
    (text: string) => `${text}\n`,
    (text: string) => text.replace(/\n\n\n/u, '\n\n'),
    (text: string) => text.replaceAll('    ', '  '),
    (text: string) => `# Measured as the paper says.\n${text}`,
    (text: string) => text.replace(/, /u, ',  '),
    (text: string) => text.replace(/\n(?= +return)/u, '  # the end\n'),
  ];
  return ways[Math.floor(random() * ways.length)]?.(code) ?? code;
}

/** Code that fits something to all rows before it splits them. */
export const leakingCode: readonly string[] = [
  'from sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import train_test_split\n\ndef load(x, y):\n    x = StandardScaler().fit_transform(x)\n    return train_test_split(x, y, test_size=0.2, random_state=0)\n',
  'def load(path, seed):\n    x, y = read(path)\n    x = (x - x.mean(axis=0)) / x.std(axis=0)\n    x_train, x_test, y_train, y_test = train_test_split(x, y, random_state=seed)\n    return x_train, x_test\n',
  'import numpy as np\nx = np.load("x.npy")\nmean = x.mean(0)\nstd = x.std(0)\nx = (x - mean) / std\ntrain, test = random_split(x, [800, 200])\n',
  'def prepare(texts, labels):\n    vectorizer = TfidfVectorizer(max_features=5000)\n    features = vectorizer.fit_transform(texts)\n    return train_test_split(features, labels)\n',
  'def prepare(x, y):\n    sampler = SMOTE()\n    x, y = sampler.fit_resample(x, y)\n    return train_test_split(x, y, test_size=0.3)\n',
  'def prepare(rows, labels, k):\n    chosen = SelectKBest(k=k).fit_transform(rows, labels)\n    a, b, c, d = train_test_split(chosen, labels)\n    return a, b, c, d\n',
];

/** The same done rightly, and what only looks like it. */
export const honestCode: readonly string[] = [
  'from sklearn.preprocessing import StandardScaler\n\ndef load(x, y, seed):\n    x_train, x_test, y_train, y_test = train_test_split(x, y, random_state=seed)\n    scaler = StandardScaler().fit(x_train)\n    return scaler.transform(x_train), scaler.transform(x_test)\n',
  'def load(path, seed):\n    x, y = read(path)\n    x = x / 255\n    x_train, x_test, y_train, y_test = train_test_split(x, y, random_state=seed)\n    mean, std = x_train.mean(0), x_train.std(0)\n    return (x_train - mean) / std, (x_test - mean) / std\n',
  'def load(test_examples, generator):\n    digits = load_digits()\n    x = torch.tensor(digits.data, dtype=torch.float32) / 16\n    order = torch.randperm(len(x), generator=generator)\n    test, rest = order[:test_examples], order[test_examples:]\n    return x[rest], x[test]\n',
  'def prepare(texts, labels):\n    train_texts, test_texts, a, b = train_test_split(texts, labels)\n    vectorizer = TfidfVectorizer()\n    return vectorizer.fit_transform(train_texts), vectorizer.transform(test_texts)\n',
  'def norm(x):\n    return (x - x.mean(-1, keepdims=True)) / x.std(-1, keepdims=True)\n\ndef heads(x, n):\n    q, k, v = x.split(n, dim=-1)\n    return q @ k.T @ v\n',
  'def words(line):\n    parts = line.strip().split(",")\n    total = sum(float(part) for part in parts)\n    return [float(part) / total for part in parts]\n',
];
