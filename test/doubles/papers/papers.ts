/** The services that papers come from, on this machine: a port each, so that a redirect from one to another is one to another host. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PaperHostName, type PaperSettings, paperHostNames, usualPaperSettings } from '../../../src/papers/sources/settings.ts';
import { routes } from './routes.ts';
import { type DoubleName, doubleNames, type StoredFiles, type StoredPaper } from './stored.ts';

export type PaperFault = { readonly service: DoubleName; readonly path?: RegExp; readonly times?: number } & (
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Sends on to itself, again and again. */
  | { readonly kind: 'circle' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'body'; readonly body: string | Uint8Array }
);

export interface AskedOf {
  readonly service: DoubleName;
  readonly url: string;
  readonly atMs: number;
  readonly endedMs: number;
}

export interface PaperServices {
  /** As settings would name them, without a pause between requests. */
  readonly settings: PaperSettings;
  /** For the command line. */
  readonly env: Readonly<Record<string, string>>;
  readonly papers: StoredPaper[];
  readonly files: StoredFiles;
  readonly asked: readonly AskedOf[];
  url(name: DoubleName): string;
  fault(fault: PaperFault): void;
  /** Nobody answers any more, as without a network. */
  goAway(): Promise<void>;
  close(): Promise<void>;
}

const envNames: Readonly<Record<PaperHostName, string>> = {
  arxiv: 'PRACTICUM_PAPERS_ARXIV',
  arxivApi: 'PRACTICUM_PAPERS_ARXIV_API',
  ar5iv: 'PRACTICUM_PAPERS_AR5IV',
  doi: 'PRACTICUM_PAPERS_DOI',
  openReview: 'PRACTICUM_PAPERS_OPENREVIEW',
  openReviewApi: 'PRACTICUM_PAPERS_OPENREVIEW_API',
  acl: 'PRACTICUM_PAPERS_ACL',
  semanticScholar: 'PRACTICUM_PAPERS_SEMANTIC_SCHOLAR',
};

export async function startPaperServices(papers: readonly StoredPaper[] = []): Promise<PaperServices> {
  const asked: AskedOf[] = [];
  const faults: (PaperFault & { left: number })[] = [];
  const servers = new Map<DoubleName, Server>();
  const stored = [...papers];
  const files: StoredFiles = new Map();
  const url = (name: DoubleName): string => `http://127.0.0.1:${(servers.get(name)?.address() as AddressInfo | null)?.port ?? 1}`;
  const answer = (service: DoubleName, request: IncomingMessage, response: ServerResponse): void => {
    const atMs = Date.now();
    const path = request.url ?? '/';
    response.once('close', () => asked.push({ service, url: path, atMs, endedMs: Date.now() }));
    const fault = faults.find((each) => each.left > 0 && each.service === service && (each.path === undefined || each.path.test(path)));
    if (fault !== undefined) {
      fault.left--;
      if (carriedOut(fault, response, path)) return;
    }
    routes({ service, request, response, papers: stored, files, url });
  };
  for (const name of doubleNames) {
    const server = createServer((request, response) => answer(name, request, response));
    servers.set(name, server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  }
  const hosts = Object.fromEntries(paperHostNames.map((name) => [name, url(name)])) as Record<PaperHostName, string>;
  const close = async (): Promise<void> => {
    for (const server of servers.values()) {
      if (!server.listening) continue;
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  };
  return {
    settings: { ...usualPaperSettings, ...hosts, arxivGapMs: 0 },
    env: {
      ...Object.fromEntries(paperHostNames.map((name) => [envNames[name], hosts[name]])),
      PRACTICUM_PAPERS_ARXIV_GAP_SECONDS: '0',
    },
    papers: stored,
    files,
    asked,
    url: (name) => (name === 'agency' || name === 'files' ? url(name) : hosts[name]),
    fault: (fault) => void faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    goAway: close,
    close,
  };
}

function carriedOut(fault: PaperFault, response: ServerResponse, path: string): boolean {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, fault.headers ?? {}).end('no');
      return true;
    case 'circle':
      response.writeHead(302, { location: path }).end();
      return true;
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return true;
    case 'cut':
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100000' });
      response.write('<html>', () => response.destroy());
      return true;
    case 'body':
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(fault.body);
      return true;
  }
}
