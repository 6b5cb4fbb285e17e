import assert from 'node:assert/strict';
import { featureFaults, featuresPage, tagsOf } from '../../../scripts/features.ts';
import { promises } from '../../promises.ts';

const rows = [
  { id: 'chat-stop', section: 'Chat', text: 'A stop button' },
  { id: 'chat-queue', section: 'Chat', text: 'A queue' },
];
// Put together here, so that this file's own text holds no tag but its real ones.
const tag = (ids: string): string => `  // ${'shows'}: ${ids}`;

describe('the features page', () => {
  it('reads the promises above a test and the test’s title', () => {
    const source = [tag('chat-stop, chat-queue'), "  it('stops, and doesn\\'t lose the queue', async () => {"].join('\n');
    assert.deepEqual(tagsOf('test/a.test.ts', source), [
      { ids: ['chat-stop', 'chat-queue'], title: "stops, and doesn't lose the queue", file: 'test/a.test.ts', line: 1 },
    ]);
  });

  it('reads a title that stands on the line after it(', () => {
    assert.equal(tagsOf('a.ts', `${tag('chat-stop')}\n  it(\n    'stops',\n    () => {},`)[0]?.title, 'stops');
  });

  it('lists each promise with what shows it', () => {
    const page = featuresPage([{ ids: ['chat-stop'], title: 'stops | at once', file: 'test/a.test.ts', line: 1 }], rows);
    assert.match(page, /\| A stop button \| stops \\\| at once \(`test\/a\.test\.ts`\) \|/);
    assert.match(page, /\| A queue \| {2}\|/);
  });

  // shows: shown-features
  it('refuses a tag that names no promise, and a promise that nothing shows', () => {
    const shown = [{ ids: ['chat-stop', 'chat-fly'], title: 'x', file: 'test/a.test.ts', line: 7 }];
    assert.deepEqual(featureFaults(shown, rows), {
      unknown: ['test/a.test.ts:7 shows chat-fly, which is no promise'],
      unshown: ['nothing shows chat-queue: A queue'],
    });
  });

  it('knows every promise by one id', () => {
    assert.equal(new Set(promises.map(({ id }) => id)).size, promises.length);
  });
});
