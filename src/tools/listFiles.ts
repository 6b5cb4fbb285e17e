import * as z from 'zod';
import { defineTool } from './define.ts';
import { absolutePath, displayGiven, displayPath, firstRoot, pathField } from './paths.ts';

const maxEntries = 500;

/** The files below a folder, without what git ignores. */
export const listFiles = defineTool({
  name: 'list_files',
  description:
    'List files and folders below a folder (the workspace unless given), without ignored ones. pattern is a glob such as *.py or data/**/*.csv.',
  input: z.strictObject({ path: pathField.optional(), pattern: z.string().min(1).max(500).optional() }),
  effectKinds: ['read'],
  title: ({ path, pattern }, { roots }) => `List ${pattern ?? (path === undefined ? 'the workspace' : displayGiven(path, roots))}`,
  effects: ({ path }, { roots }) => [{ kind: 'read', path: path === undefined ? firstRoot(roots) : absolutePath(path, roots) }],
  async run({ path: given, pattern }, { folders, roots }, call) {
    const path = given === undefined ? firstRoot(roots) : absolutePath(given, roots);
    const { entries, isCut } = await folders.list(call.permit, { path, pattern, maxEntries }, call.signal);
    if (entries.length === 0) {
      return {
        content: pattern === undefined ? `${displayPath(path, roots)} is empty, or all of it is ignored.` : `Nothing matches ${pattern}.`,
      };
    }
    const rows = entries.map((entry) =>
      entry.bytes === undefined ? entry.path : `${entry.path} (${(entry.bytes / 1_000_000).toFixed(1)} MB)`,
    );
    const more = isCut ? [`… and more: narrow it with path or pattern (the first ${maxEntries}, nearest to the top, are shown).`] : [];
    return { content: [`In ${path}:`, ...rows, ...more].join('\n') };
  },
});
