import assert from 'node:assert/strict';
import { auditDataSet } from '../../../src/datasets/audit/audit.ts';
import { Binary } from '../../../src/datasets/cell.ts';
import { cellCharacters, shownAudit, shownCell, shownRow } from '../../../src/editor/datasetRows.ts';
import { imageType } from '../../../src/editor/imageType.ts';
import { datasetMessageSchema } from '../../../src/protocol/datasetSchema.ts';
import { fileOf, jsonLines, noSignal, openFiles } from '../datasets/memory.ts';

describe('A row as the preview shows it', () => {
  // shows: data-preview
  it('has each cell as what it is, cut and without keys', () => {
    const key = `hf_${'aB3'.repeat(12)}`;
    const columns = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, type: 'string' }));
    const cells = {
      a: null,
      b: `${'x'.repeat(cellCharacters - 10)}${key}`,
      c: 1.5,
      d: [{ role: 'user', content: 'Hello' }],
      e: { k: [1] },
      f: true,
    };
    const row = shownRow({ index: 3, cells, cut: [] }, columns);
    assert.ok('cells' in row);
    assert.deepEqual(
      row.cells.map(({ kind }) => kind),
      ['null', 'text', 'number', 'turns', 'json', 'bool'],
    );
    assert.ok(!JSON.stringify(row).includes('hf_aB3'), 'no part of a key');
    assert.deepEqual(shownRow({ index: 4, line: 9, why: 'it is no JSON' }, columns), { index: 4, line: 9, bad: 'it is no JSON' });
    assert.deepEqual(shownCell(new Binary(new Uint8Array(3)), 10), { kind: 'bytes', bytes: 3 });
  });

  // shows: data-preview
  it('has an audit with the way to each row', async () => {
    const data = await openFiles(fileOf('train.jsonl', jsonLines([{ text: 'one two three' }, { text: null }, { text: 'one two three' }])));
    const { findings, statistics, looked } = shownAudit(await auditDataSet(data, { signal: noSignal }));
    assert.deepEqual(looked, ['train: all 3 rows looked at']);
    assert.deepEqual(findings.find(({ column }) => column === 'text')?.places, [{ split: 'train', row: 1 }]);
    assert.deepEqual(
      statistics.map(({ split, column }) => ({ split, column })),
      [{ split: 'train', column: 'text' }],
    );
  });

  // shows: data-preview
  it('draws only pictures that hold no script', () => {
    assert.equal(imageType(Uint8Array.from([0x89, 0x50, 0x4e, 0x47])), 'image/png');
    assert.equal(imageType(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')), undefined);
  });

  // shows: data-preview
  it('is asked for by messages of the protocol and by nothing else', () => {
    assert.ok(datasetMessageSchema.safeParse({ type: 'wantRows', asked: 1, split: 'train', from: 0 }).success);
    for (const odd of [
      { type: 'wantRows', asked: 1, split: 'train', from: -1 },
      { type: 'wantRows', asked: 1, split: '', from: 0 },
      { type: 'open', path: '/etc/passwd' },
      { type: 'ready', more: 1 },
    ])
      assert.ok(!datasetMessageSchema.safeParse(odd).success, JSON.stringify(odd));
  });
});
