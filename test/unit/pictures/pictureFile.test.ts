import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { admitPicture } from '../../../src/base/admitPicture.ts';
import { maxPictureBytes, maxPicturePixels } from '../../../src/base/picture.ts';
import { readPictureFile } from '../../../src/base/pictureFile.ts';
import * as page from '../../../webview-ui/chat/images/bounds.ts';
import { someJpeg, somePng } from './files.ts';

describe('A file of a picture', () => {
  // shows: images-private
  it('loses where and with what it was taken, comments and what hangs behind its end, and keeps how it is turned', () => {
    const file = readPictureFile(someJpeg(6));
    assert.ok(file !== undefined);
    assert.deepEqual(
      [file.mediaType, file.width, file.height],
      ['image/jpeg', 480, 640],
      'a picture on its side is as wide as it was high',
    );
    const text = Buffer.from(file.bytes).toString('latin1');
    for (const gone of ['GPS', 'Ada', 'adobe']) assert.ok(!text.includes(gone), gone);
    assert.ok(text.includes('JFIF'));
    assert.deepEqual(readPictureFile(file.bytes), file, 'what is clean stays as it is');
    assert.equal(readPictureFile(someJpeg(1))?.width, 640);
  });

  // shows: images-private
  it('as PNG loses its texts, dates and Exif and keeps its pixels byte for byte', () => {
    const png = somePng();
    const chunk = (name: string, data: string): Buffer => {
      const named = Buffer.from(name + data, 'latin1');
      const whole = Buffer.alloc(named.length + 8);
      whole.writeUInt32BE(data.length, 0);
      named.copy(whole, 4);
      whole.writeUInt32BE(crc32(named), named.length + 4);
      return whole;
    };
    const added = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((name) => chunk(name, 'Author\0Ada'));
    const told = Buffer.concat([png.subarray(0, 33), ...added, png.subarray(33), Buffer.from('behind')]);
    assert.deepEqual(Buffer.from(readPictureFile(told)?.bytes ?? []), png);
  });

  it('as GIF and WebP is told by what is in it', () => {
    const gif = Buffer.from('4749463839610300020080000000000' + '0ffffff21fe0348692100' + '2c000000000300020000' + '02028451003b', 'hex');
    const read = readPictureFile(gif);
    assert.deepEqual([read?.mediaType, read?.width, read?.height], ['image/gif', 3, 2]);
    assert.ok(
      !Buffer.from(read?.bytes ?? [])
        .toString('latin1')
        .includes('Hi!'),
    );
    const body = Buffer.concat([
      Buffer.from('VP8X\x0a\0\0\0\x0c\0\0\0\x0f\0\0\x07\0\0', 'latin1'),
      Buffer.from('EXIF\x04\0\0\0Ada!', 'latin1'),
      Buffer.from('VP8L\x05\0\0\0\x2f\x0f\xc0\x01\0\0', 'latin1'),
    ]);
    const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
    head.writeUInt32LE(body.length + 4, 4);
    const webp = readPictureFile(Buffer.concat([head, body]));
    assert.deepEqual([webp?.mediaType, webp?.width, webp?.height], ['image/webp', 16, 8]);
    assert.ok(
      !Buffer.from(webp?.bytes ?? [])
        .toString('latin1')
        .includes('Ada'),
    );
  });

  // shows: images-refused
  it('that is none, is damaged or too large is refused with the next step, whatever it is called', () => {
    const refusal = (bytes: Uint8Array): string => {
      try {
        admitPicture(bytes, 'a.png');
      } catch (error) {
        assert.ok(error instanceof Error && 'hint' in error);
        return `${error.message} ${String(error.hint)}`;
      }
      return assert.fail('it was taken');
    };
    assert.match(refusal(Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>')), /SVG.*Attach it as a file/);
    assert.match(refusal(Buffer.from('\0\0\0\x18ftypheic', 'latin1')), /HEIC.*Save it as JPEG/);
    assert.match(refusal(Buffer.from('import torch')), /no PNG, JPEG, GIF or WebP/);
    assert.match(refusal(somePng().subarray(0, 200)), /damaged.*Save it again/);
    assert.match(refusal(someJpeg().subarray(0, 60)), /damaged/);
    const wide = Buffer.from(somePng());
    wide.writeUInt32BE(9_000, 16);
    assert.match(refusal(wide), /9000 × 600 pixels, more than 8000.*Make it smaller/);
  });

  it('never makes the reader fail, wherever it is cut or bent', () => {
    for (const whole of [somePng(), someJpeg()]) {
      for (let cut = 0; cut < Math.min(whole.length, 400); cut += 1) {
        readPictureFile(whole.subarray(0, cut));
        const bent = Buffer.from(whole);
        bent[cut] = (bent[cut] ?? 0) ^ 0xff;
        readPictureFile(bent);
      }
    }
  });

  it('has the same bounds in the page and in the host', () => {
    assert.deepEqual([page.maxPictureBytes, page.maxPicturePixels], [maxPictureBytes, maxPicturePixels]);
  });
});
