/** What was not understood in a paper is shown as that: never as if it did not stand there. */
import { strict as assert } from 'node:assert';
import { paperJson, partOfPaper } from '../../../src/papers/paperJson.ts';
import { saidMarkdown } from '../../../src/papers/paperMarkdown.ts';
import type { ReadPaper } from '../../../src/papers/parsePaper.ts';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { rowsOf } from '../../../src/reproduction/register/rows.ts';
import { unnamedLines } from '../../../src/reproduction/spec/begunText.ts';
import { draftSpec } from '../../../src/reproduction/spec/draftSpec.ts';
import { sentencesOf } from '../../../src/reproduction/spec/sentences.ts';
import { makeTriage } from '../../../src/reproduction/triage/makeTriage.ts';
import { paperOf } from '../../bench/said/texts.ts';

const at = (anchor: string): string => `file:main.tex#${anchor}`;

function read(body: string): ReadPaper {
  const paper = paperOf(String.raw`\begin{document}${body}\end{document}`);
  return { paper, said: sayWhat(paper) };
}

const paper = read(String.raw`
  \section{Training} We train a network on the Foo corpus with Adam. The batch, our Achilles heel, became with great trouble as large as 48.
  \section{Model} The network forgets by 0.3.`);

describe('what was not understood in a paper', () => {
  // shows: paper-unnamed
  it('is in its JSON: numbers without a name, and where what was not found may stand', () => {
    const { unnamed, missing } = paperJson(paper);
    assert.deepEqual(
      unnamed.map(({ address, stated, perhaps = [] }) => [address, stated, ...perhaps]),
      [
        [at('S1.p1'), '48', 'batch size'],
        [at('S2.p1'), '0.3'],
      ],
    );
    assert.deepEqual(missing.find(({ name }) => name === 'batch size')?.perhaps, [at('S1.p1')]);
    assert.equal(missing.find(({ name }) => name === 'hardware')?.perhaps, undefined);
  });

  it('is in its Markdown, guesses as guesses', () => {
    const text = saidMarkdown(paper.said).join('\n\n');
    assert.match(
      text,
      /## Numbers without a name\n\n.*guesses.*\n\n- 48 \(perhaps batch size\): “.*as large as 48\.” \(#S1\.p1\)\n- 0\.3: “.*” \(#S2\.p1\)/,
    );
    assert.match(text, /\n- batch size: not found; perhaps at \(#S1\.p1\)\n/);
    assert.match(text, /\n- hardware: On which machine/);
  });

  it('is cut off with a number of how many more there are where there are many', () => {
    const unnamed = [...Array(43).keys()].map((index) => ({ address: at('S1.p1'), stated: String(index), quote: 'words' }));
    assert.match(saidMarkdown({ ...paper.said, unnamed }).join('\n'), /\n- 39: “words” \(#S1\.p1\)\n- … and 3 more/);
  });

  it('goes with the part of the paper that it stands in', () => {
    assert.deepEqual(
      partOfPaper(paper, 'S2')?.said.unnamed.map(({ stated }) => stated),
      ['0.3'],
    );
  });

  it('is no gap in the register: its row says where to look, with the words', () => {
    const rows = rowsOf(paper, sentencesOf(paper.paper, paper.said));
    const batch = rows.find(({ name }) => name === 'batch size');
    assert.match(batch?.why ?? '', /^It was not found; #S1\.p1 may say it in words that were not understood/);
    const [place] = batch?.evidence ?? [];
    assert.ok(place !== undefined && 'address' in place && place.address === at('S1.p1') && place.quote?.includes('48'));
    assert.match(rows.find(({ name }) => name === 'hardware')?.why ?? '', /not said/);
  });

  it('is not claimed to be unsaid by the specification and the triage', () => {
    const { items } = draftSpec(paper, { nodes: [] });
    assert.equal(items.find(({ row }) => row === 'batch-size')?.statement, 'batch size: spoken of, but not found.');
    assert.equal(items.find(({ row }) => row === 'hardware')?.statement, 'hardware: not said.');
    const { missing } = makeTriage({ ...paper, inputs: {} });
    assert.match(missing.find(({ name }) => name === 'batch size')?.why ?? '', /^It was not found; #S1\.p1/);
  });

  it('is told to who writes the specification, of the slice alone, and makes no row', () => {
    const lines = unnamedLines(paper.said.unnamed, [at('S1.p1')]);
    assert.equal(lines.length, 2);
    assert.match(lines[1] ?? '', /^- 48, perhaps batch size: “.*48\.” \[S1\.p1\]$/);
    assert.ok(rowsOf(paper, []).every(({ value }) => value !== 0.3));
  });
});
