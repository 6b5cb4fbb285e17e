import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, link, mkdir, open, readdir, readFile, rename, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotPermitted } from '../../../src/base/permit.ts';
import {
  FileChanged,
  FileNotFound,
  LinkLeadsElsewhere,
  NoRoomForFile,
  NotAFile,
  RunsAreEvidence,
  TooLarge,
} from '../../../src/workspace/fileErrors.ts';
import type { FilesPort } from '../../../src/workspace/files.ts';
import { createNodeFiles } from '../../../src/workspace/nodeFiles.ts';
import { bytesOf, permitFor, permitForPaths, requirePermit, useTemporaryFolder } from './temporary.ts';

describe('files on the disk', () => {
  const folder = useTemporaryFolder();
  let root: string;
  let files: FilesPort;
  const at = (...parts: readonly string[]): string => join(root, ...parts);

  beforeEach(async () => {
    root = join(folder.path, 'workspace');
    await mkdir(root);
    files = createNodeFiles({ roots: [root], require: requirePermit });
  });

  // shows: policy-permits
  it('are neither read nor written without a permit that names exactly this', async () => {
    await writeFile(at('a.txt'), 'a');
    const readsOther = permitFor({ kind: 'read', path: at('b.txt') });
    await assert.rejects(files.read(readsOther, at('a.txt')), NotPermitted);
    const reads = permitFor({ kind: 'read', path: at('a.txt') });
    await assert.rejects(files.write(reads, at('a.txt'), bytesOf('b'), bytesOf('a')), NotPermitted);
    await assert.rejects(files.delete(reads, at('a.txt'), bytesOf('a')), NotPermitted);
    assert.equal(await readFile(at('a.txt'), 'utf8'), 'a');
  });

  it('are written with the folders that they need, and read back', async () => {
    const path = at('new', 'deep', 'train.py');
    const permit = permitForPaths(path);
    const written = await files.write(permit, path, bytesOf('print(1)\n'), undefined);
    assert.equal(written.before, undefined);
    assert.deepEqual((await files.read(permit, path)).bytes, bytesOf('print(1)\n'));
    assert.deepEqual(await readdir(at('new', 'deep')), ['train.py']);
  });

  it('keep their mode', async () => {
    const path = at('run.sh');
    await writeFile(path, 'old');
    await chmod(path, 0o755);
    await files.write(permitForPaths(path), path, bytesOf('new'), bytesOf('old'));
    assert.equal((await stat(path)).mode & 0o7777, 0o755);
    assert.equal(await readFile(path, 'utf8'), 'new');
  });

  // shows: edit-changed
  it('are left alone when they changed in between, appeared, or went', async () => {
    const path = at('a.txt');
    const permit = permitForPaths(path);
    await assert.rejects(files.write(permit, path, bytesOf('x'), bytesOf('expected')), FileNotFound);
    await writeFile(path, 'by the person');
    await assert.rejects(files.write(permit, path, bytesOf('x'), bytesOf('expected')), FileChanged);
    await assert.rejects(files.write(permit, path, bytesOf('x'), undefined), FileChanged);
    await assert.rejects(files.delete(permit, path, bytesOf('expected')), FileChanged);
    assert.equal(await readFile(path, 'utf8'), 'by the person');
  });

  it('stay one file under two names', async () => {
    await writeFile(at('a'), 'a longer old text');
    await link(at('a'), at('b'));
    await files.write(permitForPaths(at('a')), at('a'), bytesOf('new'), bytesOf('a longer old text'));
    assert.equal(await readFile(at('b'), 'utf8'), 'new');
  });

  it('are changed through a link that stays in the workspace, and the link stays a link', async () => {
    await writeFile(at('target.txt'), 'old');
    await symlink('target.txt', at('link.txt'));
    const written = await files.write(permitForPaths(at('link.txt')), at('link.txt'), bytesOf('new'), bytesOf('old'));
    assert.equal(written.path, at('target.txt'));
    assert.equal(await readFile(at('target.txt'), 'utf8'), 'new');
    assert.deepEqual((await readdir(root, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink()).length, 1);
  });

  // shows: policy-outside
  it('are out of reach behind links that leave the workspace, unless the permit names the target itself', async () => {
    const outside = join(folder.path, 'outside.txt');
    await writeFile(outside, 'secret');
    await symlink(outside, at('link.txt'));
    await symlink(folder.path, at('up'));
    await assert.rejects(files.read(permitForPaths(at('link.txt')), at('link.txt')), LinkLeadsElsewhere);
    await assert.rejects(files.read(permitForPaths(at('up', 'outside.txt')), at('up', 'outside.txt')), LinkLeadsElsewhere);
    await assert.rejects(
      files.write(permitForPaths(at('up', 'new.txt')), at('up', 'new.txt'), bytesOf('x'), undefined),
      LinkLeadsElsewhere,
    );
    assert.deepEqual((await files.read(permitForPaths(at('link.txt'), outside), at('link.txt'))).bytes, bytesOf('secret'));
  });

  it('are out of reach behind links to what is hidden in the workspace', async () => {
    await mkdir(at('.git'));
    await writeFile(at('.git', 'config'), '[core]');
    await symlink('.git/config', at('notes.txt'));
    await assert.rejects(files.read(permitForPaths(at('notes.txt')), at('notes.txt')), LinkLeadsElsewhere);
  });

  // shows: policy-runs-folder
  it('are never written among the runs, by name, by case or through a link', async () => {
    await mkdir(at('.practicum', 'runs', 'r1'), { recursive: true });
    await writeFile(at('.practicum', 'runs', 'r1', 'points.jsonl'), '{}');
    await symlink('.practicum/runs', at('results'));
    const paths = [
      at('.practicum', 'runs', 'r1', 'points.jsonl'),
      at('results', 'r1', 'points.jsonl'),
      at('.Practicum', 'RUNS', 'x'),
      at('.practicum', 'runs'),
    ];
    for (const path of paths) {
      await assert.rejects(files.write(permitForPaths(path), path, bytesOf('forged'), bytesOf('{}')), RunsAreEvidence, path);
      await assert.rejects(files.delete(permitForPaths(path), path, bytesOf('{}')), RunsAreEvidence, path);
    }
    const read = await files.read(permitForPaths(paths[0] ?? ''), paths[0] ?? '');
    assert.deepEqual(read.bytes, bytesOf('{}'));
  });

  it('are ordinary files: folders, pipes and links to nowhere are refused at once', async () => {
    await mkdir(at('data'));
    execFileSync('mkfifo', [at('pipe')]);
    await symlink('nowhere', at('dangling'));
    await assert.rejects(files.read(permitForPaths(at('data')), at('data')), { code: 'not-a-file', hint: /List it/ });
    await assert.rejects(files.read(permitForPaths(at('pipe')), at('pipe')), NotAFile);
    await assert.rejects(files.read(permitForPaths(at('dangling')), at('dangling')), NotAFile);
    await assert.rejects(files.read(permitForPaths(at('missing')), at('missing')), { code: 'file-not-found', hint: /List its folder/ });
  });

  it('cannot be put below a file', async () => {
    await writeFile(at('train.py'), 'x');
    const path = at('train.py', 'sub', 'a.py');
    await assert.rejects(files.write(permitForPaths(path), path, bytesOf('y'), undefined), { code: 'not-a-folder' });
  });

  // shows: bad-file-large
  it('of 50 MB are refused as a whole, naming the next step', async () => {
    await writeFile(at('big.txt'), 'x');
    await truncate(at('big.txt'), 50_000_000);
    await assert.rejects(files.read(permitForPaths(at('big.txt')), at('big.txt')), (error: unknown) => {
      assert.ok(error instanceof TooLarge);
      assert.match(`${error.message} ${error.hint}`, /50\.0 MB.*from_line.*search_text/);
      return true;
    });
  });

  // shows: bad-disk-full
  it('are as they were when the disk fills up while they are written', async () => {
    await writeFile(at('single.txt'), 'old');
    await writeFile(at('double.txt'), 'a longer old text');
    await link(at('double.txt'), at('other-name.txt'));
    await withFullDisk(at('single.txt'), async () => {
      await assert.rejects(
        files.write(permitForPaths(at('single.txt')), at('single.txt'), bytesOf('much that is new'), bytesOf('old')),
        NoRoomForFile,
      );
      await assert.rejects(
        files.write(permitForPaths(at('new.txt')), at('new.txt'), bytesOf('much that is new'), undefined),
        NoRoomForFile,
      );
      await assert.rejects(
        files.write(permitForPaths(at('double.txt')), at('double.txt'), bytesOf('much that is new'), bytesOf('a longer old text')),
        NoRoomForFile,
      );
    });
    assert.equal(await readFile(at('single.txt'), 'utf8'), 'old');
    assert.equal(await readFile(at('double.txt'), 'utf8'), 'a longer old text');
    assert.deepEqual((await readdir(root)).sort(), ['double.txt', 'other-name.txt', 'single.txt']);
  });

  it('can be renamed over while they are read, and the reader sees one or the other', async () => {
    const path = at('a.txt');
    await writeFile(path, 'one');
    const permit = permitForPaths(path);
    const reading = Array.from({ length: 20 }, () => files.read(permit, path));
    await writeFile(at('b.txt'), 'two');
    await rename(at('b.txt'), path);
    for (const result of await Promise.allSettled(reading)) {
      if (result.status === 'fulfilled') assert.match(Buffer.from(result.value.bytes).toString(), /^(one|two)$/);
      else assert.ok(result.reason instanceof FileChanged || result.reason instanceof FileNotFound, String(result.reason));
    }
  });
});

/** Lets every first write of a batch store half of its bytes and then fail as a full disk does. A real one cannot be had everywhere. */
async function withFullDisk(anyFile: string, act: () => Promise<void>): Promise<void> {
  const probe = await open(anyFile, 'r');
  const prototype: unknown = Object.getPrototypeOf(probe);
  await probe.close();
  assert.ok(typeof prototype === 'object' && prototype !== null && 'write' in prototype && 'writeFile' in prototype);
  const { write, writeFile: writeAll } = prototype;
  assert.ok(typeof write === 'function');
  let failures = 0;
  const full = async function (this: unknown, bytes: Uint8Array): Promise<never> {
    failures += 1;
    await Reflect.apply(write, this, [bytes, 0, Math.floor(bytes.length / 2), 0]);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  prototype.writeFile = full;
  let isFirst = true;
  prototype.write = function (this: unknown, ...given: readonly unknown[]): unknown {
    const [bytes] = given;
    if (!isFirst || !(bytes instanceof Uint8Array)) return Reflect.apply(write, this, given);
    isFirst = false;
    return full.call(this, bytes);
  };
  try {
    await act();
  } finally {
    Object.assign(prototype, { write, writeFile: writeAll });
  }
  assert.equal(failures, 3);
}
