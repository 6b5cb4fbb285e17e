import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeSplitter, type SplitterKind } from '../../../src/datasets/splitters.ts';
import { isBad } from '../../../src/datasets/table.ts';
import { fileOf, jsonLines, noSignal, openFiles } from './memory.ts';

function recordsOf(kind: SplitterKind, text: string, cuts: readonly number[]): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  const found: string[] = [];
  const splitter = makeSplitter(kind, (start, end) => found.push(new TextDecoder().decode(bytes.subarray(start, end))));
  const places = [0, ...[...cuts].filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
  for (const [index, from] of places.entries()) splitter.push(bytes.subarray(from, places[index + 1] ?? bytes.length), from);
  splitter.end(bytes.length);
  return found;
}

const cuts = fc.array(fc.nat(200), { maxLength: 6 });

describe('The records of a file', () => {
  // shows: data-local
  it('are its rows, wherever the reading was cut: quotes hold commas, quotes and line ends', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ', ';'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 }), cuts, (rows, places) => {
        const lines = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
        assert.deepEqual(recordsOf('rows', `${lines.join('\n')}\n`, places), lines);
      }),
      { numRuns: 200 },
    );
  });

  // shows: data-local
  it('are the elements of a JSON array, also within an object', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(0, 2),
        cuts,
        fc.boolean(),
        (items, indent, places, isWithin) => {
          const text = JSON.stringify(isWithin ? { version: '1 [', data: items } : items, null, indent);
          assert.deepEqual(
            recordsOf('array', text, places).map((each) => JSON.stringify(JSON.parse(each))),
            items.map((item) => JSON.stringify(item)),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('A file as a data set', () => {
  // shows: data-local
  it('counts lines that cannot be read, and names them by line and reason', async () => {
    const data = await openFiles(fileOf('train.jsonl', `{"a": 1}\n\n{"a": \n"word"\n{"a": 2}`));
    const { rows, total } = (await data.splits[0]?.page(0, 10, noSignal)) ?? { rows: [] };
    assert.deepEqual(
      rows.map((row) => (isBad(row) ? { line: row.line, why: row.why.replace(/ \(.*/, '') } : row.cells)),
      [{ a: 1 }, { line: 3, why: 'it is no JSON' }, { value: 'word' }, { a: 2 }],
    );
    assert.deepEqual(total, { rows: 4, how: 'counted' });
  });

  // shows: data-local
  it('finds the delimiter, and takes numbers, truth values and nothing for what they are', async () => {
    const data = await openFiles(fileOf('dev.csv', 'name;zip;n;ok;note\n"A; B";01234;3.5;true;\nC;12;-7;False;"two\nlines"\n'));
    const { rows } = (await data.splits[0]?.page(0, 10, noSignal)) ?? { rows: [] };
    assert.equal(data.splits[0]?.name, 'validation');
    assert.deepEqual(
      rows.map((row) => (isBad(row) ? row.why : row.cells)),
      [
        { name: 'A; B', zip: '01234', n: 3.5, ok: true, note: null },
        { name: 'C', zip: 12, n: -7, ok: false, note: 'two\nlines' },
      ],
    );
  });

  // shows: data-local
  it('takes a quote behind another mark than its delimiter for a quote within the text', async () => {
    const data = await openFiles(fileOf('a.csv', 'x,y\n1,see;"here\n2,plain\n'));
    const { rows } = (await data.splits[0]?.page(0, 10, noSignal)) ?? { rows: [] };
    assert.deepEqual(
      rows.map((row) => (isBad(row) ? row.why : row.cells)),
      [
        { x: 1, y: 'see;"here' },
        { x: 2, y: 'plain' },
      ],
    );
  });

  // shows: data-local
  it('names a row with another number of fields than the head', async () => {
    const data = await openFiles(fileOf('a.tsv', 'x\ty\n1\t2\n3\n4\t5\n'));
    const { rows } = (await data.splits[0]?.page(0, 10, noSignal)) ?? { rows: [] };
    assert.deepEqual(
      rows.map((row) => (isBad(row) ? `line ${row.line}: ${row.why}` : row.cells)),
      [{ x: 1, y: 2 }, 'line 3: it has 1 fields, the head has 2', { x: 4, y: 5 }],
    );
  });

  // shows: data-local
  it('reads what is not UTF-8, and says so', async () => {
    const latin = Uint8Array.from('{"a": "caf\u00e9"}\n', (character) => character.charCodeAt(0));
    const wide = Uint8Array.from([
      0xff,
      0xfe,
      ...[...'{"a": "é"}\n'].flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8]),
    ]);
    const data = await openFiles(fileOf('latin.jsonl', latin), fileOf('wide.jsonl', wide), fileOf('marked.jsonl', '\ufeff{"a": "é"}\n'));
    const pages = await Promise.all(data.splits.map((split) => split.page(0, 2, noSignal)));
    assert.deepEqual(
      pages.map(({ rows }) => rows[0]),
      [
        { index: 0, cells: { a: 'café' }, cut: [], isOtherEncoding: true },
        { index: 0, cells: { a: 'é' }, cut: [] },
        { index: 0, cells: { a: 'é' }, cut: [] },
      ],
    );
    assert.deepEqual(data.notes, ['wide.jsonl: It is UTF-16LE, read as such.']);
  });

  // shows: data-local
  it('is read from its middle without what stands before', async () => {
    const data = await openFiles(fileOf('train.jsonl', jsonLines(Array.from({ length: 40_000 }, (_, n) => ({ n, pad: 'x'.repeat(40) })))));
    const split = data.splits[0];
    for (const from of [39_990, 17_001, 0]) {
      const { rows } = (await split?.page(from, 5, noSignal)) ?? { rows: [] };
      assert.deepEqual(
        rows.map((row) => (isBad(row) ? row.why : row.cells['n'])),
        [0, 1, 2, 3, 4].map((n) => from + n),
      );
    }
  });

  it('that is empty is said to be', async () => {
    await assert.rejects(async () => (await openFiles(fileOf('a.csv', ''))).splits[0]?.columns(noSignal), { code: 'dataset-no-data' });
    await assert.rejects(openFiles(fileOf('picture.bin', 'GIF89a')), { code: 'dataset-format' });
  });
});
