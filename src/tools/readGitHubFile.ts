import * as z from 'zod';
import { gitHubRepo } from '../web/addresses.ts';
import { defineTool, rare } from './define.ts';
import { oneLine } from './lookups.ts';
import { linesFields, shownPage, wantedPage } from './remoteFile.ts';

/** Lines of a text file in a repository of GitHub. */
export const readGitHubFile = defineTool({
  name: 'read_github_file',
  description: 'Read a text file of GitHub. repo: owner/name; ref: branch, tag or commit. Also: from_line, lines.',
  input: z.strictObject({
    repo: z.string().min(1).max(200),
    path: z.string().min(1).max(500),
    ref: rare(z.string().max(200).optional()),
    ...linesFields,
  }),
  effectKinds: ['lookup'],
  title: ({ repo, path }) => `Read ${oneLine(path, 80)} of ${oneLine(repo, 60)}`,
  effects: (_, { web }) => [{ kind: 'lookup', host: web.gitHubHost }],
  async run({ repo: text, path, ref, ...wanted }, { web }, call) {
    const repo = gitHubRepo(text);
    const page = await web.readGitHubFile(call.permit, { repo, path, ref }, wantedPage(path, wanted), call.signal);
    return shownPage(`github.com/${repo}@${ref ?? 'HEAD'}`, path, page, wanted, 'read_github_file');
  },
});
