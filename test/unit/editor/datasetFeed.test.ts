import assert from 'node:assert/strict';
import { PracticumError } from '../../../src/base/errors.ts';
import { DatasetFeed, type OpenDataSet } from '../../../src/editor/datasetFeed.ts';
import type { HostToDataset } from '../../../src/protocol/dataset.ts';
import { fileOf, jsonLines, openFiles } from '../datasets/memory.ts';

describe('What answers a preview of a data set', () => {
  const rows = Array.from({ length: 250 }, (_, n) => ({ text: n === 7 ? 'x'.repeat(2_000) : `row ${n} of them` }));
  const make = (open: OpenDataSet = async () => await openFiles(fileOf('train.jsonl', jsonLines(rows)))) => {
    const sent: HostToDataset[] = [];
    const errors: unknown[] = [];
    const feed = new DatasetFeed(
      open,
      (message) => sent.push(message),
      (error) => errors.push(error),
    );
    const of = <Type extends HostToDataset['type']>(type: Type) =>
      sent.filter((message): message is HostToDataset & { readonly type: Type } => message.type === type);
    return { feed, of, errors };
  };

  // shows: data-preview
  it('opens nothing before it is asked, then says the splits, a page of rows, and how many there are when they are counted', async () => {
    let opened = 0;
    const { feed, of } = make(async () => {
      opened += 1;
      return await openFiles(fileOf('train.jsonl', jsonLines(rows)));
    });
    assert.equal(opened, 0);
    await feed.receive({ type: 'ready' });
    assert.deepEqual(of('data')[0]?.splits, [{ name: 'train' }]);
    await feed.receive({ type: 'wantRows', asked: 1, split: 'train', from: 0 });
    assert.deepEqual(
      of('rows').map(({ rows: shown, total }) => [shown.length, total?.rows]),
      [
        [100, undefined],
        [100, 250],
      ],
    );
    await feed.receive({ type: 'wantRows', asked: 2, split: 'train', from: 200 });
    assert.deepEqual(
      of('rows')
        .at(-1)
        ?.rows.map(({ index }) => index)
        .slice(-1),
      [249],
    );
    assert.equal(opened, 1);
    feed.dispose();
  });

  // shows: data-preview
  it('gives a long cell whole when it is asked for', async () => {
    const { feed, of } = make();
    await feed.receive({ type: 'wantCell', split: 'train', row: 7, column: 'text' });
    assert.deepEqual(of('cell')[0]?.cell, { kind: 'text', text: 'x'.repeat(2_000), isCut: false });
    feed.dispose();
  });

  // shows: data-preview
  it('audits, and stops when it is told to', async () => {
    const { feed, of } = make();
    await feed.receive({ type: 'wantAudit' });
    assert.deepEqual(of('audit')[0]?.audit.looked, ['train: all 250 rows looked at']);
    const again = feed.receive({ type: 'wantAudit' });
    await feed.receive({ type: 'stopAudit' });
    await again;
    assert.equal(of('audit').length, 1);
    assert.equal(of('failed').length, 0);
    feed.dispose();
  });

  // shows: data-preview
  it('says what failed and what to do, and tries again when it is asked again', async () => {
    let isBroken = true;
    const { feed, of, errors } = make(async () => {
      if (isBroken) throw new PracticumError('hub-unreachable', 'The Hub cannot be reached.', { hint: 'Check the network.' });
      return await openFiles(fileOf('train.jsonl', jsonLines(rows)));
    });
    await feed.receive({ type: 'ready' });
    assert.deepEqual(of('failed'), [{ type: 'failed', about: 'data', text: 'The Hub cannot be reached. Check the network.' }]);
    assert.equal(errors.length, 1);
    isBroken = false;
    await feed.receive({ type: 'ready' });
    assert.equal(of('data').length, 1);
    feed.dispose();
  });
});
