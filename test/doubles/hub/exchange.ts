/** One request and its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Fields, fieldsOf } from './fields.ts';
import { Refusal } from './refusal.ts';

/** What arrived, for tests to look at. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query, as it was sent. */
  readonly url: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The body where it was read as JSON, as lines of it or as a form, and is not long. */
  body?: unknown;
  bodyBytes: number;
  /** What was answered; absent while it is being answered or where the connection was dropped. */
  status?: number;
}

const mostKept = 256 * 1024;

export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: RecordedRequest;
  readonly url: URL;
  params: Readonly<Record<string, string>> = {};
  /** Breaks an upload off after so many bytes. */
  resetAfterBytes: number | undefined;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
    this.url = new URL(request.url ?? '/', 'http://hub');
    this.record = {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      path: this.url.pathname,
      authorization: request.headers.authorization,
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      bodyBytes: 0,
    };
  }

  get method(): string {
    return this.record.method;
  }

  param(name: string): string {
    const value = this.params[name];
    if (value === undefined) throw new Error(`The route has no :${name}`);
    return value;
  }

  query(name: string): string | undefined {
    return this.url.searchParams.get(name) ?? undefined;
  }

  /** All values of a repeated parameter; `expand[]=a` counts as well, and so does `expand=a,b`. */
  queries(name: string): readonly string[] {
    const { searchParams } = this.url;
    return [...searchParams.getAll(name), ...searchParams.getAll(`${name}[]`)].flatMap((each) => each.split(','));
  }

  isAsked(name: string): boolean {
    const value = this.query(name)?.toLowerCase();
    return value !== undefined && value !== 'false' && value !== '0';
  }

  integer(name: string, otherwise: number): number {
    const value = Number(this.query(name) ?? otherwise);
    return Number.isInteger(value) && value >= 0 ? value : otherwise;
  }

  /** The body as it comes. */
  async *chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of this.request) {
      const bytes = Buffer.from(chunk);
      this.record.bodyBytes += bytes.length;
      if (this.resetAfterBytes !== undefined && this.record.bodyBytes > this.resetAfterBytes) {
        this.request.socket.resetAndDestroy();
        throw new Refusal(499, 'The connection was reset, as asked for');
      }
      yield bytes;
    }
  }

  async bytes(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async text(): Promise<string> {
    return (await this.bytes()).toString('utf8');
  }

  /** The body as an object; none is an empty one. */
  async json(): Promise<Fields> {
    const text = await this.text();
    if (text === '') return {};
    const body = parsed(text);
    if (text.length <= mostKept) this.record.body = body;
    return fieldsOf(body);
  }

  async lines(): Promise<readonly Fields[]> {
    const text = await this.text();
    const lines = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => fieldsOf(parsed(line)));
    if (text.length <= mostKept) this.record.body = lines;
    return lines;
  }

  async form(): Promise<URLSearchParams> {
    const form = new URLSearchParams(await this.text());
    this.record.body = Object.fromEntries(form);
    return form;
  }

  send(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
    const text = body === undefined ? '' : JSON.stringify(body);
    this.sendText(status, text, { 'content-type': 'application/json; charset=utf-8', ...headers });
  }

  sendText(status: number, text: string | Uint8Array, headers: Readonly<Record<string, string>>): void {
    if (this.response.headersSent || this.response.destroyed) return;
    this.record.status = status;
    this.response.writeHead(status, { 'content-length': String(Buffer.byteLength(text)), ...headers });
    this.response.end(this.method === 'HEAD' ? undefined : text);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'Unexpected body: it is not JSON');
  }
}
