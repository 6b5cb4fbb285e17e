/** The one next thing of a reproduction, from all that is there. Pure. */
import type { RunStatus } from '../../protocol/curves.ts';
import type { Plan, RunsRecord } from '../stages/records.ts';
import { analysed, type NextStep, stagesOf } from '../stages/stagesOf.ts';
import { type Stages, type UnitState, unitStates } from '../stages/units.ts';
import { type CommandName, withSeed } from './command.ts';

export type Step =
  /** Something before or behind the code, as the stages say it. */
  | { readonly kind: 'stage'; readonly next: NextStep }
  /** What is missing and nobody went on without. */
  | { readonly kind: 'environment'; readonly lacking: readonly string[] }
  | { readonly kind: 'analyse' | 'write'; readonly path: string; readonly because: readonly string[] }
  | { readonly kind: 'run'; readonly name: CommandName; readonly seed?: number; readonly argv: readonly string[]; readonly again?: string }
  | { readonly kind: 'wait'; readonly run: string; readonly name: CommandName };

/** Stages that come before the first line of code. */
const before = new Set<string>(['triage', 'slice', 'spec', 'register', 'plan']);

export function nextStepOf(stages: Stages, lacking: readonly string[], statusOf: (run: string) => RunStatus | undefined): Step {
  const { next } = stagesOf(stages);
  const { plan } = stages;
  if (before.has(next.stage) || plan === undefined) return { kind: 'stage', next };
  if (lacking.length > 0) return { kind: 'environment', lacking };
  const states = unitStates(stages);
  const file = nextFile(plan, states);
  if (file !== undefined) return file;
  if (next.stage === 'contracts') return { kind: 'stage', next };
  return nextRun(plan, stages.runs, states, statusOf) ?? { kind: 'stage', next };
}

/** The first that is not there, or made from what says something else now. */
function nextFile(plan: Plan, states: ReadonlyMap<string, UnitState>): Step | undefined {
  const written = new Map(plan.files.filter(({ change }) => change !== 'keep').map((file) => [file.path, file]));
  const isWithAnalysis = new Set(analysed(plan));
  for (const path of [...plan.order, ...written.keys()]) {
    const file = written.get(path);
    if (file === undefined) continue;
    const code = states.get(`code/${path}`);
    if (code?.kind === 'current' || code?.kind === 'edited') continue;
    const because = code?.kind === 'stale' ? code.because : [];
    const analysis = states.get(`analysis/${path}`);
    const isAnalysed = analysis?.kind === 'current' || analysis?.kind === 'edited';
    if (!isAnalysed && isWithAnalysis.has(path) && !isNeeded(because, path))
      return { kind: 'analyse', path, because: analysis?.kind === 'stale' ? analysis.because : [] };
    return { kind: 'write', path, because };
  }
  return undefined;
}

/** Only its analysis is behind: what it stands on is written anew first. */
function isNeeded(because: readonly string[], path: string): boolean {
  return because.length > 0 && !because.includes(`analysis/${path}`);
}

const runOrder = ['overfit', 'smoke', 'baseline', 'run'] as const;
const purposeOf = { overfit: 'overfit', smoke: 'smoke', baseline: 'baseline', run: 'full' } as const;
const going = new Set<RunStatus>(['queued', 'starting', 'running', 'stopping']);

function nextRun(
  plan: Plan,
  record: RunsRecord | undefined,
  states: ReadonlyMap<string, UnitState>,
  statusOf: (run: string) => RunStatus | undefined,
): Step | undefined {
  const fresh = (record?.runs ?? []).filter(({ run }) => states.get(`run/${run}`)?.kind !== 'stale');
  const isStale = (record?.runs ?? []).length > fresh.length;
  for (const name of runOrder) {
    const argv = plan.commands[name];
    if (argv === undefined) continue;
    const seeds = name === 'run' && plan.seeds.length > 0 ? plan.seeds : [plan.seeds[0]];
    for (const seed of seeds) {
      const own = fresh.filter(
        (one) => one.purpose === purposeOf[name] && (name !== 'run' || seed === undefined || one.seed === undefined || one.seed === seed),
      );
      const goingOn = own.findLast(({ run }) => going.has(statusOf(run) ?? 'lost'));
      if (own.some(({ run }) => statusOf(run) === 'done')) continue;
      if (goingOn !== undefined) return { kind: 'wait', run: goingOn.run, name };
      const failed = own.findLast(({ run }) => statusOf(run) !== undefined);
      const again = failed !== undefined ? failed.run : isStale ? 'stale' : undefined;
      return {
        kind: 'run',
        name,
        argv: seed === undefined ? argv : withSeed(argv, seed),
        ...(seed === undefined ? {} : { seed }),
        ...(again === undefined ? {} : { again }),
      };
    }
  }
  return undefined;
}

/** How long runs of each command took, in milliseconds: of those that came to their end. */
export function minutesText(durationsMs: readonly number[], left: number): string | undefined {
  if (durationsMs.length === 0 || left === 0) return undefined;
  const each = durationsMs.reduce((sum, ms) => sum + ms, 0) / durationsMs.length;
  const text = (ms: number): string =>
    ms < 90_000 ? `${Number((ms / 1000).toPrecision(2))} s` : `${Number((ms / 60_000).toPrecision(2))} min`;
  return `One took ${text(each)} so far; the ${left === 1 ? 'one' : left} to come: about ${text(each * left)} on this machine.`;
}
