import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { RunAlert } from '../../../../src/runs/alert.ts';
import { Capture } from '../../../../src/runs/capture/capture.ts';
import { actionsOf } from '../../../../src/runs/watchdogs/actions.ts';
import { Watchdogs } from '../../../../src/runs/watchdogs/watchdogs.ts';

const folder = new URL('../../../fixtures/runs/', import.meta.url);

function alertsOf(name: string): readonly RunAlert[] {
  const bytes = readFileSync(new URL(name, folder));
  const capture = new Capture();
  const dogs = new Watchdogs({ actions: actionsOf() });
  return [...dogs.onOutput(bytes, 0), ...dogs.onPoints(capture.push(bytes, 0), 0), ...dogs.onPoints(capture.end(0), 0)];
}

describe('The watchdogs on what real frameworks printed', () => {
  // shows: watch-not-finite
  it('find the NaN that transformers’ Trainer hid, and nothing in runs that went well', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    assert.ok(names.length >= 7);
    for (const name of names) {
      const alerts = alertsOf(name);
      const rules = alerts.map(({ rule, level }) => `${rule} ${level}`);
      assert.deepEqual(rules, name.includes('nan_loss') ? ['not-finite error'] : [], name);
    }
    const [alert] = alertsOf('hf_trainer_v5_nan_loss.stdout.txt');
    assert.match(alert?.title ?? '', /^loss is not finite at step \S+: it is shown as 0, but grad_norm is NaN$/);
    assert.match(alert?.evidence[0] ?? '', /^loss = 1\.004 \(step \S+\), the last finite value$/);
  });
});
