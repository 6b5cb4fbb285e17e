import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitsOf } from '../../doubles/hub/datasets/splits.ts';
import { rowsOf } from '../../doubles/hub/datasets/table.ts';
import { conditionOf } from '../../doubles/hub/datasets/where.ts';
import { nextRun } from '../../doubles/hub/jobs/schedule.ts';
import { checkedCard, parseYaml } from '../../doubles/hub/repos/card.ts';
import { startOf } from '../../doubles/hub/spaces/dockerfile.ts';
import { readLz4Frame } from '../../doubles/hub/xet/lz4.ts';
import { chunksOf, contentOf, xorbFrom } from '../../doubles/hub/xet/xorb.ts';

/** A frame of one block: three letters, a match that overlaps itself, two letters. */
function frame(block: readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(block.length);
  return Buffer.concat([Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]), length, Buffer.from(block), Buffer.alloc(4)]);
}
const repeated = frame([0x35, 0x61, 0x62, 0x63, 3, 0, 0x20, 0x78, 0x79]);

function chunk(scheme: number, data: Buffer, size: number): Buffer {
  const header = Buffer.alloc(8);
  header.writeUIntLE(data.length, 1, 3);
  header.writeUInt8(scheme, 4);
  header.writeUIntLE(size, 5, 3);
  return Buffer.concat([header, data]);
}

describe('the parts of the stand-in Hub', () => {
  // shows: hub-double
  it('read what Xet compresses', () => {
    assert.equal(readLz4Frame(repeated, 14).toString(), 'abcabcabcabcxy');
    assert.throws(() => readLz4Frame(repeated, 15), /14 bytes instead of 15/);
    assert.throws(() => readLz4Frame(frame([0x35, 0x61, 0x62, 0x63, 9, 0]), 12), /reaches back too far/);
    const xorb = Buffer.concat([
      chunk(0, Buffer.from('as it is'), 8),
      chunk(1, repeated, 14),
      chunk(2, repeated, 14),
      Buffer.from('XETBLOB'),
    ]);
    // The last is grouped: all first bytes of each four, then all second ones, and so on.
    const contents = chunksOf(xorb).map((each) => contentOf(xorb, each).toString());
    assert.deepEqual(contents, ['as it is', 'abcabcabcabcxy', 'abccbcaxcabyab']);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200_000 }), (bytes) => {
        const made = xorbFrom(Buffer.from(bytes));
        assert.ok(Buffer.concat(chunksOf(made).map((each) => contentOf(made, each))).equals(bytes));
      }),
      { numRuns: 20 },
    );
  });

  // shows: hub-double
  it('know when a schedule comes next', () => {
    const after = Date.parse('2026-11-20T10:30:15Z');
    const next = (schedule: string): string | undefined => {
      const at = nextRun(schedule, after);
      return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
    };
    assert.equal(next('@hourly'), '2026-11-20T11:00');
    assert.equal(next('0 9 * * 1'), '2026-11-23T09:00');
    assert.equal(next('*/20 10-11 * * *'), '2026-11-20T10:40');
    assert.equal(next('0 0 29 2 *'), '2028-02-29T00:00');
    assert.equal(next('0 0 1 * 7'), '2026-11-22T00:00');
    for (const wrong of ['soon', '60 * * * *', '* * * *', '0 0 31 2 *']) assert.equal(next(wrong), undefined, wrong);
  });

  // shows: hub-double
  it('read the front matter of cards, and say what is wrong with it', () => {
    const front =
      'license: mit\ntags:\n- a\n- "b: c"\nmodel-index:\n- name: tiny\n  results:\n  - task:\n      type: x\n    metrics: [1, 2.5]\nlong: |\n  one\n  two\n';
    assert.deepEqual(parseYaml(front), {
      license: 'mit',
      tags: ['a', 'b: c'],
      'model-index': [{ name: 'tiny', results: [{ task: { type: 'x' }, metrics: [1, 2.5] }] }],
      long: 'one\ntwo',
    });
    assert.deepEqual(checkedCard('# no front matter').warnings, ['empty or missing yaml metadata in repo card']);
    assert.match(checkedCard('---\nlicense mit\n---\n').errors[0] ?? '', /Line 1: “license mit” is no “key: value”/);
    assert.match(checkedCard('---\nlicense: mit\n').errors[0] ?? '', /has no end/);
    assert.match(checkedCard('---\na:\n\tb: c\n---\n').errors[0] ?? '', /a tab is no indentation/);
  });

  // shows: hub-double-services
  it('read tables and conditions, and know which file is which split', async () => {
    const rows = await rowsOf('a.csv', Buffer.from('name,n\n"x, ""y""\nz",1\r\nplain,\n'));
    assert.deepEqual(rows, [
      { name: 'x, "y"\nz', n: 1 },
      { name: 'plain', n: null },
    ]);
    const fits = conditionOf(`NOT "n">=3 AND ("t"='it''s' OR "t"<>'no')`);
    assert.deepEqual(
      [
        { n: 1, t: "it's" },
        { n: 3, t: 'x' },
        { n: 2, t: 'no' },
      ].map(fits),
      [true, false, false],
    );
    for (const wrong of ['n > 3', '"n" >', '("n"=1', '"n"=1; drop']) assert.throws(() => conditionOf(wrong), /"where" is invalid/);
    const entry = (path: string) => ({ path, oid: '', sha256: '', size: 1, isLfs: false });
    const files = ['data/train-00000-of-00002.parquet', 'data/train-00001-of-00002.parquet', 'test.csv', 'README.md'].map(entry);
    assert.deepEqual(
      splitsOf(files, {}).map(({ split, files: of }) => [split, of.length]),
      [
        ['train', 2],
        ['test', 1],
      ],
    );
    const card = { configs: [{ config_name: 'small', data_files: [{ split: 'train', path: 'data/*-00000-*.parquet' }] }] };
    assert.deepEqual(
      splitsOf(files, card).map(({ config, files: of }) => [config, of.map(({ path }) => path)]),
      [['small', ['data/train-00000-of-00002.parquet']]],
    );
  });

  // shows: hub-double-executes
  it('know how a Dockerfile starts its server', () => {
    const start = startOf('FROM x\nENV A=1 B="two words"\nENTRYPOINT ["python"]\nCMD ["-m", \\\n "app"]\n');
    assert.deepEqual(start, { argv: ['python', '-m', 'app'], environment: { A: '1', B: 'two words' } });
    assert.deepEqual(startOf('CMD python app.py').argv, ['/bin/sh', '-c', 'python app.py']);
    assert.throws(() => startOf('FROM x\n'), /has no CMD/);
  });
});
