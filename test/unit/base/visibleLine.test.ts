import assert from 'node:assert/strict';
import { visibleJson, visibleText } from '../../../src/base/visibleLine.ts';

const tagged = String.fromCodePoint(0xe0041);

describe('Text from outside for a terminal', () => {
  it('keeps its lines, says nothing to the terminal, and writes out what is not seen', () => {
    assert.equal(visibleText('A\u001b]0;x\u0007\r\n\tB \u009b31m \u202ec'), 'A]0;x\n\tB 31m ⟨U+202E⟩c');
    assert.equal(visibleText(`Café ${tagged}`), 'Café ⟨U+E0041⟩');
  });

  it('is the same value as JSON', () => {
    const value = { title: `a\u009b31m \u202eb ${tagged} \u001b[0m` };
    const json = visibleJson(JSON.stringify(value));
    assert.match(json, /^[\x20-\x7e]*$/);
    assert.deepEqual(JSON.parse(json), value);
  });
});
