import assert from 'node:assert/strict';
import { shorten } from '../../../src/tools/runShell.ts';
import { useToolbox } from './toolbox.ts';

describe('run_shell', () => {
  const box = useToolbox();
  const run = (command: string, timeout_s?: number) =>
    box.call('run_shell', { command, ...(timeout_s === undefined ? {} : { timeout_s }) });

  // shows: tool-shell
  it('answers with output and exit code, also of a command that failed', async () => {
    const { content, detail } = await run('echo out; echo err >&2; exit 3');
    assert.match(content, /^out\nerr\nexit code 3 after \d+\.\d s$/);
    assert.deepEqual(detail, { kind: 'shell', command: 'echo out; echo err >&2; exit 3', output: 'out\nerr', exitCode: 3 });
    assert.match((await run('true')).content, /^\(no output\)\nexit code 0/);
    assert.deepEqual(box.tool('run_shell').effects({ command: 'ls' }), [{ kind: 'shell', command: 'ls', cwd: box.root }]);
  });

  it('ends a command at its time limit and says how to have more', async () => {
    const { content, detail } = await run('echo begun; sleep 300', 0.3);
    assert.match(content, /^begun\nended after 0\.3 s, its time limit; give a larger timeout_s/);
    assert.ok(detail?.kind === 'shell' && detail.exitCode === null);
  });

  it('shows output while it comes, and is stopped by the person', async () => {
    const stop = new AbortController();
    const running = box.call('run_shell', { command: 'echo begun; sleep 300' }, stop.signal);
    const watch = setInterval(() => {
      if (box.recorded.progress.length > 0) stop.abort();
    }, 20);
    await assert.rejects(running, { code: 'cancelled' });
    clearInterval(watch);
    assert.deepEqual(box.recorded.progress, ['begun']);
  });

  it('shortens long output in the middle', async () => {
    const { content } = await run('seq 1 100000');
    assert.ok(Buffer.byteLength(content) < 16_500);
    assert.match(content, /^1\n2\n[\s\S]*\n… \d+ bytes left out …\n[\s\S]*\n100000\nexit code 0/);
    const odd = shorten('ü'.repeat(20_000), 1000);
    assert.ok(Buffer.byteLength(odd) <= 1000 && !odd.includes('\ufffd'));
    assert.equal(shorten('short\n\n'), 'short');
  });
});
