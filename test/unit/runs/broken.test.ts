import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { testPython } from '../../../scripts/python.mjs';
import type { WorkLimits } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { repairBrain, repairPrompt } from '../../doubles/repairModel.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { testHost } from '../app/support.ts';
import type { Wire } from '../models/support.ts';
import { supervisorScript } from './workspace.ts';

const example = fileURLToPath(new URL('../../../examples/broken/', import.meta.url));
const train = readFileSync(path.join(example, 'train.py'), 'utf8');

/** What the tracebacks end with, in the order in which the faults come to light. */
const faults = [
  /^ImportError: cannot import name 'Dataloader' from 'torch\.utils\.data'/,
  /^RuntimeError: mat1 and mat2 shapes cannot be multiplied \(256x512 and 128x512\)/,
  /^torch\.OutOfMemoryError: CUDA out of memory\. Tried to allocate 1\.06 MiB\./,
] as const;

describe('The broken example', function () {
  // The first use may have to install PyTorch.
  this.timeout(600_000);
  let python = '';
  before(async () => {
    python = await testPython();
  });

  // shows: repair-example, repair-loop
  it('fails three times for three reasons, and is driven to a finished run from its tracebacks alone; each attempt is one diff', async () => {
    await repairing('openai', { maxAttempts: 5 }, async ({ events, read }) => {
      assert.deepEqual(steps(events), ['failed', 'edit', 'failed', 'edit', 'failed', 'edit', 'done']);
      assert.equal(errors(events).length, faults.length);
      for (const [index, fault] of faults.entries()) assert.match(errors(events)[index] ?? '', fault);
      assert.deepEqual(
        changedLines(train, read('train.py')).map(([, after]) => after.trim()),
        [
          'from torch.utils.data import DataLoader, TensorDataset',
          'self.second = nn.Linear(hidden, hidden)',
          'parser.add_argument("--batch-size", type=int, default=64, help="images on the device at once")',
          'parser.add_argument("--accumulate", type=int, default=4, help="batches whose gradients make one step")',
        ],
      );
      assert.equal(ending(events).end, 'done');
      const answer = events.flatMap((event) => (event.type === 'response.text' ? [event.text] : [])).join('');
      assert.match(answer, /came to its end: .*test_accuracy 0\.9\d/);
    });
  });

  // shows: repair-stops
  it('is given up after as many failed runs as are allowed, with an account of what was tried, changed and seen', async () => {
    await repairing('anthropic', { maxAttempts: 2 }, async ({ events, read, items }) => {
      assert.deepEqual(steps(events), ['failed', 'edit', 'failed']);
      const end = ending(events);
      assert.deepEqual([end.end, end.code], ['limit', 'attempts']);
      assert.match(end.message ?? '', /2 failed runs/);
      const account = items().findLast(({ kind }) => kind === 'assistant');
      assert.ok(account?.kind === 'assistant');
      assert.match(account.markdown, /^1\. Nothing was changed; run “attempt 1” .*ImportError: cannot import name 'Dataloader'/m);
      assert.match(account.markdown, /^2\. Changed `train\.py` \(\+1 −1\); run “attempt 2” .*mat1 and mat2 shapes cannot be multiplied/m);
      assert.deepEqual(changedLines(train, read('train.py')).length, 1);
    });
  });

  interface Repaired {
    readonly events: readonly SessionEvent[];
    read(name: string): string;
    /** What the person sees of it. */
    items(): readonly TranscriptItem[];
  }

  /** The whole application but for its window: real files, real runs, a model over the wire, and a person who approves everything. */
  async function repairing(wire: Wire, limits: Partial<WorkLimits>, look: (repaired: Repaired) => Promise<void>): Promise<void> {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-broken-')));
    const root = path.join(folder, 'space');
    cpSync(path.join(example, 'train.py'), path.join(root, 'train.py'), { recursive: true });
    const doubles = await startDoubles({ brain: repairBrain, isHurried: true });
    const host = testHost(folder, root, () => modelOver(wire, doubles), {
      limits: () => ({ maxResponses: 300, maxAttempts: 5, delivery: 'queue', ...limits }),
      dist: distWithSupervisor(folder),
      interpreter: async () => python,
    });
    let workbench: OpenWorkbench | undefined;
    try {
      workbench = await createWorkbench(host);
      approveEverything(workbench);
      await workbench.chat.send(repairPrompt, []);
      const { agent, log } = workbench.currentSession();
      await agent.whenIdle();
      const { chat } = workbench;
      await look({
        events: log.events,
        read: (name) => readFileSync(path.join(root, name), 'utf8'),
        items: () => chat.snapshot().items,
      });
    } finally {
      await workbench?.close();
      await doubles.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

function modelOver(wire: Wire, { anthropicUrl, openaiUrl, key, models }: Doubles) {
  const shared = { name: models[0] ?? '', apiKey: key };
  return wire === 'anthropic'
    ? createAnthropicModel({ ...shared, baseUrl: anthropicUrl })
    : createOpenAiModel({ ...shared, baseUrl: openaiUrl });
}

/** The folder of the built program, with the supervisor as it stands in the sources. */
function distWithSupervisor(folder: string): string {
  const dist = path.join(folder, 'dist');
  mkdirSync(dist);
  writeFileSync(path.join(dist, 'package.json'), '{"type": "module"}');
  writeFileSync(path.join(dist, 'supervisor.js'), `import ${JSON.stringify(supervisorScript)};\n`);
  return dist;
}

function approveEverything({ approvals }: OpenWorkbench): void {
  approvals.onDidChange(() => {
    for (const { id } of approvals.pending) void approvals.answer(id, 'approve', 'call', 'test');
  });
}

/** Runs as they ended and diffs as they were made, in order. */
function steps(events: readonly SessionEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'tool.ended' || event.outcome !== 'done') return [];
    if (event.detail?.kind === 'edit') return ['edit'];
    const state = event.detail?.kind === 'run' ? event.detail.state : undefined;
    return state === undefined || state === 'running' ? [] : [state];
  });
}

function errors(events: readonly SessionEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const detail = event.type === 'tool.ended' ? event.detail : undefined;
    return detail?.kind === 'run' && detail.error !== undefined ? [detail.error] : [];
  });
}

function ending(events: readonly SessionEvent[]): Extract<SessionEvent, { readonly type: 'turn.ended' }> {
  const ends = events.filter((event) => event.type === 'turn.ended');
  assert.equal(ends.length, 1);
  return ends[0] ?? assert.fail();
}

function changedLines(before: string, after: string): readonly (readonly [string, string])[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  assert.equal(now.length, old.length);
  return old.flatMap((line, index) => (line === now[index] ? [] : [[line, now[index] ?? ''] as const]));
}
