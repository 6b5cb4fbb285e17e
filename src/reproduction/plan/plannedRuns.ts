/** Which runs of a workspace are those of a plan: told from what they executed, whoever started them. Pure. */
import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { defined } from '../../base/defined.ts';
import type { RunState } from '../../runs/run.ts';
import type { Plan, Register, RegisterRow, RunsRecord } from '../stages/records.ts';
import { commandsOf, hasSeed, type PlannedScript, scriptOfCommand } from './command.ts';

export type RunPurpose = RunsRecord['runs'][number]['purpose'];
type Value = RunsRecord['runs'][number]['register'][string];

/** What is known of a run from its folder. */
export interface ExecutedRun {
  readonly run: string;
  readonly createdMs: number;
  /** Relative to the workspace folder, with `/`. */
  readonly script: string;
  /** What follows the script. */
  readonly args: readonly string[];
  /** SHA-256 of each file that was executed, by its path; absent: not kept. */
  readonly code?: ReadonlyMap<string, string>;
}

/** Undefined: what it executes is no script of the workspace folder. */
export function executedRun({ spec }: RunState, root: string): ExecutedRun | undefined {
  const { argv, script, cwd, id, createdMs } = spec;
  const at = argv.findIndex((word) => (isAbsolute(word) ? word : resolve(cwd, word)) === script);
  const path = relative(root, script).split(sep).join('/');
  if (at < 0 || script === '' || path.startsWith('../')) return undefined;
  return { run: id, createdMs, script: path, args: argv.slice(at + 1) };
}

export interface PlannedRun {
  readonly run: string;
  readonly purpose: RunPurpose;
  readonly seed?: number;
  /** Values of options that stand in its command and not in the plan's. */
  readonly options: ReadonlyMap<string, string>;
}

const purposeOf = { test: 'test', overfit: 'overfit', smoke: 'smoke', baseline: 'baseline', run: 'full' } as const;

/** What a run is for; undefined: it is none of the plan's. Of two commands that fit, the one that says more. */
export function plannedRun({ run, script, args }: ExecutedRun, plan: Plan, register: Register | undefined): PlannedRun | undefined {
  const found = commandsOf(plan)
    .flatMap(([name, argv]) => {
      const planned = scriptOfCommand(argv);
      if (planned === undefined || planned.script !== script) return [];
      const match = matchArgs(planned, args);
      return match === undefined ? [] : [{ name, size: planned.args.length, ...match }];
    })
    .toSorted((a, b) => a.options.size - b.options.size || b.size - a.size);
  const [best] = found;
  if (best === undefined) return undefined;
  const seed = best.seed === undefined ? {} : { seed: best.seed };
  if (best.options.size === 0) return { run, purpose: purposeOf[best.name], ...seed, options: best.options };
  const swept = sweptBy(best.options, register?.rows ?? []);
  return swept && best.name === 'run' ? { run, purpose: 'sweep', ...seed, options: best.options } : undefined;
}

/** Everything that was put beside the plan's own options is an option of the register, with one of the values that are tried. */
function sweptBy(options: ReadonlyMap<string, string>, rows: readonly RegisterRow[]): boolean {
  return [...options].every(([name, value]) =>
    rows.some(
      (row) =>
        row.config?.file === undefined &&
        optionName(row.config?.key ?? '') === name &&
        [row.value, ...row.alternatives.map((other) => other.value)].some((one) => one !== undefined && isSame(one, value)),
    ),
  );
}

function isSame(value: Value, text: string): boolean {
  if (Array.isArray(value)) return value.join(' ') === text;
  return String(value) === text || (typeof value === 'number' && Number(text) === value);
}

interface Match {
  readonly seed?: number;
  readonly options: ReadonlyMap<string, string>;
}

/** In whatever order the options stand; `--a=b` and `--a b` are one. */
function matchArgs(planned: PlannedScript, args: readonly string[]): Match | undefined {
  const [wanted, given] = [groupsOf(planned.args), groupsOf(args)];
  let seed: number | undefined;
  const options = new Map<string, string>();
  if (wanted.words.length !== given.words.length) return undefined;
  for (const [at, word] of wanted.words.entries()) {
    const own = given.words[at] ?? '';
    const found = matchWord(word, own);
    if (found === undefined) return undefined;
    seed = found.seed ?? seed;
  }
  for (const [name, value] of wanted.options) {
    const own = given.options.get(name);
    if (own === undefined) return undefined;
    const found = matchWord(value, own);
    if (found === undefined) options.set(name, own);
    else seed = found.seed ?? seed;
  }
  for (const [name, value] of given.options) if (!wanted.options.has(name)) options.set(name, value);
  return { options, ...defined({ seed }) };
}

function matchWord(wanted: string, own: string): { readonly seed?: number } | undefined {
  if (!hasSeed([wanted])) return wanted === own || (wanted !== '' && own !== '' && Number(wanted) === Number(own)) ? {} : undefined;
  const [before = '', after = ''] = wanted.split('{seed}');
  if (!own.startsWith(before) || !own.endsWith(after) || own.length < before.length + after.length) return undefined;
  const number = own.slice(before.length, own.length - after.length);
  return /^-?\d+$/u.test(number) ? { seed: Number(number) } : undefined;
}

interface Groups {
  readonly options: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}

/** `seed=1` (Hydra) is an option too. */
function groupsOf(args: readonly string[]): Groups {
  const options = new Map<string, string>();
  const words: string[] = [];
  let open: string | undefined;
  for (const arg of args) {
    const [, name, value] = /^(--?[A-Za-z][\w.-]*|\+{0,2}[A-Za-z][\w.]*(?==))(?:=(.*))?$/su.exec(arg) ?? [];
    if (name !== undefined) {
      const key = optionName(name);
      options.set(key, value ?? '');
      open = value === undefined ? key : undefined;
    } else if (open !== undefined) options.set(open, [options.get(open), arg].filter((word) => word !== '').join(' '));
    else words.push(arg);
  }
  return { options, words };
}

function optionName(name: string): string {
  return name.replace(/^[-+]+/u, '').replaceAll('_', '-');
}

/**
 * The value of each row that a run had: as its command says it, else as the register said when the run was noted. What was noted before stays as it is: the run is over.
 */
export function notedRuns(
  executed: readonly ExecutedRun[],
  plan: Plan,
  register: Register | undefined,
  before: RunsRecord | undefined,
  inputsFor: (run: ExecutedRun) => Readonly<Record<string, string>>,
): RunsRecord {
  const known = new Map((before?.runs ?? []).map((run) => [run.run, run]));
  for (const one of executed.toSorted((a, b) => a.createdMs - b.createdMs)) {
    if (known.has(one.run)) continue;
    const found = plannedRun(one, plan, register);
    if (found === undefined) continue;
    const { run, purpose, seed } = found;
    known.set(run, { run, purpose, ...defined({ seed }), register: valuesOf(one, register), inputs: { ...inputsFor(one) } });
  }
  return { v: 1, stage: 'runs', runs: [...known.values()] };
}

function valuesOf({ args }: ExecutedRun, register: Register | undefined): Record<string, Value> {
  const { options } = groupsOf(args);
  const values: Record<string, Value> = {};
  for (const { id, value, config } of register?.rows ?? []) {
    const given = config === undefined || config.file !== undefined ? undefined : options.get(optionName(config.key));
    if (given !== undefined && (value === undefined || !isSame(value, given)))
      values[id] = typeof value === 'number' ? Number(given) : given;
    else if (value !== undefined) values[id] = value;
  }
  return values;
}

export function sha256Of(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
