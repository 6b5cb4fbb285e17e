import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLease, LeaseTaken } from '../../../src/base/lease.ts';

describe('A lease', () => {
  let home: string;
  let path: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'practicum-lease-'));
    path = join(home, 'session.lock');
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  // shows: log-one-writer
  it('is had by one at a time, and whoever comes second is told who has it', async () => {
    const lease = await acquireLease(path, 'vscode 1.106.1');
    await assert.rejects(acquireLease(path, 'cli'), (error: unknown) => {
      assert.ok(error instanceof LeaseTaken);
      assert.equal(error.message, `${path} is held by vscode 1.106.1 (process ${process.pid}).`);
      assert.match(error.hint ?? '', /has finished/);
      return true;
    });
    await lease.release();
    const next = await acquireLease(path, 'cli');
    await lease.release(); // a second release of the first takes nothing from the next
    await assert.rejects(acquireLease(path, 'x'), LeaseTaken);
    await next.release();
    assert.deepEqual(await readdir(home), []);
  });

  it('goes to one of many that find its holder dead', async () => {
    const mine = await acquireLease(path, 'me');
    const holder: unknown = JSON.parse(await readFile(path, 'utf8'));
    await mine.release();
    for (let round = 0; round < 20; round += 1) {
      // The same number, but of a process that started at another time.
      await writeFile(path, JSON.stringify({ ...Object(holder), start: 'another boot', nonce: `dead-${round}` }));
      const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => acquireLease(path, `opener ${index}`)));
      const leases = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      assert.equal(leases.length, 1);
      for (const result of results) if (result.status === 'rejected') assert.ok(result.reason instanceof LeaseTaken);
      await leases[0]?.release();
      assert.deepEqual(await readdir(home), []);
    }
  });

  it('survives that its successor died, too, while it took over', async () => {
    const dead = { pid: process.pid, start: 'another boot', host: hostname(), app: 'x', sinceMs: 1 };
    await writeFile(path, JSON.stringify({ ...dead, nonce: 'first' }));
    await writeFile(`${path}.after-first`, JSON.stringify({ ...dead, nonce: 'second' }));
    const lease = await acquireLease(path, 'me');
    await assert.rejects(acquireLease(path, 'x'), LeaseTaken);
    await lease.release();
    assert.deepEqual(await readdir(home), []);
  });

  it('can be taken when a power failure left it empty', async () => {
    await writeFile(path, '');
    await (await acquireLease(path, 'me')).release();
  });

  it('is left alone when another machine holds it, and the hint says what to do', async () => {
    await writeFile(path, JSON.stringify({ pid: 1, host: 'elsewhere', app: 'cli 0.1.0', nonce: 'n', sinceMs: 1 }));
    await assert.rejects(acquireLease(path, 'me'), (error: unknown) => {
      assert.ok(error instanceof LeaseTaken);
      assert.match(error.message, /held by cli 0\.1\.0 \(process 1 on elsewhere\)/);
      assert.match(error.hint ?? '', /delete the file/);
      return true;
    });
  });
});
