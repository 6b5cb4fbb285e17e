import assert from 'node:assert/strict';
import { cachedDataVersionTag } from 'node:v8';
import { capture } from '../../../scripts/run.ts';

/** In a process of its own: an engine's flags are those of its whole process. */
const program = `
import { cachedDataVersionTag } from 'node:v8';
import { compileLater } from '${import.meta.resolve('../../../src/cli/compiled.ts')}';
compileLater();
process.stdout.write(String(cachedDataVersionTag()));`;

describe('Compiling later', () => {
  it('is a flag that the engine knows: it is changed by it, and has nothing to say about it', async () => {
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '--eval', program];
    const { code, output } = await capture(process.execPath, args, { isQuiet: true });
    assert.equal(code, 0, output);
    assert.match(output, /^\d+$/);
    assert.notEqual(output, String(cachedDataVersionTag()));
  });
});
