/**
 * The content-addressed store behind Xet, as much of it as the official Python client writes to and reads from: tokens, xorbs,
 * shards and reconstructions. What was uploaded is put together at once, so that it can be served like any other file.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Blobs, Stored } from '../blobs.ts';
import type { Exchange } from '../exchange.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import { filesOfShard, type ShardFile } from './shard.ts';
import { type Chunk, chunksOf, contentOf, xorbFrom } from './xorb.ts';

const accessToken = 'xet-access-token';
const tokenSeconds = 3600;

export class Cas {
  readonly #blobs: Blobs;
  readonly #folder: string;
  readonly #url: () => string;
  readonly #now: () => number;
  /** Files by the hash that Xet has for them. */
  readonly #files = new Map<string, Stored>();

  #served: { readonly hash: string; readonly bytes: Buffer } | undefined;

  constructor(parts: { blobs: Blobs; folder: string; url: () => string; now: () => number }) {
    this.#blobs = parts.blobs;
    this.#folder = parts.folder;
    this.#url = parts.url;
    this.#now = parts.now;
    mkdirSync(parts.folder, { recursive: true });
  }

  /** Where to write or read, and with which token; said in headers and body. */
  sendToken(exchange: Exchange): void {
    const exp = Math.floor(this.#now() / 1000) + tokenSeconds;
    const casUrl = this.#url();
    exchange.send(
      200,
      { casUrl, accessToken, exp },
      { 'x-xet-cas-url': casUrl, 'x-xet-access-token': accessToken, 'x-xet-token-expiration': String(exp) },
    );
  }

  file(xetHash: string): Stored | undefined {
    const known = this.#files.get(xetHash);
    if (known !== undefined || !this.#blobs.has(xetHash)) return known;
    return { sha256: xetHash, size: this.#blobs.size(xetHash) };
  }

  /** What did not come by Xet is named by its SHA-256. */
  hashOf({ sha256 }: Stored): string {
    for (const [hash, stored] of this.#files) if (stored.sha256 === sha256) return hash;
    return sha256;
  }

  /** These stand at an origin of their own: the token of the Hub does not belong there. */
  routes(): readonly Route[] {
    return [
      route('GET /v1/chunks/:prefix/:hash', () => {
        throw new Refusal(404, 'not found');
      }),
      route('HEAD /v1/xorbs/:prefix/:hash', (exchange) => {
        if (!existsSync(this.#file(exchange.param('hash')))) throw new Refusal(404, 'not found');
        exchange.sendText(200, '', {});
      }),
      route('POST /v1/xorbs/:prefix/:hash', async (exchange) => {
        needToken(exchange);
        const file = this.#file(exchange.param('hash'));
        const isNew = !existsSync(file);
        const bytes = await exchange.bytes();
        chunksOf(bytes);
        writeFileSync(`${file}.part`, bytes);
        renameSync(`${file}.part`, file);
        exchange.send(200, { was_inserted: isNew });
      }),
      route('POST /v1/shards', async (exchange) => {
        await this.#takeShard(exchange);
        exchange.send(200, { result: 1 });
      }),
      route('POST /v2/shards', async (exchange) => {
        const count = await this.#takeShard(exchange);
        const lines = [{ type: 'validating', verified: count, total: count }, { type: 'committing', stage: 'syncing' }, { type: 'result' }];
        exchange.sendText(200, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { 'content-type': 'application/x-ndjson' });
      }),
      route('GET /v1/reconstructions/:hash', (exchange) => {
        needToken(exchange);
        exchange.send(200, this.#reconstruction(exchange));
      }),
      route('GET /_xorbs/:hash', (exchange) => {
        const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(exchange.request.headers.range ?? '') ?? [];
        const xorb = this.#whole(exchange.param('hash'));
        if (from === undefined || to === undefined) return exchange.sendText(200, xorb, { 'content-type': 'application/octet-stream' });
        const piece = xorb.subarray(Number(from), Number(to) + 1);
        exchange.sendText(206, piece, {
          'content-range': `bytes ${from}-${to}/${xorb.length}`,
          'content-type': 'application/octet-stream',
        });
      }),
    ];
  }

  async #takeShard(exchange: Exchange): Promise<number> {
    needToken(exchange);
    const files = filesOfShard(await exchange.bytes());
    for (const file of files) this.#files.set(file.hash, await this.#build(file));
    return files.length;
  }

  async #build({ terms, sha256 }: ShardFile): Promise<Stored> {
    let last: { readonly hash: string; readonly bytes: Buffer; readonly chunks: readonly Chunk[] } | undefined;
    // Neighbours are mostly of the same xorb, which may hold 64 MB.
    const xorb = (hash: string): { readonly bytes: Buffer; readonly chunks: readonly Chunk[] } => {
      if (last?.hash === hash) return last;
      if (!existsSync(this.#file(hash))) throw new Refusal(400, `The shard names a xorb that was not uploaded: ${hash}`);
      const bytes = readFileSync(this.#file(hash));
      last = { hash, bytes, chunks: chunksOf(bytes) };
      return last;
    };
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (const { xorb: hash, from, to } of terms) {
        const { bytes, chunks } = xorb(hash);
        for (const chunk of chunks.slice(from, to)) yield contentOf(bytes, chunk);
      }
    }
    const stored = await this.#blobs.keep(pieces());
    // The field is written in the order of other hashes or of SHA-256 itself, by the version of the client.
    if (sha256 !== undefined && stored.sha256 !== sha256 && stored.sha256 !== swapped(sha256) && !/^0+$/.test(sha256)) {
      throw new Refusal(400, `What the xorbs hold is not what the shard says: SHA-256 ${stored.sha256} instead of ${sha256}`);
    }
    return stored;
  }

  /** A file as one xorb, which carries the hash of the file itself. */
  #reconstruction(exchange: Exchange): unknown {
    const hash = exchange.param('hash');
    const stored = this.file(hash);
    if (stored === undefined) throw new Refusal(404, 'not found');
    const chunks = chunksOf(this.#whole(hash));
    const [, first = '0', last] = /^bytes=(\d+)-(\d*)$/.exec(exchange.request.headers.range ?? '') ?? [];
    const from = Number(first);
    if (from >= stored.size) throw new Refusal(416, 'Range not satisfiable');
    const to = last === undefined || last === '' ? stored.size : Math.min(Number(last) + 1, stored.size);
    let at = 0;
    const starts = chunks.map(({ size }) => {
      at += size;
      return at - size;
    });
    const start = starts.findLastIndex((each) => each <= from);
    const end = starts.findLastIndex((each) => each < to) + 1;
    const covered = chunks.slice(start, end);
    return {
      offset_into_first_range: from - (starts[start] ?? 0),
      terms: [{ hash, unpacked_length: covered.reduce((sum, { size }) => sum + size, 0), range: { start, end } }],
      fetch_info: {
        [hash]: [
          {
            range: { start, end },
            url: `${this.#url()}/_xorbs/${hash}`,
            url_range: { start: covered[0]?.from ?? 0, end: (covered.at(-1)?.to ?? 1) - 1 },
          },
        ],
      },
    };
  }

  #whole(hash: string): Buffer {
    const stored = this.file(hash);
    if (stored === undefined) throw new Refusal(404, 'not found');
    // A client asks for the same one again and again, range by range.
    if (this.#served?.hash !== hash) this.#served = { hash, bytes: xorbFrom(this.#blobs.bytes(stored.sha256)) };
    return this.#served.bytes;
  }

  #file(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Refusal(400, 'Invalid hash');
    return path.join(this.#folder, hash);
  }
}

/** From four numbers of 64 bits to the bytes as they stand. */
function swapped(hash: string): string {
  return (hash.match(/.{16}/g) ?? []).map((word) => Buffer.from(word, 'hex').reverse().toString('hex')).join('');
}

function needToken({ request }: Exchange): void {
  if (request.headers.authorization !== `Bearer ${accessToken}`) throw new Refusal(401, 'Unauthorized');
}
