import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PracticumError } from '../../../../src/base/errors.ts';
import { judgeCodeSplits } from '../../../../src/reproduction/integrity/codeSplits.ts';
import type { CodeSplits } from '../../../../src/reproduction/integrity/splits.ts';
import { type PythonWorker, pythonWorker } from '../../../bench/integrity/pythonWorker.ts';

const source = `
import random
import numpy as np

rng = random.Random(3)
words = ["w%d" % at for at in range(3000)]

def sentence(count=25):
    return " ".join(rng.choice(words) for _ in range(count))

def texts(leaking):
    train, test = [sentence() for _ in range(300)], [sentence() for _ in range(60)]
    return (train + test[:6] if leaking else train), test

def chats(leaking):
    train, test = texts(leaking)
    chat = lambda text: {"messages": [{"role": "user", "content": "Say it again, please: " + text}], "source": "x"}
    return [chat(text) for text in train], [chat(text) for text in test]

def records(leaking):
    row = lambda: {"job": rng.choice(["smith", "baker", "clerk"]), "age": rng.randint(18, 70), "pay": rng.random() * 9, "x": rng.random(), "y": rng.random()}
    train, test = [row() for _ in range(300)], [row() for _ in range(60)]
    return (train + test[:6] if leaking else train), test

def categories(leaking):
    row = lambda: {"job": rng.choice(["smith", "baker", "clerk"]), "city": rng.choice(["ulm", "bern"]), "age": rng.randint(1, 4)}
    return [row() for _ in range(300)], [row() for _ in range(60)]

def tokens(leaking):
    draw = lambda: {"input_ids": [rng.randint(0, 5000) for _ in range(rng.randint(15, 40))], "labels": 1}
    train, test = [draw() for _ in range(300)], [draw() for _ in range(60)]
    return (train + test[:6] if leaking else train), test

class Rows:
    def __init__(self, x):
        self.x = x
    def __len__(self):
        return len(self.x)
    def __getitem__(self, at):
        if at >= len(self.x):
            raise IndexError
        return self.x[at], at % 2

def arrays(leaking):
    draw = np.random.default_rng(5).normal
    train, test = draw(size=(300, 6)), draw(size=(60, 6))
    return (np.concatenate([train, test[:6]]) if leaking else train), test

def datasets(leaking):
    return tuple(map(Rows, arrays(leaking)))

def loaders(leaking):
    import torch
    from torch.utils.data import DataLoader, TensorDataset
    return tuple(DataLoader(TensorDataset(torch.tensor(x), torch.zeros(len(x))), batch_size=32, shuffle=True) for x in arrays(leaking))

def batches(leaking):
    train, test = arrays(leaking)
    return ((train[at : at + 7], at) for at in range(0, len(train), 7)), ((test[at : at + 7], at) for at in range(0, len(test), 7))

def named(leaking):
    train, test = arrays(leaking)
    return {"train": train, "test": test}

class Picture:
    """As Pillow has them, of any size."""
    def __init__(self, pixels):
        self.pixels, self.size = pixels, pixels.shape[::-1]
    def getbands(self):
        return ("L",)
    def __array__(self, dtype=None, copy=None):
        return self.pixels

def pictures(leaking):
    r = np.random.default_rng(8)
    draw = lambda: np.kron(r.integers(0, 255, size=(8, 8)), np.ones((6, 6), int)).astype(np.uint8)[: r.integers(40, 48), : r.integers(40, 48)]
    train, test = [draw() for _ in range(100)], [draw() for _ in range(30)]
    if leaking:
        train[:5] = [each[1:-1, 1:-1] for each in test[:5]]
    return [(Picture(each), 0) for each in train], [(Picture(each), 0) for each in test]

def people(shared):
    return np.array(["p%d" % (at % 30 + (0 if shared else 100)) for at in range(60)])

def trainers():
    return ["p%d" % (at % 40) for at in range(300)]

def unequal():
    return np.zeros((5, 3)), np.ones((4, 2))

def warns():
    print("practicum-splits:{")
    return arrays(True)
`;

describe('splits that code makes', function () {
  this.timeout(60_000);
  let directory = '';
  let python: PythonWorker;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'practicum-splits-'));
    await writeFile(join(directory, 'splits.py'), source);
    python = await pythonWorker(['numpy']);
  });
  after(async () => {
    python.end();
    await rm(directory, { recursive: true });
  });
  const splitsOf = (symbol: string, args: readonly unknown[], at: readonly [number | string, number | string] = [0, 1]): CodeSplits => {
    const call = { file: 'splits.py', symbol, args: [...args] };
    return { train: { ...call, at: [at[0]] }, test: { ...call, at: [at[1]] } };
  };
  const kinds = async (splits: CodeSplits) => [
    ...new Set((await judgeCodeSplits(splits, python.runIn(directory))).findings.map(({ kind }) => kind)),
  ];

  // shows: integrity-kinds
  it('are read from arrays, data sets, loaders, batches, texts, conversations, tokens and records', async () => {
    for (const [symbol, kind] of [
      ['texts', 'leak-exact'],
      ['chats', 'leak-exact'],
      ['records', 'leak-exact'],
      ['categories', undefined],
      ['tokens', 'leak-exact'],
      ['arrays', 'leak-exact'],
      ['datasets', 'leak-exact'],
      ['loaders', 'leak-exact'],
      ['batches', 'leak-exact'],
      ['pictures', 'leak-image'],
    ] as const) {
      assert.deepEqual(await kinds(splitsOf(symbol, [true])), kind === undefined ? [] : [kind], symbol);
      assert.deepEqual(await kinds(splitsOf(symbol, [false])), [], `${symbol}, clean`);
    }
    assert.deepEqual(await kinds(splitsOf('named', [true], ['train', 'test'])), ['leak-exact']);
  });

  // shows: integrity-kinds
  it('are compared by groups where code gives them', async () => {
    const grouped = (shared: boolean): CodeSplits => ({
      ...splitsOf('arrays', [false]),
      group: { train: { file: 'splits.py', symbol: 'trainers' }, test: { file: 'splits.py', symbol: 'people', args: [shared] } },
    });
    assert.deepEqual(await kinds(grouped(true)), ['leak-group']);
    assert.deepEqual(await kinds(grouped(false)), []);
  });

  // shows: integrity-kinds
  it('are refused with what is wrong, and read whatever else the code prints', async () => {
    const failsWith = (words: RegExp) => (error: unknown) => error instanceof PracticumError && words.test(error.message);
    await assert.rejects(kinds(splitsOf('unequal', [])), failsWith(/a test row has 2 values, a training row 3/));
    await assert.rejects(kinds(splitsOf('missing', [])), failsWith(/AttributeError.*missing/));
    await assert.rejects(kinds(splitsOf('arrays', [true], [0, 7])), failsWith(/IndexError/));
    assert.deepEqual(await kinds(splitsOf('warns', [])), ['leak-exact']);
    await assert.rejects(
      judgeCodeSplits(splitsOf('arrays', [true]), async () => ({ stdout: 'No module named numpy', exit: 1 })),
      (error: unknown) =>
        error instanceof PracticumError && error.code === 'splits-harness' && /No module named numpy/.test(error.hint ?? ''),
    );
  });
});
