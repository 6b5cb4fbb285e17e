/**
 * A formula as one line without spaces in which its structure can still be told: fractions and exponents keep their brackets, sums their
 * limits, accents their letter. `linear.mathAsText` gives what one reads aloud instead, which loses what belongs under which bar.
 */
import { greek } from './mathText.ts';

const accents: Readonly<Record<string, string>> = {
  bar: '¯',
  overline: '¯',
  hat: 'ˆ',
  widehat: 'ˆ',
  tilde: '˜',
  widetilde: '˜',
  check: 'ˇ',
  dot: '˙',
};
const signs: Readonly<Record<string, string>> = {
  cdot: '·',
  times: '·',
  in: '∈',
  le: '≤',
  leq: '≤',
  leqslant: '≤',
  ge: '≥',
  geq: '≥',
  geqslant: '≥',
  approx: '≈',
  simeq: '≈',
  sim: '∼',
  propto: '∝',
  leftarrow: '←',
  gets: '←',
  coloneqq: '=',
  rightarrow: '→',
  to: '→',
  mapsto: '→',
  odot: '⊙',
  nabla: '∇',
  partial: '∂',
  Vert: '‖',
  lVert: '‖',
  rVert: '‖',
  vert: '|',
  lvert: '|',
  rvert: '|',
  mid: '|',
  prime: "'",
  ldots: '…',
  dots: '…',
  cdots: '…',
  dotsc: '…',
  lfloor: '⌊',
  rfloor: '⌋',
  lceil: '⌈',
  rceil: '⌉',
  infty: '∞',
  star: '*',
  ast: '*',
  top: '⊤',
  quad: ',',
  qquad: ',',
  minus: '-',
};
/** What changes how a formula looks and not what it says. */
const silent =
  /^(?:left|right|[bB]igg?[lrm]?|middle|displaystyle|textstyle|scriptstyle|limits|nolimits|nonumber|notag|mathopen|mathclose|strut|hfill|centering|mathstrut|null|thinspace|enspace|negthinspace)$/;
const plain =
  /^(?:text|textrm|textbf|textit|textsf|texttt|textnormal|textsc|math(?:rm|bf|it|sf|tt|cal|bb|scr|frak|ord|bin|rel|op)|boldsymbol|bm|bold|pmb|operatorname|mbox|hbox|emph|ensuremath|smash|vec|underline)$/;

interface Reader {
  readonly tex: string;
  at: number;
}

export function formulaText(tex: string): string {
  const reader: Reader = { tex: tex.replaceAll(/(?<!\\)%[^\n]*/g, ' '), at: 0 };
  let text = '';
  while (reader.at < reader.tex.length) {
    text += listOf(reader);
    // An end without a beginning.
    reader.at++;
  }
  return withNumbers(text);
}

/** Up to the brace that closes the group, or to the end. */
function listOf(reader: Reader): string {
  let text = '';
  while (reader.at < reader.tex.length && reader.tex[reader.at] !== '}') {
    const sign = reader.tex[reader.at];
    if (sign === '_' || sign === '^') {
      reader.at++;
      const script = argument(reader);
      text += sign === '^' && /^'+$/.test(script) ? script : `${sign}${script.length === 1 ? script : `(${script})`}`;
    } else text += item(reader);
  }
  return text;
}

function argument(reader: Reader): string {
  while (/\s/.test(reader.tex[reader.at] ?? '')) reader.at++;
  return item(reader);
}

function item(reader: Reader): string {
  const sign = reader.tex[reader.at] ?? '';
  reader.at++;
  if (sign === '{') {
    const inner = listOf(reader);
    reader.at++;
    return inner;
  }
  if (sign !== '\\') return /[\s&~]/.test(sign) ? '' : sign === '−' ? '-' : sign === '∥' ? '‖' : sign;
  const name = /^[a-zA-Z]+\*?/.exec(reader.tex.slice(reader.at))?.[0];
  if (name === undefined) {
    const other = reader.tex[reader.at] ?? '';
    reader.at++;
    if (other === '\\') reader.at += (/^\s*\[[^\]]*\]/.exec(reader.tex.slice(reader.at))?.[0] ?? '').length;
    return other === '|' ? '‖' : other === '\\' ? ';' : /[{}%]/.test(other) ? other : '';
  }
  reader.at += name.length;
  return command(name.replace('*', ''), reader);
}

function command(name: string, reader: Reader): string {
  if (silent.test(name)) {
    // `\left.` and `\right.` draw nothing.
    if ((name === 'left' || name === 'right') && reader.tex[reader.at] === '.') reader.at++;
    return '';
  }
  if (name === 'begin' || name === 'end') {
    const environment = argument(reader).replace('*', '');
    return /^(?:cases|dcases)$/.test(environment) ? (name === 'begin' ? '{' : '}') : '';
  }
  if (/^(?:label|tag|ref|eqref|cite|hspace|vspace|color|phantom)$/.test(name)) {
    argument(reader);
    return '';
  }
  if (/^[dtc]?frac$/.test(name)) return `${bracketed(argument(reader))}/${bracketed(argument(reader))}`;
  if (name === 'sqrt') return `sqrt(${argument(reader)})`;
  if (name === 'underbrace' || name === 'overbrace') {
    const inner = argument(reader);
    if (/^\s*[_^]/.test(reader.tex.slice(reader.at))) {
      reader.at += (/^\s*[_^]/.exec(reader.tex.slice(reader.at))?.[0] ?? '').length;
      argument(reader);
    }
    return inner;
  }
  const accent = accents[name];
  if (accent !== undefined) {
    const inner = argument(reader);
    return inner.length <= 3 ? `${inner}${accent}` : inner;
  }
  if (plain.test(name)) return argument(reader);
  return greek[name] ?? signs[name] ?? (name.length > 1 ? name : '');
}

function bracketed(text: string): string {
  return /^(?:[\p{L}\d.,]+|\p{L}_[\p{L}\d])$/u.test(text) ? text : `(${text})`;
}

/** `2·10^(-3)` is 2e-3, `10{,}000` is 10000. */
function withNumbers(text: string): string {
  return text
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll(/(?<=\d)·10\^(?:\((-?\d+)\)|(\d))/g, (_, power: string | undefined, digit: string | undefined) => `e${power ?? digit}`)
    .replaceAll(
      /(?<![\d.])10\^(?:\((-\d+)\)|\((\d+)\)|(\d))/g,
      (_, low: string, high: string, digit: string) => `1e${low ?? high ?? digit}`,
    );
}
