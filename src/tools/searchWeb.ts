import * as z from 'zod';
import { noSearch } from '../web/webErrors.ts';
import { defineTool } from './define.ts';
import { oneLine, rowsWithin } from './lookups.ts';

const usualLimit = 8;

/** Through the service that the person set up. */
export const searchWeb = defineTool({
  name: 'search_web',
  description: 'Search the web. read_page reads what is found.',
  input: z.strictObject({ query: z.string().min(1).max(400) }),
  effectKinds: ['lookup'],
  title: ({ query }) => `Search the web for “${oneLine(query, 80)}”`,
  effects(_, { web }) {
    if (web.searchHost === undefined) throw noSearch();
    return [{ kind: 'lookup', host: web.searchHost }];
  },
  async run({ query }, { web }, call) {
    const found = await web.search(call.permit, { query, limit: usualLimit }, call.signal);
    if (found.length === 0) return { content: 'Nothing found. Use other words.' };
    const rows = found.map(
      ({ title, url, snippet, age }) =>
        `- ${url}\n  ${oneLine(title, 150)}${age === undefined ? '' : ` (${oneLine(age, 30)})`}: ${oneLine(snippet, 400)}`,
    );
    return {
      content: rowsWithin(rows, (left) => `… ${left} more: ask for fewer`),
      origin: { kind: 'web', name: `search for ${oneLine(query, 100)}` },
    };
  },
});
