import { isDeepStrictEqual } from 'node:util';
import type { Adapter, Comparison } from './adapter.ts';
import type { Deviation, Rule } from './deviations.ts';
import type { ReferenceCase, ReferenceGroup } from './format.ts';

export interface Failure extends Comparison {
  readonly id: string;
  readonly why?: string;
}

export interface GroupResult {
  readonly group: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly deviating: readonly string[];
  /** Listed as answered differently, and answered as the reference does. */
  readonly stale: readonly string[];
  /** Cases of a group that belongs to later work and has no code yet. */
  readonly notBuilt: number;
}

export interface Code {
  readonly adapters: Readonly<Record<string, Adapter>>;
  readonly deviations: readonly Deviation[];
  readonly rules: Readonly<Record<string, Rule>>;
}

/** Groups of these have to be answered now; the others may still be without code. */
const dueNow = /^[12]\b/;

export async function runGroup(group: string, { for: owner = '', cases }: ReferenceGroup, code: Code): Promise<GroupResult> {
  const adapter = code.adapters[group];
  if (adapter === undefined) return unanswered(group, owner, cases);
  const failures: Failure[] = [];
  const deviating: string[] = [];
  const stale: string[] = [];
  let passed = 0;
  for (const one of cases) {
    const comparison = await compare(adapter, one);
    const isListed = code.deviations.some((deviation) => 'id' in deviation && deviation.id === one.id);
    if (isDeepStrictEqual(comparison.seen, comparison.expected)) {
      passed += 1;
      if (isListed) stale.push(one.id);
    } else if (!isOnPurpose(group, one, comparison, code)) failures.push({ id: one.id, ...comparison });
    else if (deviating.length < mostDeviations(cases.length)) deviating.push(one.id);
    else failures.push({ id: one.id, ...comparison, why: 'answered differently on purpose, but more than a tenth of its group would be' });
  }
  return { group, passed, failures, deviating, stale, notBuilt: 0 };
}

/** A tenth of the group, and in a small one a single case. */
export function mostDeviations(cases: number): number {
  return Math.max(1, Math.floor(cases / 10));
}

function unanswered(group: string, owner: string, cases: readonly ReferenceCase[]): GroupResult {
  const isDue = dueNow.test(owner);
  const failures = isDue
    ? cases.map(({ id, expect }) => ({ id, expected: expect, seen: undefined, why: 'no code answers this group' }))
    : [];
  return { group, passed: 0, failures, deviating: [], stale: [], notBuilt: isDue ? 0 : cases.length };
}

async function compare(adapter: Adapter, { input, expect }: ReferenceCase): Promise<Comparison> {
  try {
    const { expected, seen } = await adapter(input, expect);
    return { expected: plain(expected), seen: plain(seen) };
  } catch (error) {
    return { expected: expect, seen: { threw: error instanceof Error ? error.message : String(error) } };
  }
}

/** Fields that are undefined are not there: the file knows only JSON. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function isOnPurpose(group: string, { id, input }: ReferenceCase, { expected, seen }: Comparison, code: Code): boolean {
  return code.deviations.some((deviation) => {
    if ('id' in deviation) return deviation.id === id && isDeepStrictEqual(seen, deviation.instead);
    if (deviation.group !== group) return false;
    const rule = code.rules[deviation.rule];
    if (rule === undefined) throw new Error(`There is no rule “${deviation.rule}”.`);
    return rule(input, { expected, seen });
  });
}
