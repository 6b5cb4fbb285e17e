/** The broken example and its repair by the scripted model, and what the session's log says of it. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkLimits } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { shareBytecode } from '../../bytecode.ts';
import { repairBrain, repairPrompt } from '../../doubles/repairModel.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { testHost } from '../app/support.ts';
import type { Wire } from '../models/support.ts';
import { supervisorScript } from './workspace.ts';

const example = fileURLToPath(new URL('../../../examples/broken/', import.meta.url));
export const train = readFileSync(path.join(example, 'train.py'), 'utf8');

export interface Repaired {
  readonly events: readonly SessionEvent[];
  read(name: string): string;
  /** What the person sees of it. */
  items(): readonly TranscriptItem[];
}

/** The whole application but for its window: real files, real runs, a model over the wire, and a person who approves everything. */
export async function repairing(
  python: string,
  wire: Wire,
  limits: Partial<WorkLimits>,
  look: (repaired: Repaired) => Promise<void>,
): Promise<void> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-broken-')));
  const root = path.join(folder, 'space');
  cpSync(path.join(example, 'train.py'), path.join(root, 'train.py'), { recursive: true });
  shareBytecode(path.join(folder, 'home'));
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
export function steps(events: readonly SessionEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'tool.ended' || event.outcome !== 'done') return [];
    if (event.detail?.kind === 'edit') return ['edit'];
    const state = event.detail?.kind === 'run' ? event.detail.state : undefined;
    return state === undefined || state === 'running' ? [] : [state];
  });
}

export function errors(events: readonly SessionEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const detail = event.type === 'tool.ended' ? event.detail : undefined;
    return detail?.kind === 'run' && detail.error !== undefined ? [detail.error] : [];
  });
}

export function ending(events: readonly SessionEvent[]): Extract<SessionEvent, { readonly type: 'turn.ended' }> {
  const ends = events.filter((event) => event.type === 'turn.ended');
  assert.equal(ends.length, 1);
  return ends[0] ?? assert.fail();
}

export function changedLines(before: string, after: string): readonly (readonly [string, string])[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  assert.equal(now.length, old.length);
  return old.flatMap((line, index) => (line === now[index] ? [] : [[line, now[index] ?? ''] as const]));
}
