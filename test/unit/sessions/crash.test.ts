import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recoverEvents } from '../../../src/sessions/recover.ts';
import { openSession } from '../../../src/sessions/store.ts';
import { startWriter } from './writer.ts';

describe('A session whose process is killed', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'practicum-crash-'));
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  // shows: log-survives-kill, bad-log-cut
  it('has every event that was said to be durable, and a consistent history, after each of 5 kills', async function () {
    this.timeout(120_000);
    let writer = await startWriter(home, home, 'write');
    const { session } = writer;
    const durable: string[] = [];
    for (let kill = 1; kill <= 5; kill += 1) {
      await writer.untilDurable(1 + Math.floor(Math.random() * 8));
      // The kill arrives somewhere in what the writer does next: in a write, in a sync, or while text streams.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 15));
      await writer.kill();
      durable.push(...writer.durable);

      const log = await openSession({ home, workspace: home, session, app: 'test' });
      const present = new Set<string>(log.events.map(({ id }) => id));
      assert.deepEqual(
        durable.filter((id) => !present.has(id)),
        [],
        `lost after kill ${kill}`,
      );
      assert.deepEqual(log.skipped, []);
      assert.deepEqual(recoverEvents(log.events), []);
      for (const [index, event] of log.events.entries()) assert.equal(event.parent, log.events[index - 1]?.id ?? null);
      for (const event of log.events) {
        if (event.type === 'tool.ended' && event.blob !== undefined) assert.ok((await log.getBlob(event.blob)).length > 32 * 1024);
      }
      await log.close();
      if (kill < 5) writer = await startWriter(home, home, 'write', session);
    }
    assert.ok(durable.length >= 5);
  });
});
