import assert from 'node:assert/strict';
import { workspaceFit } from '../../../../src/reproduction/plan/fit.ts';
import { planGraph, planMermaid } from '../../../../src/reproduction/plan/graph.ts';
import type { PlanFile } from '../../../../src/reproduction/stages/records.ts';
import { CodeIndex } from '../../../../src/reproduction/trace/codeIndex.ts';
import { readSource } from '../../../../src/reproduction/trace/pythonSource.ts';

function file(path: string, needs: readonly string[] = [], more: Partial<PlanFile> = {}): PlanFile {
  return { path, change: 'new', role: 'code', purpose: 'It does something.', symbols: [], needs: [...needs], reuses: [], ...more };
}

describe('The graph of a plan', () => {
  // shows: plan-graph
  it('has each file in a layer behind what it needs, and always the same places', () => {
    const files = [
      file('train.py', ['model.py', 'data.py', 'common/seeding.py'], { role: 'entry' }),
      file('data.py'),
      file('model.py', ['layers.py']),
      file('layers.py'),
      file('old.py', [], { change: 'keep' }),
    ];
    const graph = planGraph({ files }, (path) => (path === 'data.py' ? 'current' : 'missing'));
    const places = new Map(graph.nodes.map(({ path, layer, lane, order, role, state }) => [path, { layer, lane, order, role, state }]));
    assert.deepEqual(places.get('common/seeding.py'), { layer: 0, lane: 0, order: undefined, role: 'there', state: 'current' });
    assert.equal(places.get('model.py')?.layer, 1);
    assert.equal(places.get('train.py')?.layer, 2);
    assert.equal(places.get('data.py')?.state, 'current');
    assert.equal(places.get('old.py')?.order, undefined);
    assert.deepEqual(
      graph.nodes.flatMap(({ path, order }) => (order === undefined ? [] : [[order, path]])).toSorted(([a], [b]) => Number(a) - Number(b)),
      [
        [1, 'data.py'],
        [2, 'layers.py'],
        [3, 'model.py'],
        [4, 'train.py'],
      ],
    );
    assert.deepEqual([graph.layers, graph.lanes], [3, 4]);
    assert.deepEqual(
      planGraph({ files }, (path) => (path === 'data.py' ? 'current' : 'missing')),
      graph,
    );
    for (const { from, to } of graph.edges) assert.ok((places.get(from)?.layer ?? 9) < (places.get(to)?.layer ?? -1), `${from} → ${to}`);
    // No two in one place.
    assert.equal(new Set(graph.nodes.map(({ layer, lane }) => `${layer},${lane}`)).size, graph.nodes.length);
  });

  // shows: plan-graph
  it('marks a cycle, and places what stands in it', () => {
    const graph = planGraph({ files: [file('a.py', ['b.py']), file('b.py', ['a.py', 'c.py']), file('c.py')] });
    assert.deepEqual(graph.cycles, [['a.py', 'b.py', 'a.py']]);
    assert.deepEqual(
      graph.edges.map(({ from, to, isCyclic }) => [from, to, isCyclic]),
      [
        ['b.py', 'a.py', true],
        ['a.py', 'b.py', true],
        ['c.py', 'b.py', false],
      ],
    );
    assert.equal(graph.nodes.find(({ path }) => path === 'a.py')?.order, undefined);
    const empty = planGraph({ files: [] });
    assert.deepEqual([empty.nodes, empty.layers, empty.lanes], [[], 0, 0]);
  });

  // shows: plan-graph
  it('can be drawn by Mermaid, whatever files are called', () => {
    const text = planMermaid(
      planGraph({ files: [file('a "b" <c>.py'), file('train.py', ['a "b" <c>.py'], { role: 'entry', change: 'edit' })] }),
    );
    assert.equal(text, 'flowchart LR\n  f0["a &quot;b&quot; &lt;c>.py<br/>code"]\n  f1["train.py<br/>entry, edited"]\n  f0 --> f1\n');
  });
});

describe('What of a workspace a plan should fit', () => {
  // shows: plan-fit
  it('is told with what starts training, how it is configured and what can be reused, and is bounded', () => {
    const texts = new Map([
      [
        'train.py',
        'import argparse\nimport torch\nfrom lib.trainer import Trainer\n\nif __name__ == "__main__":\n    p = argparse.ArgumentParser()\n    loss.backward()\n    optimizer.step()\n',
      ],
      ['lib/trainer.py', 'import torch\n\nclass Trainer:\n    def fit(self, model, epochs=3):\n        pass\n\ndef _hidden():\n    pass\n'],
      ['tests/test_trainer.py', 'def test_fit():\n    pass\n'],
      ['configs/base.yaml', 'lr: 0.1\n'],
      ...Array.from({ length: 300 }, (_, at) => [`lib/part${at}.py`, `def part_${at}(x):\n    return x\n`] as const),
    ]);
    const code = new CodeIndex([...texts].filter(([path]) => path.endsWith('.py')).map(([path, text]) => readSource(path, text)));
    const { isEmpty, text } = workspaceFit({ files: new Set(texts.keys()), code, texts });
    assert.equal(isEmpty, false);
    assert.match(text, /Training starts in: train\.py/);
    assert.match(text, /Configuration: configs\/base\.yaml, options by argparse/);
    assert.match(text, /It uses: torch, lib/);
    assert.match(text, /Tests: tests\/test_trainer\.py/);
    assert.match(text, /- lib\/trainer\.py: class Trainer/);
    assert.doesNotMatch(text, /_hidden/);
    assert.ok(Buffer.byteLength(text) < 7_000, `${Buffer.byteLength(text)} bytes`);
  });

  // shows: plan-fit
  it('is a layout where there is no code yet, which says that one file may be enough', () => {
    const { isEmpty, text } = workspaceFit({ files: new Set(['README.md']), code: new CodeIndex([]), texts: new Map() });
    assert.equal(isEmpty, true);
    assert.match(text, /evaluate\.py: role “evaluation”/);
    assert.match(text, /A request that needs one script gets one script/);
    assert.match(text, /There is: README\.md\./);
  });
});
