/** All tasks against one model, within a budget. */
import type { WorkbenchHost } from '../../src/app/api.ts';
import { describeError } from '../../src/base/errors.ts';
import { type Capabilities, formatModelId, type LanguageModel } from '../../src/models/model.ts';
import { runTask, type TaskResult } from './runTask.ts';
import type { Task } from './task.ts';

export interface Conformance {
  readonly model: string;
  readonly endpoint: string | undefined;
  /** When it was run, ISO 8601. */
  readonly at: string;
  readonly results: readonly TaskResult[];
  readonly passed: number;
  readonly failed: number;
  readonly unable: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null: nobody says what the model costs. */
  readonly usd: number | null;
  /** As it is known after these requests. */
  readonly capabilities: Pick<Capabilities, 'tools' | 'images' | 'contextTokens' | 'efforts' | 'source'> | null;
}

export interface ConformOptions {
  readonly usd: number;
  readonly tokens: number;
  readonly limitMs: number;
  /** Told as they come in. */
  onResult(result: TaskResult, index: number): void;
}

export async function conform(
  tasks: readonly Task[],
  model: LanguageModel,
  host: WorkbenchHost,
  { usd: budget, tokens: mostTokens, limitMs, onResult }: ConformOptions,
): Promise<Conformance> {
  const results: TaskResult[] = [];
  for (const [index, task] of tasks.entries()) {
    const spent = sum(results, ({ usd }) => usd ?? 0);
    const used = sum(results, ({ inputTokens, outputTokens }) => inputTokens + outputTokens);
    const isUnpriced = results.some(({ usd }) => usd === undefined);
    const result = await one(task, model, host, { usdLeft: budget - spent, tokensLeft: mostTokens - used, isUnpriced, limitMs });
    results.push(result);
    onResult(result, index);
  }
  const count = (outcome: TaskResult['outcome']): number => results.filter((result) => result.outcome === outcome).length;
  const { capabilities } = model;
  return {
    model: formatModelId(model.id),
    endpoint: model.endpoint,
    at: new Date().toISOString(),
    results,
    passed: count('passed'),
    failed: count('failed'),
    unable: count('unable'),
    inputTokens: sum(results, ({ inputTokens }) => inputTokens),
    outputTokens: sum(results, ({ outputTokens }) => outputTokens),
    usd: results.some(({ usd }) => usd === undefined) ? null : sum(results, ({ usd }) => usd ?? 0),
    capabilities:
      capabilities === undefined
        ? null
        : {
            tools: capabilities.tools,
            images: capabilities.images,
            contextTokens: capabilities.contextTokens,
            efforts: capabilities.efforts,
            source: capabilities.source,
          },
  };
}

interface Left {
  readonly usdLeft: number;
  readonly tokensLeft: number;
  readonly isUnpriced: boolean;
  readonly limitMs: number;
}

async function one(task: Task, model: LanguageModel, host: WorkbenchHost, left: Left): Promise<TaskResult> {
  const untried = (outcome: 'failed' | 'unable', reason: string): TaskResult => ({
    id: task.id,
    title: task.title,
    outcome,
    reason,
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
    usd: 0,
    ms: 0,
    tools: [],
  });
  if (task.needs === 'images' && model.capabilities?.images === false) return untried('unable', 'this model does not see pictures');
  if (left.usdLeft <= 0) return untried('failed', 'the budget was used up before it: give more with --budget');
  if (left.isUnpriced && left.tokensLeft <= 0) return untried('failed', 'the tokens were used up before it: give more with --tokens');
  try {
    return await runTask(task, model, host, left);
  } catch (error) {
    // A model that brings the product down fails the task, and the rest goes on.
    return untried('failed', describeError(error));
  }
}

function sum(results: readonly TaskResult[], of: (result: TaskResult) => number): number {
  return results.reduce((all, result) => all + of(result), 0);
}
