/** Where it was not worked out to the end what a paper says, nobody is told that there is nothing. */
import assert from 'node:assert/strict';
import { shownTriage } from '../../../src/editor/reproductionTriage.ts';
import { paperJson } from '../../../src/papers/paperJson.ts';
import { paperMarkdown } from '../../../src/papers/paperMarkdown.ts';
import { unfinishedPaper } from '../../../src/papers/parsePaper.ts';
import type { Said } from '../../../src/papers/said/said.ts';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { showOutline, showPart } from '../../../src/papers/showPaper.ts';
import { recipeOf } from '../../../src/reproduction/literature/recipe.ts';
import { recipeRow, sourcedRow } from '../../../src/reproduction/literature/showRecipe.ts';
import { rowsOf } from '../../../src/reproduction/register/rows.ts';
import { reviewCode } from '../../../src/reproduction/review/reviewCode.ts';
import { reviewText } from '../../../src/reproduction/review/reviewText.ts';
import { formatStage, parseStage } from '../../../src/reproduction/stages/files.ts';
import { makeTriage } from '../../../src/reproduction/triage/makeTriage.ts';
import { triageMarkdown } from '../../../src/reproduction/triage/triageMarkdown.ts';
import { compareVersions } from '../../../src/reproduction/versions/compareVersions.ts';
import { versionsText } from '../../../src/reproduction/versions/versionsText.ts';
import { paperOf } from '../../bench/said/texts.ts';

const paper = paperOf(String.raw`\begin{document}\section{Training} We train with Adam and a batch size of 64.\end{document}`);
const whole = { paper, said: sayWhat(paper) };
const until = (...parts: readonly (keyof Said)[]) =>
  unfinishedPaper(paper, Object.fromEntries(parts.map((part) => [part, whole.said[part]])), 'It took more than 120 s.');
const [nothing, values] = [until('notation'), until('notation', 'hyperparameters')];
const told =
  /Not worked out of this paper: where it contradicts itself, numbers whose words were not understood and what it does not say\. It took more than 120 s\./;
const toldAll = /Not worked out of this paper: the values that it states, where/;

describe('What was not worked out of a paper', () => {
  // shows: paper-thread
  it('is named beside the values that were, in the record and in words', () => {
    const { hyperparameters, unfinished } = paperJson(values);
    assert.deepEqual(
      [hyperparameters, unfinished],
      [whole.said.hyperparameters, { why: 'It took more than 120 s.', lacks: ['contradictions', 'unnamed', 'missing'] }],
    );
    assert.equal('unfinished' in paperJson(whole), false);
    for (const text of [paperMarkdown(values), showOutline(values), showPart(values, 'S1')]) {
      assert.match(text, /- batch size: 64/);
      assert.match(text, told);
    }
    assert.match(showPart(nothing, 'S1'), toldAll);
    assert.doesNotMatch(showPart(whole, 'S1'), /Not worked out/);
  });

  // shows: paper-thread
  it('is a row of the register until it is worked out, and a doubt of the triage', () => {
    const ids = (read: typeof whole): readonly string[] => rowsOf(read, []).map(({ id }) => id);
    assert.deepEqual([ids(values)[0], ids(whole).includes('not-worked-out')], ['not-worked-out', false]);
    const card = makeTriage({ ...values, inputs: {} });
    assert.deepEqual(parseStage('triage', formatStage('triage', card)).unfinished, card.unfinished);
    const text = triageMarkdown(card);
    assert.match(text, told);
    assert.doesNotMatch(text, /Nothing that is usually needed is missing/);
    assert.match(card.advice, /not all that it states and leaves open was worked out/);
    assert.match(shownTriage(card).lists.find(({ title }) => title === 'Not Looked At')?.items[0]?.text ?? '', told);
  });

  // shows: paper-thread
  it('is no change between versions, no setting that is not said, and nothing that code was compared with', () => {
    const gone = compareVersions(whole, nothing);
    assert.deepEqual([gone.settings, compareVersions(whole, values).settings], [[], []]);
    assert.match(versionsText(gone), toldAll);
    const row = recipeRow({ recipe: recipeOf(nothing), hidden: [] }, undefined, [], {
      quote: 80,
      settings: 400,
      results: 400,
      missing: 400,
      links: 400,
    });
    assert.match(row, /\| not worked out \|/);
    assert.equal(sourcedRow({ recipe: recipeOf(nothing), hidden: [] })[3]?.[0]?.text, 'not worked out');
    assert.match(sourcedRow({ recipe: recipeOf(values), hidden: [] })[3]?.[0]?.text ?? '', /batch size|optimizer/);
    assert.match(reviewText(reviewCode({ ...nothing, files: [] })), toldAll);
  });
});
