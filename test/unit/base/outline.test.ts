import assert from 'node:assert/strict';
import { headingsOf, sectionOf } from '../../../src/base/outline.ts';

const lines = [
  '# Title [[trl.X]]',
  'text',
  '## A *first*',
  '```py',
  '# no heading',
  '```',
  'a',
  '### Below',
  'b',
  '## [Second](x.md)',
  'c',
];

describe('the outline of a page', () => {
  it('has its headings and none that stand in code', () => {
    assert.deepEqual(
      headingsOf(lines).map(({ level, title, line }) => [level, title, line]),
      [
        [1, 'Title', 0],
        [2, 'A first', 2],
        [3, 'Below', 7],
        [2, 'Second', 9],
      ],
    );
  });

  const sections: readonly (readonly [title: string, from: number, end: number])[] = [
    ['a first', 2, 9],
    ['A FIR', 2, 9],
    ['below', 7, 9],
    ['cond', 9, 11],
    ['Title', 0, 11],
  ];
  for (const [title, from, end] of sections)
    it(`finds the section “${title}” with all below it`, () => {
      const found = sectionOf(lines, title);
      assert.deepEqual([found?.heading.line, found?.endLine], [from, end]);
    });

  it('finds no section that is not there', () => {
    assert.equal(sectionOf(lines, 'Third'), undefined);
    assert.equal(sectionOf(lines, ' '), undefined);
  });
});
