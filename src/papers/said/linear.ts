/**
 * Sentences with formulas as one line of characters that patterns can read: `$3\times10^{-4}$` becomes `3e-4`, `$\beta_1$` becomes `β1`.
 * Every character knows where it stands in the paper's own words, so that a quote is never ours.
 */
import type { Inline } from '../document.ts';

export interface Line {
  readonly text: string;
  /** As `plainText` gives it. */
  readonly original: string;
  /** For each character of `text`, and one behind the last, its place in `original`. A formula's characters all have the formula's start. */
  readonly origins: readonly number[];
}

export function linear(content: readonly Inline[]): Line {
  let text = '';
  let original = '';
  const origins: number[] = [];
  for (const inline of content) {
    const [shown, read] = shownAndRead(inline);
    const isVerbatim = shown === read;
    for (let index = 0; index < read.length; index++) origins.push(original.length + (isVerbatim ? index : 0));
    text += read;
    original += shown;
  }
  origins.push(original.length);
  return { text, original, origins };
}

/** The paper's words from `start` to `end` of the line, whole formulas. */
export function quoted({ original, origins }: Line, start: number, end: number): string {
  const from = origins[start] ?? 0;
  let until = end;
  // Up to the first character of another piece: what ends within a formula holds all of it.
  while (until < origins.length - 1 && origins[until] === origins[until - 1]) until++;
  return original
    .slice(from, origins[until] ?? original.length)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function shownAndRead(inline: Inline): readonly [shown: string, read: string] {
  switch (inline.kind) {
    case 'text': {
      // `**Batch size.** 96 images`: a heading within a line says what stands behind it.
      const isHeading = (inline.style === 'strong' || inline.style === 'emphasis') && inline.text.length <= 60;
      return [inline.text, plainCharacters(isHeading ? inline.text.replace(/\.(?=\s*$)/, ':') : inline.text)];
    }
    case 'math':
      return inline.tex === null ? ['[formula]', '[formula]'] : [`$${inline.tex}$`, mathAsText(inline.tex)];
    case 'citation':
      // A mark of its own: what is said in its sentence may be somebody else's.
      return [inline.text, '⟦cite⟧'];
    case 'reference':
      return [inline.text, '⟦ref⟧'];
    case 'footnote-mark':
      return [`[^${inline.text}]`, ''];
    case 'link':
      return [inline.text, inline.text];
  }
}

/** One character for one, so that places stay. */
function plainCharacters(text: string): string {
  return (
    text
      // `131 400`: thousands set apart by a space.
      .replaceAll(/(?<![\p{L}\d.,_–-])\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+(?![\d\p{L}]|[.,]\d|-\p{L})/gu, (number) =>
        number.replaceAll(/\D/g, ','),
      )
      // `weight_decay = 0.1`.
      .replaceAll(/(?<=\p{L}{2,})_(?=\p{L}{2,})/gu, ' ')
      .replaceAll(/[\u00A0\u2009\u202F\n\t]/g, ' ')
      .replaceAll(/[‐‑]/g, '-')
      .replaceAll('−', '-')
      .replaceAll(/[’‘]/g, "'")
      .replaceAll(/(?<=\d ?)x(?= ?\d)/g, '×')
  );
}

/** Greek letters by their names in TeX. */
export const greek: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  vartheta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  varsigma: 'ς',
  varrho: 'ρ',
  varpi: 'π',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  ell: 'ℓ',
};

const signs: Readonly<Record<string, string>> = {
  times: '×',
  cdot: '·',
  in: ' ∈ ',
  le: ' ≤ ',
  leq: ' ≤ ',
  leqslant: ' ≤ ',
  ge: ' ≥ ',
  geq: ' ≥ ',
  geqslant: ' ≥ ',
  approx: ' ≈ ',
  sim: ' ∼ ',
  to: ' → ',
  rightarrow: ' → ',
  leftarrow: ' ← ',
  gets: ' ← ',
  pm: ' ± ',
  ldots: '…',
  dots: '…',
  cdots: '…',
  lbrace: '{',
  rbrace: '}',
  infty: '∞',
  quad: ' ',
  qquad: ' ',
  prime: "'",
  colon: ':',
  div: '÷',
  neq: ' ≠ ',
  equiv: ' = ',
  triangleq: ' = ',
  mathcal: '',
  mid: '|',
};

/** `\{64,128\}` and `(32,64,128)` are lists; a comma within a number stands in braces or alone. */
function withSpacedLists(tex: string): string {
  const spaced = (inner: string): string => inner.replaceAll(/(?<!\{),(?![}\s])/g, ', ');
  return tex
    .replaceAll(/\\(?:lbrace|\{)(?:[^{}]|\{,\}|\^\{[^{}]*\})*?\\(?:rbrace|\})/g, spaced)
    .replaceAll(/[([][\d.]+(?:,[\d.]+){2,}[)\]]/g, spaced);
}

/** `\sum_{m=1}^{3}`: over what is summed is no setting. */
const limits =
  /(\\(?:sum|prod|i*int|bigcup|bigcap|arg\s*max|arg\s*min|max|min|sup|inf|lim))(?:\\limits)?(?:\s*[_^]\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[a-zA-Z]+|[^\s\\{}]))+/g;

/** A formula as one would read it aloud: numbers as numbers, letters as letters. Not exact, and only for finding values. */
export function mathAsText(tex: string): string {
  const flat = withSpacedLists(tex.replaceAll(limits, '$1 '))
    // `\sim\mathcal{U}`: two words.
    .replaceAll(/(\\[a-zA-Z]+)(?=\\(?:text\w*|math\w+|operatorname|mbox)\b)/g, '$1 ')
    .replaceAll(
      /\\(?:text|textrm|textbf|textit|textsf|texttt|textnormal|mathrm|mathbf|mathit|mathsf|mathtt|mathcal|mathbb|boldsymbol|bm|operatorname\*?|mbox|hbox|emph)\s*\{([^{}]*)\}/g,
      '$1',
    )
    .replaceAll(/\\(?:d|t)?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))/g, (_, a, b, c, d) => `${a ?? b}/${c ?? d}`)
    .replaceAll(/\\(?:left|right|bigl?|bigr?|Bigl?|Bigr?|displaystyle|textstyle|limits|mathopen|mathclose|bigg[lr]?)(?![a-zA-Z])/g, '')
    .replaceAll(/(\d)\{,\}(?=\d{3})/g, '$1,')
    .replaceAll(/(\d)\\[,;:! ](?=\d{3}(?!\d))/g, '$1,')
    .replaceAll(/\\[{}]/g, (brace) => (brace === '\\{' ? '❴' : '❵'))
    .replaceAll(/\\%/g, '%')
    .replaceAll(/\\[,;:!> ]|~/g, ' ')
    .replaceAll(/\\([a-zA-Z]+)\s*/g, (_, name: string) => greek[name] ?? signs[name] ?? (name.length > 2 ? ` ${name} ` : ''))
    .replaceAll(/\\./g, ' ');
  return flat
    .replaceAll(
      /\s*(?:×|·|\*)\s*10\s*\^\s*\{?\s*([-+−]?)\s*(\d+)\s*\}?/g,
      (_, sign: string, digits: string) => `e${sign === '−' ? '-' : sign}${digits}`,
    )
    .replaceAll(
      /(?<![\d.])10\s*\^\s*\{?\s*([-+−]?)\s*(\d+)\s*\}?/g,
      (_, sign: string, digits: string) => `1e${sign === '−' ? '-' : sign}${digits}`,
    )
    .replaceAll(/\^\s*\{\s*([^{}]*)\}/g, '^$1')
    .replaceAll(/_\s*\{\s*([^{}]*)\}/g, (_, sub: string) => (/^\w$/.test(sub) ? sub : `_${sub.replaceAll(/\s+/g, '')}`))
    .replaceAll(/_\s*(\w)/g, (whole, sub: string) => (/_\w\w/.test(whole) ? whole : sub))
    .replaceAll(/[{}]/g, '')
    .replaceAll('❴', '{')
    .replaceAll('❵', '}')
    .replaceAll(/(\d),\s(?=\d)/g, '$1, ');
}
