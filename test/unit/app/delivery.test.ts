import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { usualLimits } from '../../../src/app/usualLimits.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { Usage } from '../../../src/base/messages.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import type { ChatHead, TranscriptItem } from '../../../src/protocol/chat.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { gated, testHost, until } from './support.ts';

describe('A conversation at work', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;
  let model: ScriptedModel;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-delivery-')));
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

  const head = (): ChatHead => workbench.chat.snapshot().head;
  const items = (): readonly TranscriptItem[] => workbench.chat.snapshot().items;
  const idle = (): Promise<void> => workbench.currentSession().agent.whenIdle();
  const queued = (): readonly string[] => head().queue.map(({ text, delivery }) => `${text}: ${delivery}`);
  const kinds = (): readonly string[] => items().map((item) => (item.kind === 'user' ? item.text : item.kind));
  const look = calls(['read_file', { path: 'train.py' }]);

  // shows: loop-queue, loop-steer
  it('takes a message as the setting says, or as it was sent, and hurries a queued one', async () => {
    const working = gated(look);
    let delivery: 'queue' | 'steer' = 'queue';
    await open([working.step, [say('With what you said.'), end()], [say('Then this.'), end()]], {
      limits: () => ({ ...usualLimits, delivery }),
    });
    await workbench.chat.send('Go', []);
    await working.begun;
    await workbench.chat.send('Afterwards', []);
    await workbench.chat.send('At once', [], 'steer');
    await workbench.chat.send('Soon', []);
    assert.deepEqual(queued(), ['Afterwards: queue', 'At once: steer', 'Soon: queue']);
    delivery = 'steer';
    assert.equal(head().delivery, 'steer');
    await workbench.chat.send('As set', []);
    await workbench.chat.sendNow(head().queue[2]?.id ?? '');
    assert.deepEqual(queued(), ['Afterwards: queue', 'At once: steer', 'Soon: steer', 'As set: steer']);
    await workbench.chat.unqueue(head().queue[3]?.id ?? '');
    working.open();
    await idle();
    assert.deepEqual(kinds(), ['Go', 'tool', 'At once', 'Soon', 'assistant', 'Afterwards', 'assistant']);
    assert.deepEqual(queued(), []);
  });

  // shows: loop-abandon
  it('takes a question back when a message steers, changes nothing, and says so', async () => {
    const change = calls(['write_file', { path: 'a.py', content: 'x = 1\n' }]);
    await open([change, [say('Then not.'), end()]], { mode: 'ask' });
    await workbench.chat.send('Make it', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length > 0);
    // Whatever the setting says: who writes instead of answering means it as an answer.
    assert.equal(head().delivery, 'steer');
    await workbench.chat.send('Rather not', []);
    await idle();
    assert.deepEqual(workbench.approvals.pending, []);
    const card = items().find((item) => item.kind === 'tool');
    assert.ok(card?.kind === 'tool');
    assert.deepEqual([card.state, card.approval], ['abandoned', undefined]);
    assert.match(card.output, /sent a message instead/);
    assert.deepEqual(kinds(), ['Make it', 'tool', 'Rather not', 'assistant']);
    await assert.rejects(readFile(join(root, 'a.py')), { code: 'ENOENT' });
  });

  // shows: cache-share, context-tokens
  it('tells in its head what was sent, and how much of it the provider had in its cache', async () => {
    const used = (usage: Partial<Usage>): ModelEvent => ({
      type: 'end',
      stop: 'end',
      usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false, ...usage },
    });
    await open([
      [say('One.'), used({ inputTokens: 100, cacheWriteTokens: 900, outputTokens: 10 })],
      [say('Two.'), used({ inputTokens: 100, cacheReadTokens: 900, outputTokens: 30 })],
    ]);
    assert.equal(head().usage, undefined);
    await workbench.chat.send('First', []);
    await idle();
    assert.equal(head().usage?.cacheShare, 0);
    await workbench.chat.send('Second', []);
    await idle();
    const { promptTokens, cacheShare, inputTokens, outputTokens, isEstimated } = head().usage ?? assert.fail();
    assert.deepEqual([promptTokens, cacheShare, inputTokens, outputTokens, isEstimated], [1000, 0.45, 2000, 40, false]);
  });

  // shows: plan-live, chat-reload
  it('shows the plan as it changes, after a reload too, and no longer once the conversation went back', async () => {
    const plan = (status: string) => calls(['update_plan', { items: [{ text: 'Halve the rate', status }] }]);
    await open([plan('doing'), plan('done'), [say('Done.'), end()]]);
    const seen: string[] = [];
    workbench.chat.onDidChange(({ ops }) => {
      for (const op of ops) if (op.op === 'head') seen.push(op.head.plan.map(({ status }) => status).join());
    });
    await workbench.chat.send('Go', []);
    await idle();
    assert.deepEqual(head().plan, [{ text: 'Halve the rate', status: 'done' }]);
    assert.equal(seen.at(-1), 'done');
    await workbench.close();
    await open([]);
    assert.deepEqual(head().plan, [{ text: 'Halve the rate', status: 'done' }]);
    const [first] = items();
    await workbench.chat.restore(first?.id ?? '', 'conversation', 'leave');
    assert.deepEqual(head().plan, []);
  });

  // shows: loop-300
  it('stops after as many responses as the setting has, says so, and goes on when it is asked to', async () => {
    await open([look, look, [say('Done.'), end()]], { limits: () => ({ ...usualLimits, maxResponses: 2 }) });
    await workbench.chat.send('Go', []);
    await idle();
    const notice = items().at(-1);
    assert.ok(notice?.kind === 'notice');
    assert.match(notice.text, /2 model responses/);
    assert.deepEqual(
      notice.actions?.map(({ command }) => command),
      ['goOn'],
    );
    await workbench.chat.send('Go on', []);
    await idle();
    assert.equal(items().at(-1)?.kind, 'assistant');
  });

  // shows: context-prune, chat-sync
  it('brings back the output of a card that was left in the log, in this window and after a reload', async () => {
    await writeFile(join(root, 'long.txt'), `${'a line of text\n'.repeat(500)}`);
    await open([calls(['read_file', { path: 'long.txt' }]), [say('Read.'), end()]]);
    await workbench.chat.send('Read it', []);
    await idle();
    const { log } = workbench.currentSession();
    const ended = log.events.find((event) => event.type === 'tool.ended');
    const turn = log.events.find((event) => event.type === 'turn.started');
    assert.ok(ended?.type === 'tool.ended' && turn?.type === 'turn.started');
    const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
    const sizes = { chars: [ended.content.length], notes: '', usage, tokensBefore: 2, tokensAfter: 1 };
    const before = items();
    await log.append({ type: 'context.pruned', turn: turn.turn, calls: [ended.call], ...sizes });
    const card = (): Extract<TranscriptItem, { readonly kind: 'tool' }> => {
      const item = items().find((each) => each.kind === 'tool');
      return item?.kind === 'tool' ? item : assert.fail();
    };
    assert.deepEqual([card().isCold, card().output], [true, '']);
    await workbench.chat.loadOutput(card().id);
    assert.deepEqual(
      card(),
      before.find((item) => item.kind === 'tool'),
    );
    await workbench.close();
    await open([]);
    assert.deepEqual([card().isCold, card().output], [true, '']);
    const sent: unknown[] = [];
    workbench.chat.onDidChange(({ ops }) => sent.push(...ops));
    await workbench.chat.loadOutput(card().id);
    assert.deepEqual(card().output, before.flatMap((item) => (item.kind === 'tool' ? [item.output] : []))[0]);
    assert.deepEqual(sent, [{ op: 'replace', item: card() }]);
    await workbench.chat.loadOutput('ca_unknown');
  });
});
