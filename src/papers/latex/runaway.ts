/** Where something is taken to end whose end is missing: an argument, a branch, a formula. */
import type { Token } from './token.ts';

const headings = new Set(['part', 'chapter', 'section', 'subsection', 'subsubsection']);
/** What stands within no argument of a command for words, and within no formula. */
const ofItsOwn = new Set([
  ...headings,
  ...'item maketitle author date keywords caption bibliography bibliographystyle appendix documentclass usepackage newcommand renewcommand providecommand newtheorem newenvironment DeclareMathOperator def State STATE'.split(
    ' ',
  ),
]);

export function isHeading(token: Token): boolean {
  return token.kind === 'command' && headings.has(token.text);
}

/** Whether a formula must have ended before it. */
export function endsFormula(token: Token): boolean {
  return token.kind === 'command' && (headings.has(token.text) || /^(?:item|caption|bibliography|maketitle)$/.test(token.text));
}

/** How many of the tokens of an argument that never ends are its own: up to a blank line, or to what cannot stand in it. */
export function endOfRunaway(tokens: readonly Token[]): number {
  let row = -1;
  let open = 0;
  for (const [at, token] of tokens.entries()) {
    // The cell of a table ends, and the argument in it with it: in its own row, where that has ended before.
    if (token.kind === 'align' && open === 0) return row < 0 ? at : row;
    if (token.kind !== 'command') continue;
    if (token.text === 'par' || ofItsOwn.has(token.text)) return at;
    if (token.text === '\\' && open === 0 && row < 0) row = at;
    if (token.text === 'begin') {
      if (/^(?:document|abstract)$/.test(nameAt(tokens, at + 1))) return at;
      open++;
    }
    if (token.text === 'end' && --open < 0) return at;
  }
  return tokens.length;
}

/** Whether an argument for words has swallowed what cannot be meant: it is closed only by chance. */
export function isRunaway(tokens: readonly Token[]): boolean {
  let hasBlankLine = false;
  let open = 0;
  for (const token of tokens) {
    if (token.kind !== 'command') continue;
    if (token.text === 'par') hasBlankLine = true;
    if (token.text === 'begin') open++;
    if (token.text === 'end' && --open < 0) return true;
    if (hasBlankLine && headings.has(token.text)) return true;
  }
  return false;
}

function nameAt(tokens: readonly Token[], start: number): string {
  let name = '';
  for (let at = start; at < tokens.length && at < start + 20; at++) {
    const token = tokens[at];
    if (token?.kind === 'end') return name;
    if (token?.kind === 'letter') name += token.text;
  }
  return name;
}
