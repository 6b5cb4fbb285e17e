import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { auditDataSet } from '../../../src/datasets/audit/audit.ts';
import { bytesInMemory } from '../../../src/datasets/bytes.ts';
import { ParquetSplit } from '../../../src/datasets/parquet.ts';
import { isBad } from '../../../src/datasets/table.ts';
import { imageType } from '../../../src/editor/imageType.ts';
import { noSignal } from './memory.ts';

/** Files that pyarrow and datasets wrote: test/fixtures/datasets/make.py. */
const folder = new URL('../../fixtures/datasets/', import.meta.url);
const expected: readonly { readonly id: number; readonly big: number }[] = JSON.parse(
  readFileSync(new URL('expected.json', folder), 'utf8'),
);

function splitOf(name: string): ParquetSplit {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
  return new ParquetSplit({ name: 'train', sampleBytes: 1e9, files: [async () => bytesInMemory(bytes)] });
}

describe('Parquet as others write it', () => {
  // shows: data-parquet
  for (const name of readdirSync(folder).filter((each) => each.startsWith('pyarrow-')))
    it(`is read cell by cell: ${name}`, async () => {
      const split = splitOf(name);
      assert.deepEqual(
        (await split.columns(noSignal)).map(({ type }) => type),
        ['int64', 'string', 'float64', 'bool', 'int64', 'list<string>', 'list<struct<role, content>>', 'timestamp'],
      );
      const pages = [await split.page(0, 12, noSignal), await split.page(55, 12, noSignal)];
      const rows = pages.flatMap(({ rows: found }) => found.map((row) => (isBad(row) ? row.why : row.cells)));
      // Beyond 2^53 a number would not be the one that was written.
      assert.deepEqual(
        rows,
        expected.map((row) => ({ ...row, big: row.id === 0 ? '9007199254740992' : String(2n ** 53n + BigInt(row.id)) })),
      );
    });

  // shows: data-parquet, data-chat-formats
  it('knows classes, conversations and pictures by what datasets wrote beside the schema', async () => {
    const split = splitOf('datasets.parquet');
    assert.deepEqual(
      (await split.columns(noSignal)).map(({ name, type }) => `${name}: ${type}`),
      ['text: string', 'label: ClassLabel', 'messages: list<struct<role, content>>', 'picture: Image'],
    );
    const bytes = await split.bytesOf(3, 'picture', 1_000_000, noSignal);
    assert.equal(bytes === undefined ? undefined : imageType(bytes), 'image/png');
    const audit = await auditDataSet(
      { name: 'made', where: 'here', configs: [], splits: [split], notes: [], close: async () => undefined },
      { signal: noSignal },
    );
    assert.deepEqual(audit.splits[0]?.skipped, ['picture']);
    assert.deepEqual(audit.roles.labels, ['label']);
    assert.deepEqual(
      audit.formats.map(({ format }) => format),
      ['messages', 'classification', 'text'],
    );
  });
});
