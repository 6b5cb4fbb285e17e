/** Formulas as text, as one would read them aloud. */

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
  return (
    tex
      .replaceAll(/\\(?:lbrace|\{)(?:[^{}]|\{,\}|\^\{[^{}]*\})*?\\(?:rbrace|\})/g, spaced)
      .replaceAll(/[([][\d.]+(?:,[\d.]+){2,}[)\]]/g, spaced)
      // `(L,n)=(2,128)`: two names, two numbers.
      .replaceAll(/(?<=\([^()=,]+,[^()=,]+\)\s*=\s*)\([\d.]+,[\d.]+\)/g, spaced)
  );
}

/** `\sum_{m=1}^{3}`: over what is summed is no setting. */
const limits =
  /(\\(?:sum|prod|i*int|bigcup|bigcap|arg\s*max|arg\s*min|max|min|sup|inf|lim))(?:\\limits)?(?:\s*[_^]\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[a-zA-Z]+|[^\s\\{}]))+/g;

/** In braces there may be others: `\frac{2}{n_{in}}`. */
const group = String.raw`\{((?:[^{}]|\{[^{}]*\})*)\}`;
const fraction = new RegExp(String.raw`\\[dt]?frac\s*(?:${group}|(\d))\s*(?:${group}|(\d))`, 'g');

/** A formula as one would read it aloud: numbers as numbers, letters as letters. Not exact, and only for finding values. */
export function mathAsText(tex: string): string {
  // `2{\\times}10^{-3}`: braces that only take the space away.
  const flat = withSpacedLists(
    tex.replaceAll(/\{(\\(?:times|cdot|to|in|pm|sim|approx|leq?|geq?|rightarrow))\s*\}/g, '$1 ').replaceAll(limits, '$1 '),
  )
    // `\sim\mathcal{U}`: two words.
    .replaceAll(/(\\[a-zA-Z]+)(?=\\(?:text\w*|math\w+|operatorname|mbox)\b)/g, '$1 ')
    .replaceAll(
      /\\(?:text|textrm|textbf|textit|textsf|texttt|textnormal|mathrm|mathbf|mathit|mathsf|mathtt|mathcal|mathbb|boldsymbol|bm|operatorname\*?|mbox|hbox|emph)\s*\{([^{}]*)\}/g,
      '$1',
    )
    // `\mathbb R`, `\mathrm d`.
    .replaceAll(/\\(?:mathrm|mathbf|mathit|mathsf|mathtt|mathbb|bm)\s+(?=[A-Za-z])/g, '')
    .replaceAll(fraction, (_, a, b, c, d) => `${a ?? b}/${c ?? d}`)
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
    .replaceAll(/(\d),\s(?=\d)/g, '$1, ')
    .replaceAll(/ {2,}/g, ' ');
}
