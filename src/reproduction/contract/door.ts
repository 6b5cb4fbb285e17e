/** Where symbols and mapping come in, from a model or from a file that a person may have changed: read once, and refused in words that say what would help. */
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import { type Contract, namesIn } from './contract.ts';
import type { ContractSymbol } from './expression.ts';
import { type argumentSchema, mappingSchema, symbolSchema } from './fields.ts';
import { type MappedArgument, type Mapping, mappedArguments } from './harness.ts';
import { canonicalName } from './reading.ts';
import { Refused } from './refused.ts';

/** Throws `contract-symbols`. */
export function readSymbols(given: unknown): readonly ContractSymbol[] {
  const read = z.array(symbolSchema).max(200).safeParse(given);
  if (!read.success) throw refused('contract-symbols', 'The symbols cannot be read', read.error, hints.symbols);
  const symbols = read.data.map(({ shape, role, ...rest }): ContractSymbol => ({ ...defined(rest), name: rest.name, shape, role }));
  const names = new Set(symbols.map((symbol) => spelled(symbol.name)));
  for (const symbol of symbols) {
    const wrong = wrongIn(symbol, names);
    if (wrong !== undefined) throw new PracticumError('contract-symbols', `The symbol ${symbol.name} ${wrong}.`, { hint: hints.symbols });
  }
  return symbols;
}

const hints = {
  symbols:
    'A symbol: name as the paper writes it (\\bar\\alpha_t, W_1), shape as sizes by name or number ([] is a scalar, ["n","d"] a matrix), values any|positive|unit|probability|one-hot|orthogonal|label|binary (label: of says in what), fixed for a number that the code has written in.',
  mapping:
    'A mapping: library numpy|torch|jax, arguments in order, each with symbol or value (name: by name), instance {arguments, set: [{name: "out.weight", symbol}]} for methods, output for one of several results.',
};

function wrongIn({ shape, role, values, of, batch, fixed }: ContractSymbol, names: ReadonlySet<string>): string | undefined {
  if (values === 'label' && of === undefined) return 'is a label and does not say of what: give of, as in of: "K"';
  if (of !== undefined && values !== 'label') return 'has of, which only a label has: give values: "label"';
  if (role === 'diagonal' && shape.length !== 1) return 'is a diagonal matrix, of which shape is the length of the diagonal alone';
  if (role === 'batch' && shape.length !== 1) return 'is a batch, of which shape is its size alone';
  if ((values === 'probability' || values === 'one-hot') && shape.length === 0) return `has the values ${values} and no axis for them`;
  if (values === 'orthogonal' && (shape.length !== 2 || shape[0] !== shape[1])) return 'is orthogonal and no square matrix';
  if (batch !== undefined && !names.has(spelled(batch))) return `is a member of ${batch}, which is not among the symbols`;
  if (fixed !== undefined && values !== undefined && values !== 'any') return 'has a fixed number and values too';
  return undefined;
}

/** Throws `contract-mapping`. `from` is what the caller found the function in. */
export function readMapping(given: unknown, from: { readonly file: string; readonly function: string }): Mapping {
  const read = mappingSchema.safeParse(given);
  if (!read.success) throw refused('contract-mapping', 'The mapping cannot be read', read.error, hints.mapping);
  const { arguments: handed, instance, ...rest } = read.data;
  const mapping: Mapping = {
    ...defined(rest),
    library: rest.library,
    from: { file: from.file },
    function: from.function,
    arguments: handed.map(argumentOf),
    ...(instance === undefined
      ? {}
      : {
          instance: {
            arguments: instance.arguments.map(argumentOf),
            set: instance.set.map(argumentOf),
            ...defined({ isTraining: instance.isTraining }),
          },
        }),
  };
  for (const argument of mappedArguments(mapping)) {
    const ways = [argument.symbol, argument.value].filter((way) => way !== undefined).length;
    if (ways !== 1)
      throw new PracticumError(
        'contract-mapping',
        `${argument.name ?? 'An argument'} of the mapping has ${ways === 0 ? 'neither symbol nor value' : 'a symbol and a value'}.`,
        { hint: hints.mapping },
      );
  }
  for (const { name: set } of mapping.instance?.set ?? [])
    if (set === undefined)
      throw new PracticumError('contract-mapping', 'What is set in an object needs its name.', {
        hint: 'Give it as state_dict names it: out.weight.',
      });
  return mapping;
}

function argumentOf({ fields, ...rest }: z.infer<typeof argumentSchema>): MappedArgument {
  const inner =
    fields === undefined ? {} : { fields: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, defined(field)])) };
  return { ...defined(rest), ...inner };
}

/** Throws `contract-mapping` where the mapping names what is not declared, or leaves out what the equation needs. */
export function holdTogether({ equation, symbols }: Contract, mapping: Mapping): void {
  const byName = new Map(symbols.map((symbol) => [spelled(symbol.name), symbol]));
  const sizes = new Set(
    symbols
      .flatMap(({ shape, of }) => [...shape, of ?? 1])
      .filter((size) => typeof size === 'string')
      .map(spelled),
  );
  const listed = `Symbols: ${symbols.map((symbol) => symbol.name).join(', ') || 'none'}; sizes: ${[...sizes].join(', ') || 'none'}.`;
  const refuse = (why: string, hint = listed): never => {
    throw new PracticumError('contract-mapping', why, { hint });
  };
  const mapped = new Set<string>();
  for (const { symbol, as, transposed, batchAxis } of mappedArguments(mapping)) {
    if (symbol === undefined) continue;
    const key = spelled(symbol);
    const known = byName.get(key);
    if (known === undefined && !sizes.has(key)) refuse(`The mapping names ${symbol}, which is neither declared nor a size.`);
    if (known?.role === 'batch' || known?.role === 'sigmoid')
      refuse(`The mapping hands over ${symbol}, which is a ${known.role} and no value.`);
    if (known === undefined && (as !== undefined || batchAxis !== undefined)) refuse(`${symbol} is a size: it is handed over as a number.`);
    if (as === 'diagonal' && known?.role !== 'diagonal')
      refuse(`${symbol} is handed over as a diagonal, and is declared as ${known?.role ?? 'a size'}.`);
    if (transposed === true && (known?.shape.length ?? 0) < 2 && known?.role !== 'diagonal')
      refuse(`${symbol} is handed over transposed, and has ${known?.shape.length ?? 0} axes.`);
    mapped.add(key);
  }
  for (const size of Object.keys(mapping.sizes ?? {}))
    if (!sizes.has(spelled(size))) refuse(`The mapping gives ${size} a number, and no symbol has a size of that name.`);
  if (mappedArguments(mapping).some(({ batchAxis }) => batchAxis !== undefined) !== (mapping.outputBatchAxis !== undefined))
    refuse('A batch goes in and comes out: batchAxis of an argument and outputBatchAxis belong together.');
  const missing = [...namesIn(equation.value)].filter((key) => {
    const symbol = byName.get(key);
    return symbol !== undefined && symbol.role !== 'sigmoid' && symbol.role !== 'batch' && symbol.fixed === undefined && !mapped.has(key);
  });
  if (missing.length > 0)
    refuse(
      `The equation uses ${missing.join(', ')}, which the mapping hands to nothing.`,
      'Hand it over as an argument, set it in instance, say as: "drawn" for what the code draws, or declare it fixed where the code has the number written in.',
    );
}

function refused(code: string, what: string, error: z.ZodError, hint: string): PracticumError {
  const [first] = error.issues;
  const place = first?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('') ?? '';
  const why =
    first?.code === 'unrecognized_keys' ? `${first.keys.join(', ')} is not known there` : (first?.message ?? 'it has another form');
  return new PracticumError(code, `${what}${place === '' ? '' : ` at ${place.replace(/^\./u, '')}`}: ${why}.`, { hint });
}

/** The one spelling of a name. Throws `contract-symbols` for what is no name. */
function spelled(name: string): string {
  try {
    return canonicalName(name);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new PracticumError('contract-symbols', `“${name}” is no name: it has ${error.message}.`, { hint: hints.symbols, cause: error });
  }
}
