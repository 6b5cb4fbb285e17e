/**
 * Compares a person's function with an equation on random inputs, in Python that the caller runs where it may: the script imports the function, draws what
 * is declared, and prints one line of JSON. Many contracts share one process.
 */
import * as z from 'zod';
import { PracticumError } from '../../base/errors.ts';
import { type Contract, namesIn } from './contract.ts';
import { type ContractSymbol, everyPart } from './expression.ts';
import { harnessSource } from './harnessSource.ts';
import { mutationsOf } from './mutations.ts';
import { numpySource, prelude } from './numpy.ts';
import { canonicalName } from './reading.ts';

/** Which argument is which symbol: the only thing that is not worked out here. */
export interface Mapping {
  /** A file, relative to where the script runs; or a module that can be imported. */
  readonly from: { readonly file: string } | { readonly module: string };
  readonly function: string;
  readonly library: 'numpy' | 'torch' | 'jax';
  readonly dtype?: 'float32' | 'float64';
  /** In their order; one with a name is given by it. */
  readonly arguments: readonly MappedArgument[];
  /** Of what is returned: the item or key that is compared. */
  readonly output?: number | string;
  /** Axis of the batch in what is returned, where arguments have one. */
  readonly outputBatchAxis?: number;
}

export interface MappedArgument {
  readonly name?: string;
  /** A symbol or a size. */
  readonly symbol?: string;
  /** Instead of a symbol: what the equation does not mention. */
  readonly value?: number | string | boolean | null;
  /** The function is written for a batch: this axis of the argument is it, and the equation holds for each item. */
  readonly batchAxis?: number;
  /** The argument is the transpose of the symbol. */
  readonly transposed?: boolean;
  /** Of a diagonal matrix: its diagonal only. Of a function: something to call, which returns the values. */
  readonly as?: 'diagonal' | 'callable';
}

export interface ContractJob {
  readonly id: string;
  readonly contract: Contract;
  readonly mapping: Mapping;
  readonly seed?: number;
}

export type RunPython = (script: string) => Promise<{ readonly stdout: string; readonly exit: number | null }>;

export type ContractResult = { readonly id: string } & (
  | { readonly kind: 'ok'; readonly draws: number; readonly largestError: number; readonly unchecked: readonly string[] }
  | Mismatch
  /** It could not be compared: the function raised, or no input was in the domain. */
  | { readonly kind: 'not-compared'; readonly why: string }
);

export interface Mismatch {
  readonly kind: 'mismatch';
  readonly largestError: number;
  readonly at?: { readonly index: readonly number[]; readonly code: number; readonly equation: number };
  /** Where the shapes differ. */
  readonly shapes?: { readonly code: readonly number[]; readonly equation: readonly number[] };
  /** The first part of the equation that differs, and what the code computes there, where one change explains every value. */
  readonly diverges?: { readonly tex: string; readonly says: string };
  /** Where none does: the smallest part that has everything the difference depends on. */
  readonly traced?: { readonly tex: string; readonly factor?: number };
}

const index = z.array(z.number());
const answer = z.array(
  z.union([
    z.object({ id: z.string(), kind: z.literal('ok'), draws: z.number(), largestError: z.number() }),
    z.object({ id: z.string(), kind: z.literal('not-compared'), why: z.string() }),
    z.object({
      id: z.string(),
      kind: z.literal('mismatch'),
      largestError: z.number().nullable(),
      at: z.object({ index, code: z.number().nullable(), equation: z.number() }).optional(),
      shapes: z.object({ code: index, equation: index }).optional(),
      mutation: z.number().nullable(),
      involved: z.array(z.string()),
      factor: z.number().nullable(),
    }),
  ]),
);

/** @throws PracticumError when Python ended without an answer */
export async function checkContracts(jobs: readonly ContractJob[], run: RunPython): Promise<readonly ContractResult[]> {
  const prepared = jobs.map((job) => ({ job, mutations: mutationsOf(job.contract.equation, job.contract.symbols) }));
  const script = harnessScript(prepared);
  const { stdout, exit } = await run(script);
  const line = stdout.split('\n').findLast((each) => each.startsWith('practicum-contracts:'));
  if (line === undefined)
    throw new PracticumError('contract-harness', `Python ended with ${exit ?? 'a signal'} before it had compared anything.`, {
      hint: 'Run the function by itself to see what stops it.',
    });
  const answers = new Map(answer.parse(JSON.parse(line.slice('practicum-contracts:'.length))).map((each) => [each.id, each]));
  return prepared.map(({ job, mutations }): ContractResult => {
    const { id, contract } = job;
    const found = answers.get(id);
    if (found === undefined) return { id, kind: 'not-compared', why: 'Python said nothing of it.' };
    if (found.kind === 'not-compared') return found;
    if (found.kind === 'ok') return { ...found, unchecked: contract.equation.unchecked };
    const mutation = found.mutation === null ? undefined : mutations[found.mutation];
    const at = found.at === undefined ? undefined : { ...found.at, code: found.at.code ?? Number.NaN };
    return {
      id,
      kind: 'mismatch',
      largestError: found.largestError ?? Number.POSITIVE_INFINITY,
      ...(at === undefined ? {} : { at }),
      ...(found.shapes === undefined ? {} : { shapes: found.shapes }),
      ...(mutation === undefined
        ? { traced: { tex: smallestWith(contract, found.involved), ...(found.factor === null ? {} : { factor: found.factor }) } }
        : { diverges: { tex: mutation.tex, says: `The code ${mutation.says}.` } }),
    };
  });
}

function smallestWith(contract: Contract, involved: readonly string[]): string {
  const { value } = contract.equation;
  const holding = [...everyPart(value)].filter((part) => {
    const names = namesIn(part);
    return involved.every((name) => names.has(name));
  });
  return (involved.length === 0 ? value : (holding.toSorted((a, b) => a.tex.length - b.tex.length)[0] ?? value)).tex;
}

interface Prepared {
  readonly job: ContractJob;
  readonly mutations: readonly { readonly source: string }[];
}

function harnessScript(prepared: readonly Prepared[]): string {
  const jobs = prepared.map(({ job: { id, contract, mapping, seed = 0 }, mutations }) => ({
    id,
    seed,
    reference: numpySource(contract.equation, contract.symbols),
    mutations: mutations.map(({ source }) => source),
    symbols: drawn(contract, mapping),
    mapping: {
      ...mapping,
      arguments: mapping.arguments.map((argument) =>
        argument.symbol === undefined ? argument : { ...argument, symbol: canonicalName(argument.symbol) },
      ),
    },
  }));
  // A JSON string is a string of Python too.
  return `${prelude}\n${harnessSource}\nmain(json.loads(${JSON.stringify(JSON.stringify(jobs))}))\n`;
}

/** What the equation uses or the function is given; members of a batch have its size first. */
function drawn(contract: Contract, mapping: Mapping): readonly object[] {
  const names = new Set([
    ...namesIn(contract.equation.value),
    ...mapping.arguments.flatMap(({ symbol }) => (symbol === undefined ? [] : [canonicalName(symbol)])),
  ]);
  const byName = new Map(contract.symbols.map((symbol) => [canonicalName(symbol.name), symbol]));
  return [...byName].map(([name, symbol]) => {
    const batch = symbol.batch === undefined ? undefined : byName.get(canonicalName(symbol.batch));
    return {
      ...symbol,
      name,
      shape: [...(batch?.shape ?? []), ...symbol.shape].map(size),
      of: size(symbol.of ?? 1),
      isDrawn: names.has(name) && isDrawable(symbol),
    };
  });
}

function size(dimension: string | number): string | number {
  return typeof dimension === 'number' ? dimension : canonicalName(dimension);
}

function isDrawable(symbol: ContractSymbol): boolean {
  return symbol.role !== 'batch' && symbol.role !== 'sigmoid';
}
