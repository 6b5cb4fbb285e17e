/** An expression as one line in which every bracket stands: what was understood of LaTeX, to be read beside it. */
import type { ContractRecord } from './check.ts';
import { contractsOf } from './contract.ts';
import { readSymbols } from './door.ts';
import { readable } from './readableExpression.ts';

/** Undefined where there is no contract, or what was kept can no longer be read. */
export function readsAs({ tex, part, symbols }: Pick<ContractRecord, 'tex' | 'part' | 'symbols'>): string | undefined {
  try {
    const contract = contractsOf(tex, readSymbols(symbols))[part];
    return contract?.kind === 'contract' ? `${contract.equation.left.trim()} = ${readable(contract.equation.value)}` : undefined;
  } catch {
    return undefined;
  }
}
