/**
 * Runs inside a sandbox that has no network but a loopback of its own: `node relay.js SOCKET PORT -- PROGRAM ARGS…`. Listens on the port,
 * carries every connection to the socket, where the proxy outside answers, and ends as the program ends.
 */
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { constants } from 'node:os';

const [socket = '', port = '0', , program = '', ...args] = process.argv.slice(2);

const server = createServer((inside) => {
  const outside = connect(socket);
  inside.on('error', () => outside.destroy());
  outside.on('error', () => inside.destroy());
  inside.pipe(outside);
  outside.pipe(inside);
});

// These reach the whole group: the program says what they mean.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

server.listen(Number(port), '127.0.0.1', () => {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(program, args, { stdio: 'inherit', env });
  child.once('error', (error) => {
    process.stderr.write(`${program}: ${error.message}\n`);
    process.exit(127);
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
});
server.on('error', (error) => {
  process.stderr.write(`The way out of the sandbox cannot be opened: ${error.message}\n`);
  process.exit(126);
});
