/** A repository: commits, each with the whole of its files, and names that point at them. */
import type { Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';

export type RepoKind = 'model' | 'dataset' | 'space';

export interface FileEntry {
  readonly path: string;
  /** Of the blob, or of the pointer where the content is in LFS. */
  readonly oid: string;
  readonly sha256: string;
  readonly size: number;
  readonly isLfs: boolean;
}

export interface Commit {
  readonly id: string;
  readonly title: string;
  readonly message: string;
  readonly author: string;
  readonly date: string;
  readonly parent: string | undefined;
  readonly files: ReadonlyMap<string, FileEntry>;
}

export interface RepoSettings {
  visibility: 'public' | 'private' | 'protected';
  gated: false | 'auto' | 'manual';
}

export class Repo {
  readonly _id: string;
  readonly kind: RepoKind;
  owner: string;
  name: string;
  readonly createdAt: string;
  readonly settings: RepoSettings = { visibility: 'public', gated: false };
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pr/1`, and the commit of each. */
  readonly refs = new Map<string, string>();
  readonly commits = new Map<string, Commit>();
  readonly sdk: string | undefined;
  downloads = 0;
  likes = 0;
  /** What tests add to what is computed: `safetensors`, `config`, `trendingScore`. */
  extra: Readonly<Record<string, unknown>> = {};
  readonly #ids: Ids;

  constructor(ids: Ids, asked: { kind: RepoKind; owner: string; name: string; createdAt: string; sdk?: string | undefined }) {
    this.#ids = ids;
    this._id = ids.next();
    this.kind = asked.kind;
    this.owner = asked.owner;
    this.name = asked.name;
    this.createdAt = asked.createdAt;
    this.sdk = asked.sdk;
  }

  get id(): string {
    return `${this.owner}/${this.name}`;
  }

  get isPrivate(): boolean {
    return this.settings.visibility !== 'public';
  }

  /** Where its pages are: `/ada/tiny`, `/datasets/ada/rows`. */
  get page(): string {
    return this.kind === 'model' ? `/${this.id}` : `/${this.kind}s/${this.id}`;
  }

  /** The name of the reference that a revision means. */
  refOf(revision: string): string | undefined {
    if (revision === 'HEAD') return 'refs/heads/main';
    return [revision, `refs/heads/${revision}`, `refs/tags/${revision}`].find((each) => this.refs.has(each));
  }

  commitAt(revision: string): Commit {
    const ref = this.refOf(revision);
    const commit = this.commits.get(ref === undefined ? revision : (this.refs.get(ref) ?? '')) ?? this.#abbreviated(revision);
    if (commit === undefined) throw new Refusal(404, `Invalid rev id: ${revision}`, { code: 'RevisionNotFound' });
    return commit;
  }

  #abbreviated(revision: string): Commit | undefined {
    if (!/^[0-9a-f]{7,39}$/.test(revision)) return undefined;
    return [...this.commits.values()].find(({ id }) => id.startsWith(revision));
  }

  fileAt(revision: string, path: string): FileEntry {
    const file = this.commitAt(revision).files.get(path);
    if (file === undefined) throw new Refusal(404, 'Entry not found', { code: 'EntryNotFound' });
    return file;
  }

  get head(): Commit {
    return this.commitAt('main');
  }

  /** Adds a commit to a reference; the change is a new map of all files. */
  commit(
    ref: string,
    asked: { title: string; message?: string; author: string; date: string; files: ReadonlyMap<string, FileEntry> },
  ): Commit {
    const parent = this.refs.get(ref);
    const id = this.#ids.commit(`${this._id}:${parent ?? ''}:${asked.title}`);
    const commit: Commit = { ...asked, message: asked.message ?? '', id, parent };
    this.commits.set(id, commit);
    this.refs.set(ref, id);
    return commit;
  }

  /** Newest first. */
  *history(from: Commit): Generator<Commit> {
    for (let commit: Commit | undefined = from; commit !== undefined; ) {
      yield commit;
      commit = commit.parent === undefined ? undefined : this.commits.get(commit.parent);
    }
  }

  lastChange(from: Commit, path: string): Commit {
    let last = from;
    const oid = from.files.get(path)?.oid;
    for (const commit of this.history(from)) {
      if (commit.files.get(path)?.oid !== oid) break;
      last = commit;
    }
    return last;
  }
}

export function isRepoKind(text: string): text is RepoKind {
  return text === 'model' || text === 'dataset' || text === 'space';
}
