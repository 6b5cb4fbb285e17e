/** Equation contracts as the tab of a reproduction lists them. */
import { defined } from '../base/defined.ts';
import type { ShownContract, ShownContracts } from '../protocol/reproduction.ts';
import { besideFormula } from '../reproduction/contract/words.ts';
import type { Contracts } from '../reproduction/stages/records.ts';
import { addressLabel } from './reproductionWords.ts';

type Contract = Contracts['contracts'][number];

export function shownContracts({ contracts }: Contracts, isStale: (contract: Contract) => boolean): ShownContracts {
  const parts = Map.groupBy(contracts, ({ address }) => address);
  return {
    coverage: coverageOf(contracts),
    contracts: contracts.map((contract): ShownContract => {
      const { address, part, tex, state, code, result } = contract;
      const diverging = divergingIn(result);
      const why = diverging === undefined || contract.why === undefined ? contract.why : besideFormula(contract.why, diverging);
      const ofSeveral = (parts.get(address)?.length ?? 1) > 1 ? `, part ${part + 1}` : '';
      return {
        address,
        label: `${addressLabel(address)}${ofSeveral}`,
        tex,
        state,
        facts: factsOf(result),
        isStale: isStale(contract),
        ...defined({ why, code, diverging }),
      };
    }),
  };
}

function coverageOf(contracts: readonly Contract[]): string {
  const count = (state: Contract['state']): number => contracts.filter((contract) => contract.state === state).length;
  const [ok, mismatch] = [count('ok'), count('mismatch')];
  const able = contracts.length - count('no contract');
  const rest = [
    ...(mismatch === 0 ? [] : [`${mismatch} ${mismatch === 1 ? 'differs' : 'differ'}`]),
    ...(able - ok - mismatch === 0 ? [] : [`${able - ok - mismatch} not compared`]),
  ];
  return `${able} of ${contracts.length} equations can be held against code: ${[`${ok} ${ok === 1 ? 'holds' : 'hold'}`, ...rest].join(', ')}.`;
}

/** Of what the comparison answered, which is `contract/`’s own, the part that differs first. */
function divergingIn(result: unknown): string | undefined {
  for (const name of ['diverges', 'traced']) {
    const tex = field(field(result, name), 'tex');
    if (typeof tex === 'string' && tex.trim() !== '') return tex;
  }
  return undefined;
}

function factsOf(result: unknown): readonly string[] {
  const [error, draws, precision] = ['largestError', 'draws', 'precision'].map((name) => field(result, name));
  return [
    ...(typeof draws === 'number' ? [`${draws} draws`] : []),
    ...(typeof error === 'number' && Number.isFinite(error) ? [`largest difference ${Number(error.toPrecision(2))}`] : []),
    ...(typeof precision === 'string' ? [precision] : []),
  ];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}
