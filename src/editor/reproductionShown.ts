/** A reproduction as its tab is told of it. */
import { defined } from '../base/defined.ts';
import type {
  Part,
  PartName,
  ShownIntegrity,
  ShownNext,
  ShownRegister,
  ShownReproduction,
  ShownRow,
  ShownStage,
} from '../protocol/reproduction.ts';
import type { Integrity, RegisterRow, StageName } from '../reproduction/stages/records.ts';
import { stagesOf } from '../reproduction/stages/stagesOf.ts';
import { contractKey, type UnitState, unitStates } from '../reproduction/stages/units.ts';
import { shownContracts } from './reproductionContracts.ts';
import { shownPlan } from './reproductionPlan.ts';
import type { KeptStage, ReadReproduction } from './reproductionRead.ts';
import { shownReport } from './reproductionReport.ts';
import { shownTriage } from './reproductionTriage.ts';
import { shownEvidence, valueText } from './reproductionWords.ts';

export const stageTitles: Readonly<Record<StageName, string>> = {
  triage: 'Triage',
  slice: 'Slice',
  spec: 'Specification',
  register: 'Register',
  plan: 'Plan',
  environment: 'Environment',
  analysis: 'Analysis',
  code: 'Code and tests',
  contracts: 'Contracts',
  runs: 'Runs',
  integrity: 'Integrity',
  report: 'Report',
};

/** Where in the tab a stage is looked at. */
const partOf: Partial<Readonly<Record<StageName, PartName>>> = {
  triage: 'triage',
  register: 'register',
  plan: 'plan',
  contracts: 'contracts',
  integrity: 'report',
  report: 'report',
};

/** `folder`: its name, where nothing says what it is about. */
export function shownReproduction(read: ReadReproduction, folder: string): ShownReproduction {
  const { stages, broken } = read;
  const { slice, spec, register, plan, contracts, integrity, report, triage } = stages;
  const states = unitStates(stages);
  const stateOf = (key: string): UnitState => states.get(key) ?? { kind: 'missing' };
  const paper = slice?.paper ?? report?.paper ?? triage?.paper;
  return {
    title: [slice?.title, report?.title, triage?.title].find((title) => title !== undefined && title !== '') ?? spec?.goal ?? folder,
    ...defined({ paper, goal: spec?.goal }),
    selection: (slice?.selection ?? []).map((address) => shownEvidence({ address })),
    ...standing(read),
    triage: part('triage', broken, triage, shownTriage),
    register: part('register', broken, register, ({ rows }): ShownRegister => ({ rows: rows.map(shownRow) })),
    plan: part('plan', broken, plan, (record) => shownPlan(record, stages, (path) => stateOf(`code/${path}`).kind)),
    contracts: part('contracts', broken, contracts, (record) =>
      shownContracts(record, (one) => stateOf(contractKey(one)).kind === 'stale'),
    ),
    integrity: part('integrity', broken, integrity, shownIntegrity),
    report: part('report', broken, report, (record) => shownReport(record, stateOf('report'), read.hasMarkdown)),
  };
}

function part<Name extends KeptStage, Of, Record>(
  name: Name,
  broken: ReadReproduction['broken'],
  record: Record | undefined,
  shown: (record: Record) => Of,
): Part<Of> {
  const fault = broken.get(name);
  if (fault !== undefined) return { kind: 'broken', ...fault };
  return record === undefined ? { kind: 'none' } : { kind: 'there', ...shown(record) };
}

function standing({ stages, broken }: ReadReproduction): Pick<ShownReproduction, 'stages' | 'next'> {
  const { stages: standings, next } = stagesOf(stages);
  const known = standings.map(
    ({ stage, state, words }): ShownStage => ({
      stage,
      title: stageTitles[stage],
      state: isKeptIn(broken, stage) ? 'broken' : isBadNews(stage, state, stages) ? 'found' : state,
      words: isKeptIn(broken, stage) ? (broken.get(stage)?.text ?? '') : words,
      canOpen: state !== 'missing' || isKeptIn(broken, stage),
    }),
  );
  const hasTriage = standings.some(({ stage }) => stage === 'triage');
  const triage: ShownStage = {
    stage: 'triage',
    title: stageTitles.triage,
    state: broken.has('triage') ? 'broken' : stages.triage === undefined ? 'missing' : 'current',
    words: broken.get('triage')?.text ?? '',
    canOpen: broken.has('triage') || stages.triage !== undefined,
  };
  const [fault] = broken.values();
  const own = partOf[next.stage];
  const shownNext: ShownNext =
    fault === undefined
      ? {
          stage: next.stage,
          words: next.words,
          ...(next.tool === undefined ? {} : { label: 'Ask in Chat' }),
          ...defined({ part: own }),
        }
      : { stage: next.stage, words: `Mend ${fault.file} first: nothing goes on from a file that cannot be read.` };
  return { stages: hasTriage ? known : [triage, ...known], next: shownNext };
}

/** What is done is not therefore well: an equation that differs from the code, and what makes a number worth less. */
function isBadNews(stage: StageName, state: ShownStage['state'], { contracts, integrity }: ReadReproduction['stages']): boolean {
  if (state !== 'current' && state !== 'edited') return false;
  if (stage === 'contracts') return contracts?.contracts.some((contract) => contract.state === 'mismatch') === true;
  return stage === 'integrity' && integrity?.findings.some(({ severity }) => severity === 'error') === true;
}

function isKeptIn(broken: ReadReproduction['broken'], stage: StageName): stage is KeptStage & StageName {
  return [...broken.keys()].some((name) => name === stage);
}

/** What is put into the chat for the next step. */
export function requestText(shown: Pick<ShownReproduction, 'title' | 'paper' | 'next'>): string {
  const of = shown.paper === undefined ? `“${shown.title}”` : `“${shown.title}” (${shown.paper})`;
  return `Go on with the reproduction of ${of}. What comes next: ${shown.next?.words ?? 'see next_step.'}`;
}

function shownRow(row: RegisterRow): ShownRow {
  const { id, name, kind, why, state, value, unit, origin, alternatives, cost, config, evidence, note } = row;
  return {
    id,
    name,
    kind,
    why,
    state,
    ...defined({ value: value === undefined ? undefined : valueText(value), unit, note }),
    origin: origin.kind,
    originText: origin.text,
    originEvidence: (origin.evidence ?? []).map(shownEvidence),
    alternatives: alternatives.map((alternative) => ({
      text: valueText(alternative.value),
      evidence: (alternative.evidence ?? []).map(shownEvidence),
      ...defined({ why: alternative.why }),
    })),
    ...(cost === undefined ? {} : { cost: { text: costText(cost), basis: cost.basis } }),
    ...(config === undefined
      ? {}
      : {
          config: { text: config.file === undefined ? config.key : `${config.file}: ${config.key}`, ...defined({ file: config.file }) },
        }),
    evidence: evidence.map(shownEvidence),
    needsMe: state === 'open' || state === 'proposed',
  };
}

function costText({ runs, minutes, usd }: NonNullable<RegisterRow['cost']>): string {
  return [
    `${runs}\u00a0${runs === 1 ? 'run' : 'runs'}`,
    ...(minutes === null
      ? []
      : [minutes < 90 ? `${Number(minutes.toPrecision(2))}\u00a0min` : `${Number((minutes / 60).toPrecision(2))}\u00a0h`]),
    ...(usd === null ? [] : [usd === 0 ? 'no\u00a0cost' : `$${usd.toFixed(2)}`]),
  ].join(' · ');
}

function shownIntegrity({ findings, checks }: Integrity): ShownIntegrity {
  const order = ['error', 'warning', 'info'];
  return {
    findings: findings
      .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
      .map(({ severity, message, examples, evidence }) => ({ severity, message, examples, evidence: evidence.map(shownEvidence) })),
    checks: checks.map(({ name, state, how }) => ({ name, state, how })),
  };
}
