import assert from 'node:assert/strict';
import { slicePaper } from '../../../../src/reproduction/slice/slicePaper.ts';
import { draftSpec } from '../../../../src/reproduction/spec/draftSpec.ts';
import { holdQuote } from '../../../../src/reproduction/spec/quotes.ts';
import { examplePaperNames, exampleTruth } from '../../../support/examplePapers.ts';
import { readExample } from '../../../support/readExample.ts';

/** Content words: `whether the split is stratified` and `data split: stratified or not` share two. */
function words(text: string): readonly string[] {
  const small = /^(?:the|a|an|of|is|are|it|whether|itself|at|in|on|or|and|to|what|for)$/;
  return text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && !small.test(word))
    .map((word) => word.replace(/s$/, ''));
}

function isAbout(what: string, name: string): boolean {
  const wanted = words(what);
  const has = new Set(words(name));
  return wanted.filter((word) => has.has(word)).length * 2 >= wanted.length;
}

describe('The register of the example papers', () => {
  // shows: repro-register-rows
  it('has a row for what they leave open or contradict', () => {
    const lost: string[] = [];
    let [planted, found, rows] = [0, 0, 0];
    for (const name of examplePaperNames) {
      const read = readExample(name);
      const draft = draftSpec(read, slicePaper(read, []));
      rows += draft.rows.length;
      for (const { what, kind } of exampleTruth(name).ambiguities) {
        if (kind === 'leak') continue;
        planted += 1;
        const row = draft.rows.find((one) => isAbout(what, one.name) && (kind === 'contradiction') === (one.kind === 'contradiction'));
        if (row === undefined) lost.push(`${name}: ${what}`);
        else found += 1;
      }
    }
    assert.deepEqual([found, lost], [planted, []]);
    // Beside what was planted: what the checklist asks of any such paper.
    assert.ok(rows <= planted * 1.6, `${rows} rows`);
  });

  // shows: repro-register-rows
  it('chooses no value that a library or a stated convention does not give, and says of each where it comes from', () => {
    for (const name of examplePaperNames) {
      const read = readExample(name);
      for (const row of draftSpec(read, slicePaper(read, [])).rows) {
        if (row.value === undefined) assert.deepEqual([row.state, row.origin.kind], ['open', 'none'], row.id);
        else assert.ok(row.state === 'proposed' && /^(?:library|convention)$/.test(row.origin.kind) && row.origin.text !== '', row.id);
        if (row.kind === 'contradiction') assert.equal(row.value, undefined, row.id);
        assert.ok(row.why !== '');
      }
    }
  });

  // shows: repro-evidence
  it('comes with items whose quotes stand in the paper word for word, each that is not stated with its row', () => {
    for (const name of examplePaperNames) {
      const read = readExample(name);
      const { items, rows } = draftSpec(read, slicePaper(read, []));
      const ids = new Set(rows.map(({ id }) => id));
      assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
      for (const { id, status, row, evidence } of items) {
        if (status !== 'stated') assert.ok(row !== undefined && ids.has(row), `${name} ${id}`);
        for (const place of evidence) {
          if (!('address' in place) || place.quote === undefined) continue;
          assert.equal(holdQuote(read, place.address.replace(/^.*#/, ''), place.quote).kind, 'said', `${name} ${id}`);
        }
      }
    }
  });
});
