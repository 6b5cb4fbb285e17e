import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import type { Caps, Quote } from '../../../src/ledger/entries.ts';
import { Ledger, type LedgerOptions, type ReserveRequest } from '../../../src/ledger/ledger.ts';
import { microUsdOf } from '../../../src/ledger/money.ts';

export const sessionA = 'se_a' as SessionId;
export const sessionB = 'se_b' as SessionId;
export const noCaps: Caps = { session: null, day: null, run: null };

export function usd(amount: number): Extract<Quote, { readonly kind: 'priced' }> {
  return { kind: 'priced', microUsd: microUsdOf(amount) };
}

export function spentOf(amount: number) {
  return { microUsd: microUsdOf(amount), tokens: 0 };
}

export function asking(amount: number, more: Partial<Pick<ReserveRequest, 'session' | 'on' | 'grant'>> = {}): ReserveRequest {
  return { purpose: 'main', session: sessionA, on: 'anthropic/claude-sonnet-5', quote: usd(amount), ...more };
}

/** A home in a temporary directory, removed after the tests of the suite that calls this. */
export function homes(): { make(): Promise<string> } {
  const made: string[] = [];
  after(() => Promise.all(made.map((home) => rm(home, { recursive: true, force: true }))));
  return {
    async make() {
      const home = await mkdtemp(join(tmpdir(), 'practicum-ledger-'));
      made.push(home);
      return home;
    },
  };
}

export function ledgerIn(home: string, options: Partial<LedgerOptions> = {}): Ledger {
  return new Ledger({
    home,
    require: createPermitAuthority().require,
    caps: () => ({ session: 10_000_000, day: null, run: null }),
    ...options,
  });
}

export async function linesOf(home: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const text = await readFile(join(home, 'ledger', 'ledger.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
}
