import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cssOf, namedIcons } from '../../../scripts/codicons.mjs';
import { fontOf } from '../../../scripts/fontOf.mjs';
import { root } from '../../../scripts/package.ts';

const dist = path.join(root, 'node_modules/@vscode/codicons/dist');
const css = readFileSync(path.join(dist, 'codicon.css'), 'utf8');
const font = readFileSync(path.join(dist, 'codicon.ttf'));

describe('The icons of the views', () => {
  it('are those that a script names as a text of its own', () => {
    const icons = namedIcons(css, `icon("check"),{icon:'send'},\`add\`,"unchecked check-all","no-icon",gear`);
    assert.deepEqual([...icons.keys()].toSorted(), ['add', 'check', 'send']);
    assert.equal(icons.get('add'), 0xea60);
  });

  it('keep their styles, and those that all have', () => {
    const kept = cssOf(css, namedIcons(css, '"loading"'));
    assert.deepEqual(
      [...kept.matchAll(/\.codicon-([a-z-]+):before/g)].map(([, name]) => name),
      ['loading'],
    );
    assert.match(kept, /@font-face/);
    assert.match(kept, /\.codicon-loading\.codicon-modifier-spin/);
  });
});

describe('A part of a font', () => {
  const codes = [0xea60, 0xeab2];
  const part = fontOf(font, codes);

  it('is small, and holds what was asked for', () => {
    assert.ok(part.length < font.length / 10, `${part.length} bytes`);
    // Read again, it gives the very same.
    assert.deepEqual(fontOf(part, codes), part);
    assert.notDeepEqual(fontOf(part, codes.slice(1)), part);
  });

  it('holds nothing else, and says so', () => {
    assert.throws(() => fontOf(part, [0xea61]), /no icon at ea61/);
  });

  it('sums up to what every font sums up to', () => {
    let sum = 0;
    for (let at = 0; at < part.length; at += 4) sum = (sum + part.readUInt32BE(at)) >>> 0;
    assert.equal(sum, 0xb1b0afba);
  });
});
