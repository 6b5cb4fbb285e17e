import assert from 'node:assert/strict';
import { latestCalls, recallResult } from '../../../src/app/recall.ts';
import type { CallId, TurnId } from '../../../src/base/ids.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

describe('A result that is read again', () => {
  const folder = useTemporaryFolder();
  const place = () => ({ home: folder.path, app: 'test', workspace: '/w' });
  const turn = 'tu_1' as TurnId;

  async function put(log: FileSessionLog, call: string, title: string, content: string): Promise<void> {
    await log.append({ type: 'tool.proposed', turn, call: call as CallId, tool: 'read_file', title, effects: [] });
    await log.append({ type: 'tool.ended', call: call as CallId, outcome: 'done', content });
  }

  // shows: context-prune
  it('is whole, however long it was, also after the session was opened again', async () => {
    const long = Array.from({ length: 5_000 }, (_, index) => `line ${index} of the output, with an é`).join('\n');
    const log = await createSession(place());
    await put(log, 'ca_1', 'Read short.txt', 'short');
    await put(log, 'ca_2', 'Read long.txt', long);
    assert.deepEqual(await recallResult(log, 'ca_2' as CallId), { content: long });
    await log.close();
    const again = await openSession({ ...place(), session: log.session });
    try {
      assert.deepEqual(await recallResult(again, 'ca_1' as CallId), { content: 'short' });
      assert.deepEqual(await recallResult(again, 'ca_2' as CallId), { content: long });
      assert.equal(await recallResult(again, 'ca_3' as CallId), undefined);
    } finally {
      await again.close();
    }
  });

  // shows: context-prune
  it('is what came of the call in the end, where its request was answered after it had waited', async () => {
    const long = 'a line of the output\n'.repeat(5_000);
    const log = await createSession(place());
    try {
      await put(log, 'ca_1', 'Run train', 'It waits for the person.');
      await log.append({ type: 'call.settled', call: 'ca_1' as CallId, outcome: 'done', content: long });
      assert.deepEqual(await recallResult(log, 'ca_1' as CallId), { content: long });
      const settled = log.events.at(-1);
      assert.ok(settled?.type === 'call.settled' && settled.blob !== undefined && settled.content.length < 32_000);
    } finally {
      await log.close();
    }
  });

  it('is found by its call, of which the latest are named first', async () => {
    const log = await createSession(place());
    try {
      assert.deepEqual(latestCalls(log), []);
      for (let index = 1; index <= 10; index += 1) await put(log, `ca_${index}`, `Read ${index}.txt`, 'text');
      // It goes on, so there is nothing to read again.
      await log.append({ type: 'tool.proposed', turn, call: 'ca_11' as CallId, tool: 'run_shell', title: 'Run ls', effects: [] });
      const latest = latestCalls(log);
      assert.deepEqual(
        latest.map(({ call }) => call),
        ['ca_10', 'ca_9', 'ca_8', 'ca_7', 'ca_6', 'ca_5', 'ca_4', 'ca_3'],
      );
      assert.equal(latest[0]?.title, 'Read 10.txt');
    } finally {
      await log.close();
    }
  });
});
