/**
 * What a server that hangs costs a session: until it is open, until the first request leaves, and how long one of its calls holds up a turn beyond
 * the server's time-out. The same session without a server, in the same invocation, is what it is held against.
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorkbench, type OpenWorkbench } from '../../src/app/workbench.ts';
import type { ServerConfiguration, ServerRow } from '../../src/mcp/desk.ts';
import { calls, end, ScriptedModel, type Step, say } from '../unit/agent/scriptedModel.ts';
import { testHost } from '../unit/app/support.ts';
import { hostOf, sayYes, untilState } from '../unit/mcp/servedHost.ts';
import { nasty, nodeServer } from '../unit/mcp/support.ts';
import { bench, median } from './bench.ts';

const rounds = 30;
const timeoutMs = 1_000;
/** What the clock of a shared machine does not tell apart. */
const noiseMs = 5;

interface Opened {
  readonly openMs: number;
  /** From the message to the request. */
  readonly firstMs: number;
  readonly turnMs: number;
}

/** One session over real files; `home` holds what was agreed to before. The message is sent when the server is `until`; absent: at once. */
async function session(
  home: string,
  root: string,
  steps: readonly Step[],
  servers?: readonly ServerConfiguration[],
  until?: ServerRow['state'],
): Promise<Opened> {
  const model = new ScriptedModel(...steps);
  const host = testHost(home, root, () => model, servers === undefined ? {} : { mcp: hostOf(...servers) });
  const beganMs = performance.now();
  const workbench = await createWorkbench(host, 'new');
  const openMs = performance.now() - beganMs;
  const stop = approveAll(workbench);
  if (until !== undefined) {
    await untilState(workbench.mcp, 'bad', until);
    // What it takes to load and start is over then.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    const sentMs = performance.now();
    let firstMs = 0;
    const sent = workbench.chat.send('Go.', []);
    while (model.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    firstMs = performance.now() - sentMs;
    await sent;
    await workbench.currentSession().agent.whenIdle();
    return { openMs, firstMs, turnMs: performance.now() - sentMs };
  } finally {
    stop();
    await workbench.close();
  }
}

function approveAll({ approvals }: OpenWorkbench): () => void {
  const listener = approvals.onDidChange(() => {
    for (const { id } of approvals.pending) void approvals.answer(id, 'approve', 'call', 'bench');
  });
  return () => listener.dispose();
}

async function agree(home: string, root: string, server: ServerConfiguration): Promise<void> {
  const workbench = await createWorkbench(
    testHost(home, root, () => new ScriptedModel(), { mcp: hostOf(server) }),
    'new',
  );
  await sayYes(workbench, 'bad');
  await untilState(
    workbench.mcp,
    'bad',
    server.transport.kind === 'stdio' && server.transport.args.includes('hang-call') ? 'ready' : 'connecting',
  );
  await workbench.close();
}

const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'practicum-mcp-bench-')));
try {
  const without: Opened[] = [];
  const hung: Opened[] = [];
  const hangs = nodeServer('bad', nasty, ['hang-start'], { timeoutMs });
  await agree(path.join(folder, 'hung'), folder, hangs);
  const talk = [[say('hello'), end()]];
  // One after the other, so that whatever else the machine does meets both.
  const during: Opened[] = [];
  for (let round = 0; round < rounds + 2; round++) {
    const bare = await session(path.join(folder, 'without'), folder, talk);
    const another = await session(path.join(folder, 'hung'), folder, talk, [hangs]);
    const later = await session(path.join(folder, 'hung'), folder, talk, [hangs], 'connecting');
    if (round < 2) continue;
    without.push(bare);
    hung.push(another);
    during.push(later);
  }
  for (const [what, beside, of] of [
    ['until a session is open', hung, (one: Opened) => one.openMs],
    ['until its first request leaves', hung, (one: Opened) => one.firstMs],
    ['until a request leaves while the server hangs', during, (one: Opened) => one.firstMs],
  ] as const)
    await bench(`later than without a server, with one that hangs: ${what}`, async () => {
      // Of pairs that came right after one another: what else the machine does meets both.
      const samples = beside.map((one, index) => of(one) - of(without[index] ?? one));
      return { value: median(samples), unit: 'ms', goal: noiseMs, samples };
    });
  console.log(
    `  without: open ${median(without.map(({ openMs }) => openMs)).toFixed(1)} ms, first request ${median(without.map(({ firstMs }) => firstMs)).toFixed(1)} ms`,
  );

  const deaf = nodeServer('bad', nasty, ['hang-call'], { timeoutMs });
  await agree(path.join(folder, 'deaf'), folder, deaf);
  const calling: readonly Step[] = [calls(['mcp__bad__echo', { words: 'hi' }]), [say('It does not answer.'), end()]];
  const beyond: number[] = [];
  for (let round = 0; round < 5; round++) {
    const { turnMs } = await session(path.join(folder, 'deaf'), folder, calling, [deaf], 'ready');
    const bare = await session(path.join(folder, 'without'), folder, talk);
    beyond.push(turnMs - timeoutMs - bare.turnMs);
  }
  await bench(`a turn with a call that hangs, beyond its time-out of ${timeoutMs} ms and a turn without it`, async () => ({
    value: median(beyond),
    unit: 'ms',
    goal: 100,
    samples: beyond,
  }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
