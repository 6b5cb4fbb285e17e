import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SystemSeries } from '../../../../src/runs/curves/systemSeries.ts';

function samplesFile(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'practicum-system-')), 'system.jsonl');
  writeFileSync(file, '');
  return file;
}

describe('What the machine did during a run', () => {
  // shows: curves-system
  it('is a series for each measurement, with its unit, at the seconds since the run began', async () => {
    const file = samplesFile();
    const gpu = { index: 1, utilizationPercent: 97, memoryBytes: 3 * 2 ** 30, temperatureC: 61, powerW: 280 };
    appendFileSync(file, `${JSON.stringify({ atMs: 12_000, cpuPercent: 150, memoryBytes: 2 ** 29, gpus: [gpu] })}\n`);
    const system = new SystemSeries(file, 10_000);
    await system.refresh();
    assert.deepEqual(system.metrics, [
      { metric: 'system/CPU', unit: '%' },
      { metric: 'system/memory', unit: 'GiB' },
      { metric: 'system/GPU 1 utilization', unit: '%' },
      { metric: 'system/GPU 1 memory', unit: 'GiB' },
      { metric: 'system/GPU 1 temperature', unit: '°C' },
      { metric: 'system/GPU 1 power', unit: 'W' },
    ]);
    const values = system.metrics.map(({ metric }) => system.series(metric)?.valueAt(0));
    assert.deepEqual(values, [150, 0.5, 97, 3, 61, 280]);
    assert.equal(system.series('system/CPU')?.stepAt(0), 2);
  });

  it('grows with the file, and trash in it is passed over', async () => {
    const file = samplesFile();
    const system = new SystemSeries(file, 0);
    await system.refresh();
    assert.deepEqual(system.metrics, []);
    appendFileSync(file, `{"atMs":1000,"cpuPercent":1}\nnot a sample\n{"atMs":"soon"}\n{"atMs":2000,"cpuPercent":2}\n{"atMs":3`);
    await system.refresh();
    const before = system.series('system/CPU');
    appendFileSync(file, `000,"cpuPercent":3}\n`);
    await system.refresh();
    assert.deepEqual([before?.count, system.series('system/CPU')?.count], [2, 3]);
    assert.equal(system.series('system/memory'), undefined);
  });
});
