/** Where a reproduction stands: each stage in order, and the one next step in words. */
import { type Plan, type StageName, stageNames, type UnitKey } from './records.ts';
import { contractKey, planHash, type Stages, stageOf, type UnitState, unitStates } from './units.ts';

export interface StageStanding {
  readonly stage: StageName;
  /** `waits`: it is there and a person's answer is wanted. `part`: some of its units are there. Of several the first that holds in this order: stale, missing, part, waits, edited, current. */
  readonly state: 'missing' | 'part' | 'current' | 'edited' | 'stale' | 'waits';
  readonly units: readonly { readonly key: UnitKey; readonly state: UnitState }[];
  /** What there is, in a few words: `12 items, 3 of them open`. */
  readonly words: string;
}

export interface NextStep {
  readonly stage: StageName;
  /** The tool that does it; absent: it is a person's. */
  readonly tool?: string;
  readonly words: string;
}

export interface Standing {
  readonly stages: readonly StageStanding[];
  readonly next: NextStep;
}

export function stagesOf(stages: Stages): Standing {
  const wanted = wantedUnits(stages);
  const states = unitStates(stages, [...wanted.values()].flat());
  const standings = order.map((stage): StageStanding => {
    const own = [...states].filter(([key]) => stageOf(key) === stage);
    const names = new Set<UnitKey>([...(wanted.get(stage) ?? []), ...own.map(([key]) => key)]);
    const units = [...names].map((key) => ({ key, state: states.get(key) ?? ({ kind: 'missing' } as const) }));
    return { stage, state: stateOf(stage, units, stages), units, words: wordsOf(stage, stages) };
  });
  return { stages: standings, next: nextOf(standings, stages) };
}

/** Triage stands before all of them: it asks whether there will be a reproduction. */
const order = stageNames.filter((stage) => stage !== 'triage');

/** What there should be, from what is there. */
function wantedUnits({ plan, spec, code, slice }: Stages): ReadonlyMap<StageName, readonly UnitKey[]> {
  const written = plan?.files.filter(({ change }) => change !== 'keep').map(({ path }) => path) ?? [];
  const equations = code === undefined ? [] : (spec?.items ?? []).filter(({ kind }) => kind === 'equation');
  const contracts = equations.flatMap(({ evidence }) =>
    evidence.slice(0, 1).flatMap((place) => ('address' in place ? [contractKey({ address: place.address, part: 0 })] : [])),
  );
  return new Map<StageName, readonly UnitKey[]>([
    // An experiment without a paper has none.
    ['slice', slice === undefined && spec?.goal !== undefined ? [] : ['slice']],
    ['spec', ['spec']],
    ['register', ['register']],
    ['plan', ['plan']],
    ['environment', ['environment']],
    ['analysis', plan === undefined ? [] : inOrder(analysed(plan), plan.order).map((path) => `analysis/${path}`)],
    ['code', inOrder(written, plan?.order).map((path) => `code/${path}`)],
    ['contracts', contracts],
    ['integrity', ['integrity']],
    ['report', ['report']],
  ]);
}

/** A plan of one file, its settings and its tests need no text of their own before them. */
export function analysed({ files }: Plan): readonly string[] {
  const written = files.filter(({ change }) => change !== 'keep');
  return written.length === 1 ? [] : written.flatMap(({ path, role }) => (role === 'config' || role === 'test' ? [] : [path]));
}

function inOrder(paths: readonly string[], wanted: readonly string[] = []): readonly string[] {
  return [...wanted.filter((path) => paths.includes(path)), ...paths.filter((path) => !wanted.includes(path))];
}

function stateOf(stage: StageName, units: StageStanding['units'], stages: Stages): StageStanding['state'] {
  const kinds = new Set(units.map(({ state }) => state.kind));
  if (kinds.has('stale')) return 'stale';
  if (kinds.size === 0) return stage === 'slice' ? 'current' : 'missing';
  if (kinds.size === 1 && kinds.has('missing')) return 'missing';
  if (kinds.has('missing')) return 'part';
  if (stage === 'spec' && stages.spec?.reviewed === undefined) return 'waits';
  if (stage === 'register' && openRows(stages).length > 0) return 'waits';
  if (stage === 'plan' && !isAccepted(stages)) return 'waits';
  return kinds.has('edited') ? 'edited' : 'current';
}

function openRows({ register }: Stages) {
  return register?.rows.filter(({ state, value }) => value === undefined && state !== 'asked' && state !== 'sweep') ?? [];
}

/** The plan as it stands now, with what a person changed in it. */
export function isAccepted({ plan, accepted }: Stages): boolean {
  return plan !== undefined && accepted?.plan === planHash(plan);
}

function wordsOf(stage: StageName, stages: Stages): string {
  const { slice, spec, register, plan, environment, analysis, code, contracts, runs, integrity } = stages;
  switch (stage) {
    case 'slice':
      return slice === undefined
        ? ''
        : `${count(slice.nodes.length, 'part')}, ${slice.tokens.toLocaleString('en')} tokens${slice.left.length === 0 ? '' : `; ${slice.left.length} left out`}`;
    case 'spec': {
      if (spec === undefined) return '';
      const open = spec.items.filter(({ status }) => status !== 'stated' && status !== 'derived').length;
      return `${count(spec.items.length, 'item')}${open === 0 ? '' : `, ${open} of them not found in the paper`}`;
    }
    case 'register': {
      if (register === undefined) return '';
      const proposed = register.rows.filter(({ state }) => state === 'proposed').length;
      const parts = [`${openRows(stages).length} without a value`, ...(proposed === 0 ? [] : [`${proposed} proposed and not looked at`])];
      return `${count(register.rows.length, 'row')}, ${parts.join(', ')}`;
    }
    case 'plan':
      return plan === undefined ? '' : `${count(plan.files.length, 'file')}, ${isAccepted(stages) ? 'accepted' : 'not accepted'}`;
    case 'environment': {
      const missing = environment?.packages.filter(({ state }) => state !== 'ok').length ?? 0;
      return environment === undefined ? '' : missing === 0 ? 'complete' : `${count(missing, 'package')} to install`;
    }
    case 'analysis':
      return analysis === undefined ? '' : count(analysis.files.length, 'file');
    case 'code':
      return code === undefined ? '' : count(code.files.length, 'file');
    case 'contracts': {
      if (contracts === undefined) return '';
      const differing = contracts.contracts.filter(({ state }) => state === 'mismatch').length;
      const agree = `${contracts.contracts.filter(({ state }) => state === 'ok').length} of ${count(contracts.contracts.length, 'equation')} agree with the code`;
      return differing === 0 ? agree : `${agree}, ${differing} ${differing === 1 ? 'differs' : 'differ'}`;
    }
    case 'runs':
      return runs === undefined ? '' : count(runs.runs.length, 'run');
    case 'integrity':
      return integrity === undefined ? '' : count(integrity.findings.length, 'finding');
    default:
      return '';
  }
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function nextOf(standings: readonly StageStanding[], stages: Stages): NextStep {
  for (const standing of standings) {
    const step = stepOf(standing, stages);
    if (step !== undefined) return { stage: standing.stage, ...step };
  }
  return {
    stage: 'report',
    words: 'All stages are up to date. Change a row of the register, or the plan, and only what depends on it is made again.',
  };
}

function stepOf({ stage, state, units }: StageStanding, stages: Stages): Omit<NextStep, 'stage'> | undefined {
  if (stage === 'runs') return runStep(state, stages);
  if (state === 'current' || state === 'edited') return undefined;
  const behind = units.filter((unit) => unit.state.kind === 'stale' || unit.state.kind === 'missing');
  const [first] = behind;
  const why = first?.state.kind === 'stale' ? ` (${first.state.because.slice(0, 3).join(', ')} changed)` : '';
  const file = first?.key.replace(/^[^/]*\//u, '') ?? '';
  switch (stage) {
    case 'slice':
      return {
        tool: 'start_reproduction',
        words: state === 'missing' ? 'Choose what is to be reproduced.' : `Choose again what is to be reproduced${why}.`,
      };
    case 'spec':
      return state === 'waits'
        ? {
            tool: 'record_spec',
            words: 'Read the parts of the slice and record what the rules did not see; with nothing to add, say so with an empty list.',
          }
        : { tool: state === 'missing' ? 'start_reproduction' : 'record_spec', words: `Make the specification${why}.` };
    case 'register': {
      const open = openRows(stages);
      return state === 'waits'
        ? {
            tool: 'change_register',
            words: `Decide ${open.length === 1 ? 'the row' : `the ${open.length} rows`} without a value: ${open
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', ')}${open.length > 5 ? ', …' : ''}. A person has the last word.`,
          }
        : { tool: 'record_spec', words: `Make the register again${why}.` };
    }
    case 'plan':
      return state === 'waits' ? { words: 'A person has to accept the plan.' } : { tool: 'propose_plan', words: `Propose a plan${why}.` };
    case 'environment':
      return { tool: 'next_step', words: `Find out whether the environment has what the plan needs${why}.` };
    case 'analysis':
      return first === undefined || isWritten(file, stages) ? undefined : { tool: 'next_step', words: `Analyse ${file}${why}.` };
    case 'code':
      return { tool: 'next_step', words: `Write ${file}${why}.` };
    case 'contracts':
      return units.length === 0
        ? undefined
        : {
            tool: 'check_contract',
            words: `Hold ${behind.length === 1 ? 'an equation' : `${behind.length} equations`} against the code: ${behind
              .slice(0, 5)
              .map(({ key }) => key.replace('contract/', ''))
              .join(', ')}.`,
          };
    case 'integrity':
      return { tool: 'check_integrity', words: `Look for leaks and for an evaluation that was changed${why}.` };
    default:
      return { tool: 'write_report', words: `Write the report${why}.` };
  }
}

/** Before the first line of code each file is analysed; a file that is there and up to date needs no analysis. */
function isWritten(path: string, stages: Stages): boolean {
  const state = unitStates(stages).get(`code/${path}`)?.kind;
  return state === 'current' || state === 'edited';
}

function runStep(state: StageStanding['state'], stages: Stages): Omit<NextStep, 'stage'> | undefined {
  const { plan, runs } = stages;
  if (plan === undefined) return undefined;
  const states = unitStates(stages);
  const current = (runs?.runs ?? []).filter(({ run }) => states.get(`run/${run}`)?.kind !== 'stale');
  const wanted = [
    ...(plan.commands.overfit === undefined ? [] : (['overfit'] as const)),
    'smoke' as const,
    ...(plan.commands.baseline === undefined ? [] : (['baseline'] as const)),
  ];
  const missing = wanted.find((purpose) => !current.some((run) => run.purpose === purpose));
  const why = state === 'stale' ? ' again: what it ran with has changed' : '';
  if (missing !== undefined) return { tool: 'start_run', words: `Start the ${missing} run${why}.` };
  const seeds = plan.seeds.filter((seed) => !current.some((run) => run.purpose === 'full' && run.seed === seed));
  if (seeds.length > 0)
    return { tool: 'start_run', words: `Start the full run${why}, with ${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}.` };
  return undefined;
}
