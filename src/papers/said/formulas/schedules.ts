/** Schedules of a rate and of noise that are written as formulas. */
import type { Held } from '../formulaForms.ts';
import type { Chain, Expression, Letter } from './formula.ts';
import { factorsOf, given, letterIn, within, withinChain } from './parts.ts';

/** `η_t = η_max min(1, t / t_0)`, `η_T + ½(η_0 - η_T)(1 + cos(πt / T))`. */
export function scheduleOf({ parts: [one, of] }: Chain): Held[] {
  if (one === undefined || of === undefined || !/^(?:η|lr|α|γ|LR)$/.test(one.kind === 'call' ? one.name : (letterIn(one)?.base ?? '')))
    return [];
  if (one.kind === 'letter' && isBarred(one)) return [];
  const found: Held[] = [];
  const isRate = (each: Expression | undefined): each is Letter => each?.kind === 'letter' && /^(?:η|lr|α|γ|LR)$/.test(each.base);
  for (const part of within(of)) {
    if (part.kind === 'call' && part.name === 'min') {
      const [, rise] = part.args.map(({ parts: [arg] }) => arg);
      if (rise?.kind === 'ratio' && letterIn(rise.over)?.base === 't')
        found.push(
          ...given('warmup steps', rise.under),
          ...factorsOf(of).flatMap((each) => (isRate(each) ? given('learning rate', each) : [])),
        );
    }
    if (part.kind === 'call' && part.name === 'cos') {
      const falls = [...within(of)].find(
        (each) => each.kind === 'sum' && each.terms.length === 2 && each.terms.every((term) => isRate(term.of)),
      );
      if (falls?.kind === 'sum')
        for (const { of: rate, isMinus } of falls.terms) found.push(...given(isMinus ? 'final learning rate' : 'learning rate', rate));
      else {
        found.push(...[...within(of)].flatMap((each) => (isRate(each) ? given('learning rate', each) : [])));
        // `½η_0 (1 + cos(πt / T))`: to nothing at T.
        if (factorsOf(of).some((each) => isRaisedCosine(each, part)))
          found.push({ name: 'final learning rate', value: 0 }, ...halvedIn(of), ...lengthIn(part));
      }
      found.push({ name: 'learning rate schedule', value: 'cosine' });
    }
  }
  return found;
}

/** `½·10⁻³ (1 + cos …)` begins at twice what stands before it. */
function halvedIn(of: Expression): Held[] {
  const numbers = factorsOf(of).flatMap((each) => (each.kind === 'number' ? [each.value] : []));
  const isOfNumbers = factorsOf(of).length === numbers.length + 1 && numbers.some((value) => value !== 0.5);
  return isOfNumbers ? [{ name: 'learning rate', value: Number((2 * numbers.reduce((all, each) => all * each, 1)).toPrecision(12)) }] : [];
}

function isRaisedCosine(each: Expression, wave: Expression): boolean {
  return each.kind === 'sum' && each.terms.length === 2 && each.terms.some(({ of }) => of === wave);
}

/** The letter up to which the steps are counted over which it falls. */
function lengthIn(wave: Expression): Held[] {
  const [share] = [...within(wave)].filter((each) => each.kind === 'ratio');
  const [time] =
    share?.kind === 'ratio' ? [...within(share.over)].filter((each) => each.kind === 'letter' && /^[tkni]$/.test(each.base)) : [];
  return share?.kind === 'ratio' && share.under.kind === 'letter' && time !== undefined ? given('training steps', share.under) : [];
}

/** `β_t = β_1 + (t - 1)/(T - 1) (β_T - β_1)`, `ᾱ_t = cos²((t/T + s)/(1 + s) · π/2)`. */
export function noiseOf({ parts }: Chain): Held[] {
  const [one, of] = [parts[0], parts.at(-1)];
  if (of === undefined || parts.length < 2) return [];
  const isKept = one?.kind === 'letter' && isBarred(one);
  if ((isKept || one?.kind === 'call') && factorsOf(of).some(isSquaredWave) && [...within(of)].some(isOffset))
    return [{ name: 'noise schedule', value: 'cosine' }];
  if (one?.kind !== 'letter' || !/^[βb]$/.test(one.base) || of.kind !== 'sum' || of.terms.length !== 2) return [];
  const [first, rise] = of.terms;
  if (first === undefined || rise === undefined || first.isMinus || rise.isMinus || ![...within(rise.of)].some(isTime)) return [];
  const span = [...within(rise.of)].find((each) => each.kind === 'sum' && each.terms.length === 2 && isAlike(each.terms[1]?.of, first.of));
  const end = span?.kind === 'sum' ? span.terms[0]?.of : undefined;
  return end === undefined
    ? []
    : [...given('beta start', first.of), ...given('beta end', end), { name: 'noise schedule', value: 'linear' }];
}

function isBarred({ base, mark }: Letter): boolean {
  return base === 'α' && /bar|overline/.test(mark);
}

function isSquaredWave(each: Expression): boolean {
  return each.kind === 'power' && each.base.kind === 'call' && each.base.name === 'cos';
}

/** `t/T + s`. */
function isOffset(each: Expression): boolean {
  return each.kind === 'sum' && each.terms.some(({ of }) => of.kind === 'ratio' && letterIn(of.over)?.base === 't');
}

function isTime(each: Expression): boolean {
  return each.kind === 'letter' && /^[tks]$/.test(each.base);
}

function isAlike(one: Expression | undefined, other: Expression): boolean {
  if (one?.kind === 'number' && other.kind === 'number') return one.value === other.value;
  return one?.kind === 'letter' && other.kind === 'letter' && one.name === other.name;
}

/** `β_T`: where a chain of noise ends. */
export function forwardOf(chain: Chain, { hasMoments }: { readonly hasMoments: boolean }): Held[] {
  const ends = [...withinChain(chain)].flatMap((each) => (each.kind === 'letter' && each.base === 'β' ? [each.sub] : []));
  if (!ends.includes('T') && !ends.includes('max')) return [];
  return [
    { name: 'beta end', letter: 'βT' },
    { name: 'beta end', letter: 'βmax' },
    { name: 'beta start', letter: 'βmin' },
    { name: 'diffusion steps', letter: 'T' },
    ...(hasMoments ? [] : [{ name: 'beta start', letter: 'β1' }]),
  ];
}
