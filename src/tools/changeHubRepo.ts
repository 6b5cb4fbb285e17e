import { unreachable } from '../base/errors.ts';
import type { HubClient } from '../hub/client.ts';
import { comment, merge, openDiscussion, setStatus } from '../hub/discussions.ts';
import { repoPage, repoTitle } from '../hub/repoId.ts';
import { createBranch, createRepo, createTag, deleteBranch, deleteRepo, deleteTag, setGate, setVisibility } from '../hub/repos.ts';
import { defineTool } from './define.ts';
import { changeInput, changeOf, changePreview, changeTitle, effectsOfChange, type HubChange } from './hubRepoChange.ts';

/** Repositories as wholes. Files go there with their own tool, which shows what becomes public. */
export const changeHubRepo = defineTool({
  name: 'change_hub_repo',
  description:
    'Change a repository of Hugging Face. Fields of actions: name of a branch or tag, from (where it begins; main); number of a discussion or pull request; title and text (Markdown); gate: auto, manual, off; sdk of a new Space: gradio, docker, static. New ones are private unless the person wants otherwise.',
  input: changeInput,
  effectKinds: ['publish'],
  title: (input) => changeTitle(changeOf(input)),
  effects: (input) => effectsOfChange(changeOf(input)),
  async preview(input) {
    return { kind: 'text', text: changePreview(changeOf(input)) };
  },
  async run(input, { hub }, { permit, signal }) {
    const change = changeOf(input);
    const [effect] = effectsOfChange(change);
    return { content: await carryOut(hub.under(permit, effect), change, signal) };
  },
});

/** Answers what happened, with an address to look at. */
async function carryOut(hub: HubClient, change: HubChange, signal: AbortSignal): Promise<string> {
  const { repo } = change;
  const page = repoPage(hub.endpoints.hub, repo);
  const title = repoTitle(repo);
  const discussion = (number: number): string => `${page}/discussions/${number}`;
  switch (change.action) {
    case 'create': {
      const { isNew, visibility } = await createRepo(hub, change, signal);
      if (isNew) return `Created the ${visibility} ${title}: ${page}`;
      const other = visibility === change.visibility ? '' : ` Asked for was ${change.visibility}: nothing was changed. Tell the person.`;
      return `The ${title} existed already and is ${visibility}.${other} ${page}`;
    }
    case 'create_branch':
      await createBranch(hub, repo, change.name, change.from, signal);
      return `Created branch ${change.name} of ${title} at ${change.from ?? 'main'}: ${page}/tree/${encodeURIComponent(change.name)}`;
    case 'delete_branch':
      await deleteBranch(hub, repo, change.name, signal);
      return `Deleted branch ${change.name} of ${title}.`;
    case 'create_tag':
      await createTag(hub, repo, { name: change.name, at: change.from, message: change.text }, signal);
      return `Tagged ${change.from} of ${title} as ${change.name}: ${page}/tree/${encodeURIComponent(change.name)}`;
    case 'delete_tag':
      await deleteTag(hub, repo, change.name, signal);
      return `Deleted tag ${change.name} of ${title}.`;
    case 'open_pull_request':
    case 'open_discussion': {
      const isPullRequest = change.action === 'open_pull_request';
      const number = await openDiscussion(hub, repo, { title: change.title, text: change.text, isPullRequest }, signal);
      const next = isPullRequest ? ` It is a draft: commit its changes to refs/pr/${number}.` : '';
      return `Opened #${number}: ${discussion(number)}.${next}`;
    }
    case 'comment':
      await comment(hub, repo, change.number, change.text, signal);
      return `Commented on #${change.number}: ${discussion(change.number)}`;
    case 'close':
    case 'reopen':
      await setStatus(hub, repo, change.number, change.action === 'close' ? 'closed' : 'open', change.text, signal);
      return `${change.action === 'close' ? 'Closed' : 'Reopened'} #${change.number}: ${discussion(change.number)}`;
    case 'merge':
      await merge(hub, repo, change.number, change.text, signal);
      return `Merged #${change.number} into main: ${discussion(change.number)}`;
    case 'set_visibility':
      await setVisibility(hub, repo, change.visibility, signal);
      return `The ${title} is ${change.visibility} now: ${page}`;
    case 'set_gate':
      await setGate(hub, repo, change.gate, signal);
      return `The ${title} is ${change.gate === 'off' ? 'not gated any more' : `gated now (${change.gate})`}: ${page}`;
    case 'delete':
      await deleteRepo(hub, repo, signal);
      return `Deleted the ${title}.`;
    default:
      return unreachable(change);
  }
}
