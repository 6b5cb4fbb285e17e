import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { PracticumError } from '../../../../src/base/errors.ts';
import { unpackSource } from '../../../../src/papers/sources/unpack.ts';
import { makeTar } from '../../../doubles/papers/makeTar.ts';

const tex = '\\documentclass{article}\\begin{document}x\\end{document}';
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

async function filesOf(bytes: Uint8Array): Promise<{ readonly names: readonly string[]; readonly leftOut: readonly string[] }> {
  const unpacked = await unpackSource(bytes);
  assert.ok(unpacked.kind === 'files');
  return { names: unpacked.files.map(({ name }) => name), leftOut: unpacked.leftOut };
}

describe('the source of a paper', () => {
  // shows: paper-eprint
  it('is a gzip’d tar, one gzip’d .tex, a bare one, or a PDF, told by its bytes', async () => {
    const tar = makeTar([
      { name: './main.tex', data: tex },
      { name: 'sections', flag: '5' },
      { name: 'sections/a.tex', data: 'A' },
    ]);
    for (const bytes of [gzipSync(tar), tar]) assert.deepEqual((await filesOf(bytes)).names, ['main.tex', 'sections/a.tex']);
    for (const bytes of [gzipSync(tex), Buffer.from(tex)]) {
      const unpacked = await unpackSource(bytes);
      assert.ok(unpacked.kind === 'files');
      assert.deepEqual(
        unpacked.files.map((file) => [file.name, textOf(file.bytes)]),
        [['main.tex', tex]],
      );
    }
    for (const bytes of [Buffer.from('%PDF-1.5 …'), gzipSync('%PDF-1.5 …')]) assert.equal((await unpackSource(bytes)).kind, 'pdf');
  });

  // shows: paper-eprint
  it('keeps long names in each of the ways in which tars write them', async () => {
    const folder = 'a'.repeat(90);
    const long = `${folder}/${'b'.repeat(60)}.tex`;
    // The length counts itself: three digits here.
    const pax = `${long.length + 10} path=${long}\n`;
    assert.equal(Number.parseInt(pax, 10), pax.length);
    const { names } = await filesOf(
      makeTar([
        { name: `${'b'.repeat(60)}.tex`, prefix: folder, data: '1' },
        { name: '././@LongLink', flag: 'L', data: `${long}\0` },
        { name: long.slice(0, 100), data: '2' },
        { name: 'PaxHeader', flag: 'x', data: pax },
        { name: 'short.tex', data: '3' },
        { name: 'plain.tex', data: '4' },
      ]),
    );
    assert.deepEqual(names, [long, long, long, 'plain.tex']);
  });

  // shows: paper-bad-archive
  it('gives nothing that would lie outside, and follows no link', async () => {
    const { names, leftOut } = await filesOf(
      makeTar([
        { name: 'main.tex', data: tex },
        { name: '../evil.tex', data: 'x' },
        { name: '/etc/passwd', data: 'x' },
        { name: 'a/../../b.tex', data: 'x' },
        { name: 'C:\\x.tex', data: 'x' },
        { name: 'link.tex', flag: '2', link: '/etc/passwd' },
        { name: 'hard.tex', flag: '1', link: 'main.tex' },
        { name: 'pipe', flag: '6' },
      ]),
    );
    assert.deepEqual(names, ['main.tex']);
    assert.equal(leftOut.length, 7);
    assert.match(leftOut.join(), /evil\.tex \(it would lie outside\).*link\.tex \(a link\)/);
    await assert.rejects(unpackSource(gzipSync(makeTar([{ name: '../x.tex', data: 'x' }]))), { code: 'paper-unsafe' });
  });

  // shows: paper-bad-archive
  it('is refused where it unpacks to far more than any paper has, or claims to', async () => {
    const bomb = gzipSync(Buffer.alloc(17 * 2 ** 20));
    await assert.rejects(unpackSource(bomb), { code: 'paper-unsafe', message: /unpacks to more than 16 MB/ });
    await assert.rejects(unpackSource(makeTar([{ name: 'a.tex', data: 'x', size: 2 ** 32 }])), { code: 'paper-unsafe' });
    const many = makeTar(Array.from({ length: 5_001 }, (_, index) => ({ name: `${index}.tex` })));
    await assert.rejects(unpackSource(many), { code: 'paper-unsafe', message: /more than 5000 files/ });
  });

  // shows: paper-bad-archive
  it('that is damaged says so in one message, whatever is wrong with it', async () => {
    const whole = gzipSync(
      makeTar([
        { name: 'main.tex', data: tex },
        { name: 'b.tex', data: 'B'.repeat(2_000) },
      ]),
    );
    await assert.rejects(unpackSource(whole.subarray(0, whole.length - 20)), { code: 'paper-odd' });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        const error = await unpackSource(bytes).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        assert.ok(error === undefined || (error instanceof PracticumError && error.hint !== undefined), String(error));
      }),
    );
  });
});
