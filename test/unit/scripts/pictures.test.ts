import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';

const folder = path.join(root, 'media/screenshots');
const maxBytes = 220 * 1024;

/** Width in pixels, from the header chunk (PNG specification, 11.2.1). */
function widthOf(png: Buffer): number {
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  return png.readUInt32BE(16);
}

describe('The pictures of the real window', () => {
  // shows: shown-pictures
  it('are there in dark, light, both high contrasts and with a chat of 300 px', () => {
    const pictures = new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));
    for (const theme of ['dark', 'light', 'hc-dark', 'hc-light']) assert.ok(pictures.has(`main-${theme}.png`), theme);
    for (const theme of ['dark', 'light']) {
      const picture = pictures.get(`chat-300px-${theme}.png`);
      assert.ok(picture !== undefined, theme);
      // The view is 300 px wide, and the side bar draws a border around it.
      assert.ok(Math.abs(widthOf(picture) - 300) <= 8, `${widthOf(picture)} px`);
    }
    for (const [name, picture] of pictures)
      assert.ok(widthOf(picture) > 0 && picture.length <= maxBytes, `${name}: ${picture.length} bytes`);
  });

  it('are those that the README shows', () => {
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    const shown = [...readme.matchAll(/\]\(media\/screenshots\/([^)]+)\)/g)].map((match) => match[1] ?? '');
    assert.ok(shown.length > 0);
    assert.deepEqual(
      shown.filter((name) => !readdirSync(folder).includes(name)),
      [],
    );
  });
});
