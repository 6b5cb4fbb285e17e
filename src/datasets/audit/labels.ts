/** Whether the classes are balanced, whether a test asks for what training never showed, and answers that are preferred to themselves. */
import type { SplitAudit } from './auditShape.ts';
import type { ColumnRoles } from './columnRoles.ts';
import type { Seen } from './contentWatch.ts';
import { type Finding, grouped, share } from './finding.ts';

/** The largest class may be so many times the smallest one. */
const imbalancedTimes = 10;

export interface ClassBalance {
  readonly column: string;
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  readonly of: number;
  /** By the Hub, over all rows; else among those that were looked at. */
  readonly isWhole: boolean;
}

/** Undefined where a column has too many values to be one of classes. */
export function balanceOf({ columns, whole = [] }: SplitAudit, column: string): ClassBalance | undefined {
  const facts = columns.find(({ name }) => name === column);
  const counted = whole.find((each) => each.column === column);
  if (facts === undefined) return undefined;
  const named = (value: string): string => facts.labels?.[Number(value)] ?? value;
  if (counted?.frequencies !== undefined) {
    const classes = Object.entries(counted.frequencies).map(([name, count]) => ({ name, count }));
    return { column, classes: byCount(classes), of: counted.rows, isWhole: true };
  }
  if (facts.distinct === undefined || facts.distinct > 200) return undefined;
  return { column, classes: byCount(facts.top.map(({ value, count }) => ({ name: named(value), count }))), of: facts.rows, isWhole: false };
}

function byCount(classes: readonly { readonly name: string; readonly count: number }[]): ClassBalance['classes'] {
  return classes.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

export function labelFindings(splits: readonly SplitAudit[], { labels }: ColumnRoles): readonly Finding[] {
  return labels.flatMap((column) => {
    const balances = splits.flatMap((split) => {
      const balance = balanceOf(split, column);
      return balance === undefined ? [] : [{ split: split.split, balance }];
    });
    return [...balances.flatMap(({ split, balance }) => imbalance(split, balance)), ...unseen(balances)];
  });
}

function imbalance(split: string, { column, classes, of, isWhole }: ClassBalance): readonly Finding[] {
  const [largest] = classes;
  const smallest = classes.at(-1);
  if (largest === undefined || smallest === undefined || classes.length < 2 || of < 20) return [];
  if (largest.count < smallest.count * imbalancedTimes) return [];
  const text = `${column} of ${split} is unbalanced: ${largest.name} ${share(largest.count, of)}, ${smallest.name} ${grouped(smallest.count)}${isWhole ? ' (counted by the Hub over all rows)' : ''}.`;
  return [{ kind: 'imbalance', severity: 'warning', split, column, count: largest.count, of, rows: [], text }];
}

function unseen(balances: readonly { readonly split: string; readonly balance: ClassBalance }[]): readonly Finding[] {
  const train = balances.find(({ split }) => split === 'train') ?? balances[0];
  if (train === undefined) return [];
  const known = new Set(train.balance.classes.map(({ name }) => name));
  return balances.flatMap(({ split, balance }): readonly Finding[] => {
    const extra = balance.classes.filter(({ name }) => !known.has(name));
    // Only the most frequent values are kept: with more, nobody knows.
    if (split === train.split || extra.length === 0 || known.size >= 20) return [];
    const text = `${split} has values of ${balance.column} that none of the looked-at rows of ${train.split} has: ${extra
      .slice(0, 5)
      .map(({ name }) => name.slice(0, 60))
      .join(', ')}.`;
    return [
      {
        kind: 'unseen-labels',
        severity: 'warning',
        split,
        column: balance.column,
        count: extra.reduce((sum, { count }) => sum + count, 0),
        of: balance.of,
        rows: [],
        text,
      },
    ];
  });
}

export function preferenceRepeats(split: string, { count, rows }: Seen, of: number): readonly Finding[] {
  if (count === 0) return [];
  const text = `${share(count, of)} of ${split} have the same answer as chosen and as rejected.`;
  return [{ kind: 'same-preference', severity: 'error', split, count, of, rows: rows.map((row) => ({ split, row })), text }];
}
