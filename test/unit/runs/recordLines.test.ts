import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RecordLines } from '../../../src/runs/store/recordLines.ts';

const numberOf = (line: string): number | undefined => (/^\d+$/.test(line) ? Number(line) : undefined);

describe('The lines of a run’s record', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-lines-'));
    file = path.join(folder, 'state.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are read whole once the run has ended, and followed when it goes on again', async () => {
    const lines = new RecordLines(file, numberOf);
    await lines.read(true);
    assert.deepEqual(lines.records, [], 'no file, no lines');
    writeFileSync(file, '1\nbroken\n2\n3');
    await lines.read(true);
    assert.deepEqual(lines.records, [1, 2], 'one that was cut is none');
    appendFileSync(file, '\n4\n');
    await lines.read(true);
    assert.deepEqual(lines.records, [1, 2, 3, 4]);
    await lines.read(false);
    appendFileSync(file, '5\n6\n');
    await lines.read(false);
    assert.deepEqual(lines.records, [1, 2, 3, 4, 5, 6]);
    await lines.read(true);
    assert.deepEqual(lines.records, [1, 2, 3, 4, 5, 6], 'each once, also when it ends');
  });

  it('are read in parts where there are many', async () => {
    const numbers = Array.from({ length: 200_000 }, (_, at) => at + 1_000_000);
    writeFileSync(file, numbers.map((each) => `${each}\n`).join(''));
    const lines = new RecordLines(file, numberOf);
    await lines.read(true);
    assert.equal(lines.records.length, numbers.length);
    assert.equal(lines.records.at(-1), numbers.at(-1));
  });
});
