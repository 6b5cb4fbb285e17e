import assert from 'node:assert/strict';
import { exportRuns } from '../../../src/runs/exportRun.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';
import { writeRun } from './writtenRun.ts';

describe('The points of several runs in one file', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
  });
  afterEach(() => workspace.dispose());

  async function exported(format: 'csv' | 'jsonl'): Promise<readonly string[]> {
    const all = (await workspace.runs.list()).map(async (state) => {
      const columns = await workspace.runs.seriesOf(state.spec.id);
      return { state, series: await Promise.all(columns.metrics.map((metric) => columns.column(metric))) };
    });
    return [...exportRuns(await Promise.all(all), format)].join('').trimEnd().split('\n');
  }

  // shows: curves-export
  it('are all there, each with its run, and never a sample', async () => {
    for (const name of ['a', 'b']) {
      const run = writeRun(workspace.root, name);
      run.measure(
        'train, loss',
        Array.from({ length: 5000 }, (_, step) => [step, step === 7 ? Number.NaN : step / 4] as const),
      );
      run.end(0);
    }
    const csv = await exported('csv');
    assert.equal(csv.length, 1 + 2 * 5000);
    assert.equal(csv[0], 'run,metric,step,value,wall,epoch');
    assert.ok(csv.some((line) => line.startsWith('a,"train, loss",7,NaN,')));
    assert.ok(csv.some((line) => line.startsWith('b,"train, loss",4999,1249.75,')));
    const jsonl = await exported('jsonl');
    assert.equal(jsonl.length, 2 * 5000);
    const points = jsonl.map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
    assert.deepEqual(
      points
        .filter(({ step }) => step === 7)
        .map(({ run, value }) => `${run} ${value}`)
        .toSorted(),
      ['a NaN', 'b NaN'],
    );
  });
});
