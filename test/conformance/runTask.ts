/** One task with the real product loop, headless, in a folder of its own that is gone afterwards. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WorkbenchHost } from '../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../src/app/workbench.ts';
import { createCliHost } from '../../src/cli/host.ts';
import { commonOptions, readOptions } from '../../src/cli/options.ts';
import { usdOf } from '../../src/ledger/money.ts';
import type { LanguageModel } from '../../src/models/model.ts';
import type { SessionEvent } from '../../src/sessions/events.ts';
import { createNodeFiles } from '../../src/workspace/nodeFiles.ts';
import type { Evidence, MadeCall, Task } from './task.ts';

export interface TaskLimits {
  /** US dollars that may still be spent; reached, the task ends as failed. */
  readonly usdLeft: number;
  /** Of a model whose price nobody knows, tokens that may still be used. */
  readonly tokensLeft: number;
  readonly limitMs: number;
}

export interface TaskResult {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'unable';
  /** What it did instead, or why it was not tried. */
  readonly reason?: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Undefined: nobody knows. */
  readonly usd: number | undefined;
  readonly ms: number;
  /** The tools that it called, in order. */
  readonly tools: readonly string[];
}

/** More answers than any of these tasks needs: who goes on is going round in circles. */
const maxResponses = 25;

/** The model as the command line opens it: `--model`, `--base-url`, the key from the environment or `keys.json`. */
export function hostFor(cwd: string, argv: readonly string[]): WorkbenchHost {
  const options = commonOptions(readOptions(argv).values);
  return createCliHost({ ...options, cwd }, { out: () => undefined, err: () => undefined, closed: new AbortController().signal });
}

export async function runTask(task: Task, model: LanguageModel, base: WorkbenchHost, limits: TaskLimits): Promise<TaskResult> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'practicum-conformance-')));
  const root = path.join(folder, 'work');
  const startedMs = performance.now();
  try {
    layOut(root, task);
    const before = fingerprints(root);
    const { hub: _hub, web: _web, papers: _papers, ...rest } = base;
    const host: WorkbenchHost = {
      ...rest,
      home: path.join(folder, 'home'),
      roots: [root],
      mode: task.mode ?? 'auto',
      model: async () => model,
      makeFiles: (require) => createNodeFiles({ roots: [root], require }),
      limits: () => ({ maxResponses, maxAttempts: 1, delivery: 'queue' }),
      budget: () => ({ sessionUsd: limits.usdLeft, dayUsd: null, runUsd: 0, unpricedTokens: limits.tokensLeft }),
      patienceMs: 0,
    };
    const workbench = await createWorkbench(host, 'new');
    try {
      const why = await work(workbench, task, limits.limitMs);
      const { events } = workbench.currentSession().log;
      const spent = await workbench.spending.standing();
      const evidence = evidenceOf(root, events, before);
      const reason = why ?? task.check(evidence);
      return {
        id: task.id,
        title: task.title,
        outcome: reason === undefined ? 'passed' : 'failed',
        ...(reason === undefined ? {} : { reason }),
        ...usageOf(events),
        usd: spent.unpricedRequests > 0 ? undefined : usdOf(spent.spent),
        ms: Math.round(performance.now() - startedMs),
        tools: evidence.calls.map(({ tool }) => tool),
      };
    } finally {
      await workbench.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function layOut(root: string, { files, prepare }: Task): void {
  mkdirSync(root, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  prepare?.(root);
}

/** Sends the prompt, answers what is asked, and waits for the end. Answers why it did not come to one. */
async function work(workbench: OpenWorkbench, { prompt, reject }: Task, limitMs: number): Promise<string | undefined> {
  const { agent, log } = workbench.currentSession();
  const timer = AbortSignal.timeout(limitMs);
  const stop = (): void => workbench.chat.stop();
  timer.addEventListener('abort', stop, { once: true });
  const answering = workbench.approvals.onDidChange(() => {
    for (const { id, raises } of workbench.approvals.pending) {
      // Money is asked about once, before the first task; more than that is not to be had.
      const isFirstTokens = raises?.tokens !== undefined && !log.events.some(({ type }) => type === 'response.ended');
      const answer = raises === undefined ? (reject === undefined ? 'approve' : 'reject') : isFirstTokens ? 'approve' : 'reject';
      void workbench.approvals.answer(
        id,
        answer,
        'call',
        'command line',
        raises === undefined && reject !== undefined ? { feedback: reject } : {},
      );
    }
  });
  try {
    await agent.send(prompt, []);
    await agent.whenIdle();
  } finally {
    answering.dispose();
    timer.removeEventListener('abort', stop);
  }
  if (timer.aborted) return `it was not done after ${Math.round(limitMs / 1000)} s`;
  const ended = log.events.findLast((event) => event.type === 'turn.ended');
  if (ended?.type !== 'turn.ended' || ended.end === 'done') return undefined;
  return [`its turn ended with “${ended.end}”`, ended.message].filter((part) => part !== undefined).join(': ');
}

function evidenceOf(root: string, events: readonly SessionEvent[], before: ReadonlyMap<string, string>): Evidence {
  const responses: string[] = [];
  const calls = new Map<string, MadeCall>();
  let answer = '';
  for (const event of events) {
    if (event.type === 'response.started') responses.push(event.response);
    if (event.type === 'response.text') answer += event.text;
    if (event.type === 'response.call') {
      answer = '';
      calls.set(event.call, { tool: event.name, input: inputOf(event.argumentsJson), response: responses.indexOf(event.response) });
    }
    if (event.type !== 'tool.ended') continue;
    const made = calls.get(event.call);
    if (made !== undefined) calls.set(event.call, { ...made, outcome: event.outcome });
  }
  const ended = events.findLast((event) => event.type === 'turn.ended');
  const after = fingerprints(root);
  const names = new Set([...before.keys(), ...after.keys()]);
  return {
    root,
    calls: [...calls.values()],
    end: ended?.type === 'turn.ended' ? ended.end : undefined,
    answer,
    read(name) {
      try {
        return readFileSync(path.join(root, name), 'utf8');
      } catch {
        return undefined;
      }
    },
    changed: [...names].filter((name) => before.get(name) !== after.get(name)).sort(),
  };
}

function inputOf(argumentsJson: string): MadeCall['input'] {
  try {
    const parsed: unknown = JSON.parse(argumentsJson);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Practicum’s own records are not the model’s doing. */
function fingerprints(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file): readonly [string, string] => [path.relative(root, file), createHash('sha256').update(readFileSync(file)).digest('hex')])
      .filter(([name]) => !name.startsWith(`.practicum${path.sep}`)),
  );
}

function usageOf(events: readonly SessionEvent[]): Pick<TaskResult, 'requests' | 'inputTokens' | 'outputTokens'> {
  const usages = events.flatMap((event) => (event.type === 'response.ended' ? [event.usage] : []));
  const sum = (of: (usage: (typeof usages)[number]) => number): number => usages.reduce((all, usage) => all + of(usage), 0);
  return {
    requests: usages.length,
    inputTokens: sum(({ inputTokens, cacheReadTokens, cacheWriteTokens }) => inputTokens + cacheReadTokens + cacheWriteTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
  };
}
