import * as z from 'zod';
import { readFilePage } from '../hub/files.ts';
import { parseRepo, repoPage } from '../hub/repoId.ts';
import { defineTool, rare } from './define.ts';
import { hubFor, hubLookup, oneLine } from './lookups.ts';
import { linesFields, shownPage, wantedPage } from './remoteFile.ts';

/** Lines of a text file in a repository of the Hub. */
export const readHubFile = defineTool({
  name: 'read_hub_file',
  description: 'Read a text file of a repository of Hugging Face. Also: revision; from_line, lines.',
  input: z.strictObject({
    repo: z.string().min(1).max(300),
    path: z.string().min(1).max(500),
    revision: rare(z.string().max(200).optional()),
    ...linesFields,
  }),
  effectKinds: ['lookup'],
  title: ({ repo, path }) => `Read ${oneLine(path, 60)} of ${oneLine(repo, 60)}`,
  effects: (_, context) => [hubLookup(context)],
  async run({ repo: text, path, revision = 'main', ...wanted }, services, call) {
    const repo = parseRepo(text);
    const page = await readFilePage(hubFor(services, call), { repo, revision, path }, wantedPage(path, wanted), call.signal);
    return shownPage(`${repoPage('', repo).slice(1)}@${page.revision}`, path, page, wanted, 'read_hub_file');
  },
});
