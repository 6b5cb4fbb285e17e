import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { EventFile } from '../../../../src/runs/files/eventFile.ts';
import { eventFile, type ScalarColumn } from '../../../../src/runs/files/eventWriter.ts';
import { readAll, temporaryFolder } from './readAll.ts';

function column(tag: string, points: readonly (readonly [step: number, value: number])[]): ScalarColumn {
  const part = (of: (point: readonly [number, number]) => number, from: number, to: number) =>
    Float64Array.from(points.slice(from, to), of);
  return {
    tag,
    count: points.length,
    read: (from, to) => ({
      steps: part(([step]) => step, from, to),
      values: part(([, value]) => value, from, to),
      wallMs: part(([step]) => 1_700_000_000_000 + step, from, to),
    }),
  };
}

describe('Event files that are written for TensorBoard', () => {
  let temporary = temporaryFolder();
  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => temporary.remove());

  // shows: curves-tensorboard
  it('are read back, checksums and all, with every point in its order', async () => {
    const file = path.join(temporary.folder, 'events.out.tfevents.1700000000.practicum');
    const value = fc.oneof(fc.float(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0));
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 40 }), value), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('loss', 'eval/accuracy', 'größe'), points), { maxLength: 3 }), async (columns) => {
        writeFileSync(
          file,
          Buffer.concat([
            ...eventFile(
              columns.map(([tag, its]) => column(tag, its)),
              1_700_000_000_000,
            ),
          ]),
        );
        const { points: read, notes } = await readAll(new EventFile(file), true);
        assert.deepEqual(notes, []);
        const wanted = columns.flatMap(([tag, its]) => its.map(([step, y]) => ({ tag, step, y, wallMs: 1_700_000_000_000 + step })));
        assert.deepEqual(
          read.map(({ metric, step, value: y, wallMs }) => ({ tag: metric, step, y, wallMs: Math.round(wallMs) })),
          wanted,
        );
      }),
      { numRuns: 30 },
    );
  });
});
