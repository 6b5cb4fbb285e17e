import * as z from 'zod';
import { whenUsed } from '../base/whenUsed.ts';
import { type LedgerEntry, ledgerVersion } from './entries.ts';

/** The door through which a ledger's lines enter. Loose: a later program of the same version may add fields. */
const id = z.string().min(1);
const amount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const cap = amount.nullable();
const grant = z.looseObject({ id, microUsd: amount });
const purpose = z.enum(['main', 'research', 'compaction', 'run', 'sandbox']);
const quote = whenUsed(() =>
  z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('priced'), microUsd: amount }),
    z.looseObject({ kind: z.literal('unpriced'), tokens: amount }),
    z.looseObject({ kind: z.literal('counted'), tokens: amount, every: amount.optional() }),
  ]),
);

export const entrySchemas = {
  reserve: z.looseObject({
    id,
    atMs: z.number(),
    day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
    session: id,
    call: id.optional(),
    run: id.optional(),
    grant: grant.optional(),
    purpose,
    on: z.string(),
    quote,
    caps: z.looseObject({ session: cap, day: cap, run: cap }),
    by: z.looseObject({ pid: z.number().int().positive(), start: z.string().optional(), host: z.string() }),
  }),
  settle: z.looseObject({
    id,
    atMs: z.number(),
    used: z.looseObject({ microUsd: amount, tokens: amount }),
    isEstimated: z.boolean().optional(),
    isAssumed: z.boolean().optional(),
  }),
  release: z.looseObject({ id, atMs: z.number() }),
  caps: z.looseObject({
    atMs: z.number(),
    session: id,
    change: z.looseObject({
      session: cap.optional(),
      day: cap.optional(),
      run: cap.optional(),
      grant: grant.optional(),
      tokens: z.looseObject({ on: z.string(), limit: amount }).optional(),
      requests: z.looseObject({ on: z.string(), limit: amount }).optional(),
    }),
    by: z.string(),
  }),
} as const satisfies { readonly [T in LedgerEntry['type']]: z.ZodType };

const envelope = z.looseObject({ v: z.number().int().positive(), type: z.string() });

export type ReadEntry =
  | { readonly kind: 'entry'; readonly entry: LedgerEntry }
  /** Written by a later version: what it promises is not understood here. */
  | { readonly kind: 'newer' }
  /** No line of a ledger: the end of a write that a crash cut off, or damage. */
  | { readonly kind: 'bad' };

export function parseEntry(line: Buffer): ReadEntry {
  let value: unknown;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch {
    return { kind: 'bad' };
  }
  const outer = envelope.safeParse(value);
  if (!outer.success) return { kind: 'bad' };
  if (outer.data.v > ledgerVersion) return { kind: 'newer' };
  const { type } = outer.data;
  if (!isEntryType(type)) return { kind: 'newer' };
  const parsed = entrySchemas[type].safeParse(value);
  // Checked field by field against the same shape; ids are strings with a name.
  return parsed.success ? { kind: 'entry', entry: { ...parsed.data, type } as unknown as LedgerEntry } : { kind: 'bad' };
}

function isEntryType(type: string): type is LedgerEntry['type'] {
  return Object.hasOwn(entrySchemas, type);
}
