import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSilentChanges, sayingSilentChanges } from '../../../src/app/silentChanges.ts';
import type { CallId, MessageId, TurnId } from '../../../src/base/ids.ts';
import { declaredSettings } from '../../../src/runs/declaredSettings.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { createSession } from '../../../src/sessions/store.ts';

const script = `SEED = 42\nmodel = AutoModel.from_pretrained('gpt2')\ndata = load_dataset('imdb')\n`;

describe('Silent changes of a training run', () => {
  let folder: string;
  let file: string;
  const turn = 'tu_1' as TurnId;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'practicum-silent-'));
    file = path.join(folder, 'train.py');
    await writeFile(file, script);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function session(said: string) {
    const log = await createSession({ home: path.join(folder, 'home'), workspace: folder, app: 'test' });
    await log.append({ type: 'turn.started', turn, message: 'me_1' as MessageId, text: said, mentions: [] });
    return log;
  }

  /** The runs of a workspace whose last run of this script was this one. */
  const lastRunWith = (args: readonly string[], text = script) => ({
    list: async () =>
      [{ spec: { script: file, name: 'first', settings: declaredSettings({ args, script: text }) } }] as unknown as RunState[],
  });
  const none = { list: async () => [] };
  const run = (...args: string[]) => [{ kind: 'execute', argv: ['python', file, ...args], cwd: folder } as const];

  // shows: approval-changes
  it('are those since the last run of the same script', async () => {
    const log = await session('Train it again.');
    const find = createSilentChanges(lastRunWith(['--seed', '1']), log);
    assert.deepEqual(await find(run('--seed', '2', '--model', 'distilgpt2')), [
      { what: 'model', before: 'gpt2', after: 'distilgpt2', since: 'the run first' },
      { what: 'seed', before: '1', after: '2', since: 'the run first' },
    ]);
    assert.deepEqual(await find(run('--seed', '1')), []);
    await log.close();
  });

  // shows: approval-changes
  it('are those of the script since the request', async () => {
    const log = await session('Make it faster.');
    const before = await log.putBlob(Buffer.from(script));
    await writeFile(file, script.replace("'gpt2'", "'sshleifer/tiny-gpt2'"));
    await log.append({ type: 'file.changed', turn, call: 'ca_1' as CallId, path: file, before });
    const changes = await createSilentChanges(none, log)(run());
    assert.deepEqual(changes, [{ what: 'model', before: 'gpt2', after: 'sshleifer/tiny-gpt2', since: 'your request' }]);
    await log.close();
  });

  it('are not those that the person asked for', async () => {
    const log = await session('Please use distilgpt2 with seed 2.');
    const find = createSilentChanges(lastRunWith(['--seed', '1']), log);
    assert.deepEqual(await find(run('--seed', '2', '--model', 'distilgpt2')), []);
    const [change] = await find(run('--seed', '22', '--model', 'distilgpt2'));
    assert.equal(change?.after, '22');
    await log.close();
  });

  it('are said with the question, and looked for only then', async () => {
    const log = await session('Train.');
    const find = createSilentChanges(lastRunWith(['--seed', '1']), log);
    const judge = (verdict: 'ask' | 'allow') =>
      sayingSilentChanges(async () => ({ verdict, reason: 'why', rule: 'execute', facts: { group: 'g' } }), find);
    const call = { call: 'ca_2' as CallId, tool: 'start_run', effects: run('--seed', '3'), effectKinds: ['execute'], mode: 'ask' } as const;
    assert.deepEqual((await judge('ask')(call)).facts, {
      group: 'g',
      changes: [{ what: 'seed', before: '1', after: '3', since: 'the run first' }],
    });
    assert.deepEqual((await judge('allow')(call)).facts, { group: 'g' });
    await log.close();
  });
});
