/** Buckets: files without history, which come in by Xet and by jobs that have them mounted. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Stored } from './blobs.ts';
import type { Exchange } from './exchange.ts';
import { type Fields, needText, numberOf, textOf, textsOf } from './fields.ts';
import type { Volume } from './jobs/job.ts';
import { sendPage } from './paging.ts';
import { Refusal } from './refusal.ts';
import { isRepoKind } from './repos/repo.ts';
import type { Repos } from './repos/repos.ts';
import { sendRange } from './repos/resolve.ts';
import { type Route, route } from './routes.ts';
import type { Cas } from './xet/cas.ts';

interface BucketFile extends Stored {
  readonly path: string;
  readonly xetHash: string;
  readonly mtime: string;
  readonly uploadedAt: string;
}

export interface Bucket {
  readonly _id: string;
  readonly owner: string;
  readonly name: string;
  readonly createdAt: string;
  isPrivate: boolean;
  readonly files: Map<string, BucketFile>;
}

const entriesPerPage = 1000;

export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #repos: Repos;
  readonly #cas: Cas;
  readonly #baseUrl: () => string;

  constructor(repos: Repos, cas: Cas, baseUrl: () => string) {
    this.#repos = repos;
    this.#cas = cas;
    this.#baseUrl = baseUrl;
  }

  find(id: string): Bucket | undefined {
    return this.#buckets.get(id);
  }

  create(owner: string, name: string, isPrivate: boolean): Bucket {
    const id = `${owner}/${name}`;
    if (this.#buckets.has(id)) {
      // The Python client reads where it is from the refusal.
      const body = { error: `The bucket ${id} exists already`, url: `${this.#baseUrl()}/buckets/${id}`, id };
      throw new Refusal(409, body.error, { body });
    }
    const bucket = { _id: this.#repos.ids.next(), owner, name, createdAt: this.#repos.date(), isPrivate, files: new Map() };
    this.#buckets.set(id, bucket);
    return bucket;
  }

  put(bucket: Bucket, file: string, stored: Stored, mtimeMs: number): void {
    const date = new Date(mtimeMs).toISOString();
    bucket.files.set(file, { ...stored, path: file, xetHash: this.#cas.hashOf(stored), mtime: date, uploadedAt: this.#repos.date() });
  }

  async copyOut({ source, path: below }: Volume, folder: string): Promise<void> {
    const bucket = this.#buckets.get(source);
    if (bucket === undefined) throw new Refusal(404, `The bucket ${source} does not exist`);
    const prefix = prefixOf(below);
    for (const file of bucket.files.values()) {
      if (file.path.startsWith(prefix)) await this.#repos.blobs.copyTo(file.sha256, path.join(folder, file.path.slice(prefix.length)));
    }
  }

  /** The folder as it is now, deletions as well. */
  async bringBack({ source, path: below }: Volume, folder: string): Promise<void> {
    const bucket = this.#buckets.get(source);
    if (bucket === undefined) return;
    const prefix = prefixOf(below);
    for (const file of [...bucket.files.keys()]) if (file.startsWith(prefix)) bucket.files.delete(file);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const name = prefix + path.relative(folder, file).split(path.sep).join('/');
      this.put(bucket, name, this.#repos.blobs.put(readFileSync(file)), statSync(file).mtimeMs);
    }
  }

  routes(): readonly Route[] {
    const one = '/api/buckets/:owner/:name';
    const { accounts, blobs } = this.#repos;
    const tree = (exchange: Exchange): void => {
      const bucket = this.#needRead(exchange);
      const items = entriesBelow(bucket, exchange.params['path'] ?? '', exchange.query('recursive')?.toLowerCase() !== 'false');
      sendPage(exchange, this.#baseUrl(), items, entriesPerPage);
    };
    return [
      route(`POST ${one}`, async (exchange) => {
        const owner = exchange.param('owner') === 'me' ? accounts.need(exchange).user.name : exchange.param('owner');
        accounts.needWrite(exchange, owner);
        const asked = await exchange.json();
        const {
          owner: of,
          name,
          _id,
        } = this.create(owner, exchange.param('name'), asked['private'] === true || asked['visibility'] === 'private');
        exchange.send(200, { url: `${this.#baseUrl()}/buckets/${of}/${name}`, id: `${of}/${name}`, _id });
      }),
      route('GET /api/buckets/:owner', (exchange) => {
        const caller = accounts.caller(exchange);
        const owner = exchange.param('owner');
        const all = [...this.#buckets.values()].filter(
          (each) => each.owner === owner && (!each.isPrivate || accounts.canRead(caller, owner)),
        );
        sendPage(exchange, this.#baseUrl(), all.map(describe), entriesPerPage);
      }),
      route(`GET ${one}`, (exchange) => exchange.send(200, describe(this.#needRead(exchange)))),
      route(`PUT ${one}/settings`, async (exchange) => {
        const bucket = this.#needWrite(exchange);
        const { private: isPrivate, visibility } = await exchange.json();
        bucket.isPrivate = isPrivate === true || visibility === 'private';
        exchange.send(200, describe(bucket));
      }),
      route(`DELETE ${one}`, (exchange) => {
        const { owner, name } = this.#needWrite(exchange);
        this.#buckets.delete(`${owner}/${name}`);
        exchange.send(200, {});
      }),
      route(`GET ${one}/tree`, tree),
      route(`GET ${one}/tree/*path`, tree),
      route(`POST ${one}/paths-info`, async (exchange) => {
        const bucket = this.#needRead(exchange);
        const { paths } = await exchange.json();
        exchange.send(
          200,
          textsOf(paths)
            .flatMap((each) => bucket.files.get(each) ?? [])
            .map(describeFile),
        );
      }),
      route(`GET ${one}/xet-write-token`, (exchange) => {
        this.#needWrite(exchange);
        this.#cas.sendToken(exchange);
      }),
      route(`GET ${one}/xet-read-token`, (exchange) => {
        this.#needRead(exchange);
        this.#cas.sendToken(exchange);
      }),
      route(`POST ${one}/batch`, async (exchange) => {
        const bucket = this.#needWrite(exchange);
        const lines = await exchange.lines();
        const failed = lines.flatMap((line) => {
          const error = this.#apply(bucket, line);
          return error === undefined ? [] : [{ path: textOf(line['path']) ?? '', error }];
        });
        const succeeded = lines.length - failed.length;
        exchange.send(succeeded === 0 && failed.length > 0 ? 422 : 200, {
          success: failed.length === 0,
          processed: lines.length,
          succeeded,
          failed,
        });
      }),
      route('GET /buckets/:owner/:name/resolve/*path', async (exchange) => {
        const bucket = this.#needRead(exchange);
        const file = bucket.files.get(exchange.param('path'));
        if (file === undefined) throw new Refusal(404, 'Entry not found', { code: 'EntryNotFound' });
        const refresh = `${this.#baseUrl()}/api/buckets/${bucket.owner}/${bucket.name}/xet-read-token`;
        await sendRange(exchange, blobs, file.sha256, {
          etag: `"${file.xetHash}"`,
          'accept-ranges': 'bytes',
          'x-linked-size': String(file.size),
          'x-xet-hash': file.xetHash,
          'x-xet-refresh-route': refresh,
          link: `<${refresh}>; rel="xet-auth"`,
        });
      }),
    ];
  }

  #apply(bucket: Bucket, line: Fields): string | undefined {
    const name = needText(line, 'path');
    if (line['type'] === 'deleteFile') return bucket.files.delete(name) ? undefined : 'File not found';
    const hash = needText(line, 'xetHash');
    const stored = this.#cas.file(hash) ?? this.#fromRepo(line, hash);
    if (stored === undefined) return `No file with the hash ${hash} was uploaded`;
    this.put(bucket, name, stored, numberOf(line['mtime']) ?? this.#repos.now());
    return undefined;
  }

  #fromRepo(line: Fields, hash: string): Stored | undefined {
    const kind = textOf(line['sourceRepoType']) ?? '';
    const repo = isRepoKind(kind) ? this.#repos.find(kind, textOf(line['sourceRepoId']) ?? '') : undefined;
    return [...(repo?.head.files.values() ?? [])].find((file) => this.#cas.hashOf(file) === hash);
  }

  #needRead(exchange: Exchange): Bucket {
    const caller = this.#repos.accounts.caller(exchange);
    const bucket = this.#buckets.get(`${exchange.param('owner')}/${exchange.param('name')}`);
    if (bucket === undefined || (bucket.isPrivate && !this.#repos.accounts.canRead(caller, bucket.owner))) {
      throw caller === undefined
        ? new Refusal(401, 'Invalid username or password.')
        : new Refusal(404, 'Bucket not found', { code: 'RepoNotFound' });
    }
    return bucket;
  }

  #needWrite(exchange: Exchange): Bucket {
    const bucket = this.#needRead(exchange);
    this.#repos.accounts.needWrite(exchange, bucket.owner);
    return bucket;
  }
}

function describe({ _id, owner, name, createdAt, isPrivate, files }: Bucket): unknown {
  const size = [...files.values()].reduce((sum, each) => sum + each.size, 0);
  return { _id, id: `${owner}/${name}`, author: owner, private: isPrivate, createdAt, updatedAt: createdAt, size, totalFiles: files.size };
}

function describeFile({ path: name, size, xetHash, mtime, uploadedAt }: BucketFile): unknown {
  return { type: 'file', path: name, size, xetHash, mtime, uploadedAt };
}

function entriesBelow({ files }: Bucket, folder: string, isRecursive: boolean): readonly unknown[] {
  const prefix = prefixOf(folder);
  const folders = new Map<string, unknown>();
  const found: unknown[] = [];
  for (const file of files.values()) {
    if (!file.path.startsWith(prefix)) continue;
    const [first = '', ...rest] = file.path.slice(prefix.length).split('/');
    if (isRecursive || rest.length === 0) found.push(describeFile(file));
    else folders.set(first, { type: 'directory', path: prefix + first, uploadedAt: file.uploadedAt });
  }
  return [...folders.values(), ...found];
}

function prefixOf(folder: string | undefined): string {
  return folder === undefined || folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
}
