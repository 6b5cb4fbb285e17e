/** One equation against one function, from what was declared to what `contracts.json` keeps of it. Python is a port; nothing here looks at the paper or writes. */
import { PracticumError } from '../../base/errors.ts';
import type { Contracts } from '../stages/records.ts';
import type { Source } from '../trace/pythonSource.ts';
import { type Contract, contractsOf } from './contract.ts';
import { holdTogether, readMapping, readSymbols } from './door.ts';
import type { NoContract } from './expression.ts';
import { type ContractJob, type ContractResult, checkContracts, type Mapping, type RunPython } from './harness.ts';
import { calleeIn, holdAgainst } from './parameters.ts';
import { withoutContract, wordsOfResult } from './words.ts';

export type ContractRecord = Contracts['contracts'][number];

/** What is asked for: symbols and mapping as they were given. */
export interface Wish {
  /** As the paper itself calls the formula. */
  readonly address: string;
  /** Which equation of the formula, from 0; undefined: the only one that has a contract. */
  readonly part?: number | undefined;
  /** Null where the paper's formula could not be read exactly. */
  readonly tex: string | null;
  readonly symbols: readonly unknown[];
  /** Relative to the workspace folder, with `/`. */
  readonly code?: { readonly file: string; readonly symbol: string } | undefined;
  readonly mapping?: unknown;
}

/** What an answer was got from, so that it can be seen to be old. */
export interface Grounds {
  /** Hashes of units. */
  readonly inputs: Readonly<Record<string, string>>;
  /** SHA-256 of each file of the workspace that was executed, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Prepared {
  readonly record: Omit<ContractRecord, 'inputs'>;
  readonly contract?: Contract;
  readonly job?: ContractJob;
}

/** Throws `contract-part`, and what the door throws: nothing is executed then. `sourceOf`: of the file that holds the function. */
export function prepare(wish: Wish, sourceOf: (file: string) => Source): Prepared {
  const { address, tex, code, mapping } = wish;
  const symbols = readSymbols(wish.symbols);
  const kept = { address, part: wish.part ?? 0, tex: tex ?? '', symbols: [...wish.symbols], ...(code === undefined ? {} : { code }) };
  const withMapping = mapping === undefined ? {} : { mapping };
  if (tex === null) {
    const why = 'the formula could not be read exactly in this copy of the paper';
    return { record: { ...kept, ...withMapping, state: 'no contract', why } };
  }
  const { contract, part } = chosen(contractsOf(tex, symbols), wish.part, address);
  const own = { ...kept, ...withMapping, part };
  if (contract.kind === 'none') return { record: { ...own, state: 'no contract', why: withoutContract(contract) } };
  if (code === undefined || mapping === undefined) return { record: { ...own, state: 'not mapped' }, contract };
  const read = readMapping(mapping, { file: code.file, function: code.symbol });
  holdTogether(contract, read);
  const callee = calleeIn(sourceOf(code.file), code.symbol);
  const exact: Mapping = { ...read, function: callee.symbol.path.join('.') };
  holdAgainst(code.symbol, callee.call, exact.arguments);
  if (callee.className !== undefined) holdAgainst(`${callee.className}(…)`, callee.construct, exact.instance?.arguments ?? []);
  else if (exact.instance !== undefined)
    throw new PracticumError('contract-mapping', `${code.symbol} is no method, so no object is built for it.`, {
      hint: 'Leave instance out.',
    });
  const job = { id: `${address}.${part}`, contract, mapping: exact };
  return { record: { ...own, code: { file: code.file, symbol: exact.function }, state: 'not compared' }, contract, job };
}

function chosen(
  contracts: readonly (Contract | NoContract)[],
  part: number | undefined,
  address: string,
): { readonly contract: Contract | NoContract; readonly part: number } {
  const listed = contracts.map((each, at) => `part ${at}: ${each.kind === 'none' ? `none (${each.why})` : shownEquation(each)}`).join('; ');
  if (part !== undefined) {
    const contract = contracts[part];
    if (contract !== undefined) return { contract, part };
    throw new PracticumError('contract-part', `${address} has no part ${part}.`, { hint: listed });
  }
  const there = contracts.flatMap((contract, at) => (contract.kind === 'contract' ? [{ contract, part: at }] : []));
  const [only, second] = there;
  if (second !== undefined)
    throw new PracticumError('contract-part', `${address} has ${there.length} equations.`, { hint: `Say which one with part: ${listed}.` });
  const [first] = contracts;
  return only ?? { contract: first ?? { kind: 'none', why: 'no equality' }, part: 0 };
}

export function shownEquation({ equation }: Contract): string {
  return `${equation.left.trim()} = ${equation.value.tex.trim()}`;
}

/** All in one process. Throws `contract-harness` where it ended before anything was compared. */
export async function compare(
  prepared: readonly Prepared[],
  run: RunPython,
  groundsOf: (one: Prepared['record']) => Grounds,
): Promise<readonly ContractRecord[]> {
  const jobs = prepared.flatMap(({ job }, at) => (job === undefined ? [] : [{ ...job, id: String(at) }]));
  const results = new Map((jobs.length === 0 ? [] : await checkContracts(jobs, run)).map((result) => [result.id, result]));
  return prepared.map(({ record }, at): ContractRecord => {
    const { inputs, files } = groundsOf(record);
    const result = results.get(String(at));
    if (result === undefined) return { ...record, inputs: { ...inputs } };
    const { id: _, ...said } = result;
    const why = wordsOfResult(result);
    return {
      ...record,
      inputs: { ...inputs },
      state: stateOf(result),
      ...(why === undefined ? {} : { why }),
      result: { ...said, files },
    };
  });
}

function stateOf({ kind }: ContractResult): ContractRecord['state'] {
  return kind === 'not-compared' ? 'not compared' : kind;
}
