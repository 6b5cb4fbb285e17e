import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import { defineTool, rare } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { absolutePath, displayPath, pathField } from '../tools/paths.ts';
import { executionOf } from './contract/execution.ts';
import { paperEffects, paperGiven } from './paperGiven.ts';
import { stageEffects } from './stages/toolFiles.ts';

/** What few calls need is read by the door of contracts, so that not every request carries it. */
const one = {
  address: z.string().min(1).max(500),
  part: rare(z.int().min(0).max(50).optional()),
  symbols: z.array(z.looseObject({ name: z.string(), shape: z.array(z.union([z.string(), z.number()])).optional() })).max(200),
  file: pathField.optional(),
  symbol: z.string().max(500).optional(),
  mapping: z.looseObject({ library: z.enum(['numpy', 'torch', 'jax']), arguments: z.array(z.looseObject({})) }).optional(),
};

/** Compares code with an equation of a paper by executing both on random inputs. What reads, compares and writes is loaded at the first call. */
export const checkContract = defineTool({
  name: 'check_contract',
  description:
    'Prove that code computes an equation of the paper: both run on random inputs, and the first part that differs is named. symbols: those of the equation as it writes them, shape by names of sizes, [] a scalar; also values positive|unit|probability|one-hot|orthogonal|label (with of)|binary, role function|diagonal|sigmoid|batch, fixed. symbol in file: function, class or Class.method. mapping.arguments: in order {symbol} or {value}, name where given by name, as: drawn for what the code draws; instance {arguments, set: [{name: "out.weight", symbol}]} builds the object of a method; output picks one of several results. Without mapping: shows the equation as understood. part: of a formula with several. also: more checks of the same form.',
  input: z.strictObject({
    paper: z.string().min(1).max(500),
    ...one,
    also: rare(z.array(z.strictObject(one)).max(20).optional()),
  }),
  effectKinds: ['lookup', 'read', 'record', 'write', 'execute'],
  title: ({ address, symbol, also = [] }) =>
    `Check ${symbol === undefined ? 'what' : oneLine(symbol, 60)} against ${oneLine(address, 80)}${also.length === 0 ? '' : ` and ${also.length} more`}`,
  effects(input, context) {
    const { roots } = context;
    const paper = paperGiven(input.paper, roots);
    return [
      ...paperEffects(paper, context),
      ...stageEffects(paper, ['spec', 'plan'], ['contracts'], roots),
      ...filesOf(input, roots).flatMap((file): readonly Effect[] => [{ kind: 'read', path: file }, executionOf(file, roots)]),
    ];
  },
  async run(input, services, call) {
    const { checkWith } = await import('./contract/checkWith.ts');
    const paper = paperGiven(input.paper, services.roots);
    const { also = [], ...first } = input;
    const wishes = [first, ...also].map(({ address, part, symbols, file, symbol, mapping }) => ({
      anchor: address.slice(address.indexOf('#') + 1),
      part,
      symbols,
      mapping,
      code:
        file === undefined || symbol === undefined
          ? undefined
          : { file: displayPath(absolutePath(file, services.roots), services.roots), symbol },
    }));
    return await checkWith(paper, wishes, services, call);
  },
});

interface Given {
  readonly file?: string | undefined;
  readonly mapping?: unknown;
}

/** Those that are executed. */
function filesOf(input: Given & { readonly also?: readonly Given[] | undefined }, roots: readonly string[]): readonly string[] {
  const named = [input, ...(input.also ?? [])].flatMap(({ file, mapping }) => (file === undefined || mapping === undefined ? [] : [file]));
  return [...new Set(named.map((file) => absolutePath(file, roots)))];
}
