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
const evaluation = /^(sanity|val(?:id(?:ation|ating)?)?|eval(?:uat\w+)?|test(?:ing)?|predict\w*|dev)\b/i;
const hasDecimal = /\d\.\d/;
const epochLabel = /\bepoch\s*[:=#]?\s*\[?(\d+)/i;

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
  /** Lightning counts its steps from 0: after 4 batches the newest is step 3. */
  #isLightning = false;

  constructor(steps: StepKeeper, add: (measured: Measured) => void) {
    this.#steps = steps;
    this.#add = add;
  }

  onFrame(frame: Frame): void {
    const split = frame.label === '' ? undefined : evaluation.exec(frame.label)?.[1]?.toLowerCase();
    if (split !== undefined) this.#onEvaluation(split, frame);
    else if (this.#bars.size > 0 || frame.shown !== '' || frame.label !== '') this.#onTraining(frame);
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
    this.#hasEvaluated = true;
    const isWhole = n === total;
    if (isWhole && shown.includes('='))
      this.#evaluation = { split: split.slice(0, 3) === 'val' ? 'val' : split.slice(0, 4), values: valuesIn(shown) };
  }

  #settleEvaluation(): void {
    const { split, values } = this.#evaluation ?? {};
    this.#evaluation = undefined;
    if (values === undefined || values.length === 0) return;
    this.#add({ step: this.#steps.newest ?? 0, epoch: this.#newest?.epoch, values: withSplit(split, values) });
  }

  #onTraining(frame: Frame): void {
    const key = keyOf(frame);
    const epochText = frame.label === '' ? undefined : epochLabel.exec(frame.label)?.[1];
    const epoch = epochText === undefined ? undefined : Number(epochText);
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
    if (this.#bars.size >= maxBars) this.#bars.clear();
    const bar: Bar = { epoch, n: -1, total: undefined, offset: 0, shown: '', shownBefore: '', frames: 0, isRedrawn: false };
    this.#bars.set(key, bar);
    return bar;
  }

  #settle(bar: Bar, isEnd: boolean): void {
    const { frames, shown } = bar;
    bar.frames = 0;
    const isStale = bar.isRedrawn && frames === 1 && shown === bar.shownBefore;
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

function keyOf({ label, total }: Frame): string {
  return label === '' ? String(total) : label.replace(/[\d/.,]+/g, '#');
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
