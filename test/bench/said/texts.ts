/** Texts with truth, and what reading them gives: for the figures and for the tests. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from '../../../src/papers/document.ts';
import { readLatex } from '../../../src/papers/latex/readLatex.ts';
import { added, type Counts, type Found, f1, judge, namesIn } from './judge.ts';
import type { TextWithTruth, Truth } from './truth.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'papers');

export const judgedNames = namesIn(readFileSync(join(fixtures, 'said', 'README.md'), 'utf8'));

/** `saidWhole`: whole short papers, with their mathematics and results, that were looked at. `saidUnseen`: nobody has looked at what is wrong in them; whoever does moves them to `saidBlind`. Empty until others are written. */
export function textsIn(folder: 'said' | 'saidBlind' | 'saidWhole' | 'saidUnseen'): TextWithTruth[] {
  const path = join(fixtures, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((file) => file.endsWith('.tex'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.tex'.length);
      const truth: Truth = JSON.parse(readFileSync(join(fixtures, folder, `${name}.truth.json`), 'utf8'));
      return { name, tex: readFileSync(join(fixtures, folder, file), 'utf8'), truth };
    });
}

export function paperOf(tex: string, id = 'file:main.tex'): Paper {
  return readLatex(new Map([['main.tex', tex]]), { id, main: 'main.tex' });
}

export interface Figures {
  readonly texts: number;
  readonly values: number;
  /** Of the values. */
  readonly f1: number;
  /** Share of the values found whose scope is right. */
  readonly scope: number;
  readonly missingRecall: number;
  readonly missingPrecision: number;
  readonly contradictionsFound: number;
  /** Share of the texts without a contradiction in which one is seen. */
  readonly falseAlarms: number;
  readonly notationFound: number;
  readonly remarks: readonly string[];
}

export function figuresOf(texts: readonly TextWithTruth[], read: (paper: Paper) => Found): Figures {
  const none: Counts = { right: 0, wrong: 0, lost: 0 };
  let [values, missing, contradictions, notation] = [none, none, none, none];
  let scopes = 0;
  let clean = 0;
  let alarms = 0;
  const remarks: string[] = [];
  for (const { name, tex, truth } of texts) {
    const judgement = judge(read(paperOf(tex)), truth, judgedNames);
    values = added(values, judgement.values);
    missing = added(missing, judgement.missing);
    contradictions = added(contradictions, judgement.contradictions);
    notation = added(notation, judgement.notation);
    scopes += judgement.scopes.right;
    if (truth.contradictions.length === 0) {
      clean++;
      if (judgement.contradictions.wrong > 0) alarms++;
    }
    remarks.push(...judgement.remarks.map((remark) => `${name}: ${remark}`));
  }
  return {
    texts: texts.length,
    values: values.right + values.lost,
    f1: f1(values),
    scope: share(scopes, values.right),
    missingRecall: share(missing.right, missing.right + missing.lost),
    missingPrecision: share(missing.right, missing.right + missing.wrong),
    contradictionsFound: share(contradictions.right, contradictions.right + contradictions.lost),
    falseAlarms: share(alarms, clean, 0),
    notationFound: share(notation.right, notation.right + notation.lost),
    remarks,
  };
}

function share(part: number, whole: number, ofNothing = 1): number {
  return whole === 0 ? ofNothing : part / whole;
}
