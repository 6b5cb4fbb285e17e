/** Which files the agent wrote for a plan, as it left them, and what a person had changed in them when they first ran. Pure. */
import { defined } from '../../base/defined.ts';
import { splitLines } from '../../workspace/lines.ts';
import type { Code, Plan } from '../stages/records.ts';
import { inputsOf, type Stages } from '../stages/units.ts';

/** What is known of a file of the plan now. */
export interface FileNow {
  readonly path: string;
  /** SHA-256 of what is there. */
  readonly sha256: string;
  /** SHA-256 of what the agent last left there; undefined: it wrote nothing since the plan was accepted. */
  readonly left: string | undefined;
}

/** Units that the code of a file is made from. Rows with a place of their own in the configuration change that, and not the code. */
export function codeInputs(path: string, { plan, spec, register }: Pick<Stages, 'plan' | 'spec' | 'register'>): readonly string[] {
  const items = itemsOf(path, plan);
  const rows = new Set((spec?.items ?? []).filter(({ id }) => items.has(id)).flatMap(({ row }) => row ?? []));
  const inCode = (register?.rows ?? []).filter(({ id, config }) => rows.has(id) && config === undefined).map(({ id }) => `register/${id}`);
  return [`plan/${path}`, ...[...items].map((id) => `spec/${id}`), ...inCode];
}

export function itemsOf(path: string, plan: Pick<Plan, 'files'> | undefined): ReadonlySet<string> {
  const file = plan?.files.find((one) => one.path === path);
  return new Set(file?.symbols.flatMap(({ items }) => items) ?? []);
}

/**
 * A file that the agent left in another state than noted is noted again, as made from what holds now. `done`: files that are said to be finished as
 * they stand, whoever wrote them.
 */
export function notedCode(now: readonly FileNow[], stages: Stages, done: ReadonlySet<string>): Code {
  const known = new Map((stages.code?.files ?? []).map((file) => [file.path, file]));
  for (const { path, sha256, left } of now) {
    const before = known.get(path);
    const written = left ?? (done.has(path) ? sha256 : undefined);
    if (written === undefined || (before?.written === written && !done.has(path))) continue;
    const inputs = { ...inputsOf(stages, codeInputs(path, stages)), ...analysisInput(path, stages) };
    known.set(path, { path, inputs, written, ...defined({ ran: before?.ran }) });
  }
  return { v: 1, stage: 'code', files: [...known.values()] };
}

/** An analysis that was written after the code says nothing of how it was made. */
function analysisInput(path: string, stages: Stages): Record<string, string> {
  return inputsOf(stages, [`analysis/${path}`]);
}

/** Lines that differ, a changed one counted once. */
export function changedLines(before: string, after: string): number {
  const lines = (text: string): readonly string[] => splitLines(text).map((line) => line.text);
  const [a, b] = [lines(before), lines(after)];
  const common = commonLines(a, b);
  return Math.max(a.length, b.length) - common;
}

/** Length of the longest common subsequence; beyond what a person edits, the lines that are the same at both ends. */
function commonLines(a: readonly string[], b: readonly string[]): number {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (x.length * y.length > 4_000_000) return head + tail;
  let row = new Array<number>(y.length + 1).fill(0);
  for (const line of x) {
    const next = [0];
    for (const [at, other] of y.entries()) next.push(line === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    row = next;
  }
  return head + tail + (row.at(-1) ?? 0);
}
