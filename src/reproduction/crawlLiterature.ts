import * as z from 'zod';
import { paperHosts } from '../papers/sources/hosts.ts';
import { defineTool, rare } from '../tools/define.ts';
import { hubLookup, oneLine } from '../tools/lookups.ts';
import type { Crawls } from './literature/crawlState.ts';

export const mostPapers = 20;

/** From one paper along its citations to recipes, each cell with where it was read. What walks and reads is loaded with the first call. */
export const crawlLiterature = () => {
  // One walk goes on from call to call, for as long as the session is open.
  const crawls: Crawls = new Map();
  return defineTool({
    name: 'crawl_literature',
    description:
      'Walk from an anchor paper (address or title) along its citations and references, read the papers that fit the question (task, data set, metric) best, and get a table of recipes: data, method, hyper-parameters, result, each with the address where it was read. What is not said there is not said: do not fill it in. direction: citations, references or both; most: papers to read (8, up to 20); since: 2024 or 2024-05-17. Call again with the same anchor and question to read on.',
    input: z.strictObject({
      anchor: z.string().min(1).max(300),
      question: z.string().min(3).max(500),
      direction: rare(z.enum(['citations', 'references', 'both']).default('both')),
      most: rare(z.int().min(1).max(mostPapers).default(8)),
      since: rare(
        z
          .string()
          .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'a year or a day is written as 2024 or 2024-05-17')
          .optional(),
      ),
    }),
    effectKinds: ['lookup'],
    title: ({ anchor, question }) => `Walk the literature around ${oneLine(anchor, 60)} for “${oneLine(question, 60)}”`,
    effects: (_, context) => [
      ...paperHosts(context.papers.settings).map((host) => ({ kind: 'lookup', host }) as const),
      ...(context.hub.isOpen ? [hubLookup(context)] : []),
    ],
    async run(input, services, call) {
      const { crawl } = await import('./literature/crawl.ts');
      return await crawl(input, crawls, services, call);
    },
  });
};
