import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { listSessions } from '../../../src/sessions/store.ts';
import { ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { untilLogged } from '../agent/support.ts';
import { startWriter, type Writer } from '../sessions/writer.ts';
import { testHost } from './support.ts';

describe('Opening a workspace again', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench | undefined;
  let holder: Writer | undefined;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-reload-')));
    root = join(folder, 'space');
    await mkdir(root);
  });

  afterEach(async () => {
    await workbench?.close();
    await holder?.kill();
    workbench = undefined;
    holder = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  const host = (steps: readonly Step[], overrides: Partial<WorkbenchHost> = {}): WorkbenchHost => {
    const model = new ScriptedModel(...steps);
    return testHost(folder, root, () => model, overrides);
  };

  // shows: chat-reload, log-one-writer
  it('waits for the host of the same program that is just ending, and goes on with its session', async () => {
    const held = await startWriter(join(folder, 'home'), root, 'hold');
    holder = held;
    const said: string[] = [];
    workbench = await createWorkbench(
      host([], {
        app: 'writer of a later version',
        log: (_level, text) => {
          said.push(text);
          void held.kill();
        },
      }),
    );
    assert.equal(workbench.chat.session, held.session);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /open in writer process .* Waiting/);
    assert.equal((await listSessions({ home: join(folder, 'home'), workspace: root })).length, 1);
  });

  // shows: log-one-writer
  it('waits for no other program, and begins a session of its own beside it', async () => {
    holder = await startWriter(join(folder, 'home'), root, 'hold');
    const said: string[] = [];
    workbench = await createWorkbench(host([], { log: (_level, text) => said.push(text) }));
    assert.notEqual(workbench.chat.session, holder.session);
    assert.equal(said.length, 1);
    assert.doesNotMatch(said[0] ?? '', /Waiting/);
  });

  // shows: log-one-writer
  it('opens the session that was asked for or none, and names who has it', async () => {
    const held = await startWriter(join(folder, 'home'), root, 'hold');
    holder = held;
    await assert.rejects(createWorkbench(host([]), { session: held.session }), { code: 'session-busy', message: /writer process/ });
    assert.equal((await listSessions({ home: join(folder, 'home'), workspace: root })).length, 1);
  });

  // shows: chat-reload
  it('says in the conversation that and why a turn was interrupted, and what became of its call', async () => {
    async function* stalled() {
      yield say('I begin with');
      await new Promise(() => undefined);
    }
    workbench = await createWorkbench(host([stalled]));
    const heard = untilLogged(workbench.currentSession().log, 'response.text');
    await workbench.chat.send('Go', []);
    await heard;
    await workbench.close();
    workbench = await createWorkbench(host([]));
    workbench.chat.resume();
    const { items, head } = workbench.chat.snapshot();
    assert.equal(head.status, 'idle');
    const notice = items.at(-1);
    assert.ok(notice?.kind === 'notice');
    assert.match(notice.text, /ended while this turn was running\..*Send a message to go on/);
    assert.ok(items.some((item) => item.kind === 'assistant' && item.superseded !== undefined && !item.isStreaming));
  });
});
