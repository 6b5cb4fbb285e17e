import assert from 'node:assert/strict';
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

  // shows: tool-shell
  it('gives the model the first quarter and the last three of a long output, and keeps all of it', async () => {
    const { content, full } = await run('seq 1 100000');
    const whole = `${Array.from({ length: 100_000 }, (_, i) => i + 1).join('\n')}`;
    assert.ok(content.startsWith(whole.slice(0, 6250)));
    assert.match(content, /\n\n… 563894 of 588894 characters left out; recall_output \{"call":"ca_\d+"\} reads the rest …\n\n/);
    assert.match(content, new RegExp(`${whole.slice(-18_750)}\nexit code 0 after `));
    assert.ok(full?.startsWith(`${whole}\nexit code 0 after `));
    assert.equal((await run('seq 1 10')).full, undefined);
  });

  it('keeps at most 2 MB of an output, whatever a command prints', async () => {
    const { content, full = '' } = await run('seq 1 1000000');
    assert.ok(content.length < 25_500);
    assert.ok(full.length <= 2_000_200, String(full.length));
    assert.match(full, /\n… \d+ bytes left out …\n/);
    assert.match(full, /\n1000000\nexit code 0 after .*$/);
  });
});
