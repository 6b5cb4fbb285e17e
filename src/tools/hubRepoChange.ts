import * as z from 'zod';
import type { Effect, RepoChange } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import { parseRepo, type RepoId, repoOfEffect, repoTitle } from '../hub/repoId.ts';
import { spaceSdks } from '../hub/repos.ts';
import { rare } from './define.ts';

const actions = [
  'create',
  'create_branch',
  'delete_branch',
  'create_tag',
  'delete_tag',
  'open_pull_request',
  'open_discussion',
  'comment',
  'close',
  'reopen',
  'merge',
  'set_visibility',
  'set_gate',
  'delete',
] as const;

/** What the model says: flat, because a schema of variants costs it a page. What an action needs is checked by `changeOf`. */
export const changeInput = z.strictObject({
  repo: z.string().max(200).describe('owner/name, datasets/… or spaces/…'),
  action: z.enum(actions),
  name: rare(z.string().max(200).optional()),
  from: rare(z.string().max(200).optional()),
  number: rare(z.int().positive().optional()),
  title: rare(z.string().max(200).optional()),
  text: rare(z.string().max(60_000).optional()),
  visibility: z.enum(['private', 'public']).optional(),
  gate: rare(z.enum(['auto', 'manual', 'off']).optional()),
  sdk: rare(z.enum(spaceSdks).optional()),
});

type Said = z.infer<typeof changeInput>;

/** The same, with what each needs. */
export type HubChange = { readonly repo: RepoId } & (
  | { readonly action: 'create'; readonly visibility: 'private' | 'public'; readonly sdk: Said['sdk'] }
  | { readonly action: 'create_branch'; readonly name: string; readonly from: string | undefined }
  | { readonly action: 'create_tag'; readonly name: string; readonly from: string; readonly text: string | undefined }
  | { readonly action: 'delete_branch' | 'delete_tag'; readonly name: string }
  | { readonly action: 'open_pull_request' | 'open_discussion'; readonly title: string; readonly text: string }
  | { readonly action: 'comment'; readonly number: number; readonly text: string }
  | { readonly action: 'close' | 'reopen' | 'merge'; readonly number: number; readonly text: string | undefined }
  | { readonly action: 'set_visibility'; readonly visibility: 'private' | 'public' }
  | { readonly action: 'set_gate'; readonly gate: 'auto' | 'manual' | 'off' }
  | { readonly action: 'delete' }
);

/** Throws what says which field is missing. */
export function changeOf(said: Said): HubChange {
  const repo = parseRepo(said.repo);
  if (!repo.id.includes('/'))
    throw new PracticumError('hub-repo-id', `“${said.repo}” has no owner.`, {
      hint: 'Write owner/name: a repository of nobody cannot be changed.',
    });
  const { action, text, from } = said;
  const needed = <T>(field: keyof Said, value: T | undefined): T => {
    if (value !== undefined && value !== '') return value;
    throw new PracticumError('hub-change', `${action} needs ${field}.`, { hint: `Call it again with ${field}.` });
  };
  switch (action) {
    case 'create':
      return { repo, action, visibility: said.visibility ?? 'private', sdk: repo.type === 'space' ? needed('sdk', said.sdk) : undefined };
    case 'create_branch':
      return { repo, action, name: branchName(needed('name', said.name)), from };
    case 'create_tag':
      return { repo, action, name: needed('name', said.name), from: from ?? 'main', text };
    case 'delete_branch':
      return { repo, action, name: branchName(needed('name', said.name)) };
    case 'delete_tag':
      return { repo, action, name: needed('name', said.name) };
    case 'open_pull_request':
    case 'open_discussion':
      return { repo, action, title: needed('title', said.title), text: text ?? '' };
    case 'comment':
      return { repo, action, number: needed('number', said.number), text: needed('text', text) };
    case 'close':
    case 'reopen':
    case 'merge':
      return { repo, action, number: needed('number', said.number), text };
    case 'set_visibility':
      return { repo, action, visibility: needed('visibility', said.visibility) };
    case 'set_gate':
      return { repo, action, gate: needed('gate', said.gate) };
    case 'delete':
      return { repo, action };
  }
}

/** The one branch that every repository has and that is read where nothing else is said. */
function branchName(name: string): string {
  if (name !== 'main') return name;
  throw new PracticumError('hub-change', 'main is there from the beginning and cannot be deleted.', { hint: 'Name another branch.' });
}

/** What happens, as the policy sees it. The first one is what the calls go under. */
export function effectsOfChange(change: HubChange): readonly [Effect, ...Effect[]] {
  const repo = repoOfEffect(change.repo);
  const effect = (kind: RepoChange): Effect => ({ kind: 'publish', repo, change: kind });
  switch (change.action) {
    case 'create':
      return change.visibility === 'public' ? [effect('create'), effect('show')] : [effect('create')];
    case 'create_branch':
      return [effect('branch')];
    case 'create_tag':
      return [effect('tag')];
    case 'open_pull_request':
      return [effect('propose')];
    case 'open_discussion':
    case 'comment':
    case 'close':
    case 'reopen':
      return [effect('discuss')];
    case 'merge':
      return [effect('merge')];
    case 'set_visibility':
      return [effect(change.visibility === 'public' ? 'show' : 'hide')];
    case 'set_gate':
      return [effect('configure')];
    case 'delete_branch':
    case 'delete_tag':
    case 'delete':
      return [effect('delete')];
  }
}

/** As an order, for the card and the question. */
export function changeTitle(change: HubChange): string {
  const of = repoTitle(change.repo);
  switch (change.action) {
    case 'create':
      return `Create the ${change.visibility} ${of}`;
    case 'create_branch':
      return `Create branch ${change.name} of ${of}`;
    case 'create_tag':
      return `Tag ${change.from} of ${of} as ${change.name}`;
    case 'delete_branch':
      return `Delete branch ${change.name} of ${of}`;
    case 'delete_tag':
      return `Delete tag ${change.name} of ${of}`;
    case 'open_pull_request':
      return `Open a pull request at ${of}`;
    case 'open_discussion':
      return `Open a discussion at ${of}`;
    case 'comment':
      return `Comment on #${change.number} of ${of}`;
    case 'close':
      return `Close #${change.number} of ${of}`;
    case 'reopen':
      return `Reopen #${change.number} of ${of}`;
    case 'merge':
      return `Merge #${change.number} of ${of}`;
    case 'set_visibility':
      return `Make ${of} ${change.visibility}`;
    case 'set_gate':
      return change.gate === 'off' ? `Open ${of} to everybody who may see it` : `Gate ${of}`;
    case 'delete':
      return `Delete ${of}`;
  }
}

/** What a person should know before they agree: what follows, and who sees what. */
export function changePreview(change: HubChange): string {
  return [`${changeTitle(change)}.`, ...consequences(change)].join('\n');
}

function consequences(change: HubChange): readonly string[] {
  switch (change.action) {
    case 'create':
      return [change.visibility === 'public' ? 'Everybody can see it and what is put there.' : 'Only its owner’s members see it.'];
    case 'create_branch':
      return [`It starts at ${change.from ?? 'main'}. What is there stays as it is.`];
    case 'create_tag':
      return change.text === undefined ? [] : ['', change.text];
    case 'delete_branch':
      return ['Commits that no other branch or tag holds are gone.'];
    case 'delete_tag':
      return ['The commit stays; whoever loads this tag finds it no more.'];
    case 'open_pull_request':
    case 'open_discussion':
      return ['Whoever sees the repository can read it, under your name.', '', `# ${change.title}`, change.text];
    case 'comment':
      return ['Whoever sees the repository can read it, under your name.', '', change.text];
    case 'merge':
      return ['Its changes become part of main at once, for everybody who loads the repository.', ...said(change.text)];
    case 'close':
    case 'reopen':
      return said(change.text);
    case 'set_visibility':
      return change.visibility === 'public'
        ? ['Everybody on the internet can see all of it: every file, every former version, every discussion.']
        : ['Whoever is not a member of its owner can no longer load it.'];
    case 'set_gate':
      return change.gate === 'off'
        ? ['Nobody has to accept conditions any more.']
        : [
            `Readers accept conditions and share their name and e-mail address; ${change.gate === 'auto' ? 'they are let in at once' : 'the owner lets each of them in'}.`,
          ];
    case 'delete':
      return ['All its files, its history, its discussions and its likes are gone. Nobody can bring them back.'];
  }
}

function said(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : ['', text];
}
