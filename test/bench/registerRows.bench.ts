/** How much of what papers leave open or contradict has a row of the register: the ambiguities of the example papers, and what the texts of papers/saidBlind miss. */
import { globSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { rowsOf } from '../../src/reproduction/register/rows.ts';
import { sentencesOf } from '../../src/reproduction/spec/sentences.ts';
import { examplePaperNames, exampleTruth } from '../support/examplePapers.ts';
import { readExample, readTex } from '../support/readExample.ts';

const small = /^(?:the|a|an|of|is|are|it|whether|itself|at|in|on|or|and|to|what|for)$/;
const words = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && !small.test(word))
    .map((word) => word.replace(/s$/, ''));
const isAbout = (what: string, name: string): boolean => {
  const has = new Set(words(name));
  const wanted = words(what);
  return wanted.filter((word) => has.has(word)).length * 2 >= wanted.length;
};
const rowsIn = (read: ReturnType<typeof readTex>) => rowsOf(read, sentencesOf(read.paper, read.said));

let [found, planted, rows] = [0, 0, 0];
for (const name of examplePaperNames) {
  const own = rowsIn(readExample(name));
  const wanted = exampleTruth(name).ambiguities.filter(({ kind }) => kind !== 'leak');
  const has = wanted.filter(({ what, kind }) =>
    own.some((row) => isAbout(what, row.name) && (kind === 'contradiction') === (row.kind === 'contradiction')),
  );
  console.log(`${name}: ${has.length} of ${wanted.length} ambiguities, ${own.length} rows`);
  [found, planted, rows] = [found + has.length, planted + wanted.length, rows + own.length];
}
console.log(`examples: ${found} of ${planted} (goal: all), ${rows} rows`);

const truthSchema = z.object({ missing: z.array(z.string()).default([]), missingMay: z.array(z.string()).default([]) });
let [right, missing, extra, texts] = [0, 0, 0, 0];
for (const file of globSync('test/fixtures/papers/saidBlind/*.tex')) {
  const truth = truthSchema.parse(JSON.parse(readFileSync(file.replace(/\.tex$/, '.truth.json'), 'utf8')));
  const names = new Set(
    rowsIn(readTex(readFileSync(file, 'utf8')))
      .filter(({ kind }) => kind === 'missing')
      .map(({ name }) => name),
  );
  const may = new Set([...truth.missing, ...truth.missingMay]);
  texts += 1;
  missing += truth.missing.length;
  right += truth.missing.filter((name) => names.has(name)).length;
  extra += [...names].filter((name) => !may.has(name)).length;
}
console.log(`saidBlind: ${right} of ${missing} missing settings of ${texts} texts have a row; ${extra} rows beside them`);
