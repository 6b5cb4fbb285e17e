import { z } from 'zod';
import { Agent } from '../../../src/agent/agent.ts';
import { ApprovalBroker } from '../../../src/agent/broker.ts';
import type { Budget } from '../../../src/agent/budget.ts';
import type { Decision, Judge } from '../../../src/agent/decision.ts';
import { untilAborted } from '../../../src/agent/untilAborted.ts';
import type { Clock } from '../../../src/base/clock.ts';
import { defined } from '../../../src/base/defined.ts';
import type { Effect } from '../../../src/base/effects.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import type { Tool, ToolCall } from '../../../src/base/tool.ts';
import type { Effort, LanguageModel } from '../../../src/models/model.ts';
import type { ModelRole } from '../../../src/models/roles.ts';
import type { InstructionFile, SessionEventType, SessionLog } from '../../../src/sessions/events.ts';
import { ScriptedModel, type Step } from './scriptedModel.ts';

const anything = z.object({ path: z.string() });
/** A clock that does not let a retry wait. What watches for a minute of silence waits for ever. */
export const instantly: Clock = {
  nowMs: () => Date.now(),
  sleep: (ms, signal) =>
    ms >= 50_000 ? untilAborted(new Promise<void>(() => undefined), signal ?? new AbortController().signal) : now(signal),
};

async function now(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
}

export function judging(verdict: Decision['verdict'], remembered: Effect[] = []): Judge {
  return async ({ effects, effectKinds }) => {
    if (effects.some(({ kind }) => !effectKinds.includes(kind)))
      return { verdict: 'deny', reason: 'it was never declared', rule: 'undeclared' };
    const forSession = { covers: 'all of it', remember: () => void remembered.push(...effects) };
    return { verdict, reason: 'because the test says so', rule: 'test', forSession };
  };
}

/** A tool whose run is whatever the test needs. */
export function tool(
  name: string,
  kind: 'read' | 'write',
  run: (input: { readonly path: string }, call: ToolCall) => Promise<string>,
): Tool {
  const made: Tool<{ path: string }> = {
    name,
    description: `${name} for the test`,
    title: ({ path }) => `${name} ${path}`,
    input: anything,
    effectKinds: [kind],
    effects: ({ path }) => [{ kind, path }],
    run: async (input, call) => ({ content: await run(input, call) }),
  };
  return made as Tool;
}

/** A tool's run that counts how often it was run. */
export function counting(): { runs: number; readonly run: () => Promise<string> } {
  const counter = {
    runs: 0,
    run: async () => {
      counter.runs += 1;
      return `run ${counter.runs}`;
    },
  };
  return counter;
}

/** Resolves when a person is asked. */
export function untilPending(broker: ApprovalBroker): Promise<void> {
  return new Promise<void>((resolve) => {
    if (broker.pending.length > 0) return resolve();
    const listener = broker.onDidChange(() => {
      if (broker.pending.length === 0) return;
      listener.dispose();
      resolve();
    });
  });
}

/** Resolves when the log gets an event of this type. */
export function untilLogged(log: SessionLog, type: SessionEventType): Promise<void> {
  return new Promise<void>((resolve) => {
    const listener = log.onDidAppend((event) => {
      if (event.type !== type) return;
      listener.dispose();
      resolve();
    });
  });
}

export interface Bench {
  readonly agent: Agent;
  readonly broker: ApprovalBroker;
  readonly remembered: readonly Effect[];
  readonly model: ScriptedModel;
}

export interface BenchOptions {
  readonly steps?: readonly Step[];
  readonly tools?: readonly Tool[];
  readonly judge?: (remembered: Effect[]) => Judge;
  readonly maxResponses?: number;
  readonly maxAttempts?: number;
  readonly instructions?: () => Promise<readonly InstructionFile[]>;
  readonly isTrusted?: () => boolean;
  readonly clock?: Clock;
  readonly openModel?: (role?: ModelRole) => Promise<LanguageModel>;
  readonly effort?: () => Effort | undefined;
  readonly fallbackModel?: () => Promise<LanguageModel | undefined>;
  readonly granted?: () => string | undefined;
  readonly budget?: (broker: ApprovalBroker) => Pick<Budget, 'promise' | 'raise'>;
  readonly patienceMs?: () => number | undefined;
}

/** An agent on this log, with a scripted model and a policy that the test chose. */
export function benchOn(log: SessionLog, options: BenchOptions = {}): Bench {
  const model = new ScriptedModel(...(options.steps ?? []));
  const broker = new ApprovalBroker(log, () => options.tools ?? []);
  const remembered: Effect[] = [];
  const agent = new Agent({
    log,
    broker,
    judge: options.judge?.(remembered) ?? judging('allow'),
    permits: createPermitAuthority(),
    tools: () => options.tools ?? [],
    clock: options.clock ?? instantly,
    mode: 'ask',
    isTrusted: options.isTrusted ?? (() => true),
    model: options.openModel ?? (async () => model),
    system: () => 'test',
    instructions: options.instructions ?? (async () => []),
    limits: () => ({ maxResponses: options.maxResponses ?? 20, maxAttempts: options.maxAttempts ?? 5 }),
    ...(options.budget === undefined ? {} : { budget: options.budget(broker) }),
    ...defined({ effort: options.effort, fallbackModel: options.fallbackModel, granted: options.granted }),
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  return { agent, broker, remembered, model };
}
