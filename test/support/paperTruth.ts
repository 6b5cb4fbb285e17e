/** What of a paper was read as it is, what is missing or flagged, and what is wrong without a flag. */
import { type Inline, inlinesOf, type Paper, type PaperNode, plainText } from '../../src/papers/document.ts';
import type { GeneratedPaper } from '../fixtures/papers/generateLatex.ts';
import { isSameFormula } from './formulaJudge.ts';

export interface Judgement {
  readonly right: number;
  /** Flagged as unread, or not there. */
  readonly missing: readonly string[];
  /** The worst: presented as read. */
  readonly wrong: readonly string[];
}

export function checkGenerated(paper: Paper, truth: GeneratedPaper['truth']): Judgement {
  const found = { right: 0, missing: [] as string[], wrong: [] as string[] };
  const judge = (what: string, wanted: string, read: string | null | undefined, isSame: (a: string, b: string) => boolean): void => {
    // A formula that stands there as `[formula]` is flagged where it stands.
    if (read === null || read === undefined || read.includes('[formula]')) found.missing.push(`${what}: ${wanted}`);
    else if (isSame(wanted, read)) found.right++;
    else found.wrong.push(`${what}: wanted ${wanted}, read ${read}`);
  };
  const same = (a: string, b: string): boolean => a === b;
  judge('title', truth.title, paper.title, same);
  each(
    truth.sections,
    paper.sections,
    ([number, title], section) => judge('section', `${number} ${title}`, section && `${section.number ?? ''} ${section.title}`, same),
    (extra) => found.wrong.push(`section too much: ${extra.title}`),
  );
  const equations = of(paper, 'equation');
  each(
    truth.equations,
    equations,
    ({ tex, number }, node) => {
      judge('formula', tex, node?.tex, isSameFormula);
      judge('number', number ?? 'none', node?.number ?? 'none', same);
    },
    (extra) => found.wrong.push(`formula too much: ${extra.tex}`),
  );
  const inline = of(paper, 'paragraph').flatMap((node) =>
    inlinesOf(node).filter((one): one is Extract<Inline, { kind: 'math' }> => one.kind === 'math'),
  );
  each(
    truth.inline,
    inline,
    (tex, one) => judge('inline', tex, one?.tex, (a, b) => isSameFormula(a, b, false)),
    (extra) => found.wrong.push(`inline too much: ${extra.tex}`),
  );
  each(
    truth.tables,
    of(paper, 'table'),
    (rows, table) =>
      judge(
        'table',
        JSON.stringify(rows),
        table && JSON.stringify(table.rows.map((row) => row.map((cell) => plainText(cell.content)))),
        sameCells,
      ),
    () => found.wrong.push('table too much'),
  );
  each(
    truth.algorithms,
    of(paper, 'algorithm'),
    (lines, algorithm) => {
      each(
        lines,
        algorithm?.lines ?? [],
        (line, read) => judge('line', line, read && `${'  '.repeat(read.indent)}${plainText(read.content)}`, sameLine),
        (extra) => found.wrong.push(`line too much: ${plainText(extra.content)}`),
      );
    },
    () => found.wrong.push('algorithm too much'),
  );
  return found;
}

function each<T, U>(
  wanted: readonly T[],
  read: readonly U[],
  compare: (wanted: T, read: U | undefined) => void,
  extra: (read: U) => void,
): void {
  for (const [index, one] of wanted.entries()) compare(one, read[index]);
  for (const one of read.slice(wanted.length)) extra(one);
}

function of<Kind extends PaperNode['kind']>(paper: Paper, kind: Kind): readonly Extract<PaperNode, { kind: Kind }>[] {
  return paper.nodes.filter((node): node is Extract<PaperNode, { kind: Kind }> => node.kind === kind);
}

function sameCells(a: string, b: string): boolean {
  return a.replaceAll(/\s/g, '') === b.replaceAll(/\s/g, '');
}

/** Words between formulas as they stand, formulas as they are drawn. */
function sameLine(a: string, b: string): boolean {
  const [left, right] = [a.split('$'), b.split('$')];
  return (
    left.length === right.length &&
    left.every((part, index) => (index % 2 === 0 ? part === right[index] : isSameFormula(part, right[index] ?? '', false)))
  );
}
