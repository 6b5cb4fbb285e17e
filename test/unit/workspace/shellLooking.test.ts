import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asHarmless } from '../../../src/policy/shell/asHarmless.ts';
import { createShell, type ShellOutcome } from '../../../src/workspace/shell.ts';
import { neverAborted, permitFor, requirePermit, useTemporaryFolder } from './temporary.ts';

describe('a command that only looks', () => {
  const folder = useTemporaryFolder();
  const run = (command: string, env: Readonly<Record<string, string | undefined>> = process.env): Promise<ShellOutcome> => {
    const permit = permitFor({ kind: 'shell', command, cwd: folder.path });
    const shell = createShell({ require: requirePermit, env, asHarmless });
    return shell.run(permit, { command, cwd: folder.path, timeoutMs: 15_000, signal: neverAborted });
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();

  // shows: shell-argv
  it('is started as one program with its words, which no shell reads', async () => {
    await writeFile(join(folder.path, "it's $(touch PWNED).txt"), 'text\n');
    // A shell would find the function first; a program that is started as such is the file.
    const env = { ...process.env, 'BASH_FUNC_cat%%': '() { touch PWNED; }', ENV: 'PWNED', BASH_ENV: 'PWNED' };
    const { output, exitCode } = await run(`cat "it's \\$(touch PWNED).txt"`, env);
    assert.deepEqual([output, exitCode], ['text\n', 0]);
    assert.deepEqual(await readdir(folder.path), ["it's $(touch PWNED).txt"]);
    assert.deepEqual(asHarmless(`grep -n 'a b' "c d" e\\ f`)?.argv, ['grep', '-n', 'a b', 'c d', 'e f']);
  });

  // shows: shell-argv
  it('goes to a shell where there is work for one, every word quoted', () => {
    for (const [command, line] of [
      ['cat a | head -n 2 2>/dev/null', "'cat' 'a' | 'head' '-n' '2' 2>/dev/null"],
      [`LC_ALL=C sort "it's"`, `LC_ALL='C' 'sort' 'it'\\''s'`],
      ['ls src/*.py', "'ls' src/*.py"],
      ['cd src && pwd\nls', "'cd' 'src' && 'pwd' ; 'ls'"],
      ['echo -n x', "'echo' '-n' 'x'"],
    ] as const)
      assert.deepEqual(asHarmless(command), { argv: undefined, line });
    for (const command of ['touch x', 'cat $x', 'python3 x.py', 'ls & ls', '']) assert.equal(asHarmless(command), undefined);
  });

  // shows: path-secrets
  it('keeps ripgrep from hidden files that the workspace’s own ignore files bring back in', () => {
    assert.deepEqual(asHarmless("rg -g '*.py' x src")?.argv, ['rg', '--glob=!.*', '-g', '*.py', 'x', 'src']);
    assert.equal(asHarmless('rg x | head')?.line, "'rg' '--glob=!.*' 'x' | 'head'");
  });

  // shows: shell-argv
  it('has the same outcome in either way', async () => {
    await writeFile(join(folder.path, 'a'), '3\n1\n2\n');
    for (const command of ['sort -n a', 'cat a nowhere', 'grep -c 9 a', 'head -n 1 a', 'sed -n 2p a', 'stat --nonsense a', 'file -b a']) {
      const permit = permitFor({ kind: 'shell', command, cwd: folder.path });
      const plain = createShell({ require: requirePermit, env: process.env });
      const one = await plain.run(permit, { command, cwd: folder.path, timeoutMs: 15_000, signal: neverAborted });
      const other = await run(command);
      assert.deepEqual([other.output, other.exitCode], [one.output, one.exitCode], command);
    }
  });

  describe('with git', () => {
    const evil = (): string => join(folder.path, 'evil.sh');
    beforeEach(async () => {
      await writeFile(evil(), `#!/bin/sh\ntouch '${join(folder.path, 'PWNED')}'\ncat\n`);
      await chmod(evil(), 0o755);
      await writeFile(join(folder.path, '.gitattributes'), '*.dat diff=dat filter=fat merge=mat\n');
      await writeFile(join(folder.path, 'a.py'), 'one\n');
      await writeFile(join(folder.path, 'b.dat'), 'one\n');
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-qm', 'first');
      // A signed commit, for which git asks gpg when it is told to.
      const tree = git('rev-parse', 'HEAD^{tree}').trim();
      const person = 'a <a@b.c> 1700000000 +0000';
      const commit = `tree ${tree}\nparent ${git('rev-parse', 'HEAD').trim()}\nauthor ${person}\ncommitter ${person}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nsigned\n`;
      const signed = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], { cwd: folder.path, input: commit });
      git('update-ref', 'HEAD', signed.toString().trim());
      await writeFile(join(folder.path, 'a.py'), 'two\n');
      await writeFile(join(folder.path, 'b.dat'), 'two\n');
    });

    const looks = [
      'git status --short',
      'git diff',
      'git diff HEAD~1',
      'git log -p -2',
      'git log --stat',
      'git show',
      'git show HEAD:b.dat',
      'git blame b.dat',
      'git branch -a',
      'git ls-files -m',
      'git rev-parse --all',
      'git diff | head -n 50',
    ];
    /** What a repository can name, and where that alone is enough, the command that starts it. */
    const settings: readonly (readonly [name: string, startedBy?: string])[] = [
      ['core.fsmonitor', 'git status --short'],
      ['diff.external', 'git diff'],
      ['diff.dat.command', 'git diff'],
      ['diff.dat.textconv', 'git diff'],
      ['filter.fat.clean', 'git status'],
      ['filter.fat.process', 'git status'],
      ['gpg.program', 'git log --show-signature'],
      ...['filter.fat.smudge', 'merge.mat.driver', 'gpg.openpgp.program', 'gpg.ssh.program', 'gpg.x509.program'].map(
        (name) => [name] as const,
      ),
      ...['core.pager', 'pager.log', 'pager.diff', 'pager.status', 'core.editor', 'sequence.editor', 'core.askPass'].map(
        (name) => [name] as const,
      ),
      ...['credential.helper', 'core.sshCommand', 'core.gitProxy', 'alias.status', 'alias.log'].map((name) => [name] as const),
      ...['remote.origin.uploadpack', 'uploadpack.packObjectsHook', 'core.alternateRefsCommand'].map((name) => [name] as const),
    ];

    // shows: shell-argv
    it('starts nothing that the configuration of the repository names', async () => {
      for (const [name] of settings) git('config', name, evil());
      for (const name of ['log.showSignature', 'filter.fat.required', 'status.submoduleSummary']) git('config', name, 'true');
      for (const command of looks) {
        const { output, exitCode } = await run(command);
        assert.equal(exitCode, 0, `${command}: ${output}`);
        assert.ok(!(await readdir(folder.path)).includes('PWNED'), command);
      }
      assert.match((await run('git diff')).output, /^-one\n\+two$/m);
    });

    it('would start it otherwise', async () => {
      for (const [name, command] of settings) {
        if (command === undefined) continue;
        git('config', name, evil());
        execFileSync('sh', ['-c', `${command} >/dev/null 2>&1 || true`], { cwd: folder.path });
        assert.ok((await readdir(folder.path)).includes('PWNED'), name);
        await rm(join(folder.path, 'PWNED'));
        git('config', '--unset', name);
      }
    });

    it('writes nothing, not even what git usually refreshes', async () => {
      // Another time, the same content: git would like to remember that.
      await writeFile(join(folder.path, 'a.py'), 'one\n');
      const before = execFileSync('sh', ['-c', 'stat -c "%n %Y %Z %i %s" .git .git/*'], { cwd: folder.path }).toString();
      for (const command of looks) await run(command);
      assert.equal(execFileSync('sh', ['-c', 'stat -c "%n %Y %Z %i %s" .git .git/*'], { cwd: folder.path }).toString(), before);
      await rm(evil());
    });
  });
});
