/** Git LFS as the Hub speaks it: a batch that names addresses, which take the bytes without a token. */
import { createHash } from 'node:crypto';
import type { Stored } from '../blobs.ts';
import type { Exchange } from '../exchange.ts';
import { fieldsOf, listOf, needText, numberOf, textOf, textsOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import type { RepoKind } from './repo.ts';
import type { Repos } from './repos.ts';

const batchType = 'application/vnd.git-lfs+json';

export class Lfs {
  readonly #repos: Repos;
  readonly #storeUrl: () => string;
  readonly #partBytes: number;
  readonly #parts = new Map<string, Map<number, Stored>>();

  /** `storeUrl`: where the bytes go; another origin than the Hub’s, as in the world. */
  constructor(repos: Repos, storeUrl: () => string, partBytes: number) {
    this.#repos = repos;
    this.#storeUrl = storeUrl;
    this.#partBytes = partBytes;
  }

  routes(): readonly Route[] {
    const batch = (exchange: Exchange): Promise<void> => this.#batch(exchange);
    const verify = (exchange: Exchange): Promise<void> => this.#verify(exchange);
    return ['/:owner/:name', '/:kinds(datasets|spaces)/:owner/:name'].flatMap((repo) => [
      route(`POST ${repo}/info/lfs/objects/batch`, batch),
      route(`POST ${repo}/info/lfs/objects/verify`, verify),
    ]);
  }

  /** What is answered at the other origin. */
  storeRoutes(): readonly Route[] {
    return [
      route('PUT /_lfs/:oid', async (exchange) => {
        needLength(exchange);
        await this.#take(exchange, exchange.param('oid'));
      }),
      route('PUT /_parts/:oid/:number', async (exchange) => {
        needLength(exchange);
        const stored = await this.#repos.blobs.keep(exchange.chunks());
        this.#partsOf(exchange.param('oid')).set(Number(exchange.param('number')), stored);
        exchange.send(200, undefined, { etag: `"${createHash('md5').update(stored.sha256).digest('hex')}"` });
      }),
      route('POST /_parts/:oid', async (exchange) => {
        const oid = exchange.param('oid');
        const { parts } = await exchange.json();
        const there = this.#partsOf(oid);
        const stored = listOf(parts).map((each) => there.get(numberOf(fieldsOf(each)['partNumber']) ?? -1));
        if (stored.length === 0 || stored.includes(undefined)) throw new Refusal(400, 'A part was not uploaded');
        const whole = await this.#repos.blobs.join(stored.filter((each) => each !== undefined));
        if (whole.sha256 !== oid) throw new Refusal(400, `The parts are not what was announced: their SHA-256 is ${whole.sha256}`);
        this.#parts.delete(oid);
        exchange.send(200, { success: true });
      }),
    ];
  }

  async #take(exchange: Exchange, oid: string): Promise<void> {
    const stored = await this.#repos.blobs.keep(exchange.chunks());
    if (stored.sha256 !== oid) throw new Refusal(400, `The bytes are not what was announced: their SHA-256 is ${stored.sha256}`);
    exchange.send(200, undefined, { etag: `"${oid}"` });
  }

  async #batch(exchange: Exchange): Promise<void> {
    const asked = await exchange.json();
    const operation = textOf(asked['operation']);
    const kind = kindIn(exchange);
    const id = `${exchange.param('owner')}/${exchange.param('name').replace(/\.git$/, '')}`;
    if (operation === 'upload') this.#needUpload(exchange, kind, id);
    else this.#repos.needFiles(exchange, kind, id);
    const objects = listOf(asked['objects']).map((each) => {
      const fields = fieldsOf(each);
      return { oid: needText(fields, 'oid'), size: numberOf(fields['size']) ?? 0 };
    });
    const isMultipart = textsOf(asked['transfers']).includes('multipart') && objects.some(({ size }) => size > this.#partBytes);
    const answers = objects.map((object) =>
      operation === 'upload' ? this.#uploadOf(exchange, object, isMultipart) : this.#downloadOf(object),
    );
    exchange.send(200, { transfer: isMultipart ? 'multipart' : 'basic', objects: answers }, { 'content-type': batchType });
  }

  /** To propose a change one need not be a writer of the repository. */
  #needUpload(exchange: Exchange, kind: RepoKind, id: string): void {
    const repo = this.#repos.needRead(exchange, kind, id);
    const { user } = this.#repos.accounts.need(exchange);
    const isOwn = this.#repos.accounts.canRead(this.#repos.accounts.need(exchange), repo.owner);
    this.#repos.accounts.needWrite(exchange, isOwn ? repo.owner : user.name);
  }

  #uploadOf(exchange: Exchange, { oid, size }: { oid: string; size: number }, isMultipart: boolean): unknown {
    if (this.#repos.blobs.has(oid)) return { oid, size, authenticated: true };
    const store = this.#storeUrl();
    const verify = { href: `http://${exchange.request.headers.host ?? ''}${exchange.url.pathname.replace(/batch$/, 'verify')}` };
    if (!isMultipart || size <= this.#partBytes) {
      return { oid, size, authenticated: true, actions: { upload: { href: `${store}/_lfs/${oid}` }, verify } };
    }
    const count = Math.ceil(size / this.#partBytes);
    const header: Record<string, string> = { chunk_size: String(this.#partBytes) };
    for (let number = 1; number <= count; number++) header[String(number).padStart(5, '0')] = `${store}/_parts/${oid}/${number}`;
    return { oid, size, authenticated: true, actions: { upload: { href: `${store}/_parts/${oid}`, header }, verify } };
  }

  #downloadOf({ oid, size }: { oid: string; size: number }): unknown {
    if (!this.#repos.blobs.has(oid)) return { oid, size, error: { code: 404, message: 'Object does not exist' } };
    return { oid, size, authenticated: true, actions: { download: { href: `${this.#storeUrl()}/_cdn/${oid}` } } };
  }

  async #verify(exchange: Exchange): Promise<void> {
    const asked = await exchange.json();
    const oid = needText(asked, 'oid');
    if (!this.#repos.blobs.has(oid) || this.#repos.blobs.size(oid) !== numberOf(asked['size'])) {
      throw new Refusal(404, `Object ${oid} was not uploaded, or not all of it`);
    }
    exchange.send(200, { success: true }, { 'content-type': batchType });
  }

  #partsOf(oid: string): Map<number, Stored> {
    const parts = this.#parts.get(oid) ?? new Map<number, Stored>();
    this.#parts.set(oid, parts);
    return parts;
  }
}

/** Storage takes nothing of which it does not know beforehand how much it is. */
function needLength({ request }: Exchange): void {
  if (request.headers['content-length'] === undefined) throw new Refusal(411, 'MissingContentLength');
}

function kindIn({ params }: Exchange): RepoKind {
  return params['kinds'] === 'datasets' ? 'dataset' : params['kinds'] === 'spaces' ? 'space' : 'model';
}
