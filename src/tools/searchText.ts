import * as z from 'zod';
import { defined } from '../base/defined.ts';
import type { SearchResult } from '../workspace/search.ts';
import { defineTool } from './define.ts';
import { maxOutputBytes } from './numbered.ts';
import { originOfFile } from './origins.ts';
import { absolutePath, firstRoot, pathField } from './paths.ts';

const maxMatches = 200;
const deadlineMs = 10_000;

/** Where a text stands in the files below a folder, or in one file. */
export const searchText = defineTool({
  name: 'search_text',
  description:
    'Find a text in files; answers path:line: text. Plain and case-sensitive unless regex is true (JavaScript syntax, line by line). glob limits the files.',
  input: z.strictObject({
    pattern: z.string().min(1).max(1000),
    path: pathField.optional(),
    regex: z.boolean().optional(),
    glob: z.string().min(1).max(500).optional(),
  }),
  effectKinds: ['read'],
  title: ({ pattern }) => `Search for ${pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern}`,
  effects: ({ path }, { roots }) => [{ kind: 'read', path: path === undefined ? firstRoot(roots) : absolutePath(path, roots) }],
  async run({ pattern, path: given, regex, glob }, { folders, roots }, call) {
    const path = given === undefined ? firstRoot(roots) : absolutePath(given, roots);
    const request = { pattern, path, isRegex: regex ?? false, glob, maxMatches, deadlineMs };
    const result = await folders.search(call.permit, request, call.signal);
    const origin = result.matches.map((match) => originOfFile(match.path)).find((found) => found !== undefined);
    return { content: describe(result), ...defined({ origin }) };
  },
});

function describe(result: SearchResult): string {
  const rows: string[] = [];
  let bytes = 0;
  for (const { path, line, text } of result.matches) {
    const row = `${path}:${line}: ${text}`;
    bytes += Buffer.byteLength(row) + 1;
    if (bytes > maxOutputBytes - 1000) break;
    rows.push(row);
  }
  const notes: string[] = [];
  if (rows.length === 0) notes.push(`Not found in ${result.searchedFiles} files.`);
  if (result.isCut || rows.length < result.matches.length) notes.push('… and more: narrow it with path, glob or a longer pattern.');
  if (result.stoppedAt !== undefined) {
    notes.push(
      `Stopped after ${deadlineMs / 1000} s at ${result.stoppedAt}: the expression takes too long. Make it simpler, or search for plain text.`,
    );
  }
  if (result.skipped.large > 0) notes.push(`${result.skipped.large} files over 5 MB were not searched.`);
  if (result.skipped.secret > 0) notes.push(`${result.skipped.secret} files that hold keys were not searched.`);
  return [...rows, ...notes].join('\n');
}
