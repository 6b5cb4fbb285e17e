import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotPermitted } from '../../../src/base/permit.ts';
import { BoundedOutput, readable, stripTerminalCodes, truncateOutput } from '../../../src/workspace/boundedOutput.ts';
import { FolderNotFound } from '../../../src/workspace/fileErrors.ts';
import { createShell, type ShellOutcome, type ShellRequest } from '../../../src/workspace/shell.ts';
import { cleanEnvironment, type Environment } from '../../../src/workspace/shellEnvironment.ts';
import { neverAborted, permitFor, requirePermit, useTemporaryFolder } from './temporary.ts';

describe('a shell command', () => {
  const folder = useTemporaryFolder();
  const run = (command: string, request: Partial<ShellRequest> = {}, env: Environment = process.env): Promise<ShellOutcome> => {
    const cwd = request.cwd ?? folder.path;
    const permit = permitFor({ kind: 'shell', command, cwd });
    return createShell({ require: requirePermit, env }).run(permit, { timeoutMs: 15_000, signal: neverAborted, ...request, command, cwd });
  };

  // shows: tool-shell
  it('reports its output in order, and its exit code', async () => {
    const outcome = await run('echo one; echo two >&2; echo three; exit 7');
    assert.equal(outcome.output, 'one\ntwo\nthree\n');
    assert.deepEqual([outcome.exitCode, outcome.signal, outcome.endedBy], [7, null, 'itself']);
  });

  // shows: policy-permits
  it('needs a permit for exactly this command in exactly this folder', async () => {
    const permit = permitFor({ kind: 'shell', command: 'ls', cwd: folder.path });
    const shell = createShell({ require: requirePermit, env: process.env });
    const rest = { cwd: folder.path, timeoutMs: 1000, signal: neverAborted };
    await assert.rejects(shell.run(permit, { ...rest, command: 'ls; touch x' }), NotPermitted);
    await assert.rejects(shell.run(permit, { ...rest, command: 'ls', cwd: '/' }), NotPermitted);
  });

  // shows: policy-permits
  it('executes a program that the permit names, which may be handed a text, and no other', async () => {
    const effect = { kind: 'execute', argv: ['cat', 'check'], cwd: folder.path, isWalled: true } as const;
    const shell = createShell({ require: requirePermit, env: process.env });
    const rest = { argv: ['cat'], timeoutMs: 15_000, signal: neverAborted };
    const { output, exitCode } = await shell.execute(permitFor(effect), { ...rest, effect, input: 'handed over' });
    assert.deepEqual([output, exitCode], ['handed over', 0]);
    assert.equal((await shell.execute(permitFor(effect), { ...rest, effect })).output, '');
    const { isWalled: _, ...asRun } = effect;
    await assert.rejects(shell.execute(permitFor(asRun), { ...rest, effect }), NotPermitted);
  });

  // shows: grant-code
  it('executes the source that lies there, and no bytecode that was planted beside it', async () => {
    const [source, other] = [join(folder.path, 'steps.py'), join(folder.path, 'other.txt')];
    await writeFile(source, 'word = "approved"\n');
    await writeFile(other, 'word = "planted!"\n');
    await writeFile(join(folder.path, 'train.py'), 'import steps\nprint(steps.word)\n');
    const plant = [
      'import importlib.util, py_compile, sys',
      'source, other = sys.argv[1:]',
      'mode = py_compile.PycInvalidationMode.UNCHECKED_HASH',
      'py_compile.compile(other, importlib.util.cache_from_source(source), dfile=source, invalidation_mode=mode, doraise=True)',
    ].join('\n');
    const { PYTHONDONTWRITEBYTECODE: _not, PYTHONPYCACHEPREFIX: _where, ...env } = process.env;
    execFileSync('python3', ['-c', plant, source, other], { env });
    const [command, cwd] = ['python3 train.py', folder.path];
    const output = async (home: { readonly home?: string }): Promise<string> => {
      const shell = createShell({ require: requirePermit, env, ...home });
      return (await shell.run(permitFor({ kind: 'shell', command, cwd }), { command, cwd, timeoutMs: 15_000, signal: neverAborted }))
        .output;
    };
    assert.equal(await output({}), 'planted!\n', 'so it is executed where nothing keeps it away');
    assert.equal(await output({ home: join(folder.path, 'home') }), 'approved\n');
  });

  it('runs in its folder, and has no input to wait for', async () => {
    assert.equal((await run('pwd; cat')).output, `${folder.path}\n`);
    await assert.rejects(run('true', { cwd: join(folder.path, 'nowhere') }), FolderNotFound);
  });

  it('says by which signal it died', async () => {
    const outcome = await run('kill -9 $$');
    assert.deepEqual([outcome.exitCode, outcome.signal], [null, 'SIGKILL']);
  });

  it('is ended at its time limit with all that it started, also when it will not listen', async () => {
    const outcome = await run(`trap '' TERM; (trap '' TERM; sleep 300) & echo $! > child; sleep 300`, { timeoutMs: 300 });
    assert.equal(outcome.endedBy, 'timeout');
    assert.equal(outcome.exitCode, null);
    assert.ok(outcome.durationMs < 5_000);
    await assertEnded(Number(await readFile(join(folder.path, 'child'), 'utf8')));
  });

  // shows: tool-shell, loop-stop, loop-stop-all
  it('is stopped with all that it started, also what made a session of its own or lost its parent', async () => {
    const stop = new AbortController();
    const ignores = `trap '' TERM INT HUP; echo $$ > "$0"; while :; do sleep 0.05; done`;
    const script = `
      setsid bash -c '${ignores.replaceAll("'", `'\\''`)}' own &
      (setsid bash -c '${ignores.replaceAll("'", `'\\''`)}' orphan &)
      bash -c 'echo $$ > plain; sleep 300' &
      until [ -s own ] && [ -s orphan ] && [ -s plain ]; do sleep 0.02; done
      echo ready; sleep 300`;
    const outcome = await run(script, { signal: stop.signal, onOutput: () => stop.abort() });
    assert.equal(outcome.endedBy, 'stop');
    for (const name of ['own', 'orphan', 'plain']) await assertEnded(Number(await readFile(join(folder.path, name), 'utf8')));
  });

  it('lets what it started end by itself when it is asked to', async () => {
    const stop = new AbortController();
    const script = `setsid bash -c 'trap "echo saved > saved; exit" TERM; echo ready; while :; do sleep 0.02; done' & wait`;
    const [permit, cwd] = [permitFor({ kind: 'shell', command: script, cwd: folder.path }), folder.path];
    // All the time that a busy machine needs.
    const shell = createShell({ require: requirePermit, env: process.env, termMs: 60_000 });
    await shell.run(permit, { command: script, cwd, timeoutMs: 15_000, signal: stop.signal, onOutput: () => stop.abort() });
    assert.equal(await readFile(join(folder.path, 'saved'), 'utf8'), 'saved\n');
  });

  // shows: run-outlives-turn, loop-stop-run
  it('that is stopped leaves a training run alone', async () => {
    await writeFile(
      join(folder.path, 'supervisor.js'),
      `require('node:fs').writeFileSync('run', String(process.pid)); setInterval(() => {}, 1000);`,
    );
    const stop = new AbortController();
    const script = `setsid '${process.execPath}' ./supervisor.js & until [ -s run ]; do sleep 0.02; done; echo ready; sleep 300`;
    await run(script, { signal: stop.signal, onOutput: () => stop.abort() });
    const pid = Number(await readFile(join(folder.path, 'run'), 'utf8'));
    assert.ok(process.kill(pid, 0));
    process.kill(pid, 'SIGKILL');
  });

  it('ends when it is stopped', async () => {
    const stop = new AbortController();
    const outcome = await run('echo started; sleep 300', { signal: stop.signal, onOutput: () => stop.abort() });
    assert.equal(outcome.endedBy, 'stop');
    assert.equal(outcome.output, 'started\n');
  });

  it('leaves nothing behind in the background, and does not wait for it', async () => {
    const outcome = await run('sleep 300 & echo $!');
    assert.equal(outcome.exitCode, 0);
    assert.ok(outcome.durationMs < 5_000);
    await assertEnded(Number(outcome.output));
  });

  // shows: tool-shell
  it('that prints without end is kept small: its beginning and its end', async () => {
    const outcome = await run('seq 1 3000000');
    assert.equal(outcome.exitCode, 0);
    assert.ok(outcome.totalBytes > 20_000_000);
    assert.ok(outcome.output.length < 2_000_200, String(outcome.output.length));
    assert.match(outcome.output, /^1\n2\n3\n/);
    assert.match(outcome.output, /\n… \d+ bytes left out …\n/);
    assert.match(outcome.output, /\n2999999\n3000000\n$/);
  });

  it('sees neither keys nor the editor’s own variables', async () => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder.path,
      ANTHROPIC_API_KEY: 'k',
      OPENAI_API_KEY: 'k',
      HF_TOKEN: 'k',
      AWS_SECRET_ACCESS_KEY: 'k',
      MY_PASSWORD: 'k',
      VSCODE_IPC_HOOK: 'k',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--inspect',
      BASH_ENV: join(folder.path, 'evil'),
      TOKENIZERS_PARALLELISM: 'false',
      KEYBOARD: 'de',
    };
    await writeFile(join(folder.path, 'evil'), 'echo EVIL');
    const { output } = await run('env', {}, env);
    assert.doesNotMatch(output, /=k$|EVIL|VSCODE|ELECTRON|NODE_OPTIONS/m);
    assert.match(output, /^TOKENIZERS_PARALLELISM=false$/m);
    assert.match(output, /^KEYBOARD=de$/m);
    assert.equal(cleanEnvironment(env)['PAGER'], 'cat');
  });

  it('that looks at a repository executes nothing that the repository names', async () => {
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder.path, stdio: 'ignore' });
    };
    await writeFile(join(folder.path, 'a.py'), 'one\n');
    await writeFile(join(folder.path, 'b.dat'), 'one\n');
    await writeFile(join(folder.path, '.gitattributes'), '*.dat diff=dat\n');
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    await writeFile(join(folder.path, 'a.py'), 'two\n');
    await writeFile(join(folder.path, 'b.dat'), 'two\n');
    await writeFile(join(folder.path, 'evil.sh'), `#!/bin/sh\ntouch '${join(folder.path, 'PWNED')}'\n`);
    await chmod(join(folder.path, 'evil.sh'), 0o755);
    const evil = join(folder.path, 'evil.sh');
    for (const name of ['core.fsmonitor', 'core.pager', 'diff.external', 'diff.dat.command', 'diff.dat.textconv'])
      git('config', name, evil);
    const { output, exitCode } = await run('git status --short && git diff && ls');
    assert.equal(exitCode, 0, output);
    assert.match(output, /^ M a\.py$/m);
    assert.match(output, /^-one\n\+two$/m);
    assert.doesNotMatch(output, /PWNED/);
  });
});

describe('bounded output', () => {
  it('is whole while it fits', () => {
    const output = new BoundedOutput(10, 10);
    output.push(Buffer.from('123456789'));
    output.push(Buffer.from('abcdefghij'));
    assert.equal(output.text(), '123456789abcdefghij');
  });

  it('is cut between lines, and counts what it leaves out', () => {
    const output = new BoundedOutput(10, 10);
    for (let i = 0; i < 100; i++) output.push(Buffer.from(`line ${i}\n`));
    assert.equal(output.totalBytes, 790);
    assert.equal(output.text(), 'line 0\n… 775 bytes left out …\nline 99\n');
  });

  it('reads as on a terminal', () => {
    assert.equal(readable('\u001b[31mred\u001b[0m\r\n 10%\r 50%\r100%\ndone\r\n'), 'red\n100%\ndone\n');
  });

  it('loses terminal codes and nothing else', () => {
    assert.equal(stripTerminalCodes('\u001b]0;title\u0007x\u001b]8;;http://x\u0007t\u001b]8;;\u001b\\'), 'xt');
    assert.equal(stripTerminalCodes('\u001b[2K\u001b[?25l\u001b[38;2;1;2;3mhi\u001b[0m\u001b(B\u001b7[x] \u001b'), 'hi[x] \u001b');
  });

  it('shows its latest lines while it comes', () => {
    const output = new BoundedOutput(10, 100);
    for (let i = 0; i < 100; i++) output.push(Buffer.from(`line ${i}\n`));
    assert.equal(output.latest(20), 'line 98\nline 99\n');
  });

  it('is truncated to a quarter and three quarters, in whole characters', () => {
    const whereAllIs = 'ask for the rest';
    assert.equal(truncateOutput('x'.repeat(25_000), { whereAllIs }), 'x'.repeat(25_000));
    const text = `${'a'.repeat(50)}${'b'.repeat(50)}`;
    assert.equal(
      truncateOutput(text, { maxChars: 40, whereAllIs }),
      `${'a'.repeat(10)}\n\n… 60 of 100 characters left out; ask for the rest …\n\n${'b'.repeat(30)}`,
    );
    const odd = truncateOutput('😀'.repeat(100), { maxChars: 20, whereAllIs });
    assert.ok(!/\p{Surrogate}/u.test(odd));
    assert.match(odd, /… 182 of 200 characters/);
  });
});

/** A killed process is gone, or a zombie that nobody has collected yet; for that there is no event, only looking again. */
async function assertEnded(pid: number): Promise<void> {
  assert.ok(pid > 0);
  for (let look = 0; look < 2_000; look++) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    if (state === '' || /\) [ZX] /.test(state)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(`process ${pid} goes on`);
}
