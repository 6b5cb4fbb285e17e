import { PracticumError } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import type { HubClient } from '../hub/client.ts';
import { HubError } from '../hub/hubErrors.ts';
import { whoAmI } from '../hub/identity.ts';
import { parseRepo, type RepoId, repoPage } from '../hub/repoId.ts';
import { createRepo, visibilityOf } from '../hub/repos.ts';
import { listTree } from '../hub/tree.ts';
import { uploadFiles } from '../hub/upload/upload.ts';

/** Sessions as files of the person's own private data set, which the trace viewer of the Hub shows. It happens when they say so, each time anew: there is no setting for it. */

/** What is shown before anything is sent, and all that is sent. */
export interface TracePlan {
  readonly repo: RepoId;
  readonly page: string;
  /** Not there yet: it will be made, private. */
  readonly isNew: boolean;
  readonly traces: readonly Trace[];
  /** Undefined: the data set has one. */
  readonly readme: string | undefined;
}

export interface Trace {
  readonly path: string;
  readonly title: string;
  readonly messages: number;
  readonly bytes: number;
  /** Lines of JSON, one a message. */
  readonly text: string;
}

export interface TracedSession {
  readonly session: SessionId;
  /** For the person; it does not go along. */
  readonly title: string;
}

export interface TraceWish {
  readonly sessions: readonly TracedSession[];
  /** A session in the format `claude-code`. */
  read(session: SessionId): Promise<string>;
  /** `ada/my-sessions`; undefined: `practicum-sessions` of whoever is signed in. */
  readonly to: string | undefined;
}

class NotPrivate extends PracticumError {
  constructor({ id }: RepoId) {
    super('traces-public', `The data set ${id} is public: sessions go to private ones only. Nothing was uploaded.`, {
      hint: 'Make it private on its page, or name another one.',
    });
  }
}

class NotYours extends PracticumError {
  constructor({ id }: RepoId, user: string) {
    super('traces-owner', `${id} is not a data set of your own: others could read it.`, {
      hint: `Name one as ${user}/practicum-sessions.`,
    });
  }
}

class NothingSaid extends PracticumError {
  constructor(session: SessionId) {
    super('traces-empty', `Nothing was said in ${session} yet.`, { hint: 'Choose a session with messages.' });
  }
}

/** Looks only. Throws `traces-public`, `traces-owner`, `traces-empty`, `hub-repo-id` or HubError. */
export async function planTraces(hub: HubClient, { sessions, read, to }: TraceWish, signal?: AbortSignal): Promise<TracePlan> {
  const { name: user } = await whoAmI(hub, signal);
  const repo = ownDataSet(to ?? `${user}/practicum-sessions`, user);
  const traces: Trace[] = [];
  for (const [session, { title }] of new Map(sessions.map((each) => [each.session, each])))
    traces.push(traceOf(session, title, await read(session)));
  const isNew = !(await isThere(hub, repo, signal));
  const hasReadme = !isNew && (await listTree(hub, repo, 'main', signal)).some(({ path }) => path === 'README.md');
  return { repo, page: repoPage(hub.endpoints.hub, repo), isNew, traces, readme: hasReadme ? undefined : readme };
}

/** Exactly what the plan holds; a session that was uploaded before is replaced. Throws as `planTraces`. */
export async function uploadTraces(
  hub: HubClient,
  { repo, page, traces, readme }: TracePlan,
  signal?: AbortSignal,
): Promise<{ readonly page: string; readonly commit: string | undefined }> {
  await createRepo(hub, { repo, visibility: 'private' }, signal);
  // Somebody may have made it, or shown it to everybody, since the plan was looked at.
  if ((await visibilityOf(hub, repo, signal)) !== 'private') throw new NotPrivate(repo);
  const bytesOf = (text: string) => ({ bytes: Buffer.from(text) });
  const files = [
    ...traces.map(({ path, text }) => ({ path, from: bytesOf(text) })),
    ...(readme === undefined ? [] : [{ path: 'README.md', from: bytesOf(readme) }]),
  ];
  const title = traces.length === 1 ? 'Upload a session' : `Upload ${traces.length} sessions`;
  const { commit } = await uploadFiles(hub, { repo, files, title, ...(signal === undefined ? {} : { signal }) });
  return { page, commit };
}

/** For people, before they agree. */
export function traceLines({ repo, isNew, traces }: TracePlan): readonly string[] {
  return [
    `${isNew ? 'Makes the private data set' : 'Into the private data set'} ${repo.id}: only you can read it.`,
    ...traces.map(
      ({ path, title, messages, bytes }) =>
        `+ ${path} “${title}” (${messages} ${messages === 1 ? 'message' : 'messages'}, ${(bytes / 1000).toFixed(1)} kB)`,
    ),
    'Known keys, files that may hold secrets and all pictures are left out; everything else that was said goes along.',
  ];
}

/** To be read before it is sent. */
export function traceText({ traces }: TracePlan): string {
  return traces.flatMap(({ text }) => linesOf(text).map((line) => JSON.stringify(JSON.parse(line), undefined, 1))).join('\n');
}

function ownDataSet(text: string, user: string): RepoId {
  const repo = parseRepo(text, 'dataset');
  if (repo.type !== 'dataset' || repo.id.split('/')[0] !== user || !repo.id.includes('/')) throw new NotYours(repo, user);
  return repo;
}

async function isThere(hub: HubClient, repo: RepoId, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    if ((await visibilityOf(hub, repo, signal)) === 'private') return true;
  } catch (error) {
    if (error instanceof HubError && (error.code === 'hub-repo-not-found' || error.code === 'hub-not-found')) return false;
    throw error;
  }
  throw new NotPrivate(repo);
}

function traceOf(session: SessionId, title: string, text: string): Trace {
  const messages = linesOf(text).length;
  if (messages === 0) throw new NothingSaid(session);
  return { path: `sessions/${session}.jsonl`, title, messages, bytes: Buffer.byteLength(text), text };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

const readme = `---
pretty_name: Practicum sessions
tags:
- practicum
- agent-traces
configs:
- config_name: default
  data_files: sessions/*.jsonl
---

# Practicum sessions

Conversations with the agent of Practicum, each a file of JSON lines in the form of Claude Code’s, which the trace viewer shows: a line is a
message with \`type\`, \`message\`, \`uuid\`, \`parentUuid\`, \`sessionId\` and \`timestamp\`. They were uploaded one by one, by hand. Known keys and files
that may hold secrets were left out, results of tools are bounded. Look through them yourself before you let anybody else read them.
`;
