/** Run folders as docs/formats.md describes them, read without the product's own code: the tests compare with what lies on the disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface RunFolder {
  readonly id: string;
  readonly folder: string;
  readonly log: string;
  /** One line of points.jsonl each. */
  readonly points: readonly Readonly<Record<string, unknown>>[];
}

/** Oldest first. */
export function runFolders(workspace: string): readonly RunFolder[] {
  const runs = path.join(workspace, '.practicum/runs');
  if (!existsSync(runs)) return [];
  return readdirSync(runs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .map((id) => {
      const folder = path.join(runs, id);
      const text = (file: string): string => (existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : '');
      // While the run goes on its last line may be half written: a line counts once its newline is there.
      const lines = text('points.jsonl').split('\n').slice(0, -1);
      return { id, folder, log: text('console.log'), points: lines.map((line) => JSON.parse(line)) };
    });
}
