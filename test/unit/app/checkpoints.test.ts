import assert from 'node:assert/strict';
import { chmod, link, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkpoints, type RestoredFiles } from '../../../src/app/checkpoints.ts';
import { FileCopies } from '../../../src/app/fileCopies.ts';
import type { CallId, TurnId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { usingPermit } from '../../../src/base/usingPermit.ts';
import type { BodyOf } from '../../../src/sessions/events.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { createSession } from '../../../src/sessions/store.ts';
import type { FilesPort } from '../../../src/workspace/files.ts';
import { createNodeFiles } from '../../../src/workspace/nodeFiles.ts';

describe('Checkpoints', () => {
  let folder: string;
  let root: string;
  let log: FileSessionLog;
  let files: FilesPort;
  let checkpoints: Checkpoints;
  const permits = createPermitAuthority();

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-checkpoints-')));
    root = join(folder, 'space');
    await mkdir(root);
    log = await createSession({ home: join(folder, 'home'), workspace: root, app: 'test' });
    files = createNodeFiles({ roots: [root], require: permits.require });
    checkpoints = new Checkpoints(log, files, permits, new FileCopies(log, join(folder, 'home')));
  });

  afterEach(async () => {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  });

  const at = (name: string): string => join(root, name);
  const text = async (name: string): Promise<string | undefined> => await readFile(at(name), 'utf8').catch(() => undefined);
  const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

  async function turn(...changes: readonly (readonly [name: string, content: string])[]): Promise<TurnId> {
    const id = newId<TurnId>('tu');
    await log.append({ type: 'turn.started', turn: id, message: newId('me'), text: 'Go', mentions: [] });
    for (const [name, content] of changes) await change(id, name, content);
    await log.append({ type: 'turn.ended', turn: id, end: 'done' });
    return id;
  }

  /** As a tool does it: the copies first, then the file. */
  async function change(id: TurnId, name: string, content: string): Promise<void> {
    const path = at(name);
    const before = await readFile(path).then(
      (read) => new Uint8Array(read),
      () => undefined,
    );
    await checkpoints.record({ turn: id, call: newId<CallId>('ca'), path, before, after: bytes(content) });
    await usingPermit(permits, [{ kind: 'write', path }], (permit) => files.write(permit, path, bytes(content), before));
  }

  const notices = (): readonly BodyOf<'notice'>[] => log.events.filter((event) => event.type === 'notice');
  const names = ({ restored, conflicts, unable }: RestoredFiles): readonly string[][] => {
    const own = (paths: readonly string[]): string[] => paths.map((path) => path.slice(root.length + 1));
    return [own(restored), own(conflicts), own(unable.map(({ path }) => path))];
  };

  // shows: checkpoint-restore, checkpoint-copies
  it('put back what a turn and all later ones changed, to the byte, and take away only what they made', async () => {
    await writeFile(at('a.py'), 'one\r\nline\n');
    await chmod(at('a.py'), 0o755);
    await writeFile(at('mine.py'), 'mine\n');
    await turn(['a.py', 'zero']);
    const second = await turn(['a.py', 'two\n'], ['made.py', 'made\n'], ['a.py', 'three\n']);
    await turn(['made.py', 'made again\n'], ['late.py', 'late\n']);
    const outcome = await checkpoints.restoreTo(second, 'leave');
    assert.deepEqual(names(outcome), [['a.py', 'made.py', 'late.py'], [], []]);
    assert.deepEqual(
      [await text('a.py'), await text('made.py'), await text('late.py'), await text('mine.py')],
      ['zero', undefined, undefined, 'mine\n'],
    );
    assert.equal((await stat(at('a.py'))).mode & 0o777, 0o755);
    const restored = log.events.at(-1);
    assert.ok(restored?.type === 'files.restored');
    assert.deepEqual(restored.turns.length, 2);
  });

  // shows: checkpoint-conflict
  it('leave alone what somebody changed since, and what somebody put in the place of a file', async () => {
    await writeFile(at('a.py'), 'one');
    const first = await turn(['a.py', 'two'], ['b.py', 'made'], ['c.py', 'made']);
    await writeFile(at('a.py'), 'the person’s');
    await unlink(at('b.py'));
    await unlink(at('c.py'));
    await mkdir(at('c.py'));
    const outcome = await checkpoints.restoreTo(first, 'leave');
    // b.py is gone, as it was before: nothing is left to do.
    assert.deepEqual(names(outcome), [['b.py'], ['a.py'], ['c.py']]);
    assert.equal(await text('a.py'), 'the person’s');
    assert.deepEqual(await readdir(at('c.py')), []);
  });

  // shows: checkpoint-conflict
  it('overwrite it when they are told to, once what it held is kept, and say where', async () => {
    await writeFile(at('a.py'), 'one');
    const first = await turn(['a.py', 'two'], ['b.py', 'made']);
    await writeFile(at('a.py'), 'the person’s work');
    await writeFile(at('b.py'), 'extended by the person');
    const outcome = await checkpoints.restoreTo(first, 'overwrite');
    assert.deepEqual(names(outcome), [['a.py', 'b.py'], [], []]);
    assert.deepEqual([await text('a.py'), await text('b.py')], ['one', undefined]);
    const kept = await Promise.all(
      notices().map(async (notice) => await readFile(/kept in (\S+)\.$/.exec(notice.text)?.[1] ?? '', 'utf8')),
    );
    assert.deepEqual(kept, ['the person’s work', 'extended by the person']);
    assert.deepEqual((await checkpoints.restoreTo(first, 'leave')).conflicts, []);
  });

  // shows: checkpoint-restore, sessions-undo
  it('know what was put back already: a turn taken back is no change by somebody else', async () => {
    await writeFile(at('a.py'), 'one');
    const first = await turn(['a.py', 'two']);
    const second = await turn(['a.py', 'three']);
    assert.deepEqual(names(await checkpoints.revert(first)), [[], ['a.py'], []]);
    assert.deepEqual(names(await checkpoints.revert(second)), [['a.py'], [], []]);
    assert.equal(await text('a.py'), 'two');
    assert.deepEqual(names(await checkpoints.revert(second)), [['a.py'], [], []]);
    assert.deepEqual(names(await checkpoints.restoreTo(first, 'leave')), [['a.py'], [], []]);
    assert.equal(await text('a.py'), 'one');
    const third = await turn(['a.py', 'four']);
    assert.deepEqual(names(await checkpoints.restoreTo(first, 'leave')), [['a.py'], [], []]);
    assert.equal(await text('a.py'), 'one');
    assert.deepEqual(names(await checkpoints.restoreTo(third, 'leave')), [['a.py'], [], []]);
  });

  // shows: checkpoint-copies
  it('hold the copy before the change is made, so that a change that nobody lived to report is taken back', async () => {
    await writeFile(at('a.py'), 'one');
    const id = await turn();
    const path = at('a.py');
    await checkpoints.record({ turn: id, call: newId<CallId>('ca'), path, before: bytes('one'), after: bytes('two') });
    assert.deepEqual(names(await checkpoints.restoreTo(id, 'leave')), [['a.py'], [], []]);
    await checkpoints.record({ turn: id, call: newId<CallId>('ca'), path, before: bytes('one'), after: bytes('two') });
    await writeFile(path, 'two');
    assert.deepEqual(names(await checkpoints.restoreTo(id, 'leave')), [['a.py'], [], []]);
    assert.equal(await text('a.py'), 'one');
  });

  // shows: checkpoint-scope
  it('leave links, hard links and what belongs to git alone, with a word', async () => {
    await writeFile(at('linked.py'), 'one');
    await writeFile(at('hard.py'), 'one');
    await mkdir(at('.git'));
    await writeFile(at('.git/config'), 'one');
    const first = await turn(['linked.py', 'two'], ['hard.py', 'two'], ['.git/config', 'two']);
    await writeFile(join(folder, 'outside.py'), 'two');
    await rename(at('linked.py'), at('moved.py'));
    await symlink(join(folder, 'outside.py'), at('linked.py'));
    await link(at('hard.py'), join(folder, 'other-name.py'));
    const outcome = await checkpoints.restoreTo(first, 'overwrite');
    assert.deepEqual(names(outcome), [[], [], ['linked.py', 'hard.py', '.git/config']]);
    assert.deepEqual(
      await Promise.all([text('linked.py'), text('hard.py'), text('.git/config'), readFile(join(folder, 'other-name.py'), 'utf8')]),
      ['two', 'two', 'two', 'two'],
    );
    const said = notices().at(-1)?.text ?? '';
    for (const word of [/linked\.py \(it is a link\)/, /hard\.py \(.*hard link\)/, /config \(it belongs to git\)/])
      assert.match(said, word);
  });

  // shows: checkpoint-scope
  it('keep no copy beyond their bounds, say so once, and tell what cannot be put back', async () => {
    const small = { fileBytes: 100, sessionBytes: 250 };
    checkpoints = new Checkpoints(log, files, permits, new FileCopies(log, join(folder, 'home'), small));
    await writeFile(at('large.py'), 'x'.repeat(101));
    await writeFile(at('a.py'), 'a'.repeat(90));
    await writeFile(at('b.py'), 'b'.repeat(90));
    const first = await turn(['large.py', 'y'.repeat(102)], ['a.py', 'A'.repeat(90)], ['b.py', 'B'.repeat(60)], ['a.py', 'C'.repeat(90)]);
    assert.deepEqual(
      notices().map(({ code }) => code),
      ['copy-too-large', 'copies-full'],
    );
    // A later window of the same session counts what lies there already.
    checkpoints = new Checkpoints(log, files, permits, new FileCopies(log, join(folder, 'home'), small));
    await turn(['b.py', 'D'.repeat(90)]);
    assert.equal(notices().length, 2);
    const outcome = await checkpoints.restoreTo(first, 'leave');
    assert.deepEqual(names(outcome), [['a.py'], [], ['large.py', 'b.py']]);
    assert.match(notices().at(-1)?.text ?? '', /large\.py \(no copy of it was kept\)/);
    assert.deepEqual([await text('a.py'), await text('b.py')], ['a'.repeat(90), 'D'.repeat(90)]);
  });

  // shows: checkpoint-scope
  it('look at no other file, however many there are', async () => {
    await mkdir(at('data'));
    for (let count = 0; count < 50; count += 1) await writeFile(at(`data/${count}.bin`), `${count}`);
    const looked: string[] = [];
    const watched: FilesPort = {
      read: (permit, path, signal) => {
        looked.push(path);
        return files.read(permit, path, signal);
      },
      write: (permit, path, content, expected) => {
        looked.push(path);
        return files.write(permit, path, content, expected);
      },
      delete: (permit, path, expected) => {
        looked.push(path);
        return files.delete(permit, path, expected);
      },
    };
    const first = await turn(['a.py', 'made']);
    checkpoints = new Checkpoints(log, watched, permits, new FileCopies(log, join(folder, 'home')));
    await checkpoints.restoreTo(first, 'leave');
    assert.deepEqual(new Set(looked), new Set([at('a.py')]));
    assert.equal((await readdir(at('data'))).length, 50);
  });
});
