import assert from 'node:assert/strict';
import { useInstallBox } from './installBox.ts';

describe('install_packages, from the index that pip asks', function () {
  this.timeout(300_000);
  const { box } = useInstallBox();

  // shows: python-venv, tool-run-start
  it('installs what was missing; then the script runs', async () => {
    await box.put('sub/train.py', 'import tqdm\nprint("step 1 loss 0.5")\n');
    const input = { packages: ['tqdm'], script: 'sub/train.py' };
    const { content, detail } = await box.call('install_packages', input);
    assert.match(content, /^Installed in the new virtual environment \.venv, which runs use from now on: tqdm \d+\.\d+\S*\.$/);
    assert.ok(detail?.kind === 'shell' && detail.exitCode === 0);
    assert.match(box.recorded.progress.at(-1) ?? '', /Successfully installed .*tqdm/);
    assert.equal(await box.preview('start_run', { script: 'sub/train.py' }), undefined);
    assert.match((await box.call('start_run', { script: 'sub/train.py' })).content, /^run: /);
    await box.put('other.py', 'import tqdm\nimport no_such_module_at_all\n');
    const again = await box.call('install_packages', { packages: [' tqdm '], script: 'other.py' });
    assert.match(again.content, /^Installed in \.venv.*\nother\.py imports no_such_module_at_all as well, which is still missing\.$/);
  });
});
