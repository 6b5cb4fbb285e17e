import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { ChatSnapshot, TranscriptItem } from '../../../src/protocol/chat.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { gated, testHost } from './support.ts';

describe('Going back in a conversation', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;
  let model: ScriptedModel;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-back-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'lr = 1.0\n');
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(steps: readonly Step[], overrides: Partial<WorkbenchHost> = {}): Promise<void> {
    model = new ScriptedModel(...steps);
    workbench = await createWorkbench(testHost(folder, root, () => model, overrides));
  }

  const snapshot = (): ChatSnapshot => workbench.chat.snapshot();
  const idle = (): Promise<void> => workbench.currentSession().agent.whenIdle();
  const train = (): Promise<string> => readFile(join(root, 'train.py'), 'utf8');
  const said = (items: readonly TranscriptItem[] = snapshot().items): readonly string[] =>
    items.flatMap((item) => (item.kind === 'user' ? [`> ${item.text}`] : item.kind === 'assistant' ? [item.markdown] : []));
  const userItem = (text: string): Extract<TranscriptItem, { readonly kind: 'user' }> => {
    const item = snapshot().items.find((each) => each.kind === 'user' && each.text === text);
    return item?.kind === 'user' ? item : assert.fail(`There is no message “${text}”.`);
  };
  const heard = (): string => JSON.stringify(model.requests.at(-1)?.messages);

  async function ask(text: string): Promise<void> {
    await workbench.chat.send(text, []);
    await idle();
  }

  function edit(from: string, to: string): Step {
    return calls(['edit_file', { path: 'train.py', edits: [{ old: `lr = ${from}`, new: `lr = ${to}` }] }]);
  }

  // shows: sessions-edit
  it('puts another message in the place of one, and the model never hears what followed', async () => {
    await open([
      [say('One.'), end()],
      [say('Two.'), end()],
      [say('Another two.'), end()],
    ]);
    await ask('First');
    await ask('Second');
    let resets = 0;
    workbench.chat.onDidReset(() => {
      resets += 1;
    });
    await workbench.chat.editMessage(userItem('Second').id, 'Rather this', []);
    await idle();
    assert.ok(resets > 0);
    assert.deepEqual(said(), ['> First', 'One.', '> Rather this', 'Another two.']);
    assert.match(heard(), /First.*One\..*Rather this/);
    assert.doesNotMatch(heard(), /Second|Two\./);
    await assert.rejects(workbench.chat.editMessage('me_unknown', 'x', []), { code: 'no-such-message' });
    await assert.rejects(workbench.chat.editMessage(userItem('First').id, ' ', []), { code: 'empty-message' });
  });

  // shows: sessions-edit, chat-reload
  it('sends a message again as it was, attachments and all, and a reload shows what is left', async () => {
    await open([
      [say('One.'), end()],
      [say('Two.'), end()],
      [say('One again.'), end()],
    ]);
    const chip = { kind: 'selection', label: 'train.py:1', path: join(root, 'train.py'), firstLine: 1, lastLine: 1 } as const;
    await workbench.chat.send('First', [chip]);
    await idle();
    await ask('Second');
    await writeFile(join(root, 'train.py'), 'something else\n');
    await workbench.chat.regenerate(userItem('First').id);
    await idle();
    assert.deepEqual(said(), ['> First', 'One again.']);
    assert.match(heard(), /lr = 1\.0/);
    const { items, head } = snapshot();
    await workbench.close();
    await open([]);
    assert.deepEqual(snapshot().items, items);
    assert.equal(snapshot().head.title, head.title);
  });

  // shows: sessions-edit, loop-steer
  it('says what was said in the middle of a turn in the middle of it again', async () => {
    const first = gated([...calls(['read_file', { path: 'train.py' }])]);
    const again = gated([...calls(['read_file', { path: 'train.py' }])]);
    await open([first.step, [say('With both.'), end()], again.step, [say('With another.'), end()]]);
    await workbench.chat.send('Look at it', []);
    await first.begun;
    await workbench.chat.send('Mind the rate', [], 'steer');
    first.open();
    await idle();
    const steered = userItem('Mind the rate');
    assert.deepEqual([userItem('Look at it').turn === undefined, steered.turn], [false, undefined]);
    await workbench.chat.editMessage(steered.id, 'Mind the epochs', []);
    await again.begun;
    again.open();
    await idle();
    assert.deepEqual(said(), ['> Look at it', '> Mind the epochs', 'With another.']);
    assert.match(heard(), /Look at it.*Mind the epochs/);
    assert.doesNotMatch(heard(), /Mind the rate/);
  });

  for (const delivery of ['queue', 'steer'] as const) {
    // shows: sessions-edit, loop-queue
    it(`answers the message in its new place before what was to be delivered (${delivery}) when the work was stopped`, async () => {
      const stalled = gated([say('Never heard.'), end()]);
      await open([stalled.step, [say('Mended.'), end()], [say('Queued too.'), end()]]);
      await workbench.chat.send('First', []);
      await stalled.begun;
      await workbench.chat.send('Waiting', [], delivery);
      workbench.chat.stop();
      await idle();
      assert.deepEqual(
        snapshot().head.queue.map(({ text }) => text),
        ['Waiting'],
      );
      await workbench.chat.editMessage(userItem('First').id, 'Better', []);
      await idle();
      assert.deepEqual(said(), ['> Better', 'Mended.', '> Waiting', 'Queued too.']);
    });
  }

  // shows: sessions-undo, checkpoint-restore
  it('takes the files, the conversation, or both back to before a message, and hands the message back', async () => {
    await open([
      edit('1.0', '0.5'),
      [say('Half.'), end()],
      edit('0.5', '0.1'),
      [say('A tenth.'), end()],
      edit('0.1', '0.01'),
      [say('Less.'), end()],
    ]);
    for (const text of ['Halve it', 'Less', 'Even less']) await ask(text);
    const third = userItem('Even less');
    const files = await workbench.chat.restore(third.id, 'files', 'leave');
    assert.deepEqual([files.restored, files.conflicts, files.message], [[join(root, 'train.py')], [], undefined]);
    assert.equal(await train(), 'lr = 0.1\n');
    assert.equal(said().at(-1), 'Less.');
    const conversation = await workbench.chat.restore(third.id, 'conversation', 'leave');
    assert.deepEqual([conversation.restored, conversation.message], [[], { text: 'Even less', mentions: [] }]);
    assert.equal(await train(), 'lr = 0.1\n');
    assert.equal(said().at(-1), 'A tenth.');
    const both = await workbench.chat.restore(userItem('Halve it').id, 'both', 'leave');
    assert.deepEqual([both.restored.length, both.message?.text], [1, 'Halve it']);
    assert.equal(await train(), 'lr = 1.0\n');
    assert.deepEqual(said(), []);
    const [notice] = snapshot().items;
    assert.ok(notice?.kind === 'notice');
    assert.match(notice.text, /train\.py/);
  });

  // shows: checkpoint-conflict, checkpoint-restore
  it('answers what somebody changed since, and overwrites it in a second step although the message is gone', async () => {
    await open([edit('1.0', '0.5'), [say('Half.'), end()]]);
    await ask('Halve it');
    await writeFile(join(root, 'train.py'), 'lr = 0.7  # mine\n');
    const { id } = userItem('Halve it');
    const first = await workbench.chat.restore(id, 'both', 'leave');
    assert.deepEqual([first.restored, first.conflicts], [[], [join(root, 'train.py')]]);
    assert.equal(await train(), 'lr = 0.7  # mine\n');
    const second = await workbench.chat.restore(id, 'files', 'overwrite');
    assert.deepEqual(second.restored, [join(root, 'train.py')]);
    assert.equal(await train(), 'lr = 1.0\n');
    const kept = snapshot().items.flatMap((item) => (item.kind === 'notice' ? (/kept in (\S+)\.$/.exec(item.text)?.[1] ?? []) : []));
    assert.equal(await readFile(kept[0] ?? '', 'utf8'), 'lr = 0.7  # mine\n');
    await assert.rejects(workbench.chat.restore(id, 'conversation', 'leave'), { code: 'no-such-message' });
  });

  // shows: checkpoint-restore
  it('takes back what a branch left on the disk that the conversation has left', async () => {
    await open([edit('1.0', '0.5'), [say('Half.'), end()], edit('0.5', '0.1'), [say('A tenth.'), end()]]);
    await ask('Halve it');
    await workbench.chat.editMessage(userItem('Halve it').id, 'Take a tenth', []);
    await idle();
    assert.equal(await train(), 'lr = 0.1\n');
    await workbench.chat.restore(userItem('Take a tenth').id, 'files', 'leave');
    assert.equal(await train(), 'lr = 0.5\n');
  });

  // shows: sessions-edit, sessions-undo
  it('waits until the agent has finished', async () => {
    const working = gated([say('Done.'), end()]);
    await open([[say('One.'), end()], working.step]);
    await ask('First');
    const { id, turn } = userItem('First');
    await workbench.chat.send('Second', []);
    await working.begun;
    const busy = { code: 'busy' };
    await assert.rejects(workbench.chat.editMessage(id, 'x', []), busy);
    await assert.rejects(workbench.chat.regenerate(id), busy);
    await assert.rejects(workbench.chat.restore(id, 'both', 'leave'), busy);
    await assert.rejects(workbench.chat.revertTurn(turn ?? ''), busy);
    await assert.rejects(workbench.chat.sessions.delete(workbench.chat.session), busy);
    working.open();
    await idle();
    assert.deepEqual(said(), ['> First', 'One.', '> Second', 'Done.']);
  });

  // shows: sessions-fork
  it('forks a session from any message: the fork begins with what stood before it, the source stays as it is', async () => {
    await open([
      [say('One.'), end()],
      [say('Two.'), end()],
      [say('Elsewhere.'), end()],
    ]);
    await ask('First');
    await ask('Second');
    const source = workbench.chat.session;
    const draft = await workbench.chat.fork(userItem('Second').id);
    assert.deepEqual(draft, { text: 'Second', mentions: [] });
    assert.notEqual(workbench.chat.session, source);
    assert.deepEqual(said(), ['> First', 'One.']);
    await ask('Third');
    assert.match(heard(), /First.*One\..*Third/);
    assert.doesNotMatch(heard(), /Second|Two\./);
    await workbench.chat.openSession(source);
    assert.deepEqual(said(), ['> First', 'One.', '> Second', 'Two.']);
  });

  // shows: sessions-fork, sessions-several
  it('forks a session that works, without disturbing it', async () => {
    const working = gated([say('Done.'), end()]);
    await open([[say('One.'), end()], working.step, [say('Beside.'), end()]]);
    await ask('First');
    await workbench.chat.send('Second', []);
    await working.begun;
    const source = workbench.currentSession();
    await workbench.chat.fork(userItem('Second').id);
    assert.deepEqual([said(), snapshot().head.elsewhere.working], [['> First', 'One.'], 1]);
    working.open();
    await source.agent.whenIdle();
    await workbench.chat.openSession(source.log.session);
    assert.deepEqual(said(), ['> First', 'One.', '> Second', 'Done.']);
  });

  // shows: sessions-search, sessions-export
  it('finds a session by what was said in it, and exports it with what was said a moment ago', async () => {
    await open([
      [say('Rates are too high.'), end()],
      [say('Batches are small.'), end()],
    ]);
    await ask('Look at the optimiser');
    const { session } = workbench.chat;
    await workbench.chat.newSession();
    await ask('Something else');
    const [found, ...more] = await workbench.chat.sessions.list('HIGH optimiser');
    assert.deepEqual([found?.session, more.length], [session, 0]);
    assert.match(found?.match ?? '', /Rates are too high/);
    for (const format of ['markdown', 'json', 'claude-code', 'messages'] as const)
      assert.match(await workbench.chat.sessions.export(workbench.chat.session, format), /Batches are small/);
  });

  // shows: sessions-delete
  it('deletes the session that is shown, shows a new one, and brings the old one back', async () => {
    await open([[say('One.'), end()]]);
    await ask('First');
    const { session } = workbench.chat;
    await workbench.chat.sessions.delete(session);
    assert.notEqual(workbench.chat.session, session);
    assert.deepEqual(await workbench.chat.sessions.list('').then((rows) => rows.filter(({ messages }) => messages > 0)), []);
    await workbench.chat.sessions.undelete(session);
    await workbench.chat.openSession(session);
    assert.deepEqual(said(), ['> First', 'One.']);
  });
});
