/** What formulas say of a network and its data: `W_2 tanh(W_1 x + b)`, `W_1 ∈ ℝ^{m×d}`, `ℝ^d → ℝ^h → ℝ`, `x ∈ [0, 1]^{28×28}`, `|𝓑| = 64`. */
import type { Held } from '../formulaForms.ts';
import type { Chain, Expression, Letter } from './formula.ts';
import { factorsOf, has, letterIn, partsOf, termsOf, withinChain } from './parts.ts';

/** What the formulas of a paper say together. */
export interface Networks {
  /** Matrices within an activation, and whether what they are applied to stands before them. */
  readonly inner: ReadonlyMap<string, boolean>;
  readonly hasImages: boolean;
}

const ofFunctions = /^(?:[σφϕρψ]|act|tanh|[rgs]?elu|relu|silu|swish|softplus|sin|sigmoid)$/i;
const matrix = /^[WUVAΘ]$/;
/** Of attention, and of what has a state. */
const otherMatrix = /[QKVOqkvo]|[hxztrifco]$|t/;

export function networksIn(chains: readonly Chain[], about: string): Networks {
  const inner = new Map<string, boolean>();
  for (const chain of chains) {
    // `FFN(x) = W_2 gelu(W_1 x)`: a part of each layer.
    const [to] = chain.parts;
    const isPart = (to?.kind === 'call' || to?.kind === 'letter') && /^FF/.test(to.name);
    for (const { name, isBehind } of isPart ? [] : layersIn(chain)) inner.set(name, isBehind);
  }
  return {
    inner,
    hasImages: /\b(?:images?|pixels?|pictures?|photographs?|scans?|digits?|glyphs?|maps|tiles|micrographs?)\b/i.test(about),
  };
}

interface Layer {
  readonly name: string;
  readonly isBehind: boolean;
}

/** A function of a matrix times something: `tanh(W_1 x + b)`, `max(0, Ux)`. */
function layersIn(chain: Chain): Layer[] {
  return [...withinChain(chain)].flatMap((each): Layer[] => {
    const call = calledIn(each);
    // A gate, or a state that goes on.
    if (call === undefined || has(call, (part) => part.kind === 'letter' && /t/.test(part.sub))) return [];
    const matrices = termsOf(call).flatMap((term) => {
      const factors = factorsOf(term);
      const at = factors.findIndex((factor) => isMatrix(factor));
      const found = factors[at];
      return found?.kind === 'letter' && factors.length > 1 ? [{ name: found.name, isBehind: at === factors.length - 1 }] : [];
    });
    return matrices.length === 1 ? matrices : [];
  });
}

/** What a function that stands between layers is applied to. */
function calledIn(each: Expression): Expression | undefined {
  if (each.kind === 'group' && each.sub === '+') return each.items[0]?.parts[0];
  if (each.kind !== 'call') return undefined;
  const args = each.args.flatMap(({ parts: [part] }) => (part === undefined ? [] : [part]));
  if (each.name === 'max' && args.length === 2 && args.some(isZero)) return args.find((arg) => !isZero(arg));
  return ofFunctions.test(each.name) && args.length === 1 ? args[0] : undefined;
}

function isZero(each: Expression): boolean {
  return each.kind === 'number' && each.value === 0;
}

function isMatrix(each: Expression): each is Letter {
  return (
    each.kind === 'letter' &&
    matrix.test(each.base) &&
    !/^(?:hat|widehat|tilde|widetilde|bar)/.test(each.mark) &&
    !otherMatrix.test(each.sub)
  );
}

export function networkRoles(chain: Chain, networks: Networks): Held[] {
  return [
    ...summed(chain),
    ...composed(chain),
    ...shaped(chain, networks),
    ...mapped(chain),
    ...pictured(chain, networks),
    ...batched(chain),
  ];
}

/** `f(x) = W_3 tanh(W_2 tanh(W_1 x))`: how many layers it closes. One is as often an example. */
function composed(chain: Chain): Held[] {
  const [to] = chain.parts;
  const whole = chain.parts.at(-1);
  if (whole === undefined || to?.kind !== 'call' || !/^[fghFGNuφψ]$/.test(to.name) || calledIn(whole) !== undefined) return [];
  const isOpen = [...withinChain(chain)].some((each) => each.kind === 'letter' && /^[…⋯]|[ℓlL]/.test(each.name));
  const depth = isOpen || layersIn(chain).length === 0 ? 0 : deepest(whole);
  return depth < 2 ? [] : [{ name: 'layers', value: depth }];
}

/** `b + Σ_{j=1}^{J} a_j tanh(w_j x + b_j)`: as many units as are summed. */
function summed(chain: Chain): Held[] {
  return [...withinChain(chain)].flatMap((each): Held[] => {
    const [sum, ...rest] = each.kind === 'product' ? each.factors : [];
    const index = sum?.kind === 'call' && sum.name === 'sum' ? /^([hijkmr])=1$/.exec(sum.sub)?.[1] : undefined;
    if (sum?.kind !== 'call' || index === undefined) return [];
    const isOwn = (part: Expression): boolean => part.kind === 'letter' && part.sub.includes(index);
    const unit = rest.find(
      (factor) => factor.kind === 'call' && factor.name !== 'sin' && ofFunctions.test(factor.name) && has(factor, isOwn),
    );
    if (unit?.kind !== 'call' || !rest.some(isOwn)) return [];
    const named = ofUnits[unit.name];
    return [
      ...counted('hidden units', limitOf(sum.args[0]?.parts[0])),
      ...(named === undefined ? [] : [{ name: 'activation', value: named }]),
    ];
  });
}

/** `H` alone is no entropy here. */
function limitOf(each: Expression | undefined): Expression | undefined {
  return each?.kind === 'call' && each.args.length === 0
    ? { kind: 'letter', name: each.name + each.sub, base: each.name, sub: each.sub, mark: '' }
    : each;
}

const ofUnits: Readonly<Record<string, string>> = { tanh: 'tanh', relu: 'ReLU', ReLU: 'ReLU', gelu: 'GELU', softplus: 'softplus' };

function deepest(expression: Expression): number {
  const own = calledIn(expression) === undefined ? 0 : 1;
  return own + Math.max(0, ...partsOf(expression).map(deepest));
}

/** `W_1 ∈ ℝ^{m×d}` where `σ(W_1 x)`: as many units as it has rows, or columns where it stands behind. */
function shaped({ parts: [one, of], signs: [sign] }: Chain, { inner }: Networks): Held[] {
  if (sign !== '∈' || one?.kind !== 'letter' || of?.kind !== 'power' || !isReal(of.base)) return [];
  const isBehind = inner.get(one.name);
  const sizes = factorsOf(of.exponent);
  if (isBehind === undefined || sizes.length !== 2) return [];
  return counted('hidden units', sizes[isBehind ? 1 : 0]);
}

function isReal(each: Expression): boolean {
  return each.kind === 'letter' && each.base === 'R';
}

function counted(name: string, each: Expression | undefined): Held[] {
  if (each?.kind === 'number') return each.value >= 2 && Number.isInteger(each.value) ? [{ name, value: each.value }] : [];
  return each?.kind === 'letter' && each.mark === '' ? [{ name, letter: each.name }] : [];
}

/** `ℝ^3 → ℝ^h → ℝ^h → ℝ`. */
function mapped({ parts, signs }: Chain): Held[] {
  if (parts.length < 3 || signs.some((sign) => sign !== '→')) return [];
  const sizes = parts.slice(1, -1).map((part) => (part.kind === 'power' && isReal(part.base) ? part.exponent : undefined));
  if (sizes.some((size) => size === undefined)) return [];
  return [...sizes.flatMap((size) => counted('hidden units', size)), { name: 'layers', value: sizes.length }];
}

/** `x ∈ [0, 1]^{28×28}`, `x ∈ ℝ^{3×64×64}`. */
function pictured({ parts: [one, of], signs: [sign] }: Chain, { hasImages }: Networks): Held[] {
  if (!hasImages || sign !== '∈' || of?.kind !== 'power' || !/^[xXIuzs]$/.test(letterIn(one)?.base ?? '')) return [];
  const isRange = of.base.kind === 'group' && of.base.items.length === 2;
  if (!isReal(of.base) && !isRange) return [];
  const sizes = factorsOf(of.exponent).flatMap((each) => (each.kind === 'number' ? [each.value] : []));
  const sides = sizes.length === 3 ? sizes.filter((size, index) => !(size <= 4 && index !== 1)) : sizes;
  const [height, width] = sides;
  return sides.length === 2 && height !== undefined && height === width && height >= 8 ? [{ name: 'image size', value: height }] : [];
}

/** `|𝓑| = 64`. */
function batched({ parts, signs }: Chain): Held[] {
  const at = parts.findIndex(
    (each) => each.kind === 'norm' && each.bar === '|' && each.of.kind === 'letter' && each.of.base === 'B' && each.of.mark === 'cal',
  );
  return at < 0 || signs[at] !== '=' ? [] : counted('batch size', parts[at + 1]);
}
