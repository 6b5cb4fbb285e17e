/** Slice, specification and register of a paper as files, with all that a person or a model has put there kept. */
import { PracticumError } from '../../base/errors.ts';
import type { ReadPaper } from '../../papers/parsePaper.ts';
import { slicePaper, usualBudget } from '../slice/slicePaper.ts';
import type { Register, RegisterRow, Slice, Spec, SpecItem } from '../stages/records.ts';
import { hashOf, paperHash, unitHashes } from '../stages/units.ts';
import { draftSpec, itemOfRow } from './draftSpec.ts';

export interface Begun {
  readonly slice?: Slice | undefined;
  readonly spec?: Spec | undefined;
  readonly register?: Register | undefined;
}

export interface Drafted {
  readonly slice: Slice;
  readonly spec: Spec;
  readonly register: Register;
}

/** `selection` empty: what was selected before, else the whole paper. Throws what `slicePaper` throws. */
export function draftStages(read: ReadPaper, selection: readonly string[], before: Begun = {}, budget = usualBudget): Drafted {
  const paper = paperHash(read.paper);
  const chosen = selection.length === 0 ? (before.slice?.selection ?? []).filter((address) => address.includes('#')) : selection;
  const slice: Slice = { ...slicePaper(read, chosen, { budget }), inputs: { paper } };
  const inputs = { slice: unitHashes(slice, 'content').get('slice') ?? '' };
  const draft = draftSpec(read, slice);
  const rows = mergedRows(draft.rows, before);
  const items = mergedItems(draft.items, before, rows);
  const isSame = before.spec !== undefined && before.slice !== undefined && hashOf(before.slice.selection) === hashOf(slice.selection);
  return {
    slice,
    spec: {
      v: 1,
      stage: 'spec',
      inputs,
      items: [...items],
      // Who has gone through it has not seen what another selection brings.
      ...(isSame && before.spec?.reviewed !== undefined ? { reviewed: before.spec.reviewed } : {}),
    },
    register: { v: 1, stage: 'register', inputs, rows: [...rows] },
  };
}

/** Whether a person changed the unit in its file since it was written. */
export function isEdited(record: Spec | Register | undefined, unit: { readonly id: string }): boolean {
  if (record?.written === undefined) return false;
  const { [`${record.stage}/${unit.id}`]: written } = record.written;
  return written !== hashOf(unit);
}

/** A row that somebody has decided, or that was put there by hand or by a model, stays; what only the rules had put there is made anew. */
function mergedRows(drafted: readonly RegisterRow[], { spec, register }: Begun): readonly RegisterRow[] {
  const needed = new Set((spec?.items ?? []).filter(({ by }) => by !== 'practicum').flatMap(({ row }) => row ?? []));
  const kept = (register?.rows ?? []).filter((row) => isDecided(row) || isEdited(register, row) || needed.has(row.id));
  const ids = new Set(kept.map(({ id }) => id));
  return [...kept, ...drafted.filter(({ id }) => !ids.has(id))];
}

/** By a person, or with more behind it than a rule. */
export function isDecided({ state, origin, note, config }: RegisterRow): boolean {
  const isPlain = origin.kind === 'none' || origin.kind === 'library' || origin.kind === 'convention';
  return (state !== 'open' && state !== 'proposed') || !isPlain || note !== undefined || config !== undefined;
}

function mergedItems(drafted: readonly SpecItem[], { spec }: Begun, rows: readonly RegisterRow[]): readonly SpecItem[] {
  const kept = (spec?.items ?? []).filter((item) => item.by !== 'practicum' || isEdited(spec, item) || item.owner !== undefined);
  const ids = new Set(kept.map(({ id }) => id));
  return withRows([...kept, ...drafted.filter(({ id }) => !ids.has(id))], rows);
}

/** An item says of its row's value what the register says now; a row without an item gets one. */
export function withRows(items: readonly SpecItem[], rows: readonly RegisterRow[]): readonly SpecItem[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const own = items.map((item): SpecItem => {
    const row = item.row === undefined ? undefined : byId.get(item.row);
    if (row === undefined || item.by === 'person') return item;
    const { value: _, ...rest } = item;
    if (row.value === undefined) return item.status === 'assumed' || item.status === 'open' ? { ...rest, status: 'open' } : item;
    const status =
      item.status === 'open'
        ? row.origin.kind === 'paper'
          ? 'stated'
          : row.origin.kind === 'cited'
            ? 'external'
            : 'assumed'
        : item.status;
    return { ...rest, status, value: row.value };
  });
  const covered = new Set(items.flatMap(({ row }) => row ?? []));
  const ids = new Set(items.map(({ id }) => id));
  const fresh = rows.filter(({ id }) => !covered.has(id)).map(itemOfRow);
  return [...own, ...fresh.map((item) => (ids.has(item.id) ? { ...item, id: `row.${item.id}`.slice(0, 80) } : item))];
}

/** Throws `no-spec`. */
export function requireBegun(begun: Begun, name: string): { readonly spec: Spec; readonly register: Register } {
  const { spec, register } = begun;
  if (spec === undefined || register === undefined)
    throw new PracticumError('no-spec', `Nothing has been begun for ${name}.`, { hint: 'Call start_reproduction for it first.' });
  return { spec, register };
}
