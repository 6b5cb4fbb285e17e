import * as z from 'zod';
import { listDocs, searchDocs as searchHubDocs } from '../hub/docs.ts';
import { defineTool } from './define.ts';
import { hubFor, hubLookup, oneLine, rowsWithin } from './lookups.ts';

const usualLimit = 8;

/** The documentation of Hugging Face's libraries. */
export const searchDocs = defineTool({
  name: 'search_docs',
  description: 'Search the documentation of Hugging Face’s libraries (product: trl). Without query: which there are.',
  input: z.strictObject({
    query: z.string().max(300).optional(),
    product: z.string().max(60).optional(),
  }),
  effectKinds: ['lookup'],
  title: ({ query, product }) =>
    query === undefined ? 'List the documentation there is' : `Search ${product ?? 'the documentation'} for “${oneLine(query, 60)}”`,
  effects: (_, context) => [hubLookup(context)],
  async run({ query, product }, services, call) {
    const hub = hubFor(services, call);
    if (query === undefined || query.trim() === '') {
      const products = await hub.kept('docs', 60 * 60_000, () => listDocs(hub, call.signal));
      return {
        content: rowsWithin(
          [
            `Documentation at ${hub.endpoints.hub}/docs/ID:`,
            ...products.map(({ id, category }) => `- ${id}${category === undefined ? '' : ` · ${category}`}`),
          ],
          (left) => `… ${left} more`,
        ),
      };
    }
    const found = await searchHubDocs(hub, { query, product, limit: usualLimit }, call.signal);
    if (found.length === 0) return { content: 'Nothing found. Use other words, or leave product out.' };
    const rows = found.map(({ url, titles, text }) => `- ${url}\n  ${oneLine(titles.join(' › '), 150)}: ${oneLine(text, 500)}`);
    return {
      content: rowsWithin([...rows, 'read_docs reads a page or a section of it.'], (left) => `… ${left - 1} more: ask for fewer`),
      origin: { kind: 'web', name: `${hub.endpoints.hub}/docs` },
    };
  },
});
