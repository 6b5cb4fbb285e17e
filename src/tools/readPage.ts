import * as z from 'zod';
import { pageUrl, plainHost } from '../web/addresses.ts';
import { defineTool, rare } from './define.ts';
import { oneLine, pagedMarkdown } from './lookups.ts';

/** One page of the public web. */
export const readPage = defineTool({
  name: 'read_page',
  description: 'Read a web page as Markdown. A long one begins with its outline: give section or from_line.',
  input: z.strictObject({
    url: z.string().min(1).max(2_000),
    section: rare(z.string().max(200).optional()),
    from_line: rare(z.int().min(1).max(1_000_000).optional()),
  }),
  effectKinds: ['lookup'],
  title: ({ url }) => `Read ${oneLine(url, 120)}`,
  effects: ({ url }) => [{ kind: 'lookup', host: plainHost(pageUrl(url)) }],
  async run({ url, section, from_line }, { web }, call) {
    const page = await web.readPage(call.permit, pageUrl(url), call.signal);
    const left = page.hidden.length === 0 ? '' : '\n(Words that nobody would see on the page were found; the person is told of them.)';
    const cut = page.isCut ? '\n(The page is very large: only its beginning was read.)' : '';
    const head = `${page.url}${page.title === '' ? '' : `\nTitle: ${oneLine(page.title, 200)}`}${left}${cut}\n`;
    const content = pagedMarkdown({ head, markdown: page.markdown, section, from_line, tool: 'read_page' });
    return { content, origin: { kind: 'web', name: page.url }, ...(page.hidden.length === 0 ? {} : { hidden: page.hidden }) };
  },
});
