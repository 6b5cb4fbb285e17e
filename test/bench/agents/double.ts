/**
 * A model endpoint for benchmarks, as a program: Anthropic’s Messages protocol on 127.0.0.1, as lean as can be, so that what is measured is
 * the client. The prompt says what comes: `reads 50` (so many calls of the client’s own reading tool, one a response), `text 20000`
 * (so many deltas of text). `GET /watch/PID` names the client, whose processor time is read the moment its first request is there. `GET /report`
 * answers when requests came and responses ended, and begins anew.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

interface Report {
  /** Milliseconds of the machine's monotonic clock, the same in every process. */
  readonly requestsMs: number[];
  readonly endsMs: number[];
  firstRequestBytes: number;
  /** Processor time of the client until its first request; 0 where the system does not tell. */
  firstCpuMs: number;
}

const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
const nothing = (): Report => ({ requestsMs: [], endsMs: [], firstRequestBytes: 0, firstCpuMs: 0 });
let report = nothing();
let watched = 0;
let job: { readonly kind: string; readonly count: number } = { kind: 'text', count: 1 };

interface RequestBody {
  readonly tools?: readonly { readonly name: string }[];
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}

const server = createServer((request, response) => {
  if (request.url === '/report') {
    response.end(JSON.stringify(report));
    report = nothing();
    return;
  }
  const pid = /^\/watch\/(\d+)$/.exec(request.url ?? '')?.[1];
  if (pid !== undefined) {
    watched = Number(pid);
    response.end();
    return;
  }
  if (request.method === 'POST' && request.url?.includes('/v1/messages') === true) void answer(request, response);
  else response.writeHead(404).end('{}');
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  report.requestsMs.push(nowMs());
  if (report.requestsMs.length === 1) report.firstCpuMs = cpuMsOf(watched);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (report.firstRequestBytes === 0) report.firstRequestBytes = text.length;
  const count = report.requestsMs.length;
  if (count === 1) job = jobOf(text);
  const body = JSON.parse(text) as RequestBody;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send(response, 'message_start', {
    message: {
      id: `msg_${count}`,
      type: 'message',
      role: 'assistant',
      model: 'bench',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: Math.ceil(text.length / 4), output_tokens: 1, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 },
    },
  });
  const isReading = job.kind === 'reads' && count <= job.count;
  if (isReading) sendRead(response, body, count);
  else await sendText(response, job.kind === 'text' ? job.count : 1);
  send(response, 'message_delta', {
    delta: { stop_reason: isReading ? 'tool_use' : 'end_turn', stop_sequence: null },
    usage: { output_tokens: 10 },
  });
  send(response, 'message_stop', {});
  response.end(() => report.endsMs.push(nowMs()));
}

/** Of all threads, to the nanosecond: Linux counts a process as a whole in hundredths of a second only. */
function cpuMsOf(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.reduce(
      (sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
      0,
    );
  } catch {
    return 0;
  }
}

function jobOf(text: string): typeof job {
  const found = /\b(reads|text) (\d+)\b/.exec(text);
  return { kind: found?.[1] ?? 'text', count: Number(found?.[2] ?? 1) };
}

function sendRead(response: ServerResponse, body: RequestBody, count: number): void {
  const names = body.tools?.map(({ name }) => name) ?? [];
  const name = names.find((known) => known === 'read_file' || known === 'read') ?? 'read_file';
  const input = JSON.stringify({ path: `note-${(count - 1) % 50}.txt` });
  send(response, 'content_block_start', { index: 0, content_block: { type: 'tool_use', id: `toolu_${count}`, name, input: {} } });
  send(response, 'content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json: input } });
  send(response, 'content_block_stop', { index: 0 });
}

async function sendText(response: ServerResponse, deltas: number): Promise<void> {
  send(response, 'content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  for (let index = 0; index < deltas; index += 1) {
    if (!send(response, 'content_block_delta', { index: 0, delta: { type: 'text_delta', text: `word ${index} ` } }))
      await new Promise<void>((resolve) => response.once('drain', resolve));
  }
  send(response, 'content_block_stop', { index: 0 });
}

function send(response: ServerResponse, type: string, data: object): boolean {
  return response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(JSON.stringify({ url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` }));
});
process.stdin.resume().on('end', () => process.exit(0));
