import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Conversation } from '../../../src/agent/conversation.ts';
import { untrustedText } from '../../../src/agent/tags.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { ModelMessage } from '../../../src/base/messages.ts';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { end, say } from '../agent/scriptedModel.ts';
import { step, WindowedModel } from '../agent/windowedModel.ts';
import { testHost } from './support.ts';

const callsPerTurn = 25;

/** A session whose first requests the model knows from a summary alone. */
describe('A message behind a summary', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;
  let model: WindowedModel;

  beforeEach(async function () {
    this.timeout(60_000);
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-behind-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'big.txt'), Array.from({ length: 5_000 }, (_, n) => `line ${n} of a text that fills the window\n`).join(''));
    model = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      answer: (count) =>
        count % callsPerTurn === 0
          ? [say(`Answer ${count / callsPerTurn}.`), end()]
          : [
              say('Let me look at the next part. '.repeat(30)),
              ...step('read_file', { path: 'big.txt', from_line: count * 40 + 1, lines: 100 }),
            ],
    });
    workbench = await createWorkbench(testHost(folder, root, () => model));
    for (const text of ['First', 'Second', 'Third']) await ask(text);
    assert.ok(log().branch.some((event) => event.type === 'context.compacted'));
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  const log = () => workbench.currentSession().log;
  async function ask(text: string): Promise<void> {
    await workbench.chat.send(text, []);
    await workbench.currentSession().agent.whenIdle();
  }
  const userItem = (text: string): Extract<TranscriptItem, { readonly kind: 'user' }> => {
    const item = workbench.chat.snapshot().items.find((each) => each.kind === 'user' && each.text === text);
    return item?.kind === 'user' ? item : assert.fail(`There is no message “${text}”.`);
  };
  /** As the model saw it before this message, when it was sent first. */
  const knownBefore = (text: string): readonly ModelMessage[] => {
    const { branch } = log();
    const at = branch.findIndex((event) => event.type === 'turn.started' && event.text === text);
    return Conversation.of(branch.slice(0, at)).messages();
  };
  const sent = (): readonly ModelMessage[] => model.seen.findLast(({ isForSummary }) => !isForSummary)?.request.messages ?? [];

  // shows: sessions-edit, context-compact
  it('is edited, and the model knows what it knew then', async function () {
    this.timeout(60_000);
    for (const text of ['Third', 'Second', 'First']) {
      const known = await whole(knownBefore(text));
      const answered = model.answered;
      await workbench.chat.editMessage(userItem(text).id, `${text} again`, []);
      await workbench.currentSession().agent.whenIdle();
      const first = model.seen.filter(({ isForSummary }) => !isForSummary)[answered]?.request.messages ?? [];
      assert.deepEqual(first.slice(0, known.length), known, text);
      assert.equal(log().branch.findLast((event) => event.type === 'turn.ended')?.type, 'turn.ended');
    }
    assert.ok(!JSON.stringify(sent()).includes('Second'));
  });

  // shows: sessions-fork, context-compact
  it('is where a fork begins, and its model knows what the other one knew then', async function () {
    this.timeout(60_000);
    const { session } = workbench.chat;
    for (const text of ['Third', 'Second', 'First']) {
      await workbench.chat.openSession(session);
      const known = await whole(knownBefore(text));
      const draft = await workbench.chat.fork(userItem(text).id);
      assert.equal(draft.text, text);
      assert.notEqual(workbench.chat.session, session);
      const answered = model.seen.length;
      await ask('Elsewhere');
      const first = model.seen.slice(answered).find(({ isForSummary }) => !isForSummary)?.request.messages ?? [];
      assert.deepEqual(first.slice(0, known.length), known, text);
    }
  });

  /** With the results that memory does not hold: before the branch goes back they are in the file. */
  async function whole(messages: readonly ModelMessage[]): Promise<readonly ModelMessage[]> {
    return await Promise.all(
      messages.map(async (message) => {
        if (message.role !== 'tool') return message;
        const results = message.results.map(async (result) => {
          if (result.content !== '') return result;
          const { content = '', origin } = (await log().recall(result.callId as never)) ?? {};
          return { ...result, content: origin === undefined ? content : untrustedText(origin, content) };
        });
        return { ...message, results: await Promise.all(results) };
      }),
    );
  }
});
