import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { Emitter } from '../../../src/base/events.ts';
import { type ChangedFile, FilesWatch, type FilesWatchParts } from '../../../src/editor/filesWatch.ts';
import { codeOfNewestRuns, filesOfPapers } from '../../../src/editor/recordFiles.ts';

function told(watch: FilesWatch, name: string): Promise<ChangedFile> {
  return new Promise((resolve) => {
    const listening = watch.onDidChange((changed) => {
      const found = changed.find((file) => path.basename(file.path) === name);
      if (found === undefined) return;
      listening.dispose();
      resolve(found);
    });
  });
}

describe('a watch of files, whose every event is lost', () => {
  let root: string;
  const made: FilesWatch[] = [];
  beforeEach(() => {
    // Nothing that is written now is young.
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 60_000 });
    root = mkdtempSync(path.join(tmpdir(), 'practicum-watch-'));
  });
  afterEach(() => {
    mock.timers.reset();
    for (const watch of made.splice(0)) watch.dispose();
    rmSync(root, { recursive: true });
  });

  const linksOf = async (): Promise<readonly string[]> =>
    (await filesOfPapers(root, (name) => name === 'links.json')).map((file) => path.join(root, file));
  const watchOf = (parts: Partial<FilesWatchParts> = {}): FilesWatch => {
    const watch = new FilesWatch({ paths: linksOf, onError: assert.ifError, restMs: 1, ...parts });
    made.push(watch);
    return watch;
  };
  /** As a tool writes it: one folder within the other, and at once a file in them. */
  const write = (text: string): string => {
    const folder = path.join(root, '.practicum/papers/file-a');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'links.json'), text);
    return path.join(folder, 'links.json');
  };
  // shows: records-seen
  it('tells of folders that were made one within the other, and of every change after that, as long as something is shown', async () => {
    const watch = watchOf();
    const showing = watch.show();
    const first = told(watch, 'links.json');
    const file = write('{}');
    assert.equal((await first).path, file);
    const changed = told(watch, 'links.json');
    appendFileSync(file, '\n');
    await changed;
    const gone = told(watch, 'links.json');
    rmSync(path.join(root, '.practicum'), { recursive: true });
    assert.equal((await gone).writtenMs, undefined);
    showing.dispose();
  });

  it('tells of another file of the same length and age in its place', async () => {
    const watch = watchOf();
    const file = write('{"a":1}');
    await watch.look();
    const other = `${file}.new`;
    writeFileSync(other, '{"a":2}');
    const { atimeMs, mtimeMs } = statSync(file);
    utimesSync(other, atimeMs / 1_000, mtimeMs / 1_000);
    const changed = told(watch, 'links.json');
    renameSync(other, file);
    await watch.look();
    await changed;
  });

  it('tells of a file once more that was young when it was looked at: its times may hide a second writing', async () => {
    const watch = watchOf();
    const writtenMs = Math.ceil(statSync(write('{"a":1}')).ctimeMs);
    mock.timers.setTime(writtenMs + 10);
    const first = told(watch, 'links.json');
    await watch.look();
    await first;
    mock.timers.setTime(writtenMs + 1_000);
    // By itself, although nothing is shown and nobody asks.
    await told(watch, 'links.json');
  });

  it('tells what there is at the first look, so that nothing is lost between listening and reading', async () => {
    write('{}');
    const watch = watchOf();
    const first = told(watch, 'links.json');
    await watch.ask();
    await first;
  });

  it('does nothing while nothing is shown, where nobody reads it then, and tells what was missed when it is', async () => {
    mock.timers.reset();
    mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.now() + 60_000 });
    let looks = 0;
    const paths = async (): Promise<readonly string[]> => {
      looks += 1;
      return await linksOf();
    };
    const watch = watchOf({ paths, isOnlyForShown: true });
    write('{}');
    watch.hint();
    mock.timers.tick(60_000);
    assert.equal(looks, 0);
    const first = told(watch, 'links.json');
    const showing = watch.show();
    await first;
    await watch.ask();
    showing.dispose();
    const before = looks;
    write('{"v":1}');
    watch.hint();
    mock.timers.tick(60_000);
    await Promise.resolve();
    assert.equal(looks, before);
    const changed = told(watch, 'links.json');
    watch.show();
    await changed;
  });

  it('takes a hint of any kind for a reason to look', async () => {
    const wrote = new Emitter<void>();
    const watch = watchOf();
    wrote.event(() => watch.hint());
    const seen = told(watch, 'links.json');
    write('{}');
    wrote.fire();
    await seen;
  });

  it('looks once for all who ask while it looks, and not again for who asks just after', async () => {
    let looks = 0;
    const watch = watchOf({
      paths: () => {
        looks += 1;
        return [];
      },
    });
    await Promise.all([watch.look(), watch.look(), watch.ask()]);
    await watch.ask();
    assert.equal(looks, 1);
    await watch.look();
    assert.equal(looks, 2);
  });

  it('goes on after files could not be listed, and says so', async () => {
    const errors: unknown[] = [];
    let isBroken = true;
    const watch = watchOf({
      onError: (error) => errors.push(error),
      paths: () => {
        if (isBroken) throw new Error('no more handles');
        return [write('{}')];
      },
    });
    watch.show();
    await watch.look();
    assert.match(String(errors[0]), /no more handles/);
    const seen = told(watch, 'links.json');
    isBroken = false;
    await seen;
  });
});

describe('the files that Practicum keeps in a folder', () => {
  it('are listed by name, and as none where there are none; of runs the code of the newest', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'practicum-watch-'));
    try {
      assert.deepEqual(await filesOfPapers(root, () => true), []);
      assert.deepEqual(await codeOfNewestRuns(root), []);
      for (const file of ['papers/b/plan.json', 'papers/a/links.json', 'papers/stray.txt', 'runs/.gitignore'])
        for (const folder of [path.join(root, '.practicum', path.dirname(file))]) {
          mkdirSync(folder, { recursive: true });
          writeFileSync(path.join(root, '.practicum', file), '{}');
        }
      for (let n = 1; n <= 7; n++) mkdirSync(path.join(root, `.practicum/runs/run_${n}`));
      assert.deepEqual(await filesOfPapers(root, (name) => name.endsWith('.json')), [
        '.practicum/papers/a/links.json',
        '.practicum/papers/b/plan.json',
      ]);
      assert.deepEqual(
        await codeOfNewestRuns(root),
        [3, 4, 5, 6, 7].map((n) => `.practicum/runs/run_${n}/code/code.json`),
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
