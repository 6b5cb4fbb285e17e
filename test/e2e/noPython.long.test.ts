import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useWindow } from './harness.ts';
import { runFolders } from './runFolders.ts';

describe('a machine without a working Python, in a real window', () => {
  // With this no Python starts, wherever it lies.
  const window = useWindow({
    env: { PYTHONHOME: '/nowhere' },
    workspace: (folder) => writeFileSync(path.join(folder, 'train.py'), "if __name__ == '__main__':\n    print('step 1 loss 0.5')\n"),
  });

  // shows: bad-no-python
  it('says once that there is none, and what to do', async () => {
    const { workbench } = window();
    await workbench.openFile('train.py');
    await workbench.lens('▶ Train').click();
    const toast = await workbench.oneToast(/No working Python was found on this machine\. Install Python 3\.9 or newer/);
    assert.equal(await workbench.dialog().count(), 0);
    await workbench.answer(toast, 'Choose Interpreter');
    await workbench.quickInput.getByText('An absolute path, or one relative to the workspace folder.').waitFor();
    assert.deepEqual(runFolders(window().file('.')), []);
  });
});
