import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer as createSocketServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createShell } from '../../../src/workspace/shell.ts';
import { neverAborted, permitFor, requirePermit } from '../workspace/temporary.ts';
import { useSandboxPlace } from './place.ts';

/** Sockets that come and go would be in the way of a confined run that starts at that moment, so both are tested one after the other. */
export function socketsInSight(): void {
  const place = useSandboxPlace();

  // shows: sandbox-hosts
  it('reaches no process that listens on a socket in the workspace or anywhere else, whatever it is called', async () => {
    const paths = [join(place.root, 'agent.sock'), join(place.home, 'engine')];
    const servers = await Promise.all(
      paths.map(async (path) => {
        const server = createSocketServer((connection) => connection.end('reached'));
        await new Promise<void>((done) => server.listen(path, done));
        return server;
      }),
    );
    try {
      const client = `const socket = require('node:net').connect(process.argv[1]);
        socket.on('data', (data) => console.log(String(data))); socket.on('error', ({ code }) => console.log(code));`;
      await place.put('ws/client.cjs', client);
      // What the search path names is seen, wherever it lies.
      const env = { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
      const { output } = await place.run(paths.map((path) => `node -e "$(cat client.cjs)" "${path}"`).join('; '), { env });
      assert.match(output, /^E[A-Z]+\nE[A-Z]+\n$/);
    } finally {
      for (const server of servers) server.close();
    }
  });

  // shows: sandbox-commands
  it('runs, once, although a socket that it was to be kept from went away before its walls stood', async () => {
    const server = createSocketServer();
    await new Promise<void>((done) => server.listen(join(place.home, 'engine'), done));
    let confinements = 0;
    const shell = createShell({
      require: requirePermit,
      env: process.env,
      confine: async (program) => {
        const confined = await place.sandbox().confine(program, { writable: [place.root], network: 'off' });
        confinements += 1;
        if (confinements === 1) await new Promise<void>((done) => void server.close(() => done()));
        return { program: confined, network: 'off' };
      },
    });
    const [command, cwd] = ['echo here | tee -a made', place.root];
    const request = { command, cwd, timeoutMs: 30_000, signal: neverAborted };
    const { output, exitCode } = await shell.run(permitFor({ kind: 'shell', command, cwd }), request);
    assert.deepEqual([output, exitCode, confinements], ['here\n', 0, 2]);
    assert.equal(await readFile(join(cwd, 'made'), 'utf8'), 'here\n');
  });
}
