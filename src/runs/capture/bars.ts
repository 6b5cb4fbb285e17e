/** What the values of progress bars are worth: each step’s last frame, each epoch’s last mean. */
import type { Values } from './formats.ts';
import { withSplit } from './formats.ts';
import type { Frame } from './frames.ts';
import { scanPairs } from './pairs.ts';
import type { StepKeeper } from './steps.ts';

export interface Measured {
  readonly step: number;
  readonly epoch: number | undefined;
  readonly values: Values;
}

interface Bar {
  epoch: number | undefined;
  n: number;
  total: number | undefined;
  /** What earlier rounds of the same bar counted. */
  offset: number;
  /** The values as the newest frame shows them, and as the newest frame of the step before did. */
  shown: string;
  shownBefore: string;
  /** Frames that were drawn at this n. */
  frames: number;
  /** Values changed between two frames of one n: then the first frame after an increment shows old ones. */
  isRedrawn: boolean;
}

const maxBars = 32;
const evaluation = /^(sanity|val|eval|test|predict|dev)(?:id\w*|uat\w*|ing|ion)?\b/i;
const hasDecimal = /\d\.\d/;
const epochLabel = /\bepoch\s*[:=#]?\s*\[?(\d+)/i;

/** What a bar's label says. */
interface LabelFacts {
  readonly label: string;
  /** The same for all epochs of one bar. */
  readonly key: string;
  /** `val`, `test` …: it evaluates. `sanity` and `predict` measure nothing. */
  readonly split: string | undefined;
  readonly epoch: number | undefined;
}

const unnamed: LabelFacts = { label: '', key: '', split: undefined, epoch: undefined };

function factsOfLabel(label: string): LabelFacts {
  const epoch = epochLabel.exec(label)?.[1];
  return {
    label,
    key: label.replace(/[\d/.,]+/g, '#'),
    split: evaluation.exec(label)?.[1]?.toLowerCase(),
    epoch: epoch === undefined ? undefined : Number(epoch),
  };
}

/**
 * Bars that show a value for each step (tqdm’s postfix, rich, llama.cpp). A value counts once its step is over, as the last frame of
 * that step shows it. What was measured by an evaluation stays on show until the next one, and counts when it changes.
 */
export class Bars {
  readonly #steps: StepKeeper;
  readonly #add: (measured: Measured) => void;
  readonly #bars = new Map<string, Bar>();
  /** What each name showed last, where it belongs to an evaluation. */
  readonly #evaluated = new Map<string, number>();
  #evaluation: { readonly split: string; values: Values } | undefined;
  #hasEvaluated = false;
  #newest: Bar | undefined;
  #label = unnamed;
  /** Lightning counts its steps from 0: after 4 batches the newest is step 3. */
  #isLightning = false;

  constructor(steps: StepKeeper, add: (measured: Measured) => void) {
    this.#steps = steps;
    this.#add = add;
  }

  onFrame(frame: Frame): void {
    const facts = this.#factsOf(frame.label);
    if (facts.split !== undefined) this.#onEvaluation(facts.split, frame);
    else if (this.#bars.size > 0 || frame.shown !== '' || frame.label !== '') this.#onTraining(frame, facts);
  }

  /** Most frames have the label of the one before. */
  #factsOf(label: string): LabelFacts {
    if (label === '') return unnamed;
    if (label !== this.#label.label) this.#label = factsOfLabel(label);
    return this.#label;
  }

  /** The rest of the values of the newest frame, which had no room beside the bar. */
  continueFrame(text: string): void {
    if (this.#newest !== undefined) this.#newest.shown += ` ${text.trim()}`;
  }

  /** The log is over, or the frames are: what is shown now is what was last. */
  end(): void {
    for (const bar of this.#bars.values()) this.#settle(bar, true);
    this.#settleEvaluation();
  }

  #onEvaluation(split: string, { n, total, shown }: Frame): void {
    if (split === 'sanity') {
      this.#isLightning = true;
      return;
    }
    if (split === 'predict') return;
    this.#hasEvaluated = true;
    if (n === total && shown !== '') this.#evaluation = { split, values: valuesIn(shown) };
  }

  #settleEvaluation(): void {
    const { split, values } = this.#evaluation ?? {};
    this.#evaluation = undefined;
    if (values === undefined || values.length === 0) return;
    this.#add({ step: this.#steps.newest ?? 0, epoch: this.#newest?.epoch, values: withSplit(split, values) });
  }

  #onTraining(frame: Frame, { key: named, epoch }: LabelFacts): void {
    const key = named === '' ? String(frame.total) : named;
    const shown = textOf(frame);
    const bar = this.#bars.get(key) ?? (shown === '' && frame.label === '' ? undefined : this.#begin(key, epoch));
    if (bar === undefined) return;
    if (frame.style === 'rich' || frame.shown.includes('v_num')) this.#isLightning = true;
    if (bar.n !== frame.n || bar.epoch !== epoch) {
      this.#settle(bar, false);
      this.#settleEvaluation();
      if (bar.epoch !== epoch || frame.n < bar.n) bar.offset += Math.max(0, bar.n);
      bar.epoch = epoch;
      bar.n = frame.n;
      bar.total = frame.total;
      bar.frames = 0;
      bar.shownBefore = bar.shown;
    }
    if (bar.frames > 0 && shown !== bar.shown) bar.isRedrawn = true;
    bar.frames += 1;
    bar.shown = shown;
    this.#newest = bar;
  }

  #begin(key: string, epoch: number | undefined): Bar {
    if (this.#bars.size >= maxBars) {
      for (const known of this.#bars.values()) this.#settle(known, false);
      this.#bars.clear();
    }
    const bar: Bar = { epoch, n: -1, total: undefined, offset: 0, shown: '', shownBefore: '', frames: 0, isRedrawn: false };
    this.#bars.set(key, bar);
    return bar;
  }

  #settle(bar: Bar, isEnd: boolean): void {
    const { frames, shown } = bar;
    bar.frames = 0;
    // A finished loop draws its last frame once more, with what its last step showed.
    const isStale = bar.isRedrawn && (frames === 1 || bar.n === bar.total) && shown === bar.shownBefore;
    if (frames === 0 || shown === '') return;
    const measured: [string, number][] = [];
    // Before the first batch a bar shows what was measured before it.
    const isBeforeFirst = bar.n === 0 && this.#isLightning;
    for (const { facts, value, isAssigned } of scanPairs(shown).pairs) {
      if (facts.kind === 'excluded' || !(isAssigned || facts.kind === 'metric')) continue;
      if (facts.isEvaluation) {
        const last = this.#evaluated.get(facts.name);
        this.#evaluated.set(facts.name, value);
        const isNew = !Object.is(last, value) || (this.#hasEvaluated && !isEnd);
        if (!isNew) continue;
      } else if (isStale) continue;
      if (!isBeforeFirst) measured.push([facts.name, value]);
    }
    this.#hasEvaluated = false;
    if (measured.length === 0) return;
    const step = this.#stepOf(bar);
    this.#steps.onStep(step);
    this.#add({ step, epoch: bar.epoch, values: measured });
  }

  #stepOf({ epoch, n, total, offset }: Bar): number {
    if (!this.#isLightning) return offset + n;
    return (epoch === undefined || total === undefined ? offset : epoch * total) + n - 1;
  }
}

/** minGPT and its kin write their values into the label. */
function textOf({ label, shown }: Frame): string {
  return shown !== '' || label === '' || !hasDecimal.test(label) ? shown : label;
}

function valuesIn(shown: string): Values {
  return scanPairs(shown)
    .pairs.filter(({ facts, isAssigned }) => isAssigned && facts.kind !== 'excluded')
    .map(({ facts, value }) => [facts.name, value]);
}
