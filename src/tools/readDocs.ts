import * as z from 'zod';
import { docsPath, readDocsPage } from '../hub/docs.ts';
import { defineTool, rare } from './define.ts';
import { hubFor, hubLookup, oneLine, pagedMarkdown } from './lookups.ts';

/** A page of the documentation of Hugging Face's libraries. */
export const readDocs = defineTool({
  name: 'read_docs',
  description: 'Read a page of it: trl/sft_trainer, or its address. A long one begins with its outline: give section or from_line.',
  input: z.strictObject({
    page: z.string().min(1).max(500),
    section: rare(z.string().max(200).optional()),
    from_line: rare(z.int().min(1).max(1_000_000).optional()),
  }),
  effectKinds: ['lookup'],
  title: ({ page, section }) => `Read ${oneLine(page, 80)}${section === undefined ? '' : ` (${oneLine(section, 60)})`}`,
  effects: (_, context) => [hubLookup(context)],
  async run({ page, section, from_line }, services, call) {
    const hub = hubFor(services, call);
    const path = docsPath(hub.endpoints.hub, page);
    const anchor = /#(.+)$/.exec(page)?.[1];
    const markdown = await hub.kept(path, 5 * 60_000, () => readDocsPage(hub, path, call.signal));
    const url = `${hub.endpoints.hub}${path}`;
    // What a search found ends with the section that it found.
    const said = section ?? (anchor === undefined || from_line !== undefined ? undefined : sectionNamed(anchor, markdown));
    return {
      content: pagedMarkdown({ head: url, markdown, section: said, from_line, tool: 'read_docs' }),
      origin: { kind: 'web', name: url },
    };
  },
});

/** `how-to-train` is what “How to train?” is called in an address. Undefined: none of the page's. */
function sectionNamed(anchor: string, markdown: string): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  const wanted = plain(anchor);
  const titles = markdown.split('\n').flatMap((line) => /^#{1,6}[ \t]+(.+)/.exec(line)?.[1] ?? []);
  return titles.map((title) => title.replaceAll(/\[\[[^\]]*\]\]/g, '').trim()).find((title) => plain(title) === wanted);
}
