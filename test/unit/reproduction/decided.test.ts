import assert from 'node:assert/strict';
import path from 'node:path';
import type { ToolCall } from '../../../src/base/tool.ts';
import { acceptRow, changeRow } from '../../../src/reproduction/register/changes.ts';
import { formatStage, parseStage } from '../../../src/reproduction/stages/files.ts';
import type { Register, RegisterRow } from '../../../src/reproduction/stages/records.ts';
import { stageFilesFor } from '../../../src/reproduction/stages/toolFiles.ts';
import { FileNotFound } from '../../../src/workspace/fileErrors.ts';

const row = (id: string, more: Partial<RegisterRow> = {}): RegisterRow => ({
  id,
  name: id,
  kind: 'missing',
  why: 'It changes what is measured.',
  state: 'proposed',
  value: 1,
  origin: { kind: 'convention', text: 'usual' },
  alternatives: [],
  evidence: [],
  ...more,
});

const register = (rows: readonly RegisterRow[]): string =>
  formatStage('register', { v: 1, stage: 'register', inputs: {}, rows: [...rows] } as unknown as Register);

describe('What a person settled in a register', () => {
  /** The files of a call whose permit covers everything. */
  const filesWith = (kept: Map<string, string>) =>
    stageFilesFor(
      { kind: 'experiment', id: 'lora' },
      {
        roots: ['/work'],
        recordChange: async () => ({}),
        files: {
          read: async (_: unknown, file: string) => {
            const text = kept.get(path.basename(file));
            if (text === undefined) throw new FileNotFound(file);
            return { bytes: Buffer.from(text), isDirty: false };
          },
          write: async (_: unknown, file: string, bytes: Uint8Array) => {
            kept.set(path.basename(file), Buffer.from(bytes).toString('utf8'));
            return { after: bytes };
          },
        } as never,
      },
      { id: 'ca_1', turn: 'tu_1', permit: {}, signal: new AbortController().signal, progress: () => undefined } as unknown as ToolCall,
    );

  // shows: repro-decided
  it('stands whatever a tool of the stages writes: not dropped, not changed, not undone, and none is claimed', async () => {
    const accepted = acceptRow(row('optimizer', { value: 'Adam' }));
    const changed = changeRow(row('warm-up', { value: 100 }), 400, 'from the code');
    const before = [accepted, changed, row('seed')];
    const decided = { code: 'register-decided' };
    for (const [what, after] of Object.entries({
      dropped: [changed, row('seed')],
      emptied: [],
      'another value': [{ ...accepted, value: 'SGD' }, changed, row('seed')],
      'no longer settled': [{ ...accepted, state: 'proposed' }, changed, row('seed')],
      'made a sweep': [accepted, { ...changed, state: 'sweep' }, row('seed')],
      'another origin': [accepted, { ...changed, origin: { kind: 'paper', text: '' } }, row('seed')],
      claimed: [accepted, changed, { ...row('seed'), state: 'accepted' }],
      'another one that is settled': [accepted, changed, row('seed'), { ...row('dropout'), state: 'changed' }],
    } as unknown as Record<string, readonly RegisterRow[]>)) {
      const kept = new Map([['register.json', register(before)]]);
      await assert.rejects(filesWith(kept).write('register.json', register(after)), decided, what);
      assert.equal(kept.get('register.json'), register(before), what);
    }
    const kept = new Map([['register.json', register(before)]]);
    await filesWith(kept).write('register.json', register([row('dropout'), changed, accepted, row('seed', { value: 3 })]));
    assert.deepEqual(
      parseStage('register', kept.get('register.json') ?? '').rows.map(({ id, state }) => [id, state]),
      [
        ['dropout', 'proposed'],
        ['warm-up', 'changed'],
        ['optimizer', 'accepted'],
        ['seed', 'proposed'],
      ],
    );
  });

  // shows: repro-decided
  it('is not written over where it cannot be read', async () => {
    const kept = new Map([['register.json', `${register([acceptRow(row('optimizer'))])}<<<<<<< ours\n`]]);
    await assert.rejects(filesWith(kept).write('register.json', register([])), { code: 'stage-unreadable' });
    await assert.rejects(filesWith(new Map()).write('register.json', register([{ ...row('a'), state: 'accepted' }])), {
      code: 'register-decided',
    });
  });
});
