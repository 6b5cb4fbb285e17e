import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BinaryFile, UnencodableText, UnknownEncoding } from '../../../src/workspace/fileErrors.ts';
import { joinLines, splitLines, usualLineEnd } from '../../../src/workspace/lines.ts';
import { decodeText, encodeText, type TextEncoding } from '../../../src/workspace/text.ts';

const wholeText = fc.string({
  unit: fc.oneof(fc.constantFrom('\n', '\r\n', '\r', '\t', 'ä', '\ufeff', '😀'), fc.string({ unit: 'grapheme', maxLength: 3 })),
  maxLength: 60,
});
const noZero = wholeText.filter((text) => !text.includes('\0'));

describe('text files', () => {
  // shows: edit-engine
  it('come back byte for byte in every encoding, with and without a byte order mark', () => {
    fc.assert(
      fc.property(noZero, fc.constantFrom<TextEncoding>('utf-8', 'utf-16le', 'utf-16be'), fc.boolean(), (text, encoding, wantsBom) => {
        const hasBom = wantsBom || encoding !== 'utf-8' || text.startsWith('\ufeff');
        const bytes = encodeText(text, { encoding, hasBom });
        const decoded = decodeText(bytes);
        assert.equal(decoded.text, text);
        assert.deepEqual(encodeText(decoded.text, decoded), bytes);
      }),
    );
  });

  it('come back byte for byte whenever arbitrary bytes are accepted at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom([], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]), (tail, head) => {
        const bytes = Uint8Array.from([...head, ...tail]);
        try {
          const decoded = decodeText(bytes);
          assert.deepEqual(encodeText(decoded.text, decoded), bytes);
        } catch (error) {
          assert.ok(error instanceof BinaryFile || error instanceof UnknownEncoding);
        }
      }),
    );
  });

  it('are refused, not mangled, when they are Latin-1', () => {
    assert.throws(() => decodeText(Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x0a]), 'menu.txt'), UnknownEncoding);
  });

  // shows: bad-file-binary
  it('are told apart from binary files, which are named for what they are', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
    assert.throws(() => decodeText(png, 'plot.png'), { code: 'binary-file', message: 'plot.png is not text: it is a PNG image.' });
    assert.throws(() => decodeText(Uint8Array.from([1, 2, 0, 3]), 'x.bin'), BinaryFile);
    assert.throws(() => decodeText(Uint8Array.from([0xff, 0xfe, 0, 0]), 'utf32'), BinaryFile);
  });

  it('cannot take half a character', () => {
    assert.throws(() => encodeText('a\ud800b', { encoding: 'utf-8', hasBom: false }), UnencodableText);
  });

  it('keep each line’s own end', () => {
    fc.assert(fc.property(noZero, (text) => assert.equal(joinLines(splitLines(text)), text)));
    assert.deepEqual(
      splitLines('a\r\nb\rc\n\nd').map((line) => [line.text, line.end]),
      [
        ['a', '\r\n'],
        ['b', '\r'],
        ['c', '\n'],
        ['', '\n'],
        ['d', ''],
      ],
    );
  });

  it('usually end lines the way most of their lines do', () => {
    assert.equal(usualLineEnd(splitLines('a\r\nb\r\nc\n')), '\r\n');
    assert.equal(usualLineEnd(splitLines('no line end')), '\n');
  });
});
