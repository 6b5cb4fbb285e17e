/** Planted leaks and edited evaluators against data that only tempt: how many are found, and how many alarms are false. */
import { fileURLToPath } from 'node:url';
import { bytesInMemory } from '../../src/datasets/bytes.ts';
import { openLocal } from '../../src/datasets/local.ts';
import { checkStatistics } from '../../src/reproduction/integrity/codeRules.ts';
import { judgeCodeSplits } from '../../src/reproduction/integrity/codeSplits.ts';
import { judgeFiles } from '../../src/reproduction/integrity/fileSplits.ts';
import { LeakJudge } from '../../src/reproduction/integrity/leakJudge.ts';
import { checkLocks, textHash } from '../../src/reproduction/integrity/locks.ts';
import type { CodeSplits } from '../../src/reproduction/integrity/splits.ts';
import { mulberry32 } from '../random.ts';
import { editedInLayout, editedInMeaning, evaluators, honestCode, leakingCode, semanticEdits } from './integrity/evaluators.ts';
import { pythonWorker } from './integrity/pythonWorker.ts';
import { cleanTexts, plantedTexts, type TextCase } from './integrity/texts.ts';

interface Tally {
  found: number;
  all: number;
}

const { signal } = new AbortController();
const planted = new Map<string, Tally>();
const clean = new Map<string, Tally>();
const isVerbose = process.argv.includes('--all');
/** Another first seed makes another set of cases. */
const firstSeed = Number(/--seed=(\d+)/u.exec(process.argv.join(' '))?.[1] ?? 1);

function note(tallies: Map<string, Tally>, kind: string, messages: readonly string[], label: string): void {
  const tally = tallies.get(kind) ?? { found: 0, all: 0 };
  tallies.set(kind, tally);
  tally.all += 1;
  if (messages.length > 0) tally.found += 1;
  if (tallies === planted ? messages.length === 0 : messages.length > 0)
    console.log(
      `${tallies === planted ? 'not found' : 'false alarm'}: ${kind}, ${label}${messages.length === 0 ? '' : `: ${messages[0]?.slice(0, 220)}`}`,
    );
  else if (isVerbose && messages.length > 0) console.log(`${kind}, ${label}: ${messages.join(' | ').slice(0, 300)}`);
}

async function judgedFiles({ train, test, group, time }: TextCase): Promise<readonly string[]> {
  const fileOf = (label: string, rows: readonly object[]) => ({
    label,
    open: async () => bytesInMemory(new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join('\n'))),
  });
  const data = await openLocal([fileOf('train.jsonl', train), fileOf('test.jsonl', test)], signal);
  const [ofTrain, ofTest] = data.splits;
  if (ofTrain === undefined || ofTest === undefined) throw new Error('two splits are wanted');
  const judge = new LeakJudge({ train: 'train', test: 'test', evidence: [] });
  await judgeFiles({ train: ofTrain, test: ofTest }, { group, time }, judge, signal);
  await data.close();
  return judge.report().findings.map(({ kind, message }) => `${kind}: ${message}`);
}

const began = performance.now();
for (const [cases, tallies, times] of [
  [plantedTexts, planted, 10],
  [cleanTexts, clean, 16],
] as const)
  for (const [kind, make] of Object.entries(cases))
    for (let at = 0; at < times; at++) {
      const seed = firstSeed * 1_000 + at;
      note(tallies, kind, await judgedFiles(make(seed)), `seed ${seed}`);
    }

const arrays: readonly (readonly [name: string, isPlanted: boolean, times: number])[] = [
  ['rows_same', true, 12],
  ['rows_other_precision', true, 6],
  ['rows_noise', true, 12],
  ['rows_scaled_apart', true, 8],
  ['repeated_before_split', true, 12],
  ['pictures_same', true, 8],
  ['pictures_encoded', true, 12],
  ['pictures_resized', true, 12],
  ['pictures_brighter', true, 8],
  ['pictures_turned', true, 10],
  ['digits_planted', true, 8],
  ['wine_planted', true, 6],
  ['rows_apart', false, 16],
  ['repeated_after_split', false, 10],
  ['small_domain', false, 20],
  ['linked_categories', false, 20],
  ['scaled_categories', false, 12],
  ['constant_rows', false, 8],
  ['one_hot', false, 8],
  ['on_a_curve', false, 10],
  ['rounded', false, 12],
  ['bags_of_words', false, 10],
  ['games', false, 8],
  ['pictures_apart', false, 10],
  ['pictures_of_one_class', false, 12],
  ['pictures_of_classes', false, 8],
  ['blank_pictures', false, 8],
  ['digits_apart', false, 10],
  ['wine_apart', false, 8],
];
const python = await pythonWorker(['numpy', 'sklearn.datasets']);
const run = python.runIn(fileURLToPath(new URL('./integrity/', import.meta.url)));
try {
  for (const [name, isPlanted, times] of arrays)
    for (let at = 0; at < times; at++) {
      const seed = firstSeed * 1_000 + at;
      const source = { file: 'arrays.py', symbol: 'make', args: [name, seed] };
      const splits: CodeSplits = { train: { ...source, at: [0] }, test: { ...source, at: [1] } };
      const { findings } = await judgeCodeSplits(splits, run);
      const messages = findings.map(({ kind, message }) => `${kind}: ${message}`);
      note(isPlanted ? planted : clean, name.replaceAll('_', ' '), messages, `seed ${seed}`);
    }
} finally {
  python.end();
}

const random = mulberry32(firstSeed);
async function edits(before: string, after: string): Promise<readonly string[]> {
  const file = 'src/evaluate.py';
  const lock = { file, sha256: textHash(before), at: '2026-01-01T00:00:00.000Z', text: before };
  const { findings } = await checkLocks({
    plan: undefined,
    accepted: undefined,
    code: undefined,
    locks: [lock],
    formerly: new Set(),
    texts: new Map([[file, after]]),
    now: new Date(0),
  });
  return findings.map(({ severity, message }) => `${severity}: ${message}`);
}
for (const [at, code] of evaluators.entries()) {
  for (let which = 0; which < semanticEdits; which++) {
    const after = editedInMeaning(code, which);
    if (after === undefined) continue;
    const said = await edits(code, after);
    note(
      planted,
      'evaluator, edited in meaning',
      said.filter((message) => message.startsWith('error')),
      `evaluator ${at}, edit ${which}`,
    );
  }
  for (let time = 0; time < 5; time++) {
    const after = editedInLayout(code, random);
    if (after !== code) note(planted, 'evaluator, edited in layout', await edits(code, after), `evaluator ${at}`);
    // What changes nothing but layout is said, and no error.
    if (after !== code)
      note(
        clean,
        'evaluator, layout taken for meaning',
        (await edits(code, after)).filter((message) => message.startsWith('error')),
        `evaluator ${at}`,
      );
  }
  note(clean, 'evaluator, not edited', await edits(code, code), `evaluator ${at}`);
}
for (const [at, text] of leakingCode.entries())
  note(
    planted,
    'code, statistics of all rows',
    checkStatistics([{ path: 'data.py', text }]).findings.map(({ message }) => message),
    `code ${at}`,
  );
for (const [at, text] of honestCode.entries())
  note(
    clean,
    'code, statistics of training rows',
    checkStatistics([{ path: 'data.py', text }]).findings.map(({ message }) => message),
    `code ${at}`,
  );

const seconds = (performance.now() - began) / 1_000;
const sum = (tallies: Map<string, Tally>): Tally =>
  [...tallies.values()].reduce((all, { found, all: of }) => ({ found: all.found + found, all: all.all + of }), { found: 0, all: 0 });
const share = ({ found, all }: Tally): string => `${found} of ${all} (${((100 * found) / all).toFixed(1)} %)`;
for (const [kind, tally] of planted) console.log(`  planted: ${kind}: ${share(tally)} found`);
for (const [kind, tally] of clean) console.log(`  clean: ${kind}: ${share(tally)} false`);
console.log(`planted leaks and edits found: ${share(sum(planted))} (goal ≥ 95 %)`);
console.log(`false alarms: ${share(sum(clean))} (goal ≤ 2 %)`);
console.log(`judged in ${seconds.toFixed(0)} s`);
