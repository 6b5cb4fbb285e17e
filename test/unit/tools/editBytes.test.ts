import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PracticumError } from '../../../src/base/errors.ts';
import { useToolbox } from './toolbox.ts';

/** How a text becomes bytes. */
const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  latin1: (text) => Buffer.from(text, 'latin1'),
};

describe('whatever a file holds, an edit of it', () => {
  const box = useToolbox();

  const end = fc.constantFrom('\n', '\r\n', '\r');
  const line = fc.string({
    unit: fc.constantFrom('a', ' ', '\t', 'ü', '“', '\u00a0', '\ufeff', '…', '\u2028', '\u0085', '\f'),
    maxLength: 6,
  });
  const lines = fc
    .array(
      fc.tuple(line, end).map((parts) => parts.join('')),
      { maxLength: 6 },
    )
    .map((all) => all.join(''));
  const file = fc.record({ head: lines, lineEnd: end, tail: lines, last: fc.constantFrom('', 'last', 'last line without an end') });

  // shows: edit-bytes
  it('changes the bytes of its own lines and no others, or none at all', async () => {
    const tally = { applied: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.constantFrom(...Object.keys(encodings)),
        fc.boolean(),
        async ({ head, lineEnd, tail, last }, name, isLoose) => {
          const encode = encodings[name] ?? assert.fail();
          // The tail begins with a letter: a line feed there would join a return before it.
          const before = encode(`${head}MARK “1”${lineEnd}MARK 2${lineEnd}t${tail}${last}`);
          await box.put('train.py', before);
          const old = isLoose ? 'MARK "1"  \nMARK 2\n' : 'MARK “1”\nMARK 2\n';
          try {
            await box.call('edit_file', { path: 'train.py', edits: [{ old, new: 'ONE\nTWO\nTHREE\n' }] });
          } catch (error) {
            assert.ok(
              error instanceof PracticumError && ['unknown-encoding', 'binary-file', 'edit-not-found'].includes(error.code),
              String(error),
            );
            assert.deepEqual(await box.bytes('train.py'), before);
            tally.refused += 1;
            return;
          }
          assert.deepEqual(await box.bytes('train.py'), encode(`${head}ONE${lineEnd}TWO${lineEnd}THREE${lineEnd}t${tail}${last}`));
          tally.applied += 1;
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(tally.applied > 150 && tally.refused > 10, JSON.stringify(tally));
  });
});
