/** How far each part of a paper has come on its way into code, worked out from the files of its reproduction as they are now. Pure. */
import { parseAddress } from '../../papers/address.ts';
import type { RunStatus } from '../../protocol/curves.ts';
import type { PaperMark } from '../../protocol/paper.ts';
import { standingOf } from '../contract/standing.ts';
import type { ExecutedRun } from '../plan/plannedRuns.ts';
import { plannedRun, type RunPurpose } from '../plan/plannedRuns.ts';
import { paperOf } from '../trace/sideFile.ts';
import type { Plan } from './records.ts';
import type { ReportCell } from './resultRecords.ts';
import { isAccepted } from './stagesOf.ts';
import { type Stages, unitStates } from './units.ts';

export type MarkStep = Exclude<PaperMark, 'none'>;

export interface StageMark {
  readonly mark: MarkStep;
  /** Why, in a sentence without its full stop. */
  readonly words: string;
  /** Where its code is, as far as the plan says. */
  readonly code: readonly { readonly file: string; readonly symbol: string }[];
}

/** A run of the workspace, whoever started it. `code`: SHA-256 of each file that it executed. */
export interface MarkedRun extends ExecutedRun {
  readonly name: string;
  readonly status: RunStatus;
}

export interface MarksNow {
  readonly stages: Stages;
  /** Files of the code that is linked, by addresses with or without a version. */
  readonly linked: ReadonlyMap<string, readonly string[]>;
  /** SHA-256 of a file of the workspace; undefined where it is gone. */
  shaOf(file: string): string | undefined;
  readonly runs: readonly MarkedRun[];
}

/** What a mark is made from, of one address. */
interface Found {
  readonly files: Set<string>;
  readonly code: { readonly file: string; readonly symbol: string }[];
  isPlanned: boolean;
}

/** By `paperOf(address)#anchor`: versions of a paper share their marks. */
export function marksOf(now: MarksNow): ReadonlyMap<string, StageMark> {
  const found = new Map<string, Found>();
  const at = (address: string): Found | undefined => {
    const key = markKey(address);
    if (key === undefined) return undefined;
    const known = found.get(key) ?? { files: new Set(), code: [], isPlanned: false };
    found.set(key, known);
    return known;
  };
  const { stages } = now;
  for (const [address, files] of now.linked) for (const file of files) at(address)?.files.add(file);
  if (stages.plan !== undefined) takePlan(stages.plan, now, at);
  for (const { address, code } of stages.contracts?.contracts ?? []) if (code !== undefined) at(address)?.files.add(code.file);
  const cells = cellsOf(stages);
  for (const key of cells.keys()) if (!found.has(key)) found.set(key, { files: new Set(), code: [], isPlanned: false });
  const tell = judge(now, cells);
  const marks = new Map<string, StageMark>();
  for (const [key, one] of found) {
    const told = tell(key, one);
    if (told !== undefined) marks.set(key, { ...told, code: one.code });
  }
  return marks;
}

/** Undefined: it names the paper as a whole, or nothing. */
export function markKey(address: string): string | undefined {
  try {
    const { anchor } = parseAddress(address);
    return anchor === undefined ? undefined : `${paperOf(address)}#${anchor}`;
  } catch {
    return undefined;
  }
}

/** What a plan says of places: once a person has accepted it, and of code that is there in any case. */
function takePlan(plan: Plan, { stages, shaOf }: MarksNow, at: (address: string) => Found | undefined): void {
  const isPlanned = isAccepted(stages);
  const written = new Set(stages.code?.files.map(({ path }) => path));
  const evidence = new Map(
    (stages.spec?.items ?? []).map(({ id, evidence: places }) => [
      id,
      places.flatMap((place) => ('address' in place ? [place.address] : [])),
    ]),
  );
  for (const { path, change, symbols } of plan.files) {
    const isThere = (written.has(path) || change === 'keep') && shaOf(path) !== undefined;
    for (const { name, addresses, items } of symbols) {
      // An item is about the first place that says it; the others only bear it out.
      const places = new Set([...addresses, ...items.flatMap((id) => evidence.get(id)?.slice(0, 1) ?? [])]);
      for (const place of places) {
        const one = isPlanned || isThere ? at(place) : undefined;
        if (one === undefined) continue;
        if (isPlanned) one.isPlanned = true;
        if (!isThere) continue;
        one.files.add(path);
        one.code.push({ file: path, symbol: name });
      }
    }
  }
  if (!isPlanned) return;
  for (const { address } of plan.cells) {
    const one = at(address);
    if (one !== undefined) one.isPlanned = true;
  }
}

/** Of a report that still holds, by table. */
function cellsOf(stages: Stages): ReadonlyMap<string, readonly ReportCell[]> {
  const { report } = stages;
  if (report === undefined || unitStates(stages).get('report')?.kind === 'stale') return new Map();
  return Map.groupBy(report.cells, ({ address }) => markKey(address) ?? '');
}

type Told = Pick<StageMark, 'mark' | 'words'>;

function judge(now: MarksNow, cells: ReadonlyMap<string, readonly ReportCell[]>): (key: string, found: Found) => Told | undefined {
  const { stages, shaOf } = now;
  const contracts = Map.groupBy(
    (stages.contracts?.contracts ?? []).map((record) => standingOf(record, { shaOf })),
    ({ record }) => markKey(record.address) ?? '',
  );
  const runs = finishedRuns(now);
  const measuring = runs.find(({ purpose }) => purpose === 'full' || purpose === 'sweep');
  const planned = new Set((stages.plan?.cells ?? []).map(({ address }) => markKey(address)));
  return (key, { files, isPlanned }) => {
    const own = contracts.get(key) ?? [];
    const measured = toldByCells(cells.get(key) ?? []);
    if (measured !== undefined) return measured;
    if (own.some(({ state }) => state === 'mismatch'))
      return { mark: 'diverged', words: 'Its code computes something else than the formula' };
    if (planned.has(key) && measuring !== undefined)
      return { mark: 'run', words: `Measured by the run ${measuring.name}; no report compares it yet` };
    const executing = runs.filter((run) => executes(run, files, shaOf));
    const training = executing.find(({ purpose }) => purpose !== 'test');
    if (training !== undefined) return { mark: 'run', words: `Its code, as it is now, was executed by the run ${training.name}` };
    const [checked] = own;
    if (checked !== undefined && own.every(({ state }) => state === 'ok'))
      return { mark: 'tested', words: 'Its code was compared with the formula and computes the same' };
    const test = executing.find(({ purpose }) => purpose === 'test');
    if (test !== undefined) return { mark: 'tested', words: `The run ${test.name} of its tests passed` };
    if (files.size > 0) return { mark: 'coded', words: 'There is code for it' };
    return isPlanned ? { mark: 'planned', words: 'The accepted plan has it; there is no code yet' } : undefined;
  };
}

/** What was measured and is no more than the order of the paper, or is spoiled by test data, shows neither. */
function toldByCells(cells: readonly ReportCell[]): Told | undefined {
  const compared = cells.filter(({ verdict }) => verdict !== 'not run' && verdict !== 'not comparable');
  if (compared.length === 0) return undefined;
  const count = (test: (cell: ReportCell) => boolean): number => compared.filter(test).length;
  const of = `of ${compared.length} measured ${compared.length === 1 ? 'cell' : 'cells'}`;
  const diverged = count(({ verdict }) => verdict === 'diverged');
  if (diverged > 0) return { mark: 'diverged', words: `${diverged} ${of} ${diverged === 1 ? 'is' : 'are'} not what the paper says` };
  const leaked = count((cell) => cell.leaked !== undefined);
  if (leaked > 0) return { mark: 'run', words: `Test data reached training, which spoils ${leaked} ${of}` };
  const trends = count(({ verdict }) => verdict === 'trend only');
  if (trends > 0) return { mark: 'run', words: `${trends} ${of} ${trends === 1 ? 'has' : 'have'} only the order that the paper has` };
  return { mark: 'matched', words: `${compared.length} ${of} ${compared.length === 1 ? 'is' : 'are'} what the paper says` };
}

type Finished = MarkedRun & { readonly purpose: RunPurpose | undefined };

/** Those that came to their end, the newest first, with what they are for: as it was noted, else as their command says. */
function finishedRuns({ stages, runs }: MarksNow): readonly Finished[] {
  const noted = new Map((stages.runs?.runs ?? []).map(({ run, purpose }) => [run, purpose]));
  const states = unitStates(stages);
  return runs
    .filter(({ run, status }) => status === 'done' && states.get(`run/${run}`)?.kind !== 'stale')
    .map((run) => ({
      ...run,
      purpose: noted.get(run.run) ?? (stages.plan === undefined ? undefined : plannedRun(run, stages.plan, stages.register)?.purpose),
    }))
    .toSorted((a, b) => b.createdMs - a.createdMs);
}

/** One of the files, with the bytes that it has now. */
function executes({ code }: MarkedRun, files: ReadonlySet<string>, shaOf: (file: string) => string | undefined): boolean {
  return code !== undefined && [...files].some((file) => code.has(file) && code.get(file) === shaOf(file));
}
