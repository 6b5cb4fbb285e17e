/** How files go out: by range, with the headers that the official clients decide by; what is in LFS lies at another origin. */
import type { Blobs } from '../blobs.ts';
import type { Exchange } from '../exchange.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import type { RepoKind } from './repo.ts';
import { gitOid, pointerOf, type Repos } from './repos.ts';

export function resolveRoutes(repos: Repos, cdnUrl: () => string): readonly Route[] {
  const resolve = (exchange: Exchange): void => {
    const { repo, file, commitId } = found(repos, exchange);
    const headers = { 'x-repo-commit': commitId, 'accept-ranges': 'bytes', 'content-disposition': disposition(file.path) };
    if (exchange.method === 'GET') repo.downloads++;
    if (!file.isLfs) {
      // To an address without a name that moves, at the Hub itself: whoever follows keeps the token.
      const location = `/api/resolve-cache/${repo.kind}s/${repo.id}/${commitId}/${encodeURIComponent(file.path)}?${exchange.url.searchParams}`;
      const more = { location, etag: `"${file.oid}"`, 'x-linked-etag': `"${file.oid}"`, 'x-linked-size': String(file.size) };
      exchange.sendText(307, `Temporary Redirect. Redirecting to ${location}`, {
        ...headers,
        ...more,
        'content-type': 'text/plain; charset=utf-8',
      });
      return;
    }
    exchange.sendText(302, `Found. Redirecting to ${cdnUrl()}/_cdn/${file.sha256}`, {
      ...headers,
      'content-type': 'text/plain; charset=utf-8',
      location: `${cdnUrl()}/_cdn/${file.sha256}?filename=${encodeURIComponent(file.path)}`,
      etag: `"${gitOid(Buffer.from(pointerOf(file.sha256, file.size)))}"`,
      'x-linked-etag': `"${file.sha256}"`,
      'x-linked-size': String(file.size),
    });
  };
  const raw = async (exchange: Exchange): Promise<void> => {
    const { file, commitId } = found(repos, exchange);
    const headers = { 'x-repo-commit': commitId, etag: `"${file.oid}"` };
    if (file.isLfs) exchange.sendText(200, pointerOf(file.sha256, file.size), { ...headers, 'content-type': 'text/plain; charset=utf-8' });
    else await sendRange(exchange, repos.blobs, file.sha256, headers);
  };
  const cached = async (exchange: Exchange): Promise<void> => {
    const { file, commitId } = found(repos, exchange);
    const headers = { 'x-repo-commit': commitId, 'accept-ranges': 'bytes', 'content-disposition': disposition(file.path) };
    // The ETag of a part is that of the file.
    await sendRange(exchange, repos.blobs, file.sha256, { ...headers, etag: `"${file.oid}"` });
  };
  return [
    route('GET /api/resolve-cache/:kinds(models|datasets|spaces)/:owner/:name/:rev/*path', cached),
    ...['/:kinds(datasets|spaces)/:owner/:name', '/:owner/:name'].flatMap((repo) => [
      route(`GET ${repo}/resolve/:rev/*path`, resolve),
      route(`GET ${repo}/raw/:rev/*path`, raw),
    ]),
  ];
}

/** The other origin, which takes no token: whoever sends one has leaked it. */
export function cdnRoutes(blobs: Blobs): readonly Route[] {
  return [
    route('GET /_cdn/:sha256', async (exchange) => {
      const sha256 = exchange.param('sha256');
      if (!blobs.has(sha256)) throw new Refusal(404, 'NoSuchKey');
      await sendRange(exchange, blobs, sha256, { etag: `"${sha256}"`, 'accept-ranges': 'bytes' });
    }),
  ];
}

function found(repos: Repos, exchange: Exchange) {
  const kind: RepoKind = exchange.params['kinds'] === 'datasets' ? 'dataset' : exchange.params['kinds'] === 'spaces' ? 'space' : 'model';
  const repo = repos.needFiles(exchange, kind, `${exchange.param('owner')}/${exchange.param('name')}`);
  const { revision, path } = revisionAndPath(exchange.param('rev'), exchange.param('path'));
  const commit = repo.commitAt(revision);
  const file = commit.files.get(path);
  if (file === undefined) {
    throw new Refusal(404, 'Entry not found', { code: 'EntryNotFound', headers: { 'x-repo-commit': commit.id } });
  }
  return { repo, file, commitId: commit.id };
}

/** `refs/convert/parquet` comes encoded as one segment, or as three. */
function revisionAndPath(rev: string, rest: string): { readonly revision: string; readonly path: string } {
  if (rev !== 'refs') return { revision: rev, path: rest };
  const [kind, name, ...path] = rest.split('/');
  return { revision: `refs/${kind}/${name}`, path: path.join('/') };
}

function disposition(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return `inline; filename*=UTF-8''${encodeURIComponent(name)}; filename="${name.replaceAll(/[^\x20-\x7e]|"/g, '_')}";`;
}

export async function sendRange(
  exchange: Exchange,
  blobs: Blobs,
  sha256: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const size = blobs.size(sha256);
  const asked = rangeOf(exchange.request.headers.range, size);
  const type = { 'content-type': headers['content-type'] ?? 'application/octet-stream' };
  if (asked === 'unsatisfiable') return exchange.sendText(416, '', { ...headers, 'content-range': `bytes */${size}` });
  const { from, to } = asked ?? { from: 0, to: size - 1 };
  const status = asked === undefined ? 200 : 206;
  const range = asked === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${size}` };
  const { response } = exchange;
  exchange.record.status = status;
  response.writeHead(status, { ...headers, ...type, ...range, 'content-length': String(to - from + 1) });
  if (exchange.method !== 'HEAD' && size > 0) {
    for await (const chunk of blobs.read(sha256, from, to)) {
      if (response.destroyed) return;
      if (!response.write(chunk)) await drained(response);
    }
  }
  response.end();
}

function rangeOf(header: string | undefined, size: number): { from: number; to: number } | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from >= size || from > to ? 'unsatisfiable' : { from, to };
}

async function drained(response: NodeJS.WritableStream): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}
