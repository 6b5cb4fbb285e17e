/** The symbols in a formula, as they are told apart when somebody looks up what they mean. */

export interface FormulaSymbol {
  /** With what is below it: `W_Q`, `\hat y_i`. Blanks and braces that change nothing are left out. */
  readonly full: string;
  /** Without: `W`, `\hat y`. */
  readonly base: string;
}

const dressed =
  /^\\(?:hat|widehat|bar|overline|tilde|widetilde|vec|dot|ddot|check|breve|underline|mathbf|boldsymbol|bm|mathcal|mathscr|mathbb|mathsf|mathfrak|mathit|pmb)$/;
/** What stands behind is words, not symbols. */
const wordy = /^\\(?:text|textrm|textbf|textit|textsc|mathrm|operatorname\*?|label|tag|mbox|begin|end|ref|eqref|cite)$/;
const greek =
  /^\\(?:(?:var)?(?:epsilon|theta|phi|pi|rho|sigma|kappa)|alpha|beta|gamma|Gamma|delta|Delta|zeta|eta|Theta|iota|lambda|Lambda|mu|nu|xi|Xi|Pi|Sigma|tau|upsilon|Upsilon|Phi|chi|psi|Psi|omega|Omega|ell|nabla)$/;

const piece = /\\(?:[A-Za-z]+\*?|.)|[\s\S]/gy;

/** In the order they stand; those within indices too. `tex`: without delimiters. */
export function symbolsIn(tex: string): readonly FormulaSymbol[] {
  const pieces = tex.match(piece) ?? [];
  const found: FormulaSymbol[] = [];
  let at = 0;

  const skipBlanks = (): void => {
    while (/^\s$/.test(pieces[at] ?? '')) at += 1;
  };
  /** The pieces of the group or the one piece that comes next. */
  const argument = (): readonly string[] => {
    skipBlanks();
    if (pieces[at] !== '{') return at < pieces.length ? [pieces[at++] ?? ''] : [];
    const start = at + 1;
    let depth = 0;
    do {
      if (pieces[at] === '{') depth += 1;
      if (pieces[at] === '}') depth -= 1;
      at += 1;
    } while (depth > 0 && at < pieces.length);
    return pieces.slice(start, depth === 0 ? at - 1 : at);
  };

  while (at < pieces.length) {
    const now = pieces[at] ?? '';
    at += 1;
    if (wordy.test(now)) {
      argument();
      continue;
    }
    const inner = dressed.test(now) ? argument() : undefined;
    const base = inner === undefined ? (/^[A-Za-z]$/.test(now) || greek.test(now) ? now : undefined) : `${now} ${plain(inner)}`;
    if (base === undefined || plain([base]) === '') continue;
    if (inner !== undefined && !/[A-Za-z]/.test(plain(inner))) continue;
    let below = '';
    skipBlanks();
    while (pieces[at] === '_' || pieces[at] === '^' || pieces[at] === "'") {
      const mark = pieces[at];
      at += 1;
      if (mark === "'") continue;
      const script = argument();
      found.push(...symbolsIn(script.join('')));
      if (mark === '_') below = plain(script);
      skipBlanks();
    }
    found.push({ full: below === '' ? base : `${base}_${below}`, base });
  }
  return found;
}

function plain(pieces: readonly string[]): string {
  const words = pieces.filter((one) => !/^[\s{}]$/.test(one) && !/^\\(?:mathrm|text|rm|mathit|operatorname|,|;|!| )$/.test(one));
  return words.join('');
}

/** What a formula says a symbol is: `W_Q \in …`, `a = …`, `x \sim …`, `q := …`. Several where it is a list of such. */
export function definedIn(tex: string): readonly string[] {
  return tex.split(/\\qquad|\\quad|\\\\|;/).flatMap((part) => {
    const [left, sign, right] = part.split(/(:=|\\coloneqq|\\triangleq|\\equiv|\\sim\b|\\in\b|=|\\gets\b|\\leftarrow\b)/, 3);
    // `j = 1, …, n` counts.
    if (sign === undefined || left === undefined || /^\s*(?:\d+|[A-Z])\s*,\s*\\?(?:[ldc]?dots|\.\.\.)/.test(right ?? '')) return [];
    const bare = left.replaceAll('&', ' ').replace(/^[\s,]+/, '');
    const symbols = symbolsIn(bare.replace(/\([^()]*\)\s*$/, ''));
    // `W_Q, W_K \in …` says something of both, `x + y = 1` of neither.
    if (/[+\-*/]|\\(?:frac|sum|prod|cdot|times|mathbb\s*\{?\s*E)/.test(bare)) return [];
    const outer = symbols.filter(({ full }) => full !== '');
    const isList = /,/.test(bare);
    return isList ? outer.map(({ full }) => full) : outer.slice(-1).map(({ full }) => full);
  });
}
