/** Metrics of one prefix: `train/loss` and `train/lr` are of `train`. */
export interface Section {
  /** Empty: metrics without a prefix. */
  readonly prefix: string;
  readonly metrics: readonly string[];
}

/** Measurements of the machine: nobody looks for them first. */
const machine = 'system';

/** Grouped by what stands before the first `/`, in the order in which each prefix came first; the machine stands last. */
export function sectionsOf(metrics: readonly string[]): readonly Section[] {
  const groups = new Map<string, string[]>();
  for (const metric of metrics) {
    const prefix = prefixOf(metric);
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [metric]);
    else group.push(metric);
  }
  const sections = [...groups].map(([prefix, members]) => ({ prefix, metrics: members }));
  return sections.toSorted((a, b) => Number(a.prefix === machine) - Number(b.prefix === machine));
}

function prefixOf(metric: string): string {
  const slash = metric.indexOf('/');
  return slash > 0 ? metric.slice(0, slash) : '';
}

export interface Search {
  readonly matches: (metric: string) => boolean;
  /** Whether it is read as words, since it is no regular expression. */
  readonly isWords: boolean;
}

/** A regular expression over names, without regard to case; where it is none, every word of it must occur in the name. */
export function searchOf(text: string): Search {
  const sought = text.trim();
  if (sought === '') return { matches: () => true, isWords: false };
  try {
    const expression = new RegExp(sought, 'iu');
    return { matches: (metric) => expression.test(metric) || hasWords(metric, sought), isWords: false };
  } catch {
    return { matches: (metric) => hasWords(metric, sought), isWords: true };
  }
}

function hasWords(metric: string, text: string): boolean {
  const name = metric.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}
