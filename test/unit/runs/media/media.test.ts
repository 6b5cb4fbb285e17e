import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FileCollector } from '../../../../src/runs/files/fileCollector.ts';
import { mediaName } from '../../../../src/runs/media/mediaFiles.ts';
import { RunMedia } from '../../../../src/runs/media/runMedia.ts';
import { fixtures, temporaryFolder } from '../files/readAll.ts';

/** The smallest there is: one pixel. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8BQDwAEgAF/QualzQAAAABJRU5ErkJggg==', 'base64');

describe('What a run logs beside numbers', () => {
  let temporary = temporaryFolder();
  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => temporary.remove());

  async function told(collector: FileCollector): Promise<RunMedia> {
    const { media = [] } = await collector.poll(5, true);
    const file = path.join(temporary.folder, 'media.jsonl');
    writeFileSync(file, media.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const known = new RunMedia(file);
    assert.equal(await known.refresh(), media.length > 0);
    return known;
  }

  // shows: curves-media
  it('is found in event files of either version, and read from where it lies', async () => {
    const collector = new FileCollector({ folders: [path.join(fixtures, 'torch-media')], startedMs: 0 });
    const media = await told(collector);
    assert.deepEqual(
      media.tags.map(({ tag, kind, steps }) => `${kind} ${tag} ${steps.join(' ')}`),
      [
        'image samples/digit 0 10',
        'histogram weights/layer1 0 10',
        'text notes/text_summary 0 10',
        'histogram v2/weights 0 10',
        'text v2/words 0 10',
      ],
    );
    const image = await media.load('samples/digit', 10);
    assert.ok(image?.kind === 'image' && image.mime === 'image/png' && image.bytes.length > 50);
    const first = await media.load('weights/layer1', 0);
    assert.ok(first?.kind === 'histogram');
    assert.equal(
      first.counts.reduce((sum, count) => sum + count, 0),
      100,
    );
    assert.deepEqual([first.edges[0], first.edges.at(-1)], [-1, 1]);
    const second = await media.load('v2/weights', 10);
    assert.ok(second?.kind === 'histogram');
    assert.deepEqual(second.counts, [20, 20, 20, 20, 20]);
    assert.deepEqual([second.edges[0], second.edges.at(-1)], [-11, 11]);
    assert.deepEqual(await media.load('v2/words', 10), { kind: 'text', text: 'größe 10' });
    assert.deepEqual(await media.load('notes/text_summary', 0), { kind: 'text', text: 'step **0**' });
    assert.equal(await media.load('samples/digit', 5), undefined);
  });

  // shows: curves-media
  it('is found in pictures and tables that the run saves, not in those that were there before', async () => {
    const { folder } = temporary;
    mkdirSync(path.join(folder, 'data'));
    writeFileSync(path.join(folder, 'data/before.png'), png);
    const collector = new FileCollector({ folders: [folder], startedMs: Date.now() + 1_000_000, lookEveryMs: 0 });
    await collector.poll(1);
    mkdirSync(path.join(folder, 'samples'));
    for (const step of [100, 20]) writeFileSync(path.join(folder, `samples/epoch_${step}.png`), png);
    writeFileSync(path.join(folder, 'confusion.csv'), 'true,predicted,n\ncat,dog,3\n"a,b",cat,1\n');
    writeFileSync(path.join(folder, 'fake.png'), '<svg onload="alert(1)"/>');
    const media = await told(collector);
    assert.deepEqual(media.tags.map(({ tag, kind, steps }) => `${kind} ${tag} ${steps.join(' ')}`).toSorted(), [
      'image fake 0',
      'image samples/epoch 20 100',
      'table confusion 0',
    ]);
    const table = await media.load('confusion', 0);
    assert.deepEqual(table, {
      kind: 'table',
      columns: ['true', 'predicted', 'n'],
      rows: [
        ['cat', 'dog', '3'],
        ['a,b', 'cat', '1'],
      ],
      allRows: 2,
    });
    assert.equal((await media.load('samples/epoch', 20))?.kind, 'image');
    assert.equal(await media.load('fake', 0), undefined, 'what is no picture is not drawn, whatever it is called');
  });

  it('tells the step by the last number of a name', () => {
    assert.deepEqual(mediaName('samples/step_0100.png'), { tag: 'samples/step', step: 100 });
    assert.deepEqual(mediaName('0005.png'), { tag: '0005.png', step: 5 });
    assert.deepEqual(mediaName('out/7.jpg'), { tag: 'out', step: 7 });
    assert.deepEqual(mediaName('gen-3-grid.png'), { tag: 'gen-grid', step: 3 });
    assert.deepEqual(mediaName('loss.png'), { tag: 'loss', step: undefined });
  });
});
