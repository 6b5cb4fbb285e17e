import assert from 'node:assert/strict';
import { type FileChange, ReproductionFeed } from '../../../src/editor/reproductionFeed.ts';
import type { HostToReproduction } from '../../../src/protocol/reproduction.ts';
import { parseStage } from '../../../src/reproduction/stages/files.ts';
import { stagesOfAttention } from '../../support/reproduction.ts';

/** A feed over the fixture’s files, of which some say something else. */
function feedOf(changed: Record<string, string | undefined> = {}) {
  const sent: HostToReproduction[] = [];
  const written: (readonly FileChange[])[] = [];
  const asked: string[] = [];
  const feed = new ReproductionFeed({
    folder: 'toy-attention',
    files: stagesOfAttention(changed),
    config: async ({ config, value }) =>
      config?.key === 'OPTIMIZER'
        ? {
            change: { file: 'src/config.py', of: 'workspace', before: 'OPTIMIZER = "Adam"\n', after: `OPTIMIZER = "${String(value)}"\n` },
            words: 'src/config.py:1 says so, too.',
          }
        : {},
    write: async (changes) => {
      written.push(changes);
      for (const { of, file, after } of changes) if (of === 'stage') changed[file] = after;
    },
    ask: async ({ id }) => void asked.push(id),
    send: (message) => void sent.push(message),
    onShown: () => undefined,
    onError: () => undefined,
  });
  return { feed, sent, written, asked, changed };
}

describe('what a reproduction’s tab is told', () => {
  // shows: reproduction-view
  it('has every part, from the files as they are', async () => {
    const { feed } = feedOf();
    await feed.refresh();
    const { shown } = feed;
    assert.equal(shown?.title, 'What the Root in Scaled Attention Does for Recall by Key');
    assert.deepEqual(
      [shown.triage, shown.register, shown.plan, shown.contracts, shown.integrity, shown.report].map(({ kind }) => kind),
      Array.from({ length: 6 }, () => 'there'),
    );
    assert.equal(shown.next?.stage, 'register');
    const files = shown.plan.kind === 'there' ? shown.plan.files : [];
    assert.deepEqual(
      files.map(({ path, order, state }) => [path, order, state]),
      [
        ['src/config.py', 1, 'written'],
        ['src/data.py', 2, 'written'],
        ['src/attention.py', 3, 'written'],
        ['src/evaluate.py', 4, 'written'],
        ['src/train.py', 5, 'edited'],
        ['src/seeding.py', undefined, 'there'],
        ['tests/test_attention.py', 6, 'planned'],
      ],
    );
  });

  // shows: reproduction-view-register, reproduction-view-stale
  it('writes register and configuration as one change, says what is behind by it, and takes it back', async () => {
    const { feed, sent, written, changed } = feedOf();
    await feed.change('optimizer', { kind: 'value', text: 'AdamW' });
    assert.deepEqual(
      written.map((changes) => changes.map(({ of, file }) => `${of} ${file}`)),
      [['stage register.json', 'workspace src/config.py']],
    );
    const row = parseStage('register', changed['register.json'] ?? '').rows.find(({ id }) => id === 'optimizer');
    assert.deepEqual([row?.value, row?.state, row?.origin.kind], ['AdamW', 'changed', 'person']);
    assert.ok(row?.alternatives.some(({ value }) => value === 'Adam'));
    const told = sent.at(-1);
    assert.ok(told?.type === 'changed');
    assert.equal(told.text, 'optimizer is AdamW now. src/config.py:1 says so, too.');
    assert.ok(told.stale.includes('run 20261122-031502-a1b2'), told.stale.join());
    assert.ok(told.stale.includes('the report'), told.stale.join());
    await feed.undo();
    const back = written.at(-1)?.map(({ before, after }) => [before === written[0]?.[0]?.after, after]);
    assert.deepEqual(back?.[0]?.[0], true);
    assert.equal(parseStage('register', changed['register.json'] ?? '').rows.find(({ id }) => id === 'optimizer')?.value, 'Adam');
  });

  // shows: reproduction-view-register
  it('accepts what stands there without touching code, refuses what has no value, and drafts a question', async () => {
    const { feed, sent, written, asked } = feedOf();
    await feed.change('optimizer', { kind: 'accept' });
    assert.deepEqual(written.flat().length, 1);
    await feed.change('learning-rate', { kind: 'accept' });
    const refused = sent.at(-1);
    assert.ok(refused?.type === 'refused' && refused.row === 'learning-rate');
    assert.match(refused.text, /learning rate/);
    await feed.change('learning-rate', { kind: 'ask' });
    assert.deepEqual(asked, ['learning-rate']);
    await feed.change('learning-rate', { kind: 'alternative', index: 1 });
    const told = sent.at(-1);
    assert.equal(told?.type === 'changed' ? told.text : '', 'learning rate is 0.003 now.');
  });

  // shows: reproduction-view-live
  it('says of a broken file where it is broken, shows the rest, and never writes it', async () => {
    const { feed, sent, written } = feedOf({ 'register.json': '{\n  "v": 1,\n<<<<<<< HEAD\n}' });
    await feed.refresh();
    const register = feed.shown?.register;
    assert.ok(register?.kind === 'broken');
    assert.deepEqual([register.file, register.line], ['register.json', 3]);
    assert.equal(feed.shown?.plan.kind, 'there');
    assert.match(feed.shown?.next?.words ?? '', /Mend register\.json first/);
    await feed.change('optimizer', { kind: 'accept' });
    assert.equal(sent.at(-1)?.type, 'refused');
    assert.deepEqual(written, []);
  });
});
