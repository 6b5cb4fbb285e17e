import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { sayingCosts } from '../../../src/app/spending.ts';
import { spendingText } from '../../../src/app/spendingText.ts';
import { usualBudget } from '../../../src/app/usualLimits.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { CallId } from '../../../src/base/ids.ts';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { ledgerIn } from '../ledger/support.ts';
import { testHost, until } from './support.ts';

function paid(...steps: readonly Step[]): ScriptedModel {
  return Object.assign(new ScriptedModel(...steps), {
    endpoint: 'https://models.example/v1',
    listedPrice: async () => ({ input: 1_000, output: 10 }),
  });
}

describe('Money in the workbench', () => {
  let folder: string;
  const opened: OpenWorkbench[] = [];

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-spend-')));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((workbench) => workbench.close()));
    await rm(folder, { recursive: true, force: true });
  });

  async function open(model: ScriptedModel, overrides: Partial<WorkbenchHost> = {}, space = 'space'): Promise<OpenWorkbench> {
    const root = join(folder, space);
    await mkdir(root, { recursive: true });
    const workbench = await createWorkbench(testHost(folder, root, () => model, overrides));
    opened.push(workbench);
    return workbench;
  }

  async function work(workbench: OpenWorkbench, text: string): Promise<void> {
    await workbench.chat.send(text, []);
    await workbench.currentSession().agent.whenIdle();
  }

  const asked = (workbench: OpenWorkbench): Promise<void> =>
    until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length > 0);
  const cards = (workbench: OpenWorkbench): readonly Extract<TranscriptItem, { kind: 'tool' }>[] =>
    workbench.chat.snapshot().items.flatMap((item) => (item.kind === 'tool' ? [item] : []));

  // shows: ledger-status, ledger-kinds
  it('is told with the head: spent, the cap, by kind, also after the session was opened again', async () => {
    const first = await open(paid([say('Done.'), end()]));
    assert.deepEqual(first.chat.snapshot().head.spend, {
      spentUsd: 0,
      estimatedUsd: 0,
      promisedUsd: 0,
      cap: { usd: 10, of: 'session' },
      byKind: [],
      unpricedRequests: 0,
      unpricedTokens: 0,
    });
    await work(first, 'Go');
    const { spend } = first.chat.snapshot().head;
    assert.ok(spend.spentUsd > 0);
    assert.deepEqual(spend.byKind, [{ kind: 'main', usd: spend.spentUsd }]);
    await opened.pop()?.close();
    const second = await open(paid());
    await until(second.chat.onDidChange, () => second.chat.snapshot().head.spend.spentUsd > 0);
    assert.deepEqual(second.chat.snapshot().head.spend, spend);
  });

  // shows: ledger-unknown
  it('is no matter where nothing costs anything: the home holds no ledger', async () => {
    const workbench = await open(new ScriptedModel([say('Done.'), end()]));
    await work(workbench, 'Go');
    assert.ok(!(await readdir(join(folder, 'home'))).includes('ledger'));
  });

  // shows: ledger-caps, ledger-forecast
  it('is asked for with a card like any other, and goes on when the cap is raised from anywhere', async () => {
    const workbench = await open(paid([say('Done.'), end()]), { budget: () => ({ ...usualBudget, sessionUsd: 0.01 }) });
    await workbench.chat.send('Go', []);
    await asked(workbench);
    const [pending] = workbench.approvals.pending;
    assert.match(pending?.title ?? '', /^Raise the cap of this session from \$0\.01 to \$\d+\.00$/);
    assert.match(pending?.cost?.left ?? '', /^\$0\.01 of \$0\.01 left, \$\d+\.\d\d too little$/);
    const [card] = cards(workbench);
    assert.deepEqual([card?.state, card?.approval?.id], ['asked', pending?.id]);
    await workbench.spending.setCap('session', 20, 'test');
    await workbench.currentSession().agent.whenIdle();
    assert.deepEqual([workbench.approvals.pending.length, cards(workbench)[0]?.state], [0, 'done']);
    assert.deepEqual(workbench.chat.snapshot().head.spend.cap, { usd: 20, of: 'session' });
  });

  // shows: ledger-caps
  it('ends the turn with the next step when the person says no', async () => {
    const workbench = await open(paid([say('Done.'), end()]), { budget: () => ({ ...usualBudget, sessionUsd: 0 }) });
    await workbench.chat.send('Go', []);
    await asked(workbench);
    await workbench.approvals.answer(workbench.approvals.pending[0]?.id ?? ('' as never), 'reject', 'call', 'test');
    await workbench.currentSession().agent.whenIdle();
    const last = workbench.chat.snapshot().items.at(-1);
    assert.ok(last?.kind === 'notice' && last.actions?.[0]?.command === 'goOn');
    assert.match(last.text, /Raise the cap/);
  });

  // shows: ledger-races
  it('is one sum for all windows of the machine', async () => {
    const budget = () => ({ ...usualBudget, dayUsd: 30 });
    const expensive = {
      type: 'end',
      stop: 'end',
      usage: { inputTokens: 5_000, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false },
    } as const;
    const here = await open(paid([say('Done.'), expensive]), { budget: () => ({ ...budget(), sessionUsd: null }) });
    const there = await open(paid([say('Done.'), end()]), { budget: () => ({ ...budget(), dayUsd: 6 }) }, 'other');
    await work(here, 'Go');
    await there.chat.send('Go', []);
    await asked(there);
    assert.match(there.approvals.pending[0]?.title ?? '', /^Raise the cap of today from \$6\.00/);
    await there.spending.setCap('day', null, 'test');
    await there.currentSession().agent.whenIdle();
    const { today, spent } = await there.spending.standing();
    assert.ok(today.spent > 5_000_000 && spent < 1_000_000);
  });

  // shows: ledger-caps
  it('is not asked for any longer once another process has raised the cap', async () => {
    const workbench = await open(paid([say('Done.'), end()]), { budget: () => ({ ...usualBudget, sessionUsd: 0.01 }) });
    await workbench.chat.send('Go', []);
    await asked(workbench);
    const elsewhere = ledgerIn(join(folder, 'home'));
    await elsewhere.changeCaps(workbench.chat.session, { session: null }, 'command line');
    await workbench.currentSession().agent.whenIdle();
    assert.deepEqual([workbench.approvals.pending.length, cards(workbench)[0]?.state], [0, 'done']);
  });

  // shows: ledger-caps
  it('takes a cap that is said for one session as the person’s word on it', async () => {
    const budget = () => ({ ...usualBudget, said: { sessionUsd: 40, dayUsd: null } });
    const workbench = await open(paid([say('Done.'), end()]), { budget });
    await work(workbench, 'Go');
    const { caps } = await workbench.spending.standing();
    assert.deepEqual([caps.session, caps.day], [40_000_000, null]);
  });

  // shows: ledger-forecast
  it('stands in every question about what costs', async () => {
    const workbench = await open(paid());
    const { spending } = workbench.currentSession();
    const judge = sayingCosts(
      async () => ({ verdict: 'ask', reason: 'It would cost money.', rule: 'spend', facts: { protection: 'none' } }),
      spending,
    );
    const call = { call: 'ca_1' as CallId, tool: 'start', effectKinds: ['spend', 'read'], mode: 'ask' } as const;
    const effects = [{ kind: 'spend', usd: 1.5, on: '90 min × a10g-small $1.00/h', purpose: 'run' }] as const;
    assert.deepEqual((await judge({ ...call, effects })).facts, {
      protection: 'none',
      cost: { usd: 1.5, text: 'at most $1.50: 90 min × a10g-small $1.00/h', left: '$8.50 of $10.00 left' },
    });
    assert.deepEqual((await judge({ ...call, effects: [{ kind: 'read', path: '/a' }] })).facts, { protection: 'none' });
  });

  // shows: ledger-kinds
  it('is written out: by kind, by cap, and what is still promised', async () => {
    const workbench = await open(paid([say('Done.'), end()]));
    await work(workbench, 'Go');
    const text = spendingText(await workbench.spending.standing());
    assert.match(text, /^# What was spent\n\nThis session: \*\*\$0\.\d\d\*\*\. Today, in all sessions: \*\*\$0\.\d\d\*\*\.\n/);
    assert.match(text, /\| conversation \| \$0\.\d\d \|/);
    assert.match(text, /\| This session \| \$10\.00 \| \$0\.\d\d \| \$9\.\d\d \|/);
    assert.match(text, /\| One run \| \$10\.00 \|/);
  });
});
