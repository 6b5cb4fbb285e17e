import { timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Disposable } from '../base/disposables.ts';
import { SignInFailed } from './oauthErrors.ts';

export interface Callback extends Disposable {
  /** `http://127.0.0.1:PORT/callback`: RFC 8252 §7.3. */
  readonly address: string;
  /** The answer to the request that carried this state. Throws SignInFailed where the person or the server said no. */
  answer(state: string, signal: AbortSignal): Promise<{ readonly code: string; readonly issuer: string | undefined }>;
}

const path = '/callback';

/** Waits on this machine’s loopback for the browser to come back. Port 0: any that is free. */
export async function listenForCallback(port: number): Promise<Callback> {
  let settle: ((params: URLSearchParams, response: ServerResponse) => void) | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.method !== 'GET' || url.pathname !== path || settle === undefined) {
      say(response, 404, 'Nothing is expected here.');
      return;
    }
    settle(url.searchParams, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new SignInFailed(`Port ${port} of this machine is taken.`, 'End the program that has it, then try again.', error)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken }: AddressInfo = addressOf(server.address());
  return {
    address: `http://127.0.0.1:${taken}${path}`,
    answer: (state, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => reject(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) stop();
        settle = (params, response) => {
          // Another program’s try to hand in its own code is turned away, and the person’s is still waited for.
          if (!isSame(params.get('state') ?? '', state)) {
            say(response, 400, 'This is not the answer to the sign-in that was started.');
            return;
          }
          signal.removeEventListener('abort', stop);
          settle = undefined;
          const code = params.get('code');
          if (code === null) {
            const error = params.get('error') ?? 'no code came back';
            const words = params.get('error_description');
            say(response, 200, 'You are not signed in. You can close this page.');
            reject(
              new SignInFailed(
                `The sign-in ended without a token (${`${error}${words === null ? '' : `: ${words}`}`.slice(0, 300)}).`,
                'Try again when you want to sign in.',
              ),
            );
            return;
          }
          say(response, 200, 'You are signed in. You can close this page and go back.');
          resolve({ code, issuer: params.get('iss') ?? undefined });
        };
      }),
    dispose() {
      settle = undefined;
      server.close();
      server.closeAllConnections();
    },
  };
}

function say(response: ServerResponse, status: number, text: string): void {
  // The address holds a code: it is handed on to nobody.
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    connection: 'close',
  });
  response.end(
    `<!doctype html><meta name="color-scheme" content="light dark"><title>Practicum</title><body style="font:16px system-ui;margin:4em"><p>${text}</p>`,
  );
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new SignInFailed('No port of this machine could be opened.');
  return address;
}
