/** LaTeX as tokens with their places, without what only spaces or sizes. */
import { Refused } from './refused.ts';

export interface Token {
  /** `\frac`, `x`, `12.5`, `{`, `_`, `\mathbf{x}`, `\bar{\alpha}`: an atom with its fonts and accents is one token. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const space =
  /^(?:\\[,;:!> ]|\\(?:displaystyle|textstyle|limits|nolimits|nonumber|notag|hspace\{[^}]*\}|phantom\{[^}]*\})(?![A-Za-z])|~|\s+|\{\})/;
const size = /^\\(?:left|right|[bB]igg?[lrm]?|middle)(?![A-Za-z])/;
const font =
  /^\\(?:mathbf|bm|boldsymbol|mathcal|mathrm|mathsf|mathit|mathbb|mathfrak|text|textrm|textbf|operatorname\*?|bar|hat|tilde|dot|vec|widehat|widetilde|overline|underline|check|breve)(?![A-Za-z])/;
const accents = new Set(['bar', 'hat', 'tilde', 'dot', 'vec', 'check', 'breve']);
const same: Readonly<Record<string, string>> = {
  bm: 'mathbf',
  boldsymbol: 'mathbf',
  textbf: 'mathbf',
  widehat: 'hat',
  widetilde: 'tilde',
  overline: 'bar',
  text: 'mathrm',
  textrm: 'mathrm',
  mathit: 'mathrm',
  operatorname: 'mathrm',
  'operatorname*': 'mathrm',
};

export function tokensOf(tex: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < tex.length) {
    const rest = tex.slice(at);
    const skipped = space.exec(rest)?.[0] ?? size.exec(rest)?.[0];
    if (skipped !== undefined) {
      at += skipped.length;
      // `\left.` closes nothing.
      if (size.test(skipped)) at += /^\s*\.(?=\s|\\|$)/.exec(tex.slice(at))?.[0].length ?? 0;
      continue;
    }
    const token = takesOneDigit(tokens) ? oneDigit(nextToken(tex, at)) : nextToken(tex, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** `\frac12` is a half and `x^23` is three times a square: an argument without braces is one digit. */
function takesOneDigit(before: readonly Token[]): boolean {
  const [second, last] = [before.at(-2)?.text ?? '', before.at(-1)?.text ?? ''];
  return ['^', '_', '\\sqrt', ...fractions].includes(last) || (fractions.includes(second) && last !== '{');
}

const fractions = ['\\frac', '\\dfrac', '\\tfrac'];

function oneDigit(token: Token): Token {
  return /^\d/.test(token.text) ? { text: token.text.slice(0, 1), start: token.start, end: token.start + 1 } : token;
}

function nextToken(tex: string, start: number): Token {
  const rest = tex.slice(start);
  const dressed = font.exec(rest)?.[0];
  if (dressed !== undefined) return dressedToken(tex, start, dressed);
  const text =
    /^(?:\\begin\{[A-Za-z]+\*?\}|\\end\{[A-Za-z]+\*?\}|\\\\(?:\[[^\]]*\])?|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|.)/su.exec(rest)?.[0] ?? rest;
  return { text: text.startsWith('\\\\') ? '\\\\' : text, start, end: start + text.length };
}

/** `\mathbf x`, `\mathbf{x}` and `\bm{x}` are one name; the argument is taken as it stands. */
function dressedToken(tex: string, start: number, dressed: string): Token {
  const command = dressed.slice(1);
  const opened = start + dressed.length + (/^\s*/.exec(tex.slice(start + dressed.length))?.[0].length ?? 0);
  const [inner, end] = tex[opened] === '{' ? braced(tex, opened) : single(tex, opened);
  const name = same[command] ?? command;
  const plain = canonical(inner);
  const text =
    accents.has(name) || name !== 'mathrm' ? `\\${name}{${plain}}` : `\\mathrm{${inner.replace(/\\[,;:! ]|\s+/g, '').replace(/-/g, '')}}`;
  return { text, start, end };
}

function braced(tex: string, opened: number): readonly [string, number] {
  let depth = 0;
  for (let at = opened; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth === 0) return [tex.slice(opened + 1, at), at + 1];
  }
  throw new Refused('a brace that is not closed');
}

function single(tex: string, at: number): readonly [string, number] {
  if (at >= tex.length) throw new Refused('a font or an accent without a letter');
  const token = nextToken(tex, at);
  return [tex.slice(at, token.end), token.end];
}

/** One spelling for one name: `x_{1}`, `x_1`, `x _ {1}`. */
export function canonical(tex: string): string {
  return canonicalTokens(tokensOf(tex));
}

export function canonicalTokens(tokens: readonly Token[]): string {
  const texts = tokens.map((token) => token.text);
  let joined = texts
    .map((text, index) => (/[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(texts[index + 1] ?? '') && text.startsWith('\\') ? `${text} ` : text))
    .join('');
  // Braces about one token say nothing.
  for (let before = ''; before !== joined; ) {
    before = joined;
    joined = joined
      .replace(/([_^])\{(\\[A-Za-z]+|\\[A-Za-z]+\{[^{}]*\}|[A-Za-z0-9*'+-])\}/g, '$1$2')
      .replace(/\^\\prime(?![A-Za-z])/g, "'");
  }
  return joined.replace(/_\\mathrm\{([A-Za-z0-9])\}/g, '_$1');
}
