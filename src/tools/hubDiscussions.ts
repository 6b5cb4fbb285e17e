import type { ToolResult } from '../base/tool.ts';
import type { HubClient } from '../hub/client.ts';
import { listDiscussions, readDiscussion } from '../hub/discussions.ts';
import { type RepoId, repoPage } from '../hub/repoId.ts';
import { dayText, oneLine, pagedMarkdown, rowsWithin } from './lookups.ts';

const mostListed = 50;
const longestDiff = 20_000;

/** The discussions and pull requests of a repository, newest first. */
export async function discussionList(hub: HubClient, repo: RepoId, signal: AbortSignal): Promise<ToolResult> {
  const { discussions, count } = await listDiscussions(hub, repo, { atMost: mostListed }, signal);
  const place = `${repoPage('', repo).slice(1)}/discussions`;
  if (count === 0) return { content: `${place}: none.` };
  const rows = discussions.map(
    ({ number, title, author, status, isPullRequest, createdAt }) =>
      `#${number} · ${isPullRequest ? 'pull request' : 'discussion'} · ${status} · ${dayText(createdAt)} · ${author ?? 'nobody'} · ${oneLine(title, 120)}`,
  );
  const content = rowsWithin([`${place}: ${count}`, ...rows], (left) => `… ${left} more`);
  return { content, origin: { kind: 'card', name: place } };
}

/** What was said in one of them, and what it would change. */
export async function oneDiscussion(
  hub: HubClient,
  repo: RepoId,
  number: number,
  from_line: number | undefined,
  signal: AbortSignal,
): Promise<ToolResult> {
  const { title, status, isPullRequest, comments, conflicts, diff } = await readDiscussion(hub, repo, number, signal);
  const place = `${repoPage('', repo).slice(1)}/discussions/${number}`;
  const head = `${place} · ${isPullRequest ? 'pull request' : 'discussion'} · ${status} · ${oneLine(title, 200)}`;
  const said = comments.map(({ author, at, text }) => `**${author ?? 'nobody'}**, ${dayText(at)}:\n\n${text}\n`);
  const conflicting = conflicts.length === 0 ? [] : [`Cannot be merged: changed meanwhile are ${conflicts.join(', ')}.\n`];
  const change = diff === undefined || diff === '' ? [] : [`\`\`\`diff\n${diff.slice(0, longestDiff)}\n\`\`\``];
  const markdown = [...said, ...conflicting, ...change].join('\n');
  return { content: pagedMarkdown({ head, markdown, from_line, tool: 'read_hub_repo' }), origin: { kind: 'card', name: place } };
}
