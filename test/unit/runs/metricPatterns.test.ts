import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runSettingsFrom } from '../../../src/runs/runSettings.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

describe('A person’s own metric patterns', function () {
  this.timeout(60_000);
  let workspace: Workspace | undefined;
  afterEach(() => workspace?.dispose());

  it('are read from a list, and on the command line one from each line', () => {
    const two = ['round (?<step>\\d+): (?<joy>\\S+)', 'a, (?<b>\\d)'];
    assert.deepEqual(runSettingsFrom({ metricPatterns: two }).metricPatterns, two);
    assert.deepEqual(runSettingsFrom({ metricPatterns: `${two.join('\n')}\n` }).metricPatterns, two);
    assert.deepEqual(runSettingsFrom({ metricPatterns: [1, ' ', two[0]] }).metricPatterns, [two[0]]);
    assert.deepEqual(runSettingsFrom({}).metricPatterns, []);
  });

  it('are what a run’s output is read with, and stay those that it began with', async () => {
    workspace = makeWorkspace({ settings: { metricPatterns: ['round (?<step>\\d+): joy (?<happiness>\\S+)'] } });
    const run = await workspace.launch(workspace.script('train.py', 'for step in range(1, 4): print(f"round {step}: joy {step / 4}")\n'));
    const ended = await workspace.ended(run);
    assert.deepEqual(ended.spec.metricPatterns, ['round (?<step>\\d+): joy (?<happiness>\\S+)']);
    const points = await workspace.runs.points(run.spec.id);
    assert.deepEqual(
      points.map(({ metric, step, value }) => [metric, step, value]),
      [1, 2, 3].map((step) => ['happiness', step, step / 4]),
    );
  });

  it('that are none are said before anything is started', async () => {
    workspace = makeWorkspace({ settings: { metricPatterns: ['joy (\\S+'] } });
    const script = workspace.script('train.py', 'print(1)\n');
    await assert.rejects(workspace.launch(script), {
      code: 'metric-pattern',
      message: '“joy (\\S+” is no regular expression.',
      hint: /Write it like/,
    });
    assert.deepEqual(readdirSync(workspace.root), ['train.py'], `nothing was made in ${path.basename(workspace.root)}`);
  });
});
