/**
 * What a paper says of its set-up, what it leaves open and where it disagrees with itself, against texts with truth. Two halves: texts
 * written before the extractor (by hand and by a generator), and texts by somebody who has not seen it. The worse half counts.
 * All of the second half have been looked at since, to mend what they showed: they tell of their kind by now, not of what is new. What stands in
 * `saidUnseen`, if anything does, is only counted and never looked at: what it gives is what a new paper can expect. What each hand's texts
 * gave at first sight stands in docs/benchmarks.md.
 * `node test/bench/paperSaid.bench.ts --remarks` prints what is wrong in the first half.
 */
import { performance } from 'node:perf_hooks';
import type { Said } from '../../src/papers/said/said.ts';
import { sayWhat } from '../../src/papers/said/sayWhat.ts';
import { byPatterns } from './said/baseline.ts';
import { type Figures, figuresOf, judgedNames, textsIn } from './said/texts.ts';
import { type UnreadFigures, unreadIn } from './said/unread.ts';
import { writeText } from './said/writeText.ts';

const generated = 160;
const unseen = textsIn('saidUnseen');
const isWhole = (name: string): boolean => /^w[a-z]\d\d-/.test(name);
const halves = [
  ['written before the extractor', [...textsIn('said'), ...Array.from({ length: generated }, (_, seed) => writeText(seed))]],
  ['written without sight of the extractor', textsIn('saidBlind')],
  ['the same, whole papers with their mathematics and results', textsIn('saidWhole')],
  ['the same, and never looked at since: parts on the set-up', unseen.filter(({ name }) => !isWhole(name))],
  ['the same, and never looked at since: whole papers', unseen.filter(({ name }) => isWhole(name))],
] as const;

for (const [title, texts] of halves) {
  if (texts.length === 0) continue;
  const started = performance.now();
  const read: Said[] = [];
  const ours = figuresOf(texts, (paper) => {
    const said = sayWhat(paper);
    read.push(said);
    return said;
  });
  const ms = (performance.now() - started) / texts.length;
  console.log(`\n${title}: ${ours.texts} texts, ${ours.values} values, ${ms.toFixed(0)} ms each with reading the LaTeX`);
  print('ours', ours);
  printUnread(unreadIn(texts, read, judgedNames));
  print('plain patterns', figuresOf(texts, byPatterns));
  if (process.argv.includes('--remarks') && texts === halves[0][1]) console.log(ours.remarks.join('\n'));
}

function print(name: string, figures: Figures): void {
  const line = [
    ['values F1', figures.f1, '≥ 95 %'],
    ['right scope', figures.scope, '≥ 90 %'],
    ['missing found', figures.missingRecall, '≥ 95 %'],
    ['of those named missing, rightly', figures.missingPrecision, '≥ 90 %'],
    ['contradictions found', figures.contradictionsFound, '≥ 90 %'],
    ['false alarms', figures.falseAlarms, '≤ 2 %'],
    ['symbols found', figures.notationFound, ''],
  ] as const;
  console.log(
    `  ${name}: ${line.map(([what, value, goal]) => `${what} ${(100 * value).toFixed(1)} %${goal === '' ? '' : ` (goal ${goal})`}`).join(', ')}`,
  );
}

function printUnread(figures: UnreadFigures): void {
  const share = (part: number, whole: number): string => `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1)} %`;
  const perText = (count: number): string => (count / figures.texts).toFixed(1);
  console.log(
    `  not read: ${share(figures.lost, figures.values)} of ${figures.values} numbers, of these shown without a name ${share(figures.shown, figures.lost)}, ` +
      `lost without a word ${share(figures.unsaid, figures.values)} of all (goal ≤ 3 %); ${perText(figures.entries)} entries a text, ` +
      `${perText(figures.noise)} of them no setting (goal ≤ 6), ${perText(figures.again)} read as well; ` +
      `with a place that may say it: of ${figures.wrongMissing} wrongly missing ${share(figures.wrongWithPlace, figures.wrongMissing)}, ` +
      `of ${figures.rightMissing} rightly ${share(figures.rightWithPlace, figures.rightMissing)}`,
  );
}
