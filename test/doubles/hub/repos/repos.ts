/** All repositories, and who may see and change them. */
import type { Accounts, Caller } from '../accounts.ts';
import type { Blobs, Stored } from '../blobs.ts';
import type { Exchange } from '../exchange.ts';
import { hex, type Ids } from '../ids.ts';
import { Refusal, repoNotFound } from '../refusal.ts';
import { type FileEntry, isRepoKind, Repo, type RepoKind } from './repo.ts';

const attributes = [
  '7z',
  'arrow',
  'bin',
  'bz2',
  'ckpt',
  'gguf',
  'gz',
  'h5',
  'joblib',
  'model',
  'msgpack',
  'npy',
  'npz',
  'onnx',
  'parquet',
  'pb',
]
  .concat([
    'pickle',
    'pkl',
    'pt',
    'pth',
    'rar',
    'safetensors',
    'tar',
    'tflite',
    'tgz',
    'wasm',
    'xz',
    'zip',
    'zst',
    'mp3',
    'mp4',
    'wav',
    'flac',
  ])
  .concat(['png', 'jpg', 'jpeg', 'webp', 'gif']);
const attributesText = attributes.map((each) => `*.${each} filter=lfs diff=lfs merge=lfs -text\n`).join('');
const lfsExtensions: ReadonlySet<string> = new Set(attributes);
export const mostRegularBytes = 10 * 2 ** 20;

export class Repos {
  readonly #repos = new Map<string, Repo>();
  /** Where those that were moved are now. */
  readonly #moved = new Map<string, string>();
  readonly accounts: Accounts;
  readonly blobs: Blobs;
  readonly ids: Ids;
  readonly now: () => number;

  constructor(parts: { accounts: Accounts; blobs: Blobs; ids: Ids; now: () => number }) {
    this.accounts = parts.accounts;
    this.blobs = parts.blobs;
    this.ids = parts.ids;
    this.now = parts.now;
  }

  date(): string {
    return new Date(this.now()).toISOString();
  }

  all(kind: RepoKind): readonly Repo[] {
    return [...this.#repos.values()].filter((each) => each.kind === kind);
  }

  find(kind: RepoKind, id: string): Repo | undefined {
    const key = keyOf(kind, id);
    return this.#repos.get(this.#moved.get(key) ?? key);
  }

  create(asked: { kind: RepoKind; owner: string; name: string; sdk?: string | undefined; by: string }): Repo {
    if (!/^[\w][\w.-]{0,95}$/.test(asked.name) || /--|\.\./.test(asked.name)) {
      throw new Refusal(400, `Invalid repository name "${asked.name}": letters, digits, "-", "_" and "." only`);
    }
    const key = keyOf(asked.kind, `${asked.owner}/${asked.name}`);
    if (this.#repos.has(key)) {
      throw new Refusal(409, 'You already created this repo', {
        body: { error: `You already created this ${asked.kind} repo: ${asked.owner}/${asked.name}`, url: `/${asked.owner}/${asked.name}` },
      });
    }
    const repo = new Repo(this.ids, { ...asked, createdAt: this.date() });
    const file = this.entry('.gitattributes', this.blobs.put(Buffer.from(attributesText)), false);
    repo.commit('refs/heads/main', { title: 'initial commit', author: asked.by, date: this.date(), files: new Map([[file.path, file]]) });
    this.#repos.set(key, repo);
    this.#moved.delete(key);
    return repo;
  }

  delete(repo: Repo): void {
    this.#repos.delete(keyOf(repo.kind, repo.id));
  }

  move(repo: Repo, owner: string, name: string): void {
    const from = keyOf(repo.kind, repo.id);
    const to = keyOf(repo.kind, `${owner}/${name}`);
    if (this.#repos.has(to)) throw new Refusal(409, `The repo ${owner}/${name} exists already`);
    this.#repos.delete(from);
    repo.owner = owner;
    repo.name = name;
    this.#repos.set(to, repo);
    this.#moved.delete(to);
    // What led here before leads on.
    for (const [old, place] of this.#moved) if (place === from) this.#moved.set(old, to);
    this.#moved.set(from, to);
  }

  canRead(repo: Repo, caller: Caller | undefined): boolean {
    return !repo.isPrivate || this.accounts.canRead(caller, repo.owner);
  }

  /** The repository that a path names, if the asker may see it. */
  needRead(exchange: Exchange, kind = kindOf(exchange), id = idOf(exchange)): Repo {
    const caller = this.accounts.caller(exchange);
    const repo = this.find(kind, id);
    if (repo === undefined || !this.canRead(repo, caller)) throw repoNotFound(caller === undefined);
    return repo;
  }

  needWrite(exchange: Exchange, kind = kindOf(exchange), id = idOf(exchange)): { readonly repo: Repo; readonly caller: Caller } {
    const repo = this.needRead(exchange, kind, id);
    return { repo, caller: this.accounts.needWrite(exchange, repo.owner) };
  }

  /** Files behind a gate are for those who were let in. */
  needFiles(exchange: Exchange, kind?: RepoKind, id?: string): Repo {
    const repo = this.needRead(exchange, kind, id);
    if (repo.settings.gated !== false && !this.accounts.canRead(this.accounts.caller(exchange), repo.owner)) {
      const isAnonymous = this.accounts.caller(exchange) === undefined;
      throw new Refusal(
        isAnonymous ? 401 : 403,
        `Access to ${repo.kind} ${repo.id} is restricted${isAnonymous ? '. You must have access to it and be authenticated to access it. Please log in.' : ' and you are not in the authorized list. Visit it to ask for access.'}`,
        { code: 'GatedRepo' },
      );
    }
    return repo;
  }

  entry(path: string, { sha256, size }: Stored, isLfs: boolean): FileEntry {
    return { path, sha256, size, isLfs, oid: gitOid(isLfs ? Buffer.from(pointerOf(sha256, size)) : this.blobs.bytes(sha256)) };
  }

  /** How a file is to be uploaded. */
  isForLfs(path: string, size: number, sample: Uint8Array): boolean {
    if (size === 0) return false;
    const extension = path.split('.').at(-1)?.toLowerCase() ?? '';
    return size > mostRegularBytes || lfsExtensions.has(extension) || sample.includes(0);
  }
}

export function kindOf(exchange: Exchange): RepoKind {
  const kind = exchange.param('kinds').replace(/s$/, '');
  if (!isRepoKind(kind)) throw new Error(`${kind} is no kind of repository`);
  return kind;
}

export function idOf(exchange: Exchange): string {
  return `${exchange.param('owner')}/${exchange.param('name')}`;
}

function keyOf(kind: RepoKind, id: string): string {
  return `${kind}:${id.toLowerCase()}`;
}

export function pointerOf(sha256: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${size}\n`;
}

export function gitOid(bytes: Uint8Array): string {
  return hex('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}
