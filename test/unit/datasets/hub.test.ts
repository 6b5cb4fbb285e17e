import assert from 'node:assert/strict';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import { auditDataSet } from '../../../src/datasets/audit/audit.ts';
import { auditReport } from '../../../src/datasets/audit/report.ts';
import { openHubDataSet } from '../../../src/datasets/hubDataSet.ts';
import { isBad, type ReadRow } from '../../../src/datasets/table.ts';
import { createHubClient } from '../../../src/hub/client.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { HubError } from '../../../src/hub/hubErrors.ts';
import { hubDataOf } from '../../../src/tools/hubData.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { jsonLines, noSignal } from './memory.ts';

/** What is asked again is asked again at once; what gives up waiting for an answer does so in its time. */
const hasty: Clock = {
  ...systemClock,
  sleep: async (ms, signal) => (ms > 10_000 ? await systemClock.sleep(ms, signal) : undefined),
};

describe('A data set on the Hub', () => {
  let hub: Hub;
  const asked: string[] = [];

  beforeEach(async () => {
    hub = await startHub();
    asked.length = 0;
  });
  afterEach(() => hub.close());

  const port = (token: string | undefined = hub.token) => {
    const endpoints = endpointsFrom({ hub: hub.url, datasetsServer: `${hub.url}/datasets-server`, router: `${hub.url}/router` }, {});
    const counting: typeof fetch = async (input, init) => {
      const { pathname } = new URL(String(input));
      asked.push(`${pathname}${new Headers(init?.headers).has('range') ? ' (range)' : ''}`);
      return await fetch(input, init);
    };
    const client = createHubClient({
      endpoints,
      token: async () => token || undefined,
      fetch: counting,
      userAgent: 'practicum/test',
      clock: hasty,
    });
    return hubDataOf(client, client);
  };
  const rows = (count: number, from = 0) =>
    Array.from({ length: count }, (_, n) => ({
      id: from + n,
      prompt: `What is ${from + n} and one?`,
      completion: `It is ${from + n + 1}, of course.`,
    }));
  const seed = (files: Readonly<Record<string, string>>, id = 'ada/pairs') => hub.seed({ kind: 'dataset', id, files });
  const card = '---\nlicense: mit\nlanguage: en\n---\n# Pairs\n';
  const viewerFails = (error: string, code: string, status = 500) =>
    hub.faults.add({ kind: 'status', path: '^/datasets-server/', status, error, headers: { 'X-Error-Code': code } });

  // shows: data-viewer-first
  it('is read through the viewer: splits, rows by page, what was counted over all rows, and the card', async () => {
    seed({ 'README.md': card, 'train.jsonl': jsonLines(rows(250)), 'test.jsonl': jsonLines([...rows(20, 1_000), ...rows(3)]) });
    const data = await openHubDataSet(port(), { id: 'ada/pairs' }, noSignal);
    assert.deepEqual(
      data.splits.map(({ name, way }) => `${name} ${way}`),
      ['train viewer', 'test viewer'],
    );
    const page = await data.splits[0]?.page(200, 100, noSignal);
    assert.equal(page?.rows.length, 50);
    assert.deepEqual(page?.total, { rows: 250, how: 'stated' });
    const audit = await auditDataSet(data, { signal: noSignal });
    assert.deepEqual(
      audit.splits.map(({ looked, rule }) => ({ looked, rule })),
      [
        { looked: 250, rule: 'every row' },
        { looked: 23, rule: 'every row' },
      ],
    );
    assert.deepEqual(
      audit.findings.map(({ kind, split, count }) => ({ kind, split, count })),
      [{ kind: 'overlap', split: 'test', count: 3 }],
    );
    assert.equal(audit.fitness.find(({ goal }) => goal === 'sft')?.verdict, 'fits');
    assert.deepEqual(audit.card?.licences, [
      { licence: 'mit', from: 'the card' },
      { licence: 'mit', from: 'the tags' },
    ]);
    assert.ok(!asked.some((each) => each.includes('(range)')), 'no file was read');
    await data.close();
  });

  // shows: data-viewer-first, data-parquet
  it('of many rows is sampled from its parquet files in ranges, every n-th row', async () => {
    seed({ 'README.md': card, 'train.jsonl': jsonLines(rows(2_400)) });
    const data = await openHubDataSet(port(), { id: 'ada/pairs' }, noSignal);
    const { splits } = await auditDataSet(data, { rows: 2_200, signal: noSignal });
    assert.deepEqual(
      splits.map(({ looked, rule, total }) => ({ looked, rule, total })),
      [{ looked: 1_200, rule: 'every 2nd row', total: { rows: 2_400, how: 'counted' } }],
    );
    assert.ok(asked.some((each) => each.endsWith('0000.parquet (range)')));
    await data.close();
  });

  // shows: data-viewer-first, data-parquet
  it('whose viewer fails in the middle is read on from its parquet files, and that is said', async () => {
    seed({ 'README.md': card, 'train.jsonl': jsonLines(rows(250)), 'test.jsonl': jsonLines(rows(20, 1_000)) });
    const data = await openHubDataSet(port(), { id: 'ada/pairs' }, noSignal);
    hub.faults.add({ kind: 'status', path: '^/datasets-server/rows.*offset=1', status: 500, error: 'Unexpected error.' });
    hub.faults.add({ kind: 'status', path: '^/datasets-server/rows.*split=test', status: 500, error: 'Unexpected error.' });
    const audit = await auditDataSet(data, { signal: noSignal });
    assert.deepEqual(
      audit.splits.map(({ looked, columns }) => [looked, columns.map(({ name }) => name).join()]),
      [
        [250, 'id,prompt,completion'],
        [20, 'id,prompt,completion'],
      ],
    );
    assert.deepEqual(
      audit.notes.map((note) => note.replace(/\(.*\)/, '(…)')),
      ['train', 'test'].map((name) => `The Hub’s viewer stopped answering about ${name} (…); the rest was read from its parquet files.`),
    );
    assert.ok(asked.some((each) => each.endsWith('0000.parquet (range)')));
    await data.close();
  });

  // shows: data-local
  it('of several text files in a split is read whole: rows, columns and samples go on from file to file', async () => {
    seed({
      'README.md': card,
      'data/train-0.jsonl': jsonLines(rows(7)),
      'data/train-1.jsonl': `${jsonLines(rows(5, 7))}{"id": 12, "extra": tru\n`,
      'data/train-2.jsonl': jsonLines(rows(4, 13).map((row) => ({ ...row, source: 'later' }))),
    });
    viewerFails('The dataset viewer is not available for this dataset.', 'UnexpectedError', 501);
    const data = await openHubDataSet(port(), { id: 'ada/pairs' }, noSignal);
    const [train] = data.splits;
    assert.ok(train !== undefined && data.splits.length === 1);
    assert.deepEqual(
      (await train.columns(noSignal)).map(({ name }) => name),
      ['id', 'prompt', 'completion', 'source'],
    );
    const idsOf = (read: readonly ReadRow[]) => read.map((row) => (isBad(row) ? row.why : row.cells['id']));
    const page = await train.page(5, 9, noSignal);
    assert.deepEqual(
      page.rows.map(({ index }) => index),
      [5, 6, 7, 8, 9, 10, 11, 12, 13],
    );
    assert.deepEqual(
      idsOf(page.rows).filter((_, at) => at !== 7),
      [5, 6, 7, 8, 9, 10, 11, 13],
    );
    assert.match(String(idsOf(page.rows)[7]), /^in data\/train-1\.jsonl: it is no JSON/);
    assert.deepEqual((await train.page(15, 10, noSignal)).total, { rows: 17, how: 'counted' });
    const sample = await train.sample(6, noSignal);
    const sampled: ReadRow[] = [];
    for await (const row of sample.rows) sampled.push(row);
    assert.deepEqual([sample.rule, sampled.map(({ index }) => index)], ['every 3rd row of 3 files', [0, 3, 6, 9, 12, 15]]);
    const audit = await auditDataSet(data, { signal: noSignal });
    assert.deepEqual([audit.splits[0]?.looked, audit.splits[0]?.total?.rows], [17, 17]);
    assert.ok(!audit.notes.some((note) => note.includes('first of')));
    await data.close();
  });

  // shows: data-viewer-first
  it('whose viewer is not ready yet is read from its files, and that is said', async () => {
    seed({ 'README.md': card, 'data/train.jsonl': jsonLines(rows(30)), 'data/test.csv': 'prompt,completion\na,b\n' });
    viewerFails('The server is busier than usual and the response is not ready yet. Please retry later.', 'ResponseNotReady');
    const data = await openHubDataSet(port(), { id: 'ada/pairs' }, noSignal);
    assert.deepEqual(data.notes, ['The Hub’s viewer is still preparing this data set; its files were read directly.']);
    assert.deepEqual(
      data.splits.map(({ name, way }) => `${name} ${way}`),
      ['train jsonl', 'test csv'],
    );
    const audit = await auditDataSet(data, { signal: noSignal });
    assert.match(auditReport(audit, { atMost: 8_000 }), /still preparing/);
    assert.ok(asked.filter((each) => each === '/datasets-server/is-valid').length > 1, 'it was asked again');
    await data.close();
  });

  // shows: data-viewer-first, data-parquet
  it('that the viewer does not show is read from its own parquet files, as its card divides them', async () => {
    const { parquetWriteBuffer } = await import('hyparquet-writer');
    const parquet = (from: number) =>
      new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'n', data: [from, from + 1], type: 'INT32' }] }));
    const configs =
      '---\nconfigs:\n- config_name: small\n  data_files:\n  - split: train\n    path: parts/a-*.parquet\n  - split: held_out\n    path: parts/b.parquet\n---\n';
    hub.seed({
      kind: 'dataset',
      id: 'ada/parts',
      files: { 'README.md': configs, 'parts/a-0.parquet': parquet(0), 'parts/a-1.parquet': parquet(10), 'parts/b.parquet': parquet(20) },
    });
    viewerFails('The dataset viewer is not available for this dataset.', 'UnexpectedError', 501);
    const data = await openHubDataSet(port(), { id: 'ada/parts', config: 'small' }, noSignal);
    const found = await Promise.all(
      data.splits.map(async (split) => [
        split.name,
        (await split.page(0, 10, noSignal)).rows.map((row) => (isBad(row) ? row.why : row.cells['n'])),
      ]),
    );
    assert.deepEqual(found, [
      ['train', [0, 1, 10, 11]],
      ['held_out', [20, 21]],
    ]);
    await data.close();
  });

  // shows: data-viewer-first
  it('at a revision is read from the files of that revision, since the viewer shows only the newest one', async () => {
    const repo = seed({ 'train.jsonl': jsonLines(rows(5)) });
    const data = await openHubDataSet(port(), { id: 'ada/pairs', revision: 'main~0' }, noSignal).catch((error: unknown) => error);
    assert.ok(data instanceof Error, 'there is no such revision');
    const pinned = await openHubDataSet(port(), { id: 'ada/pairs', revision: repo.head.id }, noSignal);
    assert.deepEqual(
      pinned.splits.map(({ name, way }) => `${name} ${way}`),
      ['train jsonl'],
    );
    assert.ok(!asked.some((each) => each.startsWith('/datasets-server/')));
    await pinned.close();
  });

  // shows: data-viewer-first
  it('says what there is instead of a configuration or a split that it lacks', async () => {
    seed({ 'train.jsonl': jsonLines(rows(3)) });
    await assert.rejects(openHubDataSet(port(), { id: 'ada/pairs', config: 'large' }, noSignal), {
      code: 'dataset-no-config',
      hint: /default/,
    });
    await assert.rejects(openHubDataSet(port(), { id: 'ada/pairs', split: 'test' }, noSignal), { code: 'dataset-no-split', hint: /train/ });
    hub.seed({ kind: 'dataset', id: 'ada/archive', files: { 'all.tar.gz': 'x' } });
    await assert.rejects(openHubDataSet(port(), { id: 'ada/archive' }, noSignal), { code: 'dataset-no-data' });
    await assert.rejects(openHubDataSet(port(), { id: 'ada/nothing' }, noSignal), { code: 'hub-repo-not-found' });
  });

  // shows: data-viewer-first
  it('that is gated says so, and what to do', async () => {
    hub.seed({ kind: 'dataset', id: 'bob/gated', files: { 'train.jsonl': jsonLines(rows(3)) }, gated: 'manual' });
    const refused = await openHubDataSet(port(''), { id: 'bob/gated' }, noSignal).then(
      async ({ splits }) => await splits[0]?.page(0, 1, noSignal),
      (error: unknown) => error,
    );
    assert.ok(
      refused instanceof HubError && ['hub-gated', 'hub-sign-in'].includes(refused.code) && refused.hint !== undefined,
      String(refused),
    );
  });

  // shows: data-viewer-first
  it('is read from nowhere but the Hub, whatever address the viewer gives', async () => {
    seed({ 'train.jsonl': jsonLines(rows(3)) });
    await assert.rejects(port().file('https://elsewhere.example/0000.parquet', noSignal), { code: 'dataset-elsewhere' });
  });
});
