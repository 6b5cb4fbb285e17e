import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorkbench } from '../../../src/app/workbench.ts';
import { end, ScriptedModel, say } from '../agent/scriptedModel.ts';
import { testHost } from './support.ts';

describe('A message with something attached', () => {
  // shows: chat-mention-selection
  it('is sent although the file is gone meanwhile, and says where it was', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-mentions-')));
    const root = join(folder, 'space');
    await mkdir(root);
    const model = new ScriptedModel([say('It is gone.'), end()]);
    const warnings: string[] = [];
    const workbench = await createWorkbench(testHost(folder, root, () => model, { log: (_level, text) => warnings.push(text) }));
    try {
      const path = join(root, 'gone.py');
      await workbench.chat.send('What is this?', [{ kind: 'selection', label: 'gone.py:1', path, firstLine: 1, lastLine: 2 }]);
      await workbench.currentSession().agent.whenIdle();
      const [message] = model.requests[0]?.messages ?? [];
      assert.ok(message?.role === 'user');
      assert.deepEqual(
        message.parts.slice(-2).map(({ text }) => text),
        [`<attached selection="${path}" lines="1-2"/>`, 'What is this?'],
      );
      assert.match(warnings.join('\n'), /gone\.py/);
    } finally {
      await workbench.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
