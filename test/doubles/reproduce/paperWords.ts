/** What `read_paper` answers, read as a model would: formulas, tables and stated values by their addresses. */

export interface ReadFormula {
  readonly anchor: string;
  readonly tex: string;
}

export interface ReadTable {
  readonly anchor: string;
  /** As in the paper's own grid: the first row is row 1, headings counted. */
  readonly rows: readonly (readonly string[])[];
}

export interface StatedValue {
  readonly name: string;
  readonly value: string;
  readonly scope: string;
  readonly anchor: string;
}

/** Of the outline: the sections that stand at its top. */
export function sectionsIn(outline: string): readonly string[] {
  return [...outline.matchAll(/^- ((?:S|A)\d+): /gm)].map(([, anchor = '']) => anchor);
}

export function titleIn(outline: string): string {
  return /^# (.+)$/m.exec(outline)?.[1] ?? '';
}

export function formulasIn(text: string): readonly ReadFormula[] {
  return [...text.matchAll(/^\$\$\n([\s\S]*?)\n\$\$\n(?:\([^)]*\) )?\(#([^)\s]+)\)/gm)].map(([, tex = '', anchor = '']) => ({
    anchor,
    tex,
  }));
}

export function tablesIn(text: string): readonly ReadTable[] {
  return [...text.matchAll(/^\*\*Table[^\n]*\(#([^)\s]+)\)\n\n((?:\|[^\n]*\n)+)/gm)].map(([, anchor = '', grid = '']) => ({
    anchor,
    rows: grid
      .trim()
      .split('\n')
      .filter((row) => !/^\|[-:| ]+\|$/.test(row))
      .map((row) =>
        row
          .slice(1, -1)
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim()),
      ),
  }));
}

/** `- learning rate: 0.001 (teacher)  (#S3.SS1.p1)`. */
export function statedIn(text: string): readonly StatedValue[] {
  return [...text.matchAll(/^- ([^:\n]+): (\S+)([^\n]*?) {2}\(#([^)\s]+)\)$/gm)].map(
    ([, name = '', value = '', rest = '', anchor = '']) => ({
      name,
      value,
      scope: /\(([^)]*)\)/.exec(rest)?.[1] ?? '',
      anchor,
    }),
  );
}
