import { basename, extname } from 'node:path';
import type { Origin } from '../base/origin.ts';

/** What lies in a workspace and was mostly written elsewhere, by the end of its name. Source files are the person’s own work. */
const kinds: readonly (readonly [kind: Origin['kind'], ends: readonly string[]])[] = [
  ['paper', ['.tex', '.bib', '.bbl', '.sty', '.cls', '.pdf']],
  ['web', ['.html', '.htm', '.xhtml', '.mhtml', '.svg', '.xml']],
  ['dataset', ['.csv', '.tsv', '.jsonl', '.ndjson', '.parquet', '.arrow']],
  ['log', ['.log', '.out', '.err']],
  ['card', ['.md', '.markdown', '.mdx', '.rst']],
  ['file', ['.txt', '.ipynb', '.eml', '.json', '.vtt', '.srt']],
];
const kindOfEnd = new Map(kinds.flatMap(([kind, ends]) => ends.map((end) => [end, kind] as const)));

/** Whose words a file of the workspace holds, as far as its name tells; undefined for source files. `name`: as it is shown. */
export function originOfFile(name: string): Origin | undefined {
  const kind = kindOfEnd.get(extname(basename(name)).toLowerCase());
  return kind === undefined ? undefined : { kind, name };
}
