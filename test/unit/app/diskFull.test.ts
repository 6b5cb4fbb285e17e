import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenBench, openBench } from '../../../src/app/bench.ts';
import { ChatSession } from '../../../src/app/chatSession.ts';
import type { Mode } from '../../../src/base/effects.ts';
import { openForAppend } from '../../../src/base/jsonLines.ts';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import type { SessionEventType } from '../../../src/sessions/events.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { untilPending } from '../agent/support.ts';
import { testHost } from './support.ts';

describe('When the disk is full', () => {
  let folder: string;
  let root: string;
  let bench: OpenBench;
  let session: ChatSession;
  let model: ScriptedModel;
  let isFull = false;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-full-')));
    root = join(folder, 'space');
    isFull = false;
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'lr = 1.0\n');
  });

  afterEach(async () => {
    isFull = false;
    await session.close();
    bench.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(steps: readonly Step[], mode: Mode = 'auto'): Promise<void> {
    model = new ScriptedModel(...steps);
    const host = testHost(folder, root, () => model, { mode });
    bench = openBench(host);
    const log = await createSession({
      home: host.home,
      workspace: root,
      app: 'test',
      writer: {
        async open(path) {
          const file = await openForAppend(path);
          const write = async (bytes: Uint8Array): Promise<number> => {
            if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
            return await file.write(bytes);
          };
          return { ...file, write };
        },
      },
    });
    session = new ChatSession({ host, log, ...bench.parts, elsewhere: () => ({ working: 0, waiting: 0 }) });
  }

  async function ask(text: string): Promise<void> {
    await session.agent.send(text, []);
    await session.agent.whenIdle();
  }

  const notices = (): readonly (TranscriptItem & { readonly kind: 'notice' })[] =>
    session.transcript.items.filter((item) => item.kind === 'notice');
  const count = (type: SessionEventType): number => session.log.events.filter((event) => event.type === type).length;

  function assertOneNotice(): void {
    assert.equal(notices().length, 1, JSON.stringify(notices()));
    assert.match(notices()[0]?.text ?? '', /The disk is full: .* Free some space/);
    assert.equal(session.agent.status.state, 'idle');
  }

  const edit = calls(['edit_file', { path: 'train.py', edits: [{ old: 'lr = 1.0', new: 'lr = 0.1' }] }]);
  const train = (): Promise<string> => readFile(join(root, 'train.py'), 'utf8');

  // shows: bad-disk-full
  it('asks no model, says it once with the next step, and answers the next message once there is room', async () => {
    await open([[say('Here.'), end()]]);
    isFull = true;
    await ask('Hi');
    assertOneNotice();
    assert.equal(model.requests.length, 0);
    assert.deepEqual(
      notices()[0]?.actions?.map(({ command }) => command),
      ['retry'],
    );
    isFull = false;
    await ask('Hi again');
    assert.equal(session.transcript.items.at(-1)?.kind, 'assistant');
    const kept = [...session.log.events];
    await session.log.close();
    const again = await openSession({ home: join(folder, 'home'), workspace: root, session: session.log.session, app: 'test' });
    assert.deepEqual(again.events.slice(0, kept.length), kept);
    await again.close();
  });

  // shows: bad-disk-full, log-survives-kill
  it('changes no file whose change could not be announced first', async () => {
    await open([
      async function* () {
        isFull = true;
        yield* edit;
      },
      [say('Mended.'), end()],
    ]);
    await ask('Mend it');
    assertOneNotice();
    assert.equal(await train(), 'lr = 1.0\n');
    assert.equal(count('turn.ended'), 1);
    isFull = false;
    await ask('Then just say so');
    assert.equal(session.transcript.items.at(-1)?.kind, 'assistant');
    assert.equal(await train(), 'lr = 1.0\n');
  });

  // shows: bad-disk-full, approval-durable
  it('acts on no answer that could not be written down', async () => {
    await open([edit, [say('Here again.'), end()]], 'ask');
    await session.agent.send('Mend it', []);
    await untilPending(session.broker);
    isFull = true;
    const [pending] = session.broker.pending;
    assert.ok(pending);
    await session.broker.answer(pending.id, 'approve', 'call', 'test');
    await session.agent.whenIdle();
    assertOneNotice();
    assert.equal(await train(), 'lr = 1.0\n');
    isFull = false;
    await ask('Are you there?');
    assert.equal(session.transcript.items.at(-1)?.kind, 'assistant');
  });

  // shows: bad-disk-full
  it('ends a turn once, with its answer, when the disk fills up while the model talks', async () => {
    await open([
      async function* () {
        isFull = true;
        yield say('Here is all of it.');
        yield end();
      },
      [say('Still here.'), end()],
    ]);
    await ask('Hi');
    assertOneNotice();
    assert.equal(count('turn.ended'), 1);
    assert.ok(session.transcript.items.some((item) => item.kind === 'assistant' && item.markdown === 'Here is all of it.'));
    isFull = false;
    await ask('And now?');
    assert.equal(notices().length, 1);
    assert.equal(session.transcript.items.at(-1)?.kind, 'assistant');
  });
});
