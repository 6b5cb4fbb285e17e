import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer as createSocketServer } from 'node:net';
import { dirname, join } from 'node:path';
import { startWithWalls } from '../../../src/runs/startWithWalls.ts';
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

  // shows: sandbox-runs
  it('trains, once, although a socket that the run was to be kept from went away before its walls stood', async () => {
    const server = createSocketServer();
    await new Promise<void>((done) => server.listen(join(place.home, 'engine'), done));
    let confinements = 0;
    const argv = ['/bin/sh', '-c', 'echo step 1 loss 0.5; echo here >> made; exec sleep 1000'];
    const { program, script } = await startWithWalls(
      async () => {
        const inside = { argv, cwd: place.root, env: { PATH: process.env['PATH'] ?? '' } };
        const confined = await place.sandbox().confine(inside, { writable: [place.root], network: 'off' });
        confinements += 1;
        if (confinements === 1) await new Promise<void>((done) => void server.close(() => done()));
        return { argv: confined.argv, env: confined.env, confined };
      },
      { cwd: place.root },
    );
    try {
      const printed: string[] = [];
      for (const stream of script.output) {
        for await (const chunk of stream) {
          printed.push(String(chunk));
          // It goes on until it is ended, and was not waited for.
          process.kill((await script.pid) ?? 0, 'SIGKILL');
        }
      }
      assert.deepEqual([printed.join(''), confinements], ['step 1 loss 0.5\n', 2]);
      assert.equal(await readFile(join(place.root, 'made'), 'utf8'), 'here\n');
    } finally {
      await program.confined?.dispose();
    }
  });

  // shows: sandbox-runs
  it('keeps what a run printed that was over at once, and says what is in the way where its walls cannot stand', async () => {
    const start = async (command: string, complaint?: RegExp): Promise<readonly [string, number | null, number]> => {
      let confinements = 0;
      const { program, script } = await startWithWalls(
        async () => {
          const inside = { argv: ['/bin/sh', '-c', command], cwd: place.root, env: { PATH: process.env['PATH'] ?? '' } };
          const confined = await place.sandbox().confine(inside, { writable: [place.root], network: 'off' });
          confinements += 1;
          const wasOvertaken = (output: string): boolean => complaint?.test(output) === true;
          // What complains is what puts up the walls: nothing is executed behind it, for however short a moment.
          const { argv } = complaint === undefined ? confined : inside;
          return { argv, env: confined.env, confined: { ...confined, wasOvertaken } };
        },
        { cwd: place.root },
      );
      const printed = await Promise.all(script.output.map(async (stream) => (await stream.toArray()).join('')));
      await program.confined?.dispose();
      return [printed.join(''), (await script.ended).code, confinements];
    };
    assert.deepEqual(await start('echo short; exit 3'), ['short\n', 3, 1]);
    assert.deepEqual(await start('echo in vain; exit 1', /in vain/), ['in vain\n', 1, 5]);
  });
}
