/** The pieces of a formula's TeX. */

export interface Token {
  readonly kind:
    | 'number'
    | 'letter'
    | 'word'
    | 'operator'
    | 'open'
    | 'close'
    | 'bar'
    | 'sign'
    | 'comma'
    | 'command'
    | 'sub'
    | 'super'
    | 'prime';
  readonly text: string;
}

const spacing = /^(?:[,;:!> ]|left|right|[bB]igg?[lrm]?|displaystyle|textstyle|limits|nolimits|nonumber|notag|mathopen|mathclose|middle)$/;
export const fonts = /^(?:math(?:rm|bf|it|sf|tt|cal|bb|scr|frak)|boldsymbol|bm|text(?:rm|bf|it|sf|tt|normal)?|operatorname|mbox)$/;
export const accents = /^(?:bar|hat|tilde|overline|widetilde|widehat|dot|vec|check|breve)$/;
const signs: Readonly<Record<string, string>> = {
  leftarrow: '←',
  gets: '←',
  in: '∈',
  sim: '∼',
  approx: '≈',
  equiv: '=',
  triangleq: '=',
  propto: '∝',
  to: '→',
  rightarrow: '→',
  mapsto: '→',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  ll: '≤',
  gg: '≥',
  mid: '|',
  subset: '⊂',
};
const operators: Readonly<Record<string, string>> = {
  cdot: '·',
  times: '×',
  odot: '·',
  circ: '·',
  ast: '·',
  pm: '+',
  div: '/',
  otimes: '·',
};
export const functions =
  /^(?:exp|log|ln|max|min|cos|sin|tanh|sqrt|clip|softmax|sigmoid|relu|gelu|sim|sign|sg|mean|std|kl|ce|mse|bce|h|beta|uniform|arg|argmax|argmin|top|dropout|huber)$/i;
export const big = /^(?:sum|prod|int|bigcup|bigcap)$/;

export function tokensOf(tex: string): Token[] {
  const plain = tex
    .replaceAll(/\\label\s*\{[^}]*\}|\\(?:begin|end)\s*\{[^}]*\}|&/g, ' ')
    .replaceAll(/(?<=\d)(?:\{,\}|\\[,;:! ])(?=\d{3}(?!\d))/g, '')
    .replaceAll(/:=/g, '\\gets ')
    // `x{=}2` is set without space.
    .replaceAll(/\{\s*(=|\\(?:in|approx|sim|gets|leftarrow)|:)\s*\}/g, '$1 ');
  const found: Token[] = [];
  for (const [text, command, digits] of plain.matchAll(/\\([a-zA-Z]+|.)|(\d+(?:\.\d+)?|\.\d+)|\S/gs)) {
    if (command !== undefined) {
      if (spacing.test(command)) continue;
      const sign = signs[command];
      const operator = operators[command];
      if (sign !== undefined) found.push({ kind: sign === '|' ? 'comma' : 'sign', text: sign });
      else if (operator !== undefined) found.push({ kind: 'operator', text: operator });
      else if (command === '\\' || command === 'quad' || command === 'qquad') found.push({ kind: 'comma', text: ';' });
      else if (command === '|' || /^[lr]?Vert$/.test(command)) found.push({ kind: 'bar', text: '‖' });
      else if (/^[lr]?vert$/.test(command)) found.push({ kind: 'bar', text: '|' });
      else if (command === '{' || command === 'lbrace' || command === 'langle') found.push({ kind: 'open', text: '{' });
      else if (command === '}' || command === 'rbrace' || command === 'rangle') found.push({ kind: 'close', text: '}' });
      else if (command === '%') found.push({ kind: 'operator', text: '%' });
      else found.push({ kind: 'command', text: command });
    } else if (digits !== undefined) found.push({ kind: 'number', text: digits });
    else if (/\p{L}/u.test(text)) found.push({ kind: 'letter', text });
    else if ('+-−/*'.includes(text)) found.push({ kind: 'operator', text: text === '−' ? '-' : text === '*' ? '·' : text });
    else if ('(['.includes(text)) found.push({ kind: 'open', text });
    else if (')]'.includes(text)) found.push({ kind: 'close', text });
    else if (text === '{') found.push({ kind: 'open', text: '⟨' });
    else if (text === '}') found.push({ kind: 'close', text: '⟩' });
    else if (text === '|') found.push({ kind: 'bar', text });
    else if (',;:.'.includes(text)) found.push({ kind: 'comma', text });
    else if ('=<>←∈∼≈'.includes(text)) found.push({ kind: 'sign', text });
    else if (text === '_') found.push({ kind: 'sub', text });
    else if (text === '^') found.push({ kind: 'super', text });
    else if (text === "'") found.push({ kind: 'prime', text });
  }
  return found;
}
