import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CodeRecord, cleanDiff, codePaths, keepCode, readCode } from '../../../src/runs/codeCopies.ts';
import { codeIdentity, remoteIn, withoutCredentials } from '../../../src/runs/codeIdentity.ts';

/** In pieces, so that no scanner takes this file for a leak. */
const token = ['hf', 'abcdefghijklmnopqrstuvwxyzABCDEFGH'].join('_');

describe('The code of a run', function () {
  this.timeout(60_000);
  let base: string;
  let root: string;
  let run: string;
  beforeEach(() => {
    base = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-code-')));
    root = path.join(base, 'work');
    run = path.join(base, 'run');
    mkdirSync(root);
    mkdirSync(run);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const write = (name: string, text: string | Buffer): string => {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  const commitAll = (): void => {
    git('add', '-A');
    git('commit', '-qm', 'start');
  };
  const keep = async (script: string, args: readonly string[] = []): Promise<CodeRecord> => {
    await keepCode(run, root, { argv: ['python', script, ...args], cwd: root, script, code: await codeIdentity(script) });
    const record = await readCode(run);
    assert.ok(record !== undefined);
    return record;
  };
  const kept = (record: CodeRecord): Readonly<Record<string, string>> =>
    Object.fromEntries(record.files.map((file) => [file.path, file.kept]));
  const copied = (): readonly string[] =>
    existsSync(codePaths(run).files) ? readdirSync(codePaths(run).files, { recursive: true, encoding: 'utf8' }).sort() : [];

  // shows: run-code-copies
  it('is the commit, how the tree differs from it, and copies of the imports and configuration that git does not know', async () => {
    git('init', '-q', '-b', 'main');
    git('remote', 'add', 'origin', 'https://me:pass@example.org/lab/model.git');
    write('.gitignore', 'local.yaml\n');
    write('model.py', 'width = 64\n');
    write('unused.py', 'x = 1\n');
    const script = write('train.py', 'import model\nimport extra.data\n');
    commitAll();
    write('model.py', 'width = 128\n');
    write('extra/__init__.py', '');
    write('extra/data.py', 'rows = 3\n');
    write('notes.txt', 'nobody imports this');
    write('local.yaml', 'lr: 0.1\n');

    const identity = await codeIdentity(script);
    assert.match(identity.commit ?? '', /^[0-9a-f]{40}$/);
    assert.deepEqual([identity.branch, identity.remote, identity.isDirty], ['main', 'https://example.org/lab/model.git', true]);
    const record = await keep(script, ['--config=local.yaml']);
    assert.deepEqual(kept(record), {
      'train.py': 'git',
      'model.py': 'git',
      'extra/__init__.py': 'copy',
      'extra/data.py': 'copy',
      'local.yaml': 'copy',
    });
    assert.deepEqual(copied(), ['extra', 'extra/__init__.py', 'extra/data.py', 'local.yaml']);
    assert.equal(readFileSync(path.join(codePaths(run).files, 'extra/data.py'), 'utf8'), 'rows = 3\n');
    assert.match(record.version ?? '', /^[0-9a-f]{64}$/);

    // The patch, on the commit, gives back what was executed.
    git('stash', '-q', '--', 'model.py');
    git('apply', codePaths(run).diff);
    assert.equal(readFileSync(path.join(root, 'model.py'), 'utf8'), 'width = 128\n');
  });

  // shows: run-code-copies
  it('is all copied where there is no repository, or one without a commit', async () => {
    write('helper.py', 'a = 1\n');
    const script = write('train.py', 'import helper\n');
    assert.deepEqual(kept(await keep(script)), { 'train.py': 'copy', 'helper.py': 'copy' });
    assert.deepEqual(copied(), ['helper.py', 'train.py']);
    git('init', '-q');
    assert.deepEqual(kept(await keep(script)), { 'train.py': 'copy', 'helper.py': 'copy' });
    assert.ok(!existsSync(codePaths(run).diff));
  });

  it('has no patch where only files are new that git does not know', async () => {
    git('init', '-q');
    const script = write('train.py', 'import fresh\n');
    commitAll();
    write('fresh.py', 'x = 1\n');
    const record = await keep(script);
    assert.deepEqual([record.diff, existsSync(codePaths(run).diff)], [undefined, false]);
    assert.deepEqual(kept(record), { 'train.py': 'git', 'fresh.py': 'copy' });
  });

  it('has the same version for the same code, and another one after any change of what is executed', async () => {
    write('helper.py', 'a = 1\n');
    const script = write('train.py', 'import helper\n');
    const first = (await keep(script)).version;
    write('unrelated.py', 'b = 1\n');
    assert.equal((await keep(script)).version, first);
    write('helper.py', 'a = 2\n');
    assert.notEqual((await keep(script)).version, first);
  });

  // shows: run-code-copies
  it('holds no secret: redacted in copies and in the patch, and files that hold secrets by their name are never taken', async () => {
    git('init', '-q');
    write('tracked.py', 'x = 1\n');
    write('prod.env', 'A=1\n');
    const script = write('train.py', 'import tracked, fresh\n');
    commitAll();
    write('tracked.py', `key = "${token}"\n`);
    write('prod.env', `B=${token}\n`);
    write('fresh.py', `key = "${token}"\n`);
    write('credentials.json', `{"a":"${token}"}`);
    write('.env', `HF=${token}\n`);
    const record = await keep(script, ['--config', 'credentials.json', '.env']);
    assert.deepEqual(kept(record), { 'train.py': 'git', 'tracked.py': 'copy', 'fresh.py': 'copy', 'credentials.json': 'no' });
    assert.deepEqual(copied(), ['fresh.py', 'tracked.py']);
    assert.deepEqual(
      record.files.flatMap((file) => (file.kept === 'copy' ? [file.isRedacted] : [])),
      [true, true],
    );
    const everything = readdirSync(run, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    assert.ok(!everything.includes(token));
    assert.ok(everything.includes('[redacted:'));
    assert.match(record.notes.join(' '), /prod\.env is not in the patch/);
  });

  it('executes nothing that the repository’s configuration names', async () => {
    git('init', '-q');
    const script = write('train.py', 'x = 1\n');
    write('data.bin', 'a');
    write('.gitattributes', '*.bin diff=evil filter=evil\n*.py diff=evil\n');
    commitAll();
    const trap = path.join(base, 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\necho trapped >> ${path.join(base, 'trapped')}\ncat\n`);
    chmodSync(trap, 0o755);
    for (const name of ['diff.evil.command', 'diff.evil.textconv', 'diff.external', 'filter.evil.clean', 'core.fsmonitor', 'core.pager'])
      git('config', name, trap);
    write('train.py', 'x = 2\n');
    write('data.bin', 'b');
    await keep(script);
    assert.ok(!existsSync(path.join(base, 'trapped')));
    assert.match(readFileSync(codePaths(run).diff, 'utf8'), /^\+x = 2$/m);
  });

  it('is copied where the patch was too large to be whole', async () => {
    git('init', '-q');
    const script = write('train.py', 'x = 1\n');
    write('a.txt', '');
    commitAll();
    write('a.txt', 'word '.repeat(600_000));
    write('train.py', 'x = 2\n');
    const record = await keep(script);
    assert.equal(record.diff?.isCut, true);
    assert.deepEqual(kept(record), { 'train.py': 'copy' });
    assert.match(record.notes.join(' '), /larger than 2 MB/);
  });

  it('is copied where git takes too long, or is not there', async () => {
    git('init', '-q');
    const script = write('train.py', 'import helper\n');
    write('helper.py', 'x = 1\n');
    commitAll();
    write('helper.py', 'x = 2\n');
    const code = await codeIdentity(script);
    const pathBefore = process.env['PATH'];
    const slow = path.join(base, 'bin');
    mkdirSync(slow);
    writeFileSync(path.join(slow, 'git'), `#!/bin/sh\ncase "$*" in diff*) exec sleep 60;; esac\nPATH='${pathBefore}' exec git "$@"\n`);
    chmodSync(path.join(slow, 'git'), 0o755);
    try {
      for (const folders of [`${slow}${path.delimiter}${pathBefore}`, base]) {
        process.env['PATH'] = folders;
        await keepCode(run, root, { argv: ['python', script], cwd: root, script, code });
        const record = await readCode(run);
        assert.deepEqual(
          record?.files.map((file) => [file.path, file.kept]),
          [
            ['train.py', 'copy'],
            ['helper.py', 'copy'],
          ],
        );
        assert.match(record?.notes.join(' ') ?? '', /did not say in time/);
      }
    } finally {
      process.env['PATH'] = pathBefore;
    }
  });

  it('is at least the script where its imports are too much to follow', async () => {
    const script = write('train.py', Array.from({ length: 450 }, (_, i) => `import m${i}`).join('\n'));
    for (let i = 0; i < 450; i += 1) write(`m${i}.py`, '');
    const record = await keep(script);
    assert.deepEqual(kept(record), { 'train.py': 'copy' });
    assert.equal(record.version, undefined);
    assert.match(record.notes.join(' '), /not followed/);
  });

  it('names a remote without what logs in to it', () => {
    const addresses: readonly (readonly [string, string])[] = [
      ['https://user:secret@host.org/a/b.git', 'https://host.org/a/b.git'],
      ['https://secret@host.org/a', 'https://host.org/a'],
      ['https://host.org/a?private_token=x#y', 'https://host.org/a'],
      ['https://host.org/a@b', 'https://host.org/a@b'],
      ['git@github.com:a/b.git', 'git@github.com:a/b.git'],
      ['ssh://git@host.org:22/a', 'ssh://host.org:22/a'],
      ['/srv/git/a.git', '/srv/git/a.git'],
    ];
    for (const [written, shown] of addresses) assert.equal(withoutCredentials(written), shown);
    assert.equal(remoteIn('remote.fork.url https://a/1\nremote.origin.url https://a/2\n'), 'https://a/2');
    assert.equal(remoteIn('remote.up.stream.url https://a/1\n'), 'https://a/1');
    assert.equal(remoteIn(''), undefined);
  });

  it('drops a file that was cut from the patch, and knows the names of files with blanks', () => {
    const part = (file: string, body: string): string =>
      `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n${body}`;
    const text = part('a b/.env', '+diff --git a/x b/x\n') + part('b.py', '+x = 1\n') + part('c.py', '+x =');
    const { text: kept, rewritten } = cleanDiff(text, true);
    assert.equal(kept, part('b.py', '+x = 1\n'));
    assert.deepEqual(rewritten, ['a b/.env']);
  });
});
