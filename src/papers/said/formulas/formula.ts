/** A formula as a tree: enough of TeX's mathematics to see what stands in front of, above and below what. What it cannot read it leaves out. */
import { mathAsText } from '../mathText.ts';
import { accents, big, fonts, functions, type Token, tokensOf } from './tokens.ts';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | Letter
  | { readonly kind: 'sum'; readonly terms: readonly Term[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'ratio'; readonly over: Expression; readonly under: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  /** `exp(…)`, `Q(s, a)`, `\sqrt{…}`; of `\sum` only where it starts and ends. */
  | { readonly kind: 'call'; readonly name: string; readonly sub: string; readonly args: readonly Chain[] }
  /** `bar`: `|` or `‖`. */
  | { readonly kind: 'norm'; readonly bar: string; readonly sub: string; readonly of: Expression }
  | { readonly kind: 'group'; readonly open: string; readonly sub: string; readonly items: readonly Chain[] };

export interface Letter {
  readonly kind: 'letter';
  /** As lines of text have it: `β1`, `λadv`. */
  readonly name: string;
  /** Without what is below it. */
  readonly base: string;
  readonly sub: string;
  /** `bar`, `tilde`, `'`, `cal`, `bb`. */
  readonly mark: string;
}

export interface Term {
  readonly isMinus: boolean;
  readonly of: Expression;
}

/** `a = b = c`: expressions and the signs between them. */
export interface Chain {
  readonly parts: readonly Expression[];
  readonly signs: readonly string[];
}

/** Weights, what comes in and goes out, and how far it is off. */
const changing = /^[wWθϑecbdyxημ]$/;

/** The chains of a formula, as commas and lines divide it. */
export function parsed(tex: string): readonly Chain[] {
  const tokens = tokensOf(tex);
  let at = 0;
  /** Bars that are open, the innermost last: the same one closes. */
  const bars: string[] = [];

  const list = (close: string | undefined): Chain[] => {
    const found: Chain[] = [];
    while (at < tokens.length) {
      const token = tokens[at];
      if (token?.kind === 'close') {
        at++;
        if (close === undefined) continue;
        return found;
      }
      if (token?.kind === 'comma' || (token?.kind === 'bar' && bars.length > 0 && close !== undefined)) {
        at++;
        continue;
      }
      const before = at;
      const chain = chained();
      if (chain.parts.length > 0) found.push(chain);
      if (at === before) at++;
    }
    return found;
  };

  const chained = (): Chain => {
    const parts: Expression[] = [];
    const between: string[] = [];
    for (;;) {
      const part = sum();
      if (part !== undefined) parts.push(part);
      const token = tokens[at];
      if (token?.kind !== 'sign' || parts.length === 0) break;
      if (part !== undefined) between.push(token.text);
      at++;
    }
    return { parts, signs: between.slice(0, Math.max(0, parts.length - 1)) };
  };

  const sum = (): Expression | undefined => {
    const terms: Term[] = [];
    let isMinus = false;
    for (;;) {
      const token = tokens[at];
      if (token?.kind === 'operator' && (token.text === '+' || token.text === '-')) {
        isMinus = token.text === '-';
        at++;
        continue;
      }
      const of = product();
      if (of === undefined) break;
      terms.push({ isMinus, of });
      const next = tokens[at];
      if (next?.kind !== 'operator' || (next.text !== '+' && next.text !== '-')) break;
    }
    const [first] = terms;
    if (first === undefined) return undefined;
    if (terms.length > 1) return { kind: 'sum', terms };
    if (!first.isMinus) return first.of;
    return first.of.kind === 'number' ? { kind: 'number', value: -first.of.value } : { kind: 'sum', terms };
  };

  const product = (): Expression | undefined => {
    const factors: Expression[] = [];
    for (;;) {
      const token = tokens[at];
      if (token === undefined || token.kind === 'close' || token.kind === 'sign' || token.kind === 'comma') break;
      if (token.kind === 'operator') {
        if (token.text === '+' || token.text === '-') break;
        at++;
        const last = factors.at(-1);
        if (token.text === '/' && last !== undefined) {
          const under = factor();
          if (under !== undefined) factors.splice(-1, 1, ratio(last, under));
        } else if (token.text === '%' && last?.kind === 'number')
          factors.splice(-1, 1, { kind: 'number', value: Number((last.value / 100).toPrecision(12)) });
        continue;
      }
      if (token.kind === 'bar' && bars.at(-1) === token.text) break;
      const before = at;
      const next = factor();
      if (next !== undefined) factors.push(next);
      else if (at === before) at++;
    }
    return multiplied(factors);
  };

  /** What stands in braces, or the one thing behind. */
  const argument = (): Expression | undefined => {
    if (tokens[at]?.text !== '⟨') {
      const token = tokens[at];
      // `\frac12`: one figure each.
      if (token?.kind === 'number' && token.text.length > 1 && !token.text.includes('.')) {
        tokens.splice(at, 1, ...Array.from(token.text, (text): Token => ({ kind: 'number', text })));
      }
      return atom();
    }
    at++;
    const items = list('⟩');
    return grouped('⟨', '', items);
  };

  /** The raw words below something: `_{\mathrm{adv}}`. */
  const below = (): string => {
    at++;
    let depth = 0;
    let text = '';
    do {
      const token = tokens[at++];
      if (token === undefined) break;
      if (token.text === '⟨') depth++;
      else if (token.text === '⟩') depth--;
      else if (token.kind !== 'command') text += token.text;
      else if (!fonts.test(token.text) && !accents.test(token.text)) text += mathAsText(`\\${token.text}`).trim();
    } while (depth > 0);
    return text;
  };

  /** `[n+1]`, `(k)` behind what changes with time. */
  const passTime = (of: Expression): void => {
    const base = of.kind === 'power' ? of.base : of;
    const open = tokens[at]?.text;
    if (
      base.kind !== 'letter' ||
      (open !== '[' && !(open === '(' && changing.test(base.base))) ||
      !/^[nkti]$/.test(tokens[at + 1]?.text ?? '')
    )
      return;
    const shift = /^[-+]$/.test(tokens[at + 2]?.text ?? '') ? 2 : 0;
    if (tokens[at + 2 + shift]?.kind === 'close') at += 3 + shift;
  };

  const factor = (): Expression | undefined => {
    let found = atom();
    for (;;) {
      if (found !== undefined) passTime(found);
      const token = tokens[at];
      if (found === undefined || (token?.kind !== 'super' && token?.kind !== 'sub' && token?.kind !== 'prime')) return found;
      if (token.kind === 'prime') {
        at++;
        continue;
      }
      if (token.kind === 'sub') {
        const sub = below();
        if (found.kind === 'norm' || found.kind === 'group') found = { ...found, sub };
        continue;
      }
      at++;
      const exponent = argument();
      if (exponent !== undefined) found = power(found, exponent);
    }
  };

  const atom = (): Expression | undefined => {
    const token = tokens[at];
    if (token === undefined) return undefined;
    at++;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'letter') return named(token.text, '');
    if (token.kind === 'open') {
      const items = list(token.text);
      return grouped(token.text, '', items);
    }
    if (token.kind === 'bar') {
      bars.push(token.text);
      const of = sum();
      bars.pop();
      if (tokens[at]?.kind !== 'bar') return of;
      at++;
      return of === undefined ? undefined : { kind: 'norm', bar: token.text, sub: '', of };
    }
    if (token.kind !== 'command') return undefined;
    const { text } = token;
    if (/^[dt]?frac$/.test(text)) {
      const over = argument();
      const under = argument();
      return over === undefined || under === undefined ? over : ratio(over, under);
    }
    if (text === 'sqrt') {
      const of = argument();
      return { kind: 'call', name: 'sqrt', sub: '', args: of === undefined ? [] : [{ parts: [of], signs: [] }] };
    }
    if (big.test(text)) {
      let sub = '';
      const args: Chain[] = [];
      for (let sign = tokens[at]?.kind; sign === 'sub' || sign === 'super'; sign = tokens[at]?.kind) {
        if (sign === 'sub') sub = below();
        else {
          at++;
          const until = argument();
          if (until !== undefined) args.push({ parts: [until], signs: [] });
        }
      }
      return { kind: 'call', name: text, sub, args };
    }
    if (accents.test(text)) {
      const inner = wordIn();
      return inner === undefined ? argument() : named(inner, text);
    }
    if (fonts.test(text)) {
      const inner = wordIn();
      return inner === undefined ? argument() : named(inner, text === 'mathcal' ? 'cal' : text === 'mathbb' ? 'bb' : '');
    }
    const spelled = mathAsText(`\\${text}`).trim();
    return spelled === '' ? undefined : named(spelled, text === 'nabla' ? 'gradient' : '');
  };

  /** `{KL}`, `L` or `\theta` behind a font or an accent. */
  const wordIn = (): string | undefined => {
    const token = tokens[at];
    if (token?.kind === 'letter' || (token?.kind === 'command' && !fonts.test(token.text) && !accents.test(token.text))) {
      at++;
      return token.kind === 'letter' ? token.text : mathAsText(`\\${token.text}`).trim();
    }
    if (token?.text !== '⟨') {
      // `\mathrm` in front of another font.
      if (token?.kind === 'command') at++;
      return token?.kind === 'command' ? wordIn() : undefined;
    }
    let text = '';
    for (let next = at + 1; next < tokens.length; next++) {
      const inner = tokens[next];
      if (inner?.text === '⟩') {
        at = next + 1;
        return text === '' ? undefined : text;
      }
      if (inner?.kind === 'command') text += mathAsText(`\\${inner.text}`).trim();
      else if (inner?.kind === 'letter' || inner?.kind === 'number' || inner?.text === '-') text += inner.text;
      else return undefined;
    }
    return undefined;
  };

  /** A letter with what is below it and, where it is a function, with what it is of. */
  const named = (base: string, mark: string): Expression => {
    let sub = '';
    let prime = '';
    for (let next = tokens[at]; next?.kind === 'prime' || next?.kind === 'sub'; next = tokens[at])
      if (next.kind === 'sub') sub = below();
      else {
        prime = "'";
        at++;
      }
    // `\mathcal L^{\mathrm{VF}}`: what stands above it is part of its name.
    if (tokens[at]?.kind === 'super' && /^[Lℓ]$|^(?:max|min)$/.test(base) && tokens[at + 1]?.kind !== 'number') sub ||= below();
    const isCalled =
      functions.test(base) ||
      /^\p{Lu}|^(?:f|g|h|p|q|s|u|v|d|π|σ|φ|ψ|ℓ)$|^\p{L}{2,}$/u.test(base) ||
      /θ|φ|ψ/.test(sub) ||
      mark === 'gradient';
    if (functions.test(base) || (isCalled && tokens[at]?.text === '(') || (base.length > 1 && tokens[at]?.text === '⟨')) {
      const token = tokens[at];
      if (token?.kind === 'open') {
        at++;
        return { kind: 'call', name: base, sub, args: list(token.text) };
      }
      if (functions.test(base) && !/^[Hh]$/.test(base) && base.length < 5) {
        const of = /^(?:kl|ce|mse|bce|sim)$/i.test(base) || !begins(tokens[at]) ? undefined : factor();
        return { kind: 'call', name: base, sub, args: of === undefined ? [] : [{ parts: [of], signs: [] }] };
      }
      return { kind: 'call', name: base, sub, args: [] };
    }
    return { kind: 'letter', name: base + sub, base, sub, mark: mark + prime };
  };

  return list(undefined);
}

/** Whether something to read can begin with it. */
function begins(token: Token | undefined): boolean {
  return token !== undefined && /^(?:number|letter|command|open|bar)$/.test(token.kind);
}

function grouped(open: string, sub: string, items: readonly Chain[]): Expression | undefined {
  const [first] = items;
  const [only] = first?.parts ?? [];
  if (open !== '{' && open !== '[' && items.length === 1 && first?.parts.length === 1) return only;
  return items.length === 0 ? undefined : { kind: 'group', open, sub, items };
}

function multiplied(factors: readonly Expression[]): Expression | undefined {
  const flat = factors.length <= 1 ? factors : scaled(factors.flatMap((each) => (each.kind === 'product' ? each.factors : [each])));
  return flat.length <= 1 ? flat[0] : { kind: 'product', factors: flat };
}

/** `6·10⁻⁴` is one number; `2048 × 512` are two, and so is the half of one. */
function scaled(factors: readonly Expression[]): readonly Expression[] {
  const found: Expression[] = [];
  for (const each of factors) {
    const last = found.at(-1);
    const isScale = each.kind === 'number' && Number.isInteger(Math.log10(each.value)) && each.value !== 1;
    if (isScale && last?.kind === 'number' && last.value !== 0.5)
      found.splice(-1, 1, { kind: 'number', value: Number((last.value * each.value).toPrecision(12)) });
    else found.push(each);
  }
  return found;
}

function ratio(over: Expression, under: Expression): Expression {
  return over.kind === 'number' && under.kind === 'number' && under.value !== 0
    ? { kind: 'number', value: Number((over.value / under.value).toPrecision(12)) }
    : { kind: 'ratio', over, under };
}

function power(base: Expression, exponent: Expression): Expression {
  return base.kind === 'number' && base.value === 10 && exponent.kind === 'number'
    ? { kind: 'number', value: Number(`1e${exponent.value}`) }
    : { kind: 'power', base, exponent };
}
