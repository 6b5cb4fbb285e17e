import type { MetricPoint } from '../run.ts';
import { type NumberEntries, parseDict } from './dictLine.ts';
import { readKeyValueLine } from './keyValueLine.ts';
import { isEpochName, isExcludedName, isMetricName, isStepName } from './names.ts';
import { type Segment, Segmenter } from './segments.ts';
import { StepKeeper } from './steps.ts';

/** A measured line whose step the next frame of the progress bar will tell. */
interface Waiting {
  readonly values: NumberEntries;
  readonly epoch: number | undefined;
  readonly wallMs: number;
}

// Only a segment that could hold a measurement is looked at closely: most of a noisy log is neither.
const worthReading = /[{]|%\|?|step|iter|epoch|batch/i;
const barFrame = /(?:^|[\s\]])(?:([^|\r\n]{1,60}?):\s*)?\d{1,3}%\|[^|]*\|\s*(\d+)\/(\d+)\s\[[^\]]*\]/;
// `[default0]:`, `[rank1]:`, `[0]:`, as torchrun, torch and others write; the last one counts where two lines were joined.
const rankPrefix = /^.*\[((?:rank|default|[a-z]+)?\d+)\]:\s*/i;
// What may stand before a dict: nothing, or a logger's head. `config: {…}` is a setting, not a measurement.
const loggerHead = /^(?:[^{]*\b(?:INFO|DEBUG|WARNING|INFO:[\w.]+)\b[^{]*[-:\]\s]|\[?\d{4}-\d\d-\d\d[T ][\d:.,]+\]?\s*)?$/;
const nameBeforeDict = /\b(?:config|args|arguments|hparams|hyper\w*|params|settings|options|cfg|kwargs)\W*$/i;

/**
 * Console bytes to points, as they come. However the bytes are cut into chunks, the points are the same (their times are
 * those of the chunk that completed the line). What cannot be told apart from something else is left out.
 */
export class Capture {
  readonly #segmenter = new Segmenter();
  readonly #steps = new StepKeeper();
  readonly #latest = new Map<string, MetricPoint>();
  #waiting: Waiting[] = [];
  #rank: string | undefined;
  #points: MetricPoint[] = [];

  push(bytes: Buffer, wallMs: number): readonly MetricPoint[] {
    this.#segmenter.push(bytes, (segment) => this.#read(segment, wallMs));
    return this.#taken();
  }

  end(wallMs: number): readonly MetricPoint[] {
    this.#segmenter.end((segment) => this.#read(segment, wallMs));
    this.#settleWaiting();
    return this.#taken();
  }

  #taken(): readonly MetricPoint[] {
    const points = this.#points;
    if (points.length > 0) this.#points = [];
    return points;
  }

  #read(segment: Segment, wallMs: number): void {
    if (!worthReading.test(segment.text)) {
      if (this.#waiting.length > 0 && segment.text.trim() !== '') this.#settleWaiting();
      return;
    }
    let text = segment.text;
    // Frames of a drawn bar (rich, Keras) show running values without a step.
    if (text.includes('\u2501')) return;
    const bar = text.includes('%|') ? barFrame.exec(text) : null;
    if (bar !== null) {
      if (bar[1] === undefined && !segment.isNested) this.#onBar(Number(bar[2]), Number(bar[3]));
      // Another stream may have written right behind the bar, without a newline.
      text = text.slice(bar.index + bar[0].length);
    }
    const line = this.#ownLine(text.trim());
    if (line === undefined || line === '') return;
    if (this.#waiting.length > 0) this.#settleWaiting();
    const brace = line.indexOf('{');
    if (brace !== -1 && line.endsWith('}')) this.#readDict(line, brace, wallMs);
    else this.#readKeyValues(line, wallMs);
  }

  /** The line without its rank; undefined when another rank speaks. Several ranks report the same training. */
  #ownLine(line: string): string | undefined {
    const prefix = line.includes(']:') ? rankPrefix.exec(line) : null;
    if (prefix === null) return line;
    const rest = line.slice(prefix[0].length);
    const rank = prefix[1] ?? '';
    if (this.#rank === undefined && (rest.startsWith('{') || readKeyValueLine(rest) !== undefined)) this.#rank = rank;
    return this.#rank === undefined || this.#rank === rank ? rest : undefined;
  }

  #onBar(n: number, total: number): void {
    this.#steps.onBar(n, total);
    if (this.#waiting.length > 0) this.#settleWaiting();
  }

  #readDict(line: string, brace: number, wallMs: number): void {
    const head = line.slice(0, brace);
    if (head !== '' && (!loggerHead.test(head) || nameBeforeDict.test(head))) return;
    const entries = parseDict(line.slice(brace));
    if (entries === undefined) return;
    const step = entries.find(([name]) => isStepName(name))?.[1];
    const epoch = entries.find(([name]) => isEpochName(name))?.[1];
    const values = entries.filter(([name]) => name !== '' && !isStepName(name) && !isEpochName(name) && !isExcludedName(name));
    const isAnchored = isCounter(step) || epoch !== undefined;
    const hasMetric = values.some(([name]) => isMetricName(name));
    // Numbers beside a step are measurements whatever their names; without one, at least one name must be known.
    if (values.length === 0 || !(hasMetric || isAnchored)) return;
    if (!isAnchored && isSettings(entries)) return;
    if (isCounter(step)) this.#add(this.#steps.explicit({ step, total: undefined, epoch }), epoch, values, wallMs);
    else if (this.#steps.hasBar) this.#waiting.push({ values, epoch, wallMs });
    else this.#add(this.#steps.unanchored(epoch), epoch, values, wallMs, true);
  }

  #readKeyValues(line: string, wallMs: number): void {
    const reading = readKeyValueLine(line);
    if (reading === undefined) return;
    const { anchor, values } = reading;
    const isEvaluation = values.every(([name]) => /^(?:val|eval|test|dev)_/.test(name));
    const step = anchor.step === undefined ? this.#steps.ofEpoch(anchor.epoch ?? 0) : this.#steps.explicit(anchor, isEvaluation);
    this.#add(step, anchor.epoch, values, wallMs);
  }

  #settleWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { values, epoch, wallMs } of waiting) {
      const isTraining = values.some(([name]) => name === 'loss');
      this.#add(this.#steps.besideBar(epoch, isTraining), epoch, values, wallMs, true);
    }
  }

  /** `isRetold`: a dict without a step may repeat an evaluation that was printed before, then rounded to four digits. */
  #add(step: number, epoch: number | undefined, values: NumberEntries, wallMs: number, isRetold = false): void {
    for (const [metric, value] of values) {
      const last = this.#latest.get(metric);
      if (isRetold && last !== undefined && last.step === step && isSameValue(last.value, value)) continue;
      const point: MetricPoint = epoch === undefined ? { metric, step, value, wallMs } : { metric, step, value, wallMs, epoch };
      this.#latest.set(metric, point);
      this.#points.push(point);
    }
  }
}

function isCounter(step: number | undefined): step is number {
  return step !== undefined && Number.isFinite(step) && step >= 0;
}

/** A learning rate among nothing but settings (`{'lr': 0.1, 'epochs': 20, 'batch_size': 64}`) is a setting too. */
function isSettings(entries: NumberEntries): boolean {
  return entries.some(([name]) =>
    /^(?:(?:num_)?epochs|batch_size|bs|seed|hidden\w*|num_\w+|max_\w+|weight_decay|momentum|dropout)$/i.test(name),
  );
}

function isSameValue(a: number, b: number): boolean {
  return (
    Object.is(a, b) ||
    (Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), Math.abs(b)) && Number(a.toPrecision(4)) === Number(b.toPrecision(4)))
  );
}
