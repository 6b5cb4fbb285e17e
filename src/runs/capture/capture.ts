import type { MetricPoint } from '../run.ts';
import { Bars, type Measured } from './bars.ts';
import { EpochMeans } from './epochMeans.ts';
import { type Reading, readLine, type Values } from './formats.ts';
import { type Frame, isCutFrame, readFrame } from './frames.ts';
import { mayNameRank, type Said, splitRanks, withoutLoggerHead } from './heads.ts';
import { factsOf } from './names.ts';
import { type Place, scanPairs } from './pairs.ts';
import { type MetricPattern, readPattern } from './patterns.ts';
import { PointFilter } from './pointFilter.ts';
import { mayBeAlert, type PrintedAlert, readAlert } from './printedAlert.ts';
import { readDict } from './readDict.ts';
import { type SegmentEnd, Segmenter } from './segments.ts';
import { StepKeeper } from './steps.ts';
import { Boxes, type Row, Tables } from './tables.ts';
import { type LearntTemplate, Templates } from './templates.ts';
import { TrainerDicts } from './trainerDicts.ts';

export interface CaptureOptions {
  /** A person’s own expressions, tried before everything else. */
  readonly patterns?: readonly MetricPattern[];
  /** The log is complete and nobody waits for its points: dicts whose step only the end of the log tells are kept until then. */
  readonly isWhole?: boolean;
}

const heading = /^\W*epoch\s*[:#]?\s*\[?(\d+)(?:\s*(?:\/|of)\s*\d+)?\]?[\s:.\-=*#]*$/i;
const maxHeadingChars = 60;
/** A table with a bar in each row belongs to a trainer that redraws the row. */
const rowOfBar = /^\d+\/\d+\s/;
/** So far right stands only what rich had no room for. */
const farRight = ' '.repeat(10);

/**
 * Console bytes to points, as they come. However the bytes are cut into chunks, the points are the same (their times are
 * those of the chunk that completed the line). What cannot be told apart from something else is left out.
 */
export class Capture {
  readonly #segmenter = new Segmenter();
  readonly #steps = new StepKeeper();
  readonly #filter = new PointFilter((text) => this.#note('went-back', text));
  readonly #bars: Bars;
  readonly #means: EpochMeans;
  readonly #dicts: TrainerDicts;
  readonly #tables = new Tables();
  readonly #boxes = new Boxes();
  readonly #templates = new Templates();
  readonly #patterns: readonly MetricPattern[];
  readonly #noted = new Set<string>();
  #notes: string[] = [];
  #alerts: PrintedAlert[] = [];
  /** The rank that is listened to: several ranks report the same training. */
  #rank: string | undefined;
  #nowMs = 0;
  /** As Keras prints it, from 1: the only step that its console tells. */
  #kerasEpoch: number | undefined;
  #firstEpoch: number | undefined;
  /** A bar of rich ended its line: what does not fit beside it comes on the next ones. */
  #isBarOpen = false;
  /** The newest frame, if it is one that tells only its place, as text and as it was read. */
  #lastText = '';
  #lastFrame: Frame | undefined;

  constructor({ patterns = [], isWhole = false }: CaptureOptions = {}) {
    const add = (measured: Measured): void => this.#filter.add(measured, this.#nowMs);
    this.#patterns = patterns;
    this.#bars = new Bars(this.#steps, add);
    this.#means = new EpochMeans(add);
    this.#dicts = new TrainerDicts(this.#steps, isWhole, add);
  }

  /** Of the first line that says which epoch begins. */
  get firstEpoch(): number | undefined {
    return this.#firstEpoch;
  }

  push(bytes: Buffer, wallMs: number): readonly MetricPoint[] {
    this.#nowMs = wallMs;
    this.#segmenter.push(bytes, this.#onSegment);
    return this.#filter.take();
  }

  /**
   * What nothing more is to be expected for, in a console that has fallen silent. Points keep the time of the output that they came with.
   * Bytes that come promptly are read as if this had never been called.
   */
  settle(wallMs: number): readonly MetricPoint[] {
    if (this.#dicts.isOverdue(wallMs)) {
      this.#segmenter.peek(this.#onUnfinished);
      this.#dicts.settle(wallMs);
    }
    return this.#filter.take();
  }

  end(wallMs: number): readonly MetricPoint[] {
    this.#nowMs = wallMs;
    this.#segmenter.end(this.#onSegment);
    this.#bars.end();
    this.#means.settle();
    this.#dicts.end();
    if (this.#filter.hasOnlyNaN) this.#note('not-finite', 'Every value in this log is NaN or infinite.');
    return this.#filter.take();
  }

  /** For people, each at most once for a log: what was unusual about it. Those since the last call. */
  takeNotes(): readonly string[] {
    const { tooLong, unprintable } = this.#segmenter;
    if (tooLong > 0) this.#note('too-long', 'Lines of more than 64 KiB were passed over.');
    if (unprintable > 0) this.#note('unprintable', 'Binary output was passed over.');
    const notes = this.#notes;
    this.#notes = [];
    return notes;
  }

  takeAlerts(): readonly PrintedAlert[] {
    const alerts = this.#alerts;
    this.#alerts = [];
    return alerts;
  }

  /** The forms of lines that no format describes and that were taken for measurements because they repeat. */
  get learnt(): readonly LearntTemplate[] {
    return this.#templates.learnt;
  }

  #note(kind: string, text: string): void {
    if (this.#noted.has(kind)) return;
    this.#noted.add(kind);
    this.#notes.push(text);
  }

  readonly #onSegment = (text: string, end: SegmentEnd, isNested: boolean): void => {
    if (this.#isDrawnAgain(text, isNested)) return;
    if (mayNameRank(text)) for (const said of splitRanks(text)) this.#hear(said, end, isNested);
    else this.#readSegment(text, end, isNested);
  };

  /** The frame that was drawn right after a dict stays without its terminator until the next one is drawn. */
  readonly #onUnfinished = (text: string, _end: SegmentEnd, isNested: boolean): void => {
    const frame = isNested ? undefined : readFrame(text);
    if (frame === undefined || frame.style === 'keras' || frame.label !== '' || frame.total === undefined) return;
    this.#steps.onBar(frame.n, frame.total);
    this.#dicts.onBar();
  };

  /** One rank is enough, the first that says something measured. */
  #hear({ rank, text }: Said, end: SegmentEnd, isNested: boolean): void {
    if (rank !== undefined && this.#rank !== undefined && rank !== this.#rank) return;
    const before = this.#filter.count + this.#dicts.waiting;
    this.#readSegment(text, end, isNested);
    if (rank !== undefined && this.#filter.count + this.#dicts.waiting > before) this.#rank = rank;
  }

  #readSegment(segment: string, end: SegmentEnd, isNested: boolean): void {
    if (this.#isDrawnAgain(segment, isNested)) return;
    let text = segment;
    for (let frame = text === this.#lastText ? this.#lastFrame : readFrame(text); frame !== undefined; frame = readFrame(text)) {
      if (frame.before !== '') this.#readText(frame.before, end);
      this.#onFrame(frame, end, isNested);
      this.#lastFrame = !isNested && tellsOnlyPlace(frame) ? frame : undefined;
      this.#lastText = this.#lastFrame === undefined ? '' : text;
      if (frame.after === '') return;
      // Another stream may have written right behind the bar, without a newline.
      text = frame.after;
    }
    if (text !== '' && !isCutFrame(text)) this.#readText(text, end);
  }

  /** A bar is drawn again as it was around everything that is printed beside it. */
  #isDrawnAgain(text: string, isNested: boolean): boolean {
    return text === this.#lastText && !isNested && !this.#dicts.isWaiting && this.#lastFrame !== undefined;
  }

  #onFrame(frame: Frame, end: SegmentEnd, isNested: boolean): void {
    const { style, label, n, total } = frame;
    const isWhole = total === undefined || n >= total;
    // Nothing closes such a frame: at the end of a log its last value may be cut.
    if (end === 'log' && (style === 'keras' || style === 'rich')) return;
    this.#isBarOpen = style === 'rich' && end === 'line';
    if (style === 'keras') this.#onKeras(frame.shown, isWhole, end);
    else if (label === '') this.#onUnnamedBar(frame, isNested);
    else if (rowOfBar.test(label)) this.#onRow(this.#tables.row(label), isWhole);
    else if (!this.#tables.isHeading(label)) this.#bars.onFrame(frame);
  }

  /** The one that the whole training goes by, unless it is drawn below another one. */
  #onUnnamedBar(frame: Frame, isNested: boolean): void {
    if (!isNested && frame.total !== undefined) {
      this.#steps.onBar(frame.n, frame.total);
      this.#dicts.onBar();
    }
    this.#bars.onFrame(frame);
  }

  #onKeras(shown: string, isWhole: boolean, end: SegmentEnd): void {
    const epoch = this.#kerasEpoch;
    if (epoch === undefined) return;
    this.#means.hold(epoch, isWhole, () => ({ step: epoch, epoch, values: valuesShown(shown) }));
    if (end === 'line') this.#means.settle();
  }

  /** A row that is drawn again and again while its epoch goes on, or one that is printed once. */
  #onRow(row: Row | undefined, isWhole = true): void {
    if (row === undefined) return;
    const { place, values } = row;
    if (place.epoch === undefined) {
      this.#means.settle();
      this.#filter.add({ step: place.step ?? this.#steps.newest ?? 0, epoch: undefined, values }, this.#nowMs);
      return;
    }
    const { epoch } = place;
    this.#steps.onStep(epoch);
    this.#means.hold(epoch, isWhole, () => ({ step: epoch, epoch, values }));
  }

  #readText(text: string, end: SegmentEnd): void {
    const line = text.trim();
    if (line === '') return;
    if (this.#isBarOpen && text.startsWith(farRight)) {
      // At the end of a log its last value may be cut.
      if (end !== 'log') this.#bars.continueFrame(line);
      return;
    }
    this.#isBarOpen = false;
    if (mayBeAlert(line)) this.#readAlert(line);
    else this.#readLine(withoutLoggerHead(line));
  }

  #readAlert(line: string): void {
    const alert = readAlert(line);
    if (alert !== undefined) this.#alerts.push(alert);
  }

  #readLine(line: string): void {
    for (const pattern of this.#patterns) {
      const reading = readPattern(pattern, line);
      if (reading === undefined) continue;
      this.#place(reading);
      return;
    }
    const brace = line.endsWith('}') ? line.indexOf('{') : -1;
    if (brace !== -1 && this.#readDict(line, brace)) return;
    this.#dicts.onOtherLine();
    if (brace !== -1) return;
    if (this.#readTable(line) || this.#readHeading(line)) return;
    const reading = readLine(line);
    if (reading !== undefined) this.#place(reading);
    else for (const known of this.#templates.read(line)) this.#place(known);
  }

  #readDict(line: string, brace: number): boolean {
    const dict = readDict(line, brace);
    if (dict === undefined) return false;
    if (dict.place.step === undefined) this.#dicts.onDict(dict.values, dict.place.epoch, this.#nowMs);
    else {
      this.#dicts.onOtherLine();
      this.#place(dict);
    }
    return true;
  }

  #readTable(line: string): boolean {
    if (Boxes.mayRead(line)) {
      const box = this.#boxes.read(line);
      if (box !== undefined) this.#place(box);
      if (box !== undefined || this.#boxes.isOpen) return true;
    }
    if (this.#tables.isHeading(line)) return true;
    const row = this.#tables.row(line);
    if (row === undefined) return false;
    this.#onRow(row);
    this.#means.settle();
    return true;
  }

  #readHeading(line: string): boolean {
    if (line.length > maxHeadingChars) return false;
    const epoch = heading.exec(line)?.[1];
    if (epoch === undefined) return false;
    this.#means.settle();
    this.#kerasEpoch = Number(epoch);
    this.#firstEpoch ??= Number(epoch);
    this.#steps.onEpoch(Number(epoch));
    return true;
  }

  #place({ place, values, firstEpoch }: Reading): void {
    this.#filter.add({ step: this.#stepOf(place, values, firstEpoch), epoch: place.epoch, values }, this.#nowMs);
  }

  #stepOf(place: Place, values: Values, firstEpoch: number | undefined): number {
    if (place.step === undefined) return place.epoch === undefined ? this.#steps.unanchored(undefined) : this.#steps.ofEpoch(place.epoch);
    if (values.every(([name]) => factsOf(name).isEvaluation)) return this.#steps.explicit(place, true);
    return firstEpoch === undefined || place.epoch === undefined ? this.#steps.explicit(place) : this.#steps.within(place, firstEpoch);
  }
}

function tellsOnlyPlace({ style, label, shown, before, after }: Frame): boolean {
  return style === 'tqdm' && label === '' && shown === '' && before === '' && after === '';
}

function valuesShown(shown: string): Values {
  return scanPairs(shown)
    .pairs.filter(({ facts, isAssigned }) => isAssigned && facts.kind !== 'excluded')
    .map(({ facts, value }) => [facts.name, value]);
}
