/** Passes a request on to a program on this machine, as the edge before jobs and Spaces does. */
import { request as send } from 'node:http';
import type { Exchange } from './exchange.ts';
import { Refusal } from './refusal.ts';

const ownHeaders: ReadonlySet<string> = new Set(['host', 'connection', 'authorization']);

/** `isTokenKept`: the program behind it sees the bearer; the edge of a private Space keeps it to itself. */
export async function passOn(exchange: Exchange, ports: readonly number[], path: string, isTokenKept: boolean): Promise<void> {
  const body = await exchange.bytes();
  for (const port of ports) if (await tryPort(exchange, port, path, body, isTokenKept)) return;
  throw new Refusal(502, 'Bad gateway: nothing listens there yet');
}

/** Whether somebody answered there. */
async function tryPort(exchange: Exchange, port: number, path: string, body: Buffer, isTokenKept: boolean): Promise<boolean> {
  const { request, response } = exchange;
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => (isTokenKept && name === 'authorization') || !ownHeaders.has(name)),
  );
  return await new Promise<boolean>((resolve, reject) => {
    // A connection of its own: one that is used again may be closed in the same moment.
    const passed = send({
      agent: false,
      host: '127.0.0.1',
      port,
      path,
      method: exchange.method,
      headers: { ...headers, host: `127.0.0.1:${port}` },
    });
    passed.on('response', (answer) => {
      exchange.record.status = answer.statusCode ?? 0;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('end', () => resolve(true));
      answer.on('error', reject);
    });
    passed.on('error', (error) => {
      if ('code' in error && error.code === 'ECONNREFUSED') resolve(false);
      else reject(new Refusal(502, `Bad gateway: ${error.message}`));
    });
    response.once('close', () => passed.destroy());
    passed.end(body);
  });
}
