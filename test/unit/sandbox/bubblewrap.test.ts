import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { dirname, join } from 'node:path';
import { installedAside } from '../../../src/sandbox/bubblewrap.ts';
import { credentialPlaces } from '../../../src/sandbox/credentials.ts';
import { useSandboxPlace } from './place.ts';

describe('a confined command', () => {
  const place = useSandboxPlace();

  // shows: sandbox-commands
  it('writes in the workspace and in temporary folders, and nowhere else', async () => {
    const outside = join(place.folder, 'outside');
    await mkdir(outside);
    const others = [join(outside, 'x'), join(place.home, 'x'), '/etc/practicum-test', '/usr/practicum-test', '/x', '/run/x', '/sys/x'];
    const { output } =
      await place.run(`echo in > made; mkdir sub && echo in > sub/made; echo t > "$TMPDIR/t" && mktemp >/dev/null && echo temporary;
      for place in ${others.join(' ')} ${place.practicumHome}/x; do (echo x > "$place") 2>/dev/null && echo "WROTE $place"; done; true`);
    assert.match(output, /^temporary$/m);
    // The system’s own folder for sockets is another one inside, empty and forgotten afterwards.
    assert.equal(output.replace('WROTE /run/x\n', ''), 'temporary\n');
    assert.equal(await readFile(join(place.root, 'made'), 'utf8'), 'in\n');
    assert.equal(await readFile(join(place.root, 'sub/made'), 'utf8'), 'in\n');
    assert.deepEqual([...(await readdir(outside)), ...(await readdir(place.home))], []);
    await assert.rejects(stat('/run/x'), { code: 'ENOENT' });
  });

  // shows: sandbox-commands
  it('makes no namespaces of its own', async () => {
    const { output } = await place.run('unshare --user true 2>/dev/null && echo MADE; echo done');
    assert.equal(output, 'done\n');
  });

  // shows: sandbox-commands
  it('is told of when it makes in a subfolder what runs or steers something later', async () => {
    await place.put('ws/sub/.envrc', 'as it was\n');
    const { output, confined } = await place.run(
      'ls -a; mkdir -p sub/deep/.vscode other; echo x > sub/deep/.vscode/tasks.json; echo x > other/conftest.py; echo x > other/plain.py',
    );
    assert.deepEqual(
      confined?.made.toSorted(),
      ['other/conftest.py', 'sub/deep/.vscode'].map((name) => join(place.root, name)),
    );
    assert.ok(confined.standIns.includes(join(place.root, '.envrc')));
    assert.match(output, /^\.envrc$/m);
    assert.deepEqual((await place.run('echo again >> other/plain.py')).confined?.made, []);
  });

  // shows: sandbox-commands
  it('cannot change what runs or steers something later, whether it is there or not', async () => {
    for (const name of [
      'AGENTS.md',
      'conftest.py',
      'sub/.vscode/settings.json',
      'sub/.envrc',
      '.github/workflows/ci.yml',
      '.practicum/runs/r/exit.json',
    ])
      await place.put(`ws/${name}`, 'as it was\n');
    const names = [
      'AGENTS.md',
      'conftest.py',
      'sub/.vscode/settings.json',
      'sub/.vscode/tasks.json',
      '.github/workflows/ci.yml',
      '.practicum/runs/r/exit.json',
      '.practicum/runs/new',
      '.practicum/x',
      '.vscode/settings.json',
      '.git/hooks/pre-commit',
      '.git/config',
      '.envrc',
      'sitecustomize.py',
      '.mcp.json',
      '.devcontainer/x',
    ];
    const { output } = await place.run(`for name in ${names.join(' ')}; do
        mkdir -p "$(dirname "$name")" 2>/dev/null; (echo changed > "$name") 2>/dev/null && echo "WROTE $name"; rm -rf "$name" 2>/dev/null && [ "$name" != .git/config ] && echo "gone $name"; done
      mv .practicum away; mv .github away; mv .git away; rmdir .vscode; echo done`);
    assert.doesNotMatch(output, /WROTE/);
    assert.match(output, /^done$/m);
    for (const name of [
      'AGENTS.md',
      'conftest.py',
      'sub/.vscode/settings.json',
      'sub/.envrc',
      '.github/workflows/ci.yml',
      '.practicum/runs/r/exit.json',
    ])
      assert.equal(await readFile(join(place.root, name), 'utf8'), 'as it was\n');
    assert.deepEqual((await readdir(place.root)).sort(), ['.github', '.practicum', 'AGENTS.md', 'conftest.py', 'sub']);
  });

  // shows: sandbox-commands
  it('sees the repository and cannot change it, unless it was opened for it, and then never what git executes', async () => {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'init.defaultBranch=main', ...args], {
        cwd: place.root,
        encoding: 'utf8',
      });
    git('init', '-q');
    await place.put('ws/a.py', 'one\n');
    git('add', '.');
    git('commit', '-qm', 'first');
    await place.put('ws/a.py', 'two\n');
    const looked = await place.run('git status --short && git diff && git log --oneline');
    assert.equal(looked.exitCode, 0, looked.output);
    assert.match(looked.output, /^ M a\.py$/m);
    assert.match(looked.output, /^\+two$/m);
    assert.match(looked.output, / first$/m);
    const commit = 'git -c user.name=a -c user.email=a@b.c commit -qam second';
    const refused = await place.run(commit);
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /Read-only file system/);
    const opened = await place.run(`${commit}; echo x > .git/hooks/post-commit; git config core.fsmonitor ./evil; mv .git other; true`, {
      writable: [place.root, join(place.root, '.git')],
    });
    assert.equal(git('log', '-1', '--format=%s').trim(), 'second');
    assert.match(opened.output, /Read-only file system/);
    assert.match(opened.output, /busy/);
    await assert.rejects(stat(join(place.root, '.git/hooks/post-commit')));
    assert.doesNotMatch(await readFile(join(place.root, '.git/config'), 'utf8'), /fsmonitor/);
  });

  // shows: sandbox-commands
  it('reads the home without its credentials, and no secret of the workspace', async () => {
    const secrets = [
      '.ssh/id_ed25519',
      '.aws/credentials',
      '.netrc',
      '.config/gh/hosts.yml',
      '.cache/huggingface/token',
      '.docker/config.json',
      '.git-credentials',
      '.bash_history',
      '.mozilla/cookies',
    ];
    for (const name of secrets) await place.put(`home/${name}`, 'canary\n');
    await place.put('practicum/keys.json', 'canary\n');
    for (const name of ['.env', 'app/.env.local', 'deploy.pem', 'conf/credentials.json']) await place.put(`ws/${name}`, 'canary\n');
    await place.put('home/.cache/huggingface/hub/model.txt', 'weights\n');
    await symlink(join(place.folder, 'elsewhere'), join(place.home, '.kube'));
    await place.put('elsewhere/config', 'canary\n');
    const { output } = await place.run(
      `cat ~/.cache/huggingface/hub/model.txt; grep -rs canary "$HOME" ${place.practicumHome} ${place.folder} . /etc/shadow; env; echo done`,
      { env: {} },
    );
    assert.match(output, /^weights$/m);
    assert.match(output, /^done$/m);
    assert.doesNotMatch(output, /canary/, output);
  });

  // shows: sandbox-commands
  it('is kept from credentials also where a variable or a link says that they lie elsewhere', async () => {
    const token = await place.put('elsewhere/hf-token', 'canary\n');
    const kube = await place.put('elsewhere/kube/config', 'canary\n');
    const other = await place.put('other-home/.netrc', 'canary\n');
    await symlink(join(place.folder, 'elsewhere/kube'), join(place.home, '.kube'));
    const env = { HF_TOKEN_PATH: token, KUBECONFIG: '/missing:relative', AWS_CONFIG_FILE: '' };
    const places = credentialPlaces({ homes: [place.home, join(place.folder, 'other-home')], env }, [place.practicumHome]).map(
      ({ path }) => path,
    );
    for (const path of [token, dirname(kube), other, place.practicumHome]) assert.ok(places.includes(path), path);
    assert.deepEqual(
      places.filter((path) => path.includes('missing') || path.includes('relative')),
      [],
    );
  });

  it('has none of the keys of its environment, and git’s configuration whole', async () => {
    const confined = await place.sandbox().confine(
      {
        argv: ['true'],
        cwd: place.root,
        env: { HF_TOKEN: 'k', WANDB_API_KEY: 'k', SSH_AUTH_SOCK: 'k', https_proxy: 'k', GIT_CONFIG_KEY_0: 'core.pager', LR: '0.1' },
      },
      { writable: [place.root], network: 'off' },
    );
    await confined.dispose();
    assert.deepEqual(
      Object.entries(confined.env).filter(([, value]) => value === 'k'),
      [],
    );
    assert.equal(confined.env['GIT_CONFIG_KEY_0'], 'core.pager');
    assert.equal(confined.env['LR'], '0.1');
    assert.equal(confined.env['TMPDIR'], '/tmp');
  });

  // shows: sandbox-hosts
  it('reaches neither the network nor this machine, by address or by socket', async () => {
    const server = createServer((_, response) => response.end('reached'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const socket = createSocketServer((connection) => connection.end('reached'));
    await new Promise<void>((done) => socket.listen('/tmp/practicum-test.sock', done));
    try {
      const open = `exec 3<>/dev/tcp/127.0.0.1/${port} && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3`;
      const { output } = await place.run(`(${open}) 2>&1; ls /tmp/practicum-test.sock /run; echo done`);
      assert.match(output, /Connection refused/);
      assert.doesNotMatch(output, /reached|^\/tmp\/practicum-test\.sock$/m);
      assert.match(output, /^done$/m);
    } finally {
      server.close();
      socket.close();
    }
  });

  it('sees no process but its own, has no capability, and cannot set what the kernel does', async () => {
    const before = await readFile('/proc/sys/kernel/core_pattern', 'utf8');
    const { output } = await place.run(
      `ls /proc | grep -c '^[0-9]*$'; grep CapEff /proc/self/status; (cat /proc/sys/kernel/core_pattern > /proc/sys/kernel/core_pattern) 2>&1; mount -o remount,rw / 2>&1; umount /proc/sys 2>&1; (echo x > /etc/practicum-test) 2>&1; kill -9 ${process.pid} 2>&1; true`,
    );
    assert.ok(Number(output.split('\n')[0]) < 10, output);
    assert.match(output, /CapEff:\s+0000000000000000/);
    assert.match(output, /core_pattern: Read-only file system/);
    assert.match(output, /practicum-test: Read-only file system/);
    assert.match(output, /No such process/);
    assert.equal(await readFile('/proc/sys/kernel/core_pattern', 'utf8'), before);
  });

  // shows: sandbox-devices
  it('has shared memory to write in, and each GPU device that there is', async () => {
    const devices = (await readdir('/dev')).filter((name) => /^(nvidia\d|kfd|dri)/.test(name));
    const { output } = await place.run(
      `echo x > /dev/shm/x && df --output=size /dev/shm | tail -1; echo x > /dev/null; head -c1 /dev/urandom | wc -c; ls /dev`,
    );
    const [size, one, ...there] = output.trim().split('\n');
    assert.ok(Number(size) > 100_000, output);
    assert.equal(one, '1');
    for (const device of devices) assert.ok(there.includes(device), device);
    await assert.rejects(stat('/dev/shm/x'));
  });

  it('has the exit codes and signals that it would have', async () => {
    assert.deepEqual(pick(await place.run('exit 7')), [7, null]);
    assert.deepEqual(pick(await place.run('kill -9 $$')), [null, 'SIGKILL']);
    assert.deepEqual(pick(await place.run('kill -SEGV $$')), [null, 'SIGSEGV']);
    assert.deepEqual(pick(await place.run('true')), [0, null]);
    assert.deepEqual(pick(await place.run('practicum-no-such-program')), [127, null]);
  });

  it('has no input, and takes a large environment and long words', async () => {
    const big = 'x'.repeat(100_000);
    const { output, exitCode } = await place.run(`cat; echo "\${#BIG} \${#OTHER}"; echo ${'y'.repeat(50_000)} | wc -c`, {
      env: { BIG: big, OTHER: big },
    });
    assert.equal(output, '100000 100000\n50001\n');
    assert.equal(exitCode, 0);
  });

  // shows: sandbox-commands
  it('is stopped with all that it started, within its limits, also when it will not listen', async () => {
    const stop = new AbortController();
    const deaf = `trap '' TERM INT HUP; while :; do sleep 0.05; done`;
    const mark = `deaf-${process.pid}-${Date.now()}`;
    const running = await place.run(
      `setsid bash -c "${deaf}" ${mark} & (setsid bash -c "${deaf}" ${mark} &); bash -c "${deaf}" ${mark} & echo ready; sleep 300`,
      { request: { signal: stop.signal, onOutput: () => stop.abort() } },
    );
    assert.equal(running.endedBy, 'stop');
    assert.ok(running.durationMs < 10_000, String(running.durationMs));
    assert.deepEqual(await processesWith(mark), []);
    const late = await place.run(`bash -c "${deaf}" ${mark}`, { request: { timeoutMs: 300 } });
    assert.deepEqual([late.endedBy, late.exitCode], ['timeout', null]);
    assert.deepEqual(await processesWith(mark), []);
  });

  it('lets what it started end by itself when it is asked to', async () => {
    const stop = new AbortController();
    const script = `setsid bash -c 'trap "echo saved > saved; exit" TERM; echo ready; while :; do sleep 0.02; done' & wait`;
    const { durationMs } = await place.run(script, { request: { signal: stop.signal, onOutput: () => stop.abort() } });
    assert.equal(await readFile(join(place.root, 'saved'), 'utf8'), 'saved\n');
    assert.ok(durationMs < 10_000);
  });

  it('leaves nothing behind: no process, no temporary folder, no stand-in', async () => {
    const mark = `left-${process.pid}-${Date.now()}`;
    const { output, durationMs } = await place.run(`setsid bash -c 'while :; do sleep 0.05; done' ${mark} & echo x > /tmp/large; ls -A`);
    assert.ok(durationMs < 10_000);
    assert.match(output, /^\.vscode$/m);
    assert.deepEqual(await processesWith(mark), []);
    assert.deepEqual(await readdir(place.root), []);
  });

  it('keeps the stand-ins of another one that goes on, and takes away those that a crash has left', async () => {
    const stop = new AbortController();
    const started = Promise.withResolvers<void>();
    const long = place.run('echo ready; sleep 300', { request: { signal: stop.signal, onOutput: () => started.resolve() } });
    await started.promise;
    await place.run('true');
    assert.ok((await readdir(place.root)).includes('.vscode'));
    stop.abort();
    await long;
    assert.deepEqual(await readdir(place.root), []);
    await mkdir(join(place.root, '.vscode'));
    await chmod(join(place.root, '.vscode'), 0o1755);
    await mkdir(join(place.root, '.devcontainer'));
    await place.run('true');
    assert.deepEqual(await readdir(place.root), ['.devcontainer']);
    await rm(join(place.root, '.devcontainer'), { recursive: true });
  });

  it('is refused where no wall would be left: in the home, in what is hidden, at the root of all', async () => {
    await mkdir(join(place.home, '.ssh'));
    for (const [folder, why] of [
      [place.home, /holds your home/],
      [place.folder, /holds your home/],
      ['/', /whole file system/],
      [join(place.home, '.ssh'), /kept from/],
      [join(place.folder, 'missing'), /there is no/],
    ] as const) {
      const confined = place.sandbox().confine({ argv: ['true'], cwd: '/', env: {} }, { writable: [folder], network: 'off' });
      await assert.rejects(
        confined,
        (error) => error instanceof Error && 'code' in error && error.code === 'sandbox' && why.test(error.message),
      );
    }
  });

  it('copes with a workspace full of protected names and with odd ones', async () => {
    for (let i = 0; i < 400; i++) await place.put(`ws/package ${i}/.env`, 'canary\n');
    await place.put('ws/a\nb "c" $d/.env', 'canary\n');
    const { output, exitCode } = await place.run('grep -rs canary . | head -3; echo done');
    assert.equal(output, 'done\n');
    assert.equal(exitCode, 0);
  });
});

describe('bubblewrap', () => {
  const place = useSandboxPlace();

  it('leaves a program what was installed in a temporary folder, and nothing else of it', () => {
    assert.deepEqual(installedAside('/tmp/venv/bin/python', '/usr/bin:/tmp/tools:/tmp:/tmp/bin:bin'), [
      '/tmp/venv',
      '/tmp/tools',
      '/tmp/bin',
    ]);
    assert.deepEqual(installedAside('python', '/usr/bin:/home/a/bin'), []);
  });

  it('is never taken from the workspace, nor where others may change it', async () => {
    const { findProgram } = await import('../../../src/sandbox/findProgram.ts');
    const own = join(place.root, 'bin/bwrap');
    await place.put('ws/bin/bwrap', '#!/bin/sh\n');
    await chmod(own, 0o755);
    const elsewhere = await place.put('bin/bwrap', '#!/bin/sh\n');
    await chmod(elsewhere, 0o777);
    await mkdir(join(place.folder, 'links'));
    await symlink(own, join(place.folder, 'links/bwrap'));
    const path = `${join(place.root, 'bin')}:${join(place.folder, 'links')}:bin:${join(place.folder, 'bin')}`;
    assert.equal(await findProgram('bwrap', path, [place.root]), undefined);
    await chmod(elsewhere, 0o755);
    assert.equal(await findProgram('bwrap', path, [place.root]), elsewhere);
    await writeFile(elsewhere, '');
  });
});

function pick({ exitCode, signal }: { readonly exitCode: number | null; readonly signal: string | null }): readonly unknown[] {
  return [exitCode, signal];
}

/** Of this machine, whatever namespace they are in; a zombie has no command line. */
async function processesWith(word: string): Promise<readonly string[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(names.map((name) => readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(word));
}
