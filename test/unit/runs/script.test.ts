import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { drain } from '../../../src/runs/drain.ts';
import { startScript } from '../../../src/runs/script.ts';

describe('The script of a run', () => {
  // shows: run-detached
  it('keeps what it printed when it was over before anybody read it', async () => {
    const argv = [process.execPath, '-e', 'process.stdout.write("out"); process.stderr.write("err")'];
    const { output, ended } = startScript({ argv, env: process.env, confined: undefined }, { cwd: tmpdir() });
    assert.equal((await ended).code, 0);
    // Node throws away what is left in its pipes at the tick after this.
    await new Promise((resolve) => setImmediate(resolve));
    const heard: string[] = [];
    await drain(output, { output: async (bytes) => void heard.push(bytes.toString()) }).finish();
    assert.equal(heard.join(''), 'outerr');
  });
});
