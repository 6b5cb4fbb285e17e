import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { exists, identify, isAlive, type ProcessIdentity } from '../../../src/base/processes.ts';
import { nasty, nodeServer, openRoom } from './support.ts';

/** Two processes: the server, and what it started. */
async function processesIn(words: string): Promise<readonly ProcessIdentity[]> {
  const pids = words.trim().split(' ').map(Number);
  assert.equal(pids.length, 2, words);
  assert.ok(pids.every(exists), words);
  return await Promise.all(pids.map(identify));
}

async function untilEnded(processes: readonly ProcessIdentity[]): Promise<void> {
  for (const one of processes) while (await isAlive(one)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the process of a server', () => {
  // shows: mcp-stdio-ends
  for (const does of ['children', 'stubborn'])
    it(`ends with the window, with what it started (${does})`, async () => {
      const room = await openRoom([nodeServer('one', nasty, [does])]);
      await room.accept('one');
      const processes = await processesIn((await room.call('mcp__one__echo', {})).content);
      await room.close();
      await untilEnded(processes);
    });

  it('ends when the window is disposed at once', async () => {
    const room = await openRoom([nodeServer('one', nasty, ['stubborn'])]);
    await room.accept('one');
    const processes = await processesIn((await room.call('mcp__one__echo', {})).content);
    room.desk.dispose();
    await untilEnded(processes);
    await room.close();
  });

  it('ends when the window is killed', async function () {
    if (process.platform === 'win32') this.skip();
    const window = spawn(process.execPath, [join(import.meta.dirname, 'windowProcess.ts'), 'stubborn'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [words] = await once(window.stdout, 'data');
    const processes = await processesIn(String(words));
    window.kill('SIGKILL');
    await untilEnded(processes);
  });

  it('that is restarted is another one, and the one before is gone', async () => {
    const room = await openRoom([nodeServer('one', nasty, ['children'])]);
    try {
      await room.accept('one');
      const before = await processesIn((await room.call('mcp__one__echo', {})).content);
      const connecting = room.until('one', 'connecting');
      await room.desk.restart('one');
      await connecting;
      await room.until('one', 'ready');
      const after = await processesIn((await room.call('mcp__one__echo', {})).content);
      await untilEnded(before);
      assert.notEqual(after[0]?.pid, before[0]?.pid);
    } finally {
      await room.close();
    }
  });
});
