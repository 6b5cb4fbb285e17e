/**
 * What of a reproduction is up to date, worked out from hashes each time it is asked and never stored. A unit keeps the hash that each
 * of its inputs had when it was made; an input that says something else now, or that is itself behind, puts it behind.
 */
import { createHash } from 'node:crypto';
import type { RegisterRow, SpecItem, StageName, StageRecords, UnitKey } from './records.ts';

export type UnitState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'current' }
  /** A person changed it since Practicum wrote it: what it says counts. */
  | { readonly kind: 'edited' }
  /** `because`: inputs that say something else than when it was made, or are behind themselves. */
  | { readonly kind: 'stale'; readonly because: readonly UnitKey[]; readonly isEdited: boolean };

/** All that was read of a paper's folder, and what else its units are made from. */
export type Stages = { readonly [Name in keyof StageRecords]?: StageRecords[Name] | undefined } & {
  /** `paperHash` of the paper as it is now; absent where nobody looked. */
  readonly paper?: string | undefined;
  /** SHA-256 of each file of the plan that is there, by its path. */
  readonly sources?: ReadonlyMap<string, string> | undefined;
  /** Texts of the analyses, by the path of the file that they are about. */
  readonly analyses?: ReadonlyMap<string, string> | undefined;
};

/** SHA-256 of the value as JSON with sorted fields; absent and undefined fields are the same. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
}

/** Of the bytes that a paper was read from. */
export function paperHash(paper: { readonly id: string; readonly sources: readonly { readonly sha256: string }[] }): string {
  return hashOf([paper.id, paper.sources.map(({ sha256 }) => sha256)]);
}

/** `address`: of a formula in a paper. Formulas of several parts have one contract each. */
export function contractKey({ address, part }: { readonly address: string; readonly part: number }): UnitKey {
  return `contract/${address.slice(address.indexOf('#') + 1)}${part === 0 ? '' : `.${part}`}`;
}

/** What the code must do because of this item: evidence, owner and status may change without anything being made again. A value that is its row's is part of that. */
function itemContent({ kind, statement, value, unit, scope, row }: SpecItem): unknown {
  return { kind, statement, value: row === undefined ? value : undefined, unit, scope };
}

/** A row that is accepted as it stands changes nothing. */
function rowContent({ value, unit, state, alternatives }: RegisterRow): unknown {
  return { value, unit, sweep: state === 'sweep' ? alternatives.map((alternative) => alternative.value) : undefined };
}

/**
 * Hash of each unit of a file. `content`: of what others are made from it; `whole`: of all it says, to notice a person's changes.
 * `inputs` and `written` are part of none.
 */
export function unitHashes(record: StageRecords[keyof StageRecords], of: 'content' | 'whole'): ReadonlyMap<UnitKey, string> {
  const units = new Map<UnitKey, string>();
  const isWhole = of === 'whole';
  switch (record.stage) {
    case 'triage':
    case 'slice':
    case 'environment': {
      const { inputs: _, written: __, ...said } = record;
      units.set(record.stage, hashOf(said));
      break;
    }
    case 'spec':
      units.set('spec', hashOf([record.goal, record.items.map((item) => (isWhole ? item : itemContent(item)))]));
      for (const item of record.items) units.set(`spec/${item.id}`, hashOf(isWhole ? item : itemContent(item)));
      break;
    case 'register':
      // Of the whole, which rows there are: what is made from a value names its row.
      units.set('register', hashOf(record.rows.map((row) => (isWhole ? row : [row.id, row.name, row.kind]))));
      for (const row of record.rows) units.set(`register/${row.id}`, hashOf(isWhole ? row : rowContent(row)));
      break;
    case 'plan': {
      units.set('plan', planHash(record));
      for (const file of record.files) units.set(`plan/${file.path}`, hashOf(file));
      break;
    }
    case 'report': {
      const { inputs: _, written: __, madeAt: ___, ...said } = record;
      units.set('report', hashOf(said));
      break;
    }
    case 'accepted':
    case 'analysis':
    case 'code':
      break;
    case 'contracts':
      for (const { inputs: _, result: __, ...contract } of record.contracts) units.set(contractKey(contract), hashOf(contract));
      break;
    case 'runs':
      for (const { inputs: _, ...run } of record.runs) units.set(`run/${run.run}`, hashOf(run));
      break;
    case 'integrity': {
      units.set('integrity', hashOf([record.locks, record.findings]));
      break;
    }
  }
  return units;
}

/** What a person says yes to, and what follows from a plan: the yes itself is kept apart. */
export function planHash({ inputs: _, written: __, ...said }: StageRecords['plan']): string {
  return hashOf(said);
}

/** Hash of each unit as it is now: what the `inputs` of something made from them are to hold. */
export function hashesNow(stages: Stages): ReadonlyMap<UnitKey, string> {
  const { paper, sources, analyses, ...records } = stages;
  const hashes = new Map<UnitKey, string>();
  if (paper !== undefined) hashes.set('paper', paper);
  for (const record of Object.values(records))
    if (record !== undefined) for (const [key, hash] of unitHashes(record, 'content')) hashes.set(key, hash);
  for (const { path } of stages.analysis?.files ?? []) {
    const text = analyses?.get(path);
    if (text !== undefined) hashes.set(`analysis/${path}`, hashOf(text));
  }
  for (const [path, sha256] of sources ?? []) hashes.set(`code/${path}`, sha256);
  return hashes;
}

/** `inputs` for something that is made now from these. What is not there is left out. */
export function inputsOf(stages: Stages, keys: readonly UnitKey[]): Record<UnitKey, string> {
  const hashes = hashesNow(stages);
  return Object.fromEntries(keys.flatMap((key) => (hashes.has(key) ? [[key, hashes.get(key) ?? '']] : [])));
}

interface Made {
  readonly inputs: Readonly<Record<UnitKey, string>>;
  readonly isEdited: boolean;
}

/** State of each unit that there is, and of those that `wanted` names beside them. */
export function unitStates(stages: Stages, wanted: readonly UnitKey[] = []): ReadonlyMap<UnitKey, UnitState> {
  const hashes = hashesNow(stages);
  const made = madeOf(stages);
  const states = new Map<UnitKey, UnitState>();
  const visiting = new Set<UnitKey>();
  const isBehind = (key: UnitKey): boolean => !visiting.has(key) && made.has(key) && stateOf(key).kind === 'stale';
  const stateOf = (key: UnitKey): UnitState => {
    const known = states.get(key);
    if (known !== undefined) return known;
    visiting.add(key);
    const state = judge(key);
    visiting.delete(key);
    states.set(key, state);
    return state;
  };
  const judge = (key: UnitKey): UnitState => {
    const own = made.get(key);
    if (own === undefined || (!hashes.has(key) && isKnown(key, stages))) return { kind: 'missing' };
    const because = Object.entries(own.inputs)
      .filter(([input, hash]) => isKnown(input, stages) && (hashes.get(input) !== hash || isBehind(input)))
      .map(([input]) => input);
    if (because.length > 0) return { kind: 'stale', because, isEdited: own.isEdited };
    return { kind: own.isEdited ? 'edited' : 'current' };
  };
  for (const key of [...made.keys(), ...wanted]) stateOf(key);
  return states;
}

/** Nobody looked at the paper, or at the workspace: nothing is said of what is made from them. */
function isKnown(input: UnitKey, stages: Stages): boolean {
  if (input === 'paper') return stages.paper !== undefined;
  if (input.startsWith('code/')) return stages.sources !== undefined;
  if (input.startsWith('analysis/')) return stages.analyses !== undefined;
  return true;
}

function madeOf(stages: Stages): ReadonlyMap<UnitKey, Made> {
  const made = new Map<UnitKey, Made>();
  for (const name of ['triage', 'slice', 'spec', 'register', 'plan', 'environment', 'report'] as const) {
    const record = stages[name];
    if (record === undefined) continue;
    for (const [key, hash] of unitHashes(record, 'whole')) {
      const { [key]: written } = record.written ?? {};
      // Parts are data of their file: only the file as a whole is made from something.
      const inputs = key === name ? record.inputs : {};
      made.set(key, { inputs, isEdited: record.written !== undefined && written !== hash });
    }
  }
  for (const { path, inputs } of stages.analysis?.files ?? []) made.set(`analysis/${path}`, { inputs, isEdited: false });
  for (const { path, inputs, written } of stages.code?.files ?? []) {
    const now = stages.sources?.get(path);
    made.set(`code/${path}`, { inputs, isEdited: now !== undefined && now !== written });
  }
  for (const contract of stages.contracts?.contracts ?? []) made.set(contractKey(contract), { inputs: contract.inputs, isEdited: false });
  for (const { run, inputs } of stages.runs?.runs ?? []) made.set(`run/${run}`, { inputs, isEdited: false });
  if (stages.integrity !== undefined) {
    const inputs = Object.assign({}, ...stages.integrity.checks.map((check) => check.inputs));
    made.set('integrity', { inputs, isEdited: false });
  }
  return made;
}

/** Which stage a unit belongs to. */
export function stageOf(key: UnitKey): StageName | undefined {
  const name = key.split('/', 1)[0];
  switch (name) {
    case 'contract':
      return 'contracts';
    case 'run':
      return 'runs';
    case 'triage':
    case 'slice':
    case 'spec':
    case 'register':
    case 'plan':
    case 'environment':
    case 'analysis':
    case 'code':
    case 'integrity':
    case 'report':
      return name;
    default:
      return undefined;
  }
}
