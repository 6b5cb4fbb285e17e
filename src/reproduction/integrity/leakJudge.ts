/** Whether test data are in the training data: rows are handed in one by one, test first; what is kept is bounded. Pure. */
import type { Integrity } from '../stages/records.ts';
import { NearPicturesJudge, NearRowsJudge, nearPictureBits, nearRowDistance } from './nearRows.ts';
import { NearTextsJudge, nearShare, shingleWords } from './nearTexts.ts';
import type { SplitRow } from './rows.ts';
import { type SameRow, type SameRows, SameRowsJudge } from './sameRows.ts';

export type Finding = Integrity['findings'][number];
export type Check = Omit<Integrity['checks'][number], 'inputs'>;
export type Evidence = Finding['evidence'];

export interface LeakReport {
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
}

/** What kind of thing a row is, for the words. */
export type RowKind = 'rows' | 'texts' | 'pictures';

export interface LeakNames {
  /** As the person knows the splits: `train.csv`, `training rows of data.py split()`. */
  readonly train: string;
  readonly test: string;
  /** Put behind the name of each check where there are several comparisons. */
  readonly which?: string;
  readonly evidence: Evidence;
  /** What its rows are, where they do not tell themselves. */
  readonly kind?: RowKind;
}

/** From these shares of the test data on a leak is an error. Of what only resembles, some is in all data that people wrote. */
const severe = 0.01;
const severeNear = 0.05;
const shortText = 8;
/** Texts with fewer words meet more easily; the three are judged by themselves. */
const textLengths: readonly (readonly [most: number, words: string])[] = [
  [shortText, 'of fewer than 8 words'],
  [20, 'of 8 to 19 words'],
  [Number.POSITIVE_INFINITY, 'of 20 words and more'],
];

export class LeakJudge {
  readonly #names: LeakNames;
  readonly #same = new SameRowsJudge();
  readonly #sameTexts = textLengths.map(([most]) => new SameRowsJudge({ isPhrases: most === shortText }));
  readonly #texts = new NearTextsJudge();
  readonly #rows = new NearRowsJudge();
  readonly #pictures = new NearPicturesJudge();
  readonly #groups = new Map<string, number>();
  readonly #sharedGroups = new Set<string>();
  readonly #times: number[] = [];
  #latest: { readonly time: number; readonly row: number } | undefined;
  #testRows = 0;
  #testGrouped = 0;
  #has = { text: false, sketch: false, picture: false, time: false };

  constructor(names: LeakNames) {
    this.#names = names;
  }

  test(row: SplitRow): void {
    this.#testRows += 1;
    this.#sameJudge(row).test(row);
    this.#texts.test(row);
    this.#rows.test(row);
    this.#pictures.test(row);
    this.#has = {
      text: this.#has.text || row.text !== undefined,
      sketch: this.#has.sketch || row.sketch !== undefined,
      picture: this.#has.picture || row.picture !== undefined,
      time: this.#has.time || row.time !== undefined,
    };
    if (row.group !== undefined) {
      this.#testGrouped += 1;
      this.#groups.set(row.group, (this.#groups.get(row.group) ?? 0) + 1);
    }
    if (row.time !== undefined) this.#times.push(row.time);
  }

  train(row: SplitRow): void {
    this.#sameJudge(row).train(row);
    this.#texts.train(row);
    this.#rows.train(row);
    this.#pictures.train(row);
    if (row.group !== undefined && this.#groups.has(row.group)) this.#sharedGroups.add(row.group);
    if (row.time !== undefined && row.time > (this.#latest?.time ?? Number.NEGATIVE_INFINITY))
      this.#latest = { time: row.time, row: row.row };
  }

  /** So many more training rows, which have nothing in common with the test rows. */
  trainWithout(rows: number): void {
    this.#same.trainWithout(rows);
    this.#texts.trainWithout(rows);
  }

  /** In how many training texts a shingle stands, where not all texts were handed in. */
  frequency(shingle: number, texts: number): void {
    this.#texts.frequency(shingle, texts);
  }

  #sameJudge({ text }: SplitRow): SameRowsJudge {
    if (text === undefined) return this.#same;
    const at = textLengths.findIndex(([most]) => text.tokens < most);
    return this.#sameTexts[at] ?? this.#same;
  }

  report(): LeakReport {
    const findings: Finding[] = [];
    const checks: Check[] = [];
    this.#judgeSame(findings, checks);
    if (this.#has.text) this.#judgeTexts(findings, checks);
    if (this.#has.sketch) this.#judgeRows(findings, checks);
    if (this.#has.picture) this.#judgePictures(findings, checks);
    this.#judgeGroups(findings, checks);
    this.#judgeTimes(findings, checks);
    return { findings, checks };
  }

  get #kind(): RowKind {
    return this.#names.kind ?? (this.#has.text ? 'texts' : this.#has.picture ? 'pictures' : 'rows');
  }

  #judgeSame(findings: Finding[], checks: Check[]): void {
    const { train, test } = this.#names;
    const kind = this.#kind;
    const judged = this.#has.text
      ? this.#sameTexts.map((judge, at) => ({ result: judge.result(), which: ` ${textLengths[at]?.[1] ?? ''}` }))
      : [{ result: this.#same.result(), which: '' }];
    const notes: string[] = [];
    let isFound = false;
    for (const { result, which } of judged) {
      if (result.testRows === 0) continue;
      if (result.isLeak) {
        isFound = true;
        findings.push(this.#sameFinding(result, `${kind}${which}`));
      } else if (result.different > 0)
        notes.push(
          `${result.same} ${kind}${which} of ${test} are in ${train} too, which is what chance gives for such rows (about ${Math.ceil(result.expected)} different ones expected, ${result.different} found)`,
        );
      if (result.common > 0)
        notes.push(`${result.common} ${kind}${which} were not counted: empty, constant, or the same in more than 2 % of the test rows`);
    }
    checks.push({
      name: this.#named('same rows in training and test data'),
      state: isFound ? 'found' : 'clean',
      how: [
        `Hashes of ${this.#testRows} ${kind} of ${test} were looked up in ${train} (letters’ case, blanks and punctuation aside; numbers as float32).`,
        ...notes.map((note) => `${note}.`),
      ].join(' '),
    });
  }

  #sameFinding({ same, testRows, repeated, examples, different, expected }: SameRows, kind: string): Finding {
    const { train, test } = this.#names;
    const isOrder = repeated >= 0.5 && different >= 3;
    const share = same / Math.max(1, this.#testRows);
    const chance = expected < 0.5 ? 'by chance there would be none' : `by chance there would be about ${Math.ceil(expected)}`;
    const message = isOrder
      ? `${same} of ${testRows} ${kind} of ${test} are in ${train} too (${percent(share)} of the test data), and ${percent(repeated)} of them have more copies within their own split: rows were repeated before the split was made; ${chance}.`
      : `${same} of ${testRows} ${kind} of ${test} are in ${train} too (${percent(share)} of the test data); ${chance}.`;
    return this.#finding(
      isOrder ? 'leak-order' : this.#kind === 'pictures' ? 'leak-image' : 'leak-exact',
      share,
      message,
      examples.map(exampleText),
    );
  }

  #judgeTexts(findings: Finding[], checks: Check[]): void {
    const { train, test } = this.#names;
    const { texts, looked, near, isLeak, examples, short } = this.#texts.result();
    const rule = `at least ${nearShare * 100} % of its stretches of ${shingleWords} words stand in one training text, those aside that more than 1 % of the texts share`;
    const share = near / Math.max(1, looked);
    if (isLeak)
      findings.push(
        this.#finding(
          'leak-near',
          share,
          `${near} of ${looked} texts of ${test} stand nearly the same in ${train} (${percent(share)}): ${rule}.`,
          examples.map((example) => `${exampleText(example)} (${percent(example.share)} in common)`),
        ),
      );
    const few = near > 0 && !isLeak ? ` ${near} came near, no more than texts of this kind resemble each other anyway.` : '';
    const part = looked < texts ? ` The first ${looked} of ${texts} test texts were looked at.` : '';
    checks.push({
      name: this.#named('nearly the same texts'),
      state: isLeak ? 'found' : 'clean',
      how: `A test text counts when ${rule}. ${short} texts hold too little of their own for that.${few}${part}`,
    });
  }

  #judgeRows(findings: Finding[], checks: Check[]): void {
    const { train, test } = this.#names;
    const { looked, near, isLeak, examples } = this.#rows.result();
    const share = near / Math.max(1, looked);
    const rule = `the root mean squared difference over the columns is at most ${nearRowDistance} standard deviations`;
    if (isLeak)
      findings.push(
        this.#finding(
          'leak-near',
          share,
          `${near} of ${looked} rows of ${test} are nearly the same as one of ${train} (${percent(share)}): ${rule}.`,
          examples.map(exampleText),
        ),
      );
    checks.push({
      name: this.#named('nearly the same rows'),
      state: isLeak ? 'found' : 'clean',
      how: nearHow(looked, this.#testRows, near, isLeak, `rows count when ${rule}`),
    });
  }

  #judgePictures(findings: Finding[], checks: Check[]): void {
    const { train, test } = this.#names;
    const { looked, near, isLeak, examples } = this.#pictures.result();
    const share = near / Math.max(1, looked);
    const rule = `their difference hashes (16 × 16, also turned left to right) differ in at most ${nearPictureBits} of 512 bits and a fifth of what two pictures usually differ in`;
    if (isLeak)
      findings.push(
        this.#finding(
          'leak-image',
          share,
          `${near} of ${looked} pictures of ${test} look like one of ${train} (${percent(share)}): ${rule}.`,
          examples.map(exampleText),
        ),
      );
    checks.push({
      name: this.#named('nearly the same pictures'),
      state: isLeak ? 'found' : 'clean',
      how: nearHow(looked, this.#testRows, near, isLeak, `pictures count when ${rule}`),
    });
  }

  #judgeGroups(findings: Finding[], checks: Check[]): void {
    const { train, test } = this.#names;
    const name = this.#named('groups in one split only');
    if (this.#groups.size === 0) {
      checks.push({ name, state: 'not checked', how: 'No column was named that says which subject, user or document a row belongs to.' });
      return;
    }
    const shared = [...this.#sharedGroups];
    const rows = shared.reduce((sum, group) => sum + (this.#groups.get(group) ?? 0), 0);
    const share = rows / Math.max(1, this.#testGrouped);
    if (shared.length > 0)
      findings.push(
        this.#finding(
          'leak-group',
          share,
          `${shared.length} of ${this.#groups.size} groups of ${test} are in ${train} too, with ${rows} test rows (${percent(share)}).`,
          shared.slice(0, 5).map((group) => `group ${group.slice(0, 80)}: ${this.#groups.get(group) ?? 0} test rows`),
        ),
      );
    checks.push({
      name,
      state: shared.length > 0 ? 'found' : 'clean',
      how: `${this.#groups.size} groups of ${test} were looked up in ${train}.`,
    });
  }

  #judgeTimes(findings: Finding[], checks: Check[]): void {
    const { train, test } = this.#names;
    const name = this.#named('training data from before the test data');
    if (this.#times.length === 0 || this.#latest === undefined) {
      checks.push({ name, state: 'not checked', how: 'No column was named that says when a row is from.' });
      return;
    }
    const { time, row } = this.#latest;
    const early = this.#times.filter((each) => each < time).length;
    const share = early / this.#times.length;
    if (early > 0)
      findings.push(
        this.#finding(
          'leak-time',
          share,
          `${early} of ${this.#times.length} rows of ${test} are older than the newest row of ${train} (${percent(share)}): what came later was trained on.`,
          [`newest training row: ${row}`],
        ),
      );
    checks.push({
      name,
      state: early > 0 ? 'found' : 'clean',
      how: `The newest row of ${train} was compared with ${this.#times.length} rows of ${test}.`,
    });
  }

  #finding(kind: Finding['kind'], share: number, message: string, examples: readonly string[]): Finding {
    const { which, evidence } = this.#names;
    return {
      kind,
      severity: share >= (kind === 'leak-near' ? severeNear : severe) ? 'error' : 'warning',
      message: which === undefined ? message : `${which}: ${message}`,
      evidence,
      examples: [...examples],
      share: Math.min(1, share),
    };
  }

  #named(name: (typeof leakChecks)[number]): string {
    return this.#names.which === undefined ? name : `${name} (${this.#names.which})`;
  }
}

function nearHow(looked: number, all: number, near: number, isLeak: boolean, rule: string): string {
  const few = near > 0 && !isLeak ? ` ${near} came near, no more than such data resemble each other anyway.` : '';
  return `${looked < all ? `The first ${looked} of ${all}` : `All ${all}`} test ${rule}.${few}`;
}

function exampleText({ test, train, shown }: SameRow): string {
  return `test row ${test} = training row ${train}${shown === undefined ? '' : `: ${shown}`}`;
}

export function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 || value === 0 ? value.toFixed(0) : value >= 0.1 ? value.toFixed(1) : value.toPrecision(1)} %`;
}

const leakChecks = [
  'same rows in training and test data',
  'nearly the same texts',
  'nearly the same rows',
  'nearly the same pictures',
  'groups in one split only',
  'training data from before the test data',
] as const;

/** Whether a check of this name was made of splits. */
export function isLeakCheck(name: string): boolean {
  return leakChecks.some((check) => name.startsWith(check));
}
