/**
 * Compares a person's function with an equation on random inputs, in Python that the caller runs where it may: the script imports the function, draws what
 * is declared, and prints one line of JSON. Many contracts share one process.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { PracticumError } from '../../base/errors.ts';
import { type Contract, namesIn } from './contract.ts';
import { type ContractSymbol, everyPart } from './expression.ts';
import { harnessCalls } from './harnessCalls.ts';
import { harnessSource } from './harnessSource.ts';
import { mutationsOf } from './mutations.ts';
import { numpySource, prelude } from './numpy.ts';
import { canonicalName } from './reading.ts';

/** Which argument is which symbol: the only thing that is not worked out here. */
export interface Mapping {
  /** A file, relative to where the script runs; or a module that can be imported. */
  readonly from: { readonly file: string } | { readonly module: string };
  /** `attention`, `Attention.forward`; a class alone: what calling an object of it does. */
  readonly function: string;
  readonly library: 'numpy' | 'torch' | 'jax';
  /** float64 unless the code takes no other than float32. */
  readonly dtype?: 'float32' | 'float64';
  /** In their order; one with a name is given by it. */
  readonly arguments: readonly MappedArgument[];
  /** Of a method: how an object of its class is made. */
  readonly instance?: Instance;
  /** Of what is returned: the item, key or attribute that is compared, or the way to it. */
  readonly output?: number | string | readonly (number | string)[];
  readonly outputTransposed?: boolean;
  /** Axis of the batch in what is returned, where arguments have one. */
  readonly outputBatchAxis?: number;
  /** Sizes that the code takes no others of: heads that divide a width. */
  readonly sizes?: Readonly<Record<string, number>>;
}

export interface Instance {
  readonly arguments: readonly MappedArgument[];
  /** Parameters and attributes by their names (`out.weight`), set after it was made. */
  readonly set: readonly MappedArgument[];
  /** A module of torch is put into evaluation otherwise. */
  readonly isTraining?: boolean;
}

export interface MappedArgument {
  readonly name?: string;
  /** A symbol or a size. */
  readonly symbol?: string;
  /** Instead of a symbol: what the equation does not mention. */
  readonly value?: JsonValue;
  /** Instead of a symbol: an object with these attributes; with `as: dict` a dict. */
  readonly fields?: Readonly<Record<string, MappedArgument>>;
  /** The function is written for a batch: this axis of the argument is it, and the equation holds for each item. */
  readonly batchAxis?: number;
  /** The argument is the transpose of the symbol. */
  readonly transposed?: boolean;
  /**
   * `diagonal`: of a diagonal matrix its diagonal only. `callable`: something to call, which returns the values. `drawn`: no argument; it is what the
   * code draws from a random generator. `array`: a scalar as an array without axes, where it would be a number of Python.
   */
  readonly as?: 'diagonal' | 'callable' | 'drawn' | 'array' | 'dict';
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[];

export interface ContractJob {
  readonly id: string;
  readonly contract: Contract;
  readonly mapping: Mapping;
  readonly seed?: number;
}

export type RunPython = (script: string) => Promise<{ readonly stdout: string; readonly exit: number | null }>;

export type ContractResult = { readonly id: string } & (
  | {
      readonly kind: 'ok';
      readonly draws: number;
      readonly largestError: number;
      readonly precision: Precision;
      readonly unchecked: readonly string[];
    }
  | Mismatch
  /** It could not be compared: the function raised, or no input was in the domain. */
  | { readonly kind: 'not-compared'; readonly why: string }
);

/** Of the coarsest numbers that were compared. */
export type Precision = 'float64' | 'float32' | 'half';

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
const answer = z.union([
  z.object({
    id: z.string(),
    kind: z.literal('ok'),
    draws: z.number(),
    largestError: z.number(),
    precision: z.enum(['float64', 'float32', 'half']),
  }),
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
]);

/** @throws PracticumError when Python ended without an answer */
export async function checkContracts(jobs: readonly ContractJob[], run: RunPython): Promise<readonly ContractResult[]> {
  const prepared = jobs.map((job) => ({ job, mutations: mutationsOf(job.contract.equation, job.contract.symbols) }));
  // What is checked may print, and must not be taken for us.
  const mark = `practicum-contract-${randomUUID()}:`;
  const { stdout, exit } = await run(harnessScript(prepared, mark));
  const lines = stdout.split('\n').filter((each) => each.startsWith(mark));
  if (lines.length === 0 && jobs.length > 0)
    throw new PracticumError(
      'contract-harness',
      `Python ended with ${exit ?? 'a signal'} before it had compared anything.${tailOf(stdout)}`,
      {
        hint: 'Run the function by itself to see what stops it.',
      },
    );
  const answers = new Map(lines.map((line) => answer.parse(JSON.parse(line.slice(mark.length)))).map((each) => [each.id, each]));
  return prepared.map(({ job, mutations }): ContractResult => {
    const { id, contract } = job;
    const found = answers.get(id);
    if (found === undefined) return { id, kind: 'not-compared', why: `Python ended with ${exit ?? 'a signal'} before it was compared` };
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

/** Why it could not even begin. */
function tailOf(stdout: string): string {
  const last = stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? '' : ` It said: ${last.slice(0, 300)}`;
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

function harnessScript(prepared: readonly Prepared[], mark: string): string {
  const jobs = prepared.map(({ job: { id, contract, mapping, seed = 0 }, mutations }) => ({
    id,
    seed,
    reference: numpySource(contract.equation, contract.symbols),
    mutations: mutations.map(({ source }) => source),
    symbols: drawn(contract, mapping),
    mapping: canonicalMapping(mapping),
  }));
  // A JSON string is a string of Python too.
  return `${prelude}\n${harnessCalls}\n${harnessSource}\nmain(json.loads(${JSON.stringify(JSON.stringify(jobs))}), ${JSON.stringify(mark)})\n`;
}

function canonicalMapping(mapping: Mapping): Mapping {
  const each = (given: readonly MappedArgument[]): readonly MappedArgument[] => given.map(canonicalArgument);
  const { instance, sizes } = mapping;
  return {
    ...mapping,
    arguments: each(mapping.arguments),
    ...(instance === undefined ? {} : { instance: { ...instance, arguments: each(instance.arguments), set: each(instance.set) } }),
    ...(sizes === undefined
      ? {}
      : { sizes: Object.fromEntries(Object.entries(sizes).map(([name, length]) => [canonicalName(name), length])) }),
  };
}

function canonicalArgument(argument: MappedArgument): MappedArgument {
  const { symbol, fields } = argument;
  return {
    ...argument,
    ...(symbol === undefined ? {} : { symbol: canonicalName(symbol) }),
    ...(fields === undefined
      ? {}
      : { fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, canonicalArgument(field)])) }),
  };
}

/** All that a mapping hands over, with what stands in fields. */
export function mappedArguments({ arguments: given, instance }: Mapping): readonly MappedArgument[] {
  const flat = (argument: MappedArgument): readonly MappedArgument[] =>
    argument.fields === undefined ? [argument] : Object.values(argument.fields).flatMap(flat);
  return [...given, ...(instance === undefined ? [] : [...instance.arguments, ...instance.set])].flatMap(flat);
}

/** What the equation uses or the function is given; members of a batch have its size first. */
function drawn(contract: Contract, mapping: Mapping): readonly object[] {
  const names = new Set([
    ...namesIn(contract.equation.value),
    ...mappedArguments(mapping).flatMap(({ symbol }) => (symbol === undefined ? [] : [canonicalName(symbol)])),
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
