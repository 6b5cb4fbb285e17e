/** Takes items and rows from a model into the specification and the register: what it says stands in the paper is looked up there, and what nobody said gets a row. */
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import { addressIn } from '../../papers/address.ts';
import type { ReadPaper } from '../../papers/parsePaper.ts';
import { readOutput } from '../plan/readOutput.ts';
import { idFor } from '../register/rows.ts';
import { evidence, value } from '../stages/fields.ts';
import { itemKinds, itemStatuses, type Register, type RegisterRow, type Spec, type SpecItem } from '../stages/records.ts';
import { isDecided, isEdited, withRows } from './draftStages.ts';
import { holdQuote } from './quotes.ts';

const id = z.string().min(1).max(80);
const words = z.string().min(1).max(2_000);

const givenItem = z.object({
  id,
  kind: z.enum(itemKinds),
  statement: words,
  status: z.enum(itemStatuses),
  evidence: z.array(evidence).max(20).default([]),
  value: value.optional(),
  unit: z.string().max(80).optional(),
  scope: z.array(z.string().max(200)).optional(),
  derivation: z.string().max(20_000).optional(),
  row: id.optional(),
});

const givenRow = z.object({
  id: id.optional(),
  name: words,
  kind: z.enum(['missing', 'contradiction', 'unclear', 'assumed']).default('missing'),
  why: z.string().min(1).max(20_000),
  value: value.optional(),
  unit: z.string().max(80).optional(),
  origin: z
    .object({
      kind: z.enum(['paper', 'cited', 'library', 'convention', 'author-code', 'measured', 'model', 'none']),
      text: z.string().max(1_000).default(''),
      evidence: z.array(evidence).max(10).optional(),
    })
    .optional(),
  alternatives: z
    .array(z.object({ value, why: z.string().max(1_000).optional() }))
    .max(20)
    .default([]),
  evidence: z.array(evidence).max(20).default([]),
});

export const givenSchema = whenUsed(() =>
  z.object({
    items: z.array(givenItem).max(500).default([]),
    rows: z.array(givenRow).max(200).default([]),
    /** Ids of items that the rules found and that the paper does not say. */
    remove: z.array(id).max(200).default([]),
  }),
);
type Given = z.infer<typeof givenSchema>;
type GivenItem = Given['items'][number];
type GivenRow = Given['rows'][number];

export interface Recorded {
  readonly spec: Spec;
  readonly register: Register;
  /** Each with what to do: `lr: S4.SS1.p1 does not say “…”; there it says “…”`. */
  readonly refused: readonly string[];
  readonly repairs: readonly string[];
  readonly taken: number;
}

/** Throws `spec-unreadable` with each problem where nothing of it can be read. */
export function readGiven(given: unknown): { readonly given: Given; readonly repairs: readonly string[] } {
  const text = typeof given === 'string' ? given : JSON.stringify(given ?? {});
  const read = readOutput(
    text.trim().startsWith('[') ? `{"items": ${text}}` : text,
    givenSchema,
    z.toJSONSchema(givenSchema, { io: 'input', unrepresentable: 'any' }),
  );
  if (read.kind === 'accepted')
    return {
      given: read.value,
      repairs: read.isCut ? ['It was cut off before its end: what came last may be missing.', ...read.repairs] : read.repairs,
    };
  throw new PracticumError('spec-unreadable', `The items cannot be read: ${read.problems.slice(0, 5).join('; ')}.`, {
    hint: 'Give JSON {items: [{id, kind, statement, status, evidence: [{address, quote}], value, row}], rows: [{id, name, why, value, origin, alternatives}], remove: [id]}.',
  });
}

/** `read`: undefined for an experiment without a paper, of which nothing can be stated by one. */
export function recordItems(
  { items, rows, remove }: Given,
  read: ReadPaper | undefined,
  before: { readonly spec: Spec; readonly register: Register },
): Recorded {
  const refused: string[] = [];
  const register = new Map(before.register.rows.map((row) => [row.id, row]));
  for (const row of rows) {
    const made = rowOf(row, read, register, before.register);
    if (typeof made === 'string') refused.push(made);
    else register.set(made.id, made);
  }
  const spec = new Map(before.spec.items.map((item) => [item.id, item]));
  for (const name of remove) {
    const own = spec.get(name);
    if (own === undefined) refused.push(`${name}: there is no such item to remove.`);
    else if (own.by === 'person' || isEdited(before.spec, own)) refused.push(`${name}: a person put it there; ask them to remove it.`);
    else if (own.row !== undefined && register.has(own.row))
      refused.push(`${name}: it stands for the row ${own.row} of the register; propose a value for that instead.`);
    else spec.delete(name);
  }
  let taken = 0;
  for (const item of items) {
    const made = itemOf(item, read, register, spec.get(idOf(item.id)), before.spec);
    if (typeof made === 'string') {
      refused.push(made);
      continue;
    }
    taken += 1;
    const answered = answeredRow(made, spec.get(made.id), register, before.register);
    if (answered === 'keep') spec.set(made.id, { ...made, ...defined({ row: spec.get(made.id)?.row }) });
    else {
      if (answered !== undefined) register.delete(answered);
      spec.set(made.id, made);
    }
  }
  const allRows = [...register.values()];
  return {
    spec: { ...before.spec, items: [...withRows([...spec.values()], allRows)], reviewed: 'model' },
    register: { ...before.register, rows: allRows },
    refused,
    repairs: [],
    taken,
  };
}

/** A row that the paper answers after all goes; one that somebody decided, or about which the paper contradicts itself, stays with the item (`keep`). */
function answeredRow(
  made: SpecItem,
  item: SpecItem | undefined,
  rows: ReadonlyMap<string, RegisterRow>,
  register: Register,
): string | 'keep' | undefined {
  const row = item?.row === undefined ? undefined : rows.get(item.row);
  if (made.row !== undefined || row === undefined || (made.status !== 'stated' && made.status !== 'derived')) return undefined;
  return row.kind === 'contradiction' || isDecided(row) || isEdited(register, row) ? 'keep' : row.id;
}

function idOf(given: string): string {
  return /^[\w.:-]{1,80}$/u.test(given) ? given : idFor(given);
}

function itemOf(
  given: GivenItem,
  read: ReadPaper | undefined,
  rows: ReadonlyMap<string, RegisterRow>,
  before: SpecItem | undefined,
  spec: Spec,
): SpecItem | string {
  const name = idOf(given.id);
  if (before !== undefined && (before.by === 'person' || isEdited(spec, before)))
    return `${name}: a person changed this item; what they say counts.`;
  const wrong = given.evidence.map((place) => evidenceProblem(place, read)).find((problem) => problem !== undefined);
  if (wrong !== undefined) return `${name}: ${wrong}`;
  const { status } = given;
  const quoted = given.evidence.some((place) => 'address' in place && place.quote !== undefined && place.quote.trim() !== '');
  const isFormula = given.kind === 'equation' || given.kind === 'algorithm' || given.kind === 'shape';
  const places = given.evidence.filter((place) => 'address' in place);
  if (status === 'stated' && !(quoted || (isFormula && places.length > 0)))
    return `${name}: what is stated needs the address and a quote of the words that state it. Where the paper does not say it, give it the status assumed, external or open, and a row.`;
  if (status === 'derived' && (given.derivation === undefined || places.length === 0))
    return `${name}: what is derived needs derivation (how, in a sentence) and the addresses it is derived from.`;
  const row =
    given.row === undefined ? undefined : rows.has(given.row) ? given.row : rows.has(idOf(given.row)) ? idOf(given.row) : undefined;
  if (given.row !== undefined && row === undefined) return `${name}: the register has no row “${given.row}”; give it in rows.`;
  if (status !== 'stated' && status !== 'derived' && row === undefined)
    return `${name}: what the paper does not say needs a row of the register (row: its id; new ones in rows, with why it matters).`;
  const { unit, scope, derivation, value: chosen } = given;
  return {
    ...(before?.owner === undefined ? {} : { owner: before.owner }),
    id: name,
    kind: given.kind,
    statement: given.statement,
    status,
    evidence: given.evidence.map((place) => whole(place, read)),
    ...defined({ value: chosen, unit, scope, derivation, row }),
    by: 'model',
  } as SpecItem;
}

function rowOf(
  given: GivenRow,
  read: ReadPaper | undefined,
  rows: ReadonlyMap<string, RegisterRow>,
  register: Register,
): RegisterRow | string {
  const own = idOf(given.id ?? given.name);
  const before = rows.get(own);
  if (before !== undefined && (isEdited(register, before) || before.state === 'accepted' || before.state === 'changed'))
    return `row ${own}: a person has decided it (${JSON.stringify(before.value)}); tell them why it should be another.`;
  if (before !== undefined && before.state === 'sweep') return `row ${own}: several values of it are being tried.`;
  const places = [...given.evidence, ...(given.origin?.evidence ?? [])];
  const wrong = places.map((place) => evidenceProblem(place, read)).find((problem) => problem !== undefined);
  if (wrong !== undefined) return `row ${own}: ${wrong}`;
  const origin = given.origin ?? { kind: given.value === undefined ? ('none' as const) : ('model' as const), text: '' };
  const isQuoted = places.some((place) => 'address' in place && place.quote !== undefined);
  if (given.value !== undefined && origin.kind === 'paper' && !isQuoted)
    return `row ${own}: a value from the paper needs the address and a quote of where it stands.`;
  if (given.value !== undefined && origin.kind === 'cited' && !places.some((place) => 'url' in place || 'address' in place))
    return `row ${own}: a value from a cited work needs its address or url as evidence.`;
  if (given.value !== undefined && (origin.kind === 'none' || (origin.kind !== 'model' && origin.text === '')))
    return `row ${own}: say in origin where the value comes from (kind and text).`;
  const { value: chosen, unit } = given;
  const values = given.alternatives.length > 0 ? given.alternatives : (before?.alternatives ?? []);
  return {
    ...(before === undefined ? {} : defined({ cost: before.cost, config: before.config, note: before.note })),
    id: own,
    name: given.name,
    // What the rules found to contradict itself does so whatever is chosen.
    kind: before?.kind ?? given.kind,
    why: given.why,
    state: chosen === undefined ? 'open' : 'proposed',
    ...defined({ value: chosen, unit }),
    origin: chosen === undefined ? { kind: 'none', text: '' } : origin,
    alternatives: values.map((alternative) => defined(alternative)),
    evidence: given.evidence.length > 0 ? given.evidence.map((place) => whole(place, read)) : (before?.evidence ?? []),
  } as RegisterRow;
}

/** `S3.E1` as the paper's own address. */
function whole(place: SpecItem['evidence'][number], read: ReadPaper | undefined): SpecItem['evidence'][number] {
  if (!('address' in place) || read === undefined || place.address.includes('#')) return place;
  return { ...place, address: addressIn(read.paper.id, place.address) };
}

/** Undefined: it stands there, or cannot be looked up here. */
function evidenceProblem(place: SpecItem['evidence'][number], read: ReadPaper | undefined): string | undefined {
  if (!('address' in place)) return undefined;
  if (read === undefined) return `there is no paper in which ${place.address} could be looked up; give a url or a file.`;
  const { id: paper } = read.paper;
  const hash = place.address.indexOf('#');
  const [before, anchor] = hash < 0 ? ['', place.address] : [place.address.slice(0, hash), place.address.slice(hash + 1)];
  if (before !== '' && withoutVersion(before) !== withoutVersion(paper)) return `${place.address} is of another paper than ${paper}.`;
  const held = holdQuote(read, decodeURIComponent(anchor.replaceAll(/%(?![0-9a-f]{2})/gi, '%25')), place.quote ?? '');
  if (held.kind === 'no-part') return `${paper} has no part ${anchor}; read_paper shows its addresses.`;
  if (place.quote === undefined || place.quote.trim() === '' || held.kind === 'said') return undefined;
  return `${anchor} does not say “${place.quote.slice(0, 120)}”. There it says: “${held.says}”`;
}

function withoutVersion(paper: string): string {
  return paper.replace(/^(arxiv:.+)v\d+$/i, '$1').toLowerCase();
}
