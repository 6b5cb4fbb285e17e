/** An offline run of W&B: `offline-run-…/run-<id>.wandb` (wandb/proto/wandb_internal.proto), also while it is written. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { GrowingFile } from '../../base/growingFile.ts';
import { type MetricRead, type MetricReader, type RunFacts, readBudgetBytes } from './metricReader.ts';
import { passedOver } from './passedOver.ts';
import { PointColumns } from './pointColumns.ts';
import { MessageCursor } from './protobuf.ts';
import { parsePythonJson } from './pythonJson.ts';
import { asNumber, isRecord, numbersIn } from './record.ts';
import { WandbFrames } from './wandbFrames.ts';

const recordField = { history: 2, summary: 3, config: 5, run: 17, exit: 18 } as const;
const runField = { id: 1, config: 4, displayName: 8, startTime: 17 } as const;
const maxHyperparameters = 500;

interface Item {
  readonly name: string;
  readonly value: unknown;
}

export class WandbFile implements MetricReader {
  readonly path: string;
  readonly #file: GrowingFile;
  #frames = new WandbFrames();
  readonly #points = new PointColumns();
  readonly #said = new Set<string>();
  #isOther = false;
  readonly #measured = new Set<string>();
  readonly #summary = new Map<string, number>();
  readonly #config = new Map<string, string>();
  #name: string | undefined;
  #createdMs: number | undefined;
  #lastMs: number | undefined;
  #lastStep = 0;
  #exitCode: number | undefined;
  /** The records up to this one were given out already, when the file is read again from its beginning. */
  #known = 0;
  #record = 0;

  constructor(file: string) {
    this.path = file;
    this.#file = new GrowingFile(file);
  }

  async read(isFinal = false): Promise<MetricRead> {
    this.#points.clear();
    const notes: string[] = [];
    const hasMore = await this.#readOn(isFinal, notes);
    if (isFinal && !hasMore) this.#addSummary();
    return { points: this.#points, notes, hasMore };
  }

  facts(): RunFacts {
    const output = path.join(path.dirname(this.path), 'files', 'output.log');
    return {
      ...(this.#name === undefined ? {} : { name: this.#name }),
      ...(this.#createdMs === undefined ? {} : { createdMs: this.#createdMs }),
      ...(this.#lastMs === undefined ? {} : { endedMs: this.#lastMs }),
      ...(this.#exitCode === undefined ? {} : { exitCode: this.#exitCode }),
      ...(this.#config.size === 0 ? {} : { hyperparameters: this.#config }),
      ...(existsSync(output) ? { output } : {}),
    };
  }

  async #readOn(isFinal: boolean, notes: string[]): Promise<boolean> {
    for (let taken = 0; taken < readBudgetBytes; ) {
      const piece = await this.#file.read();
      if (piece === undefined) return false;
      if (piece.beginsAnew !== undefined) this.#beginAnew(piece.beginsAnew);
      if (this.#isOther) return false;
      const { bytes } = piece;
      const done = this.#frames.read(bytes, piece.offset, (record) => this.#take(record));
      if (done === undefined) {
        this.#isOther = true;
        this.#say(notes, 'header', `${this.path} does not begin as a file of W&B: nothing of it was read.`);
        return false;
      }
      const left = bytes.length - done;
      this.#file.consume(done);
      taken += done;
      if (piece.behindBytes > 0) continue;
      if (isFinal && left > 0) this.#say(notes, 'cut', `${this.path} ends inside a record: its last ${left} bytes were passed over.`);
      const { damaged } = this.#frames;
      if (damaged > 0) {
        this.#say(notes, 'damaged', passedOver(damaged, 'record', 'records', ` of ${this.path} did not agree with the checksum`));
      }
      return false;
    }
    return true;
  }

  #say(notes: string[], cause: string, note: string): void {
    if (this.#said.has(cause)) return;
    this.#said.add(cause);
    notes.push(note);
  }

  #beginAnew(how: 'same' | 'other'): void {
    this.#frames = new WandbFrames();
    this.#isOther = false;
    this.#known = how === 'same' ? this.#record : 0;
    this.#record = 0;
  }

  #take(record: Buffer): void {
    this.#record += 1;
    if (this.#record <= this.#known) return;
    try {
      this.#read(new MessageCursor(new DataView(record.buffer, record.byteOffset, record.byteLength)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#frames.damaged += 1;
    }
  }

  #read(record: MessageCursor): void {
    while (record.next()) {
      switch (record.field) {
        case recordField.history:
          this.#addHistory(record.inside());
          break;
        case recordField.summary:
          for (const { name, value } of itemsOf(record.inside()))
            for (const [key, number] of numbersOf(name, value)) this.#summary.set(key, number);
          break;
        case recordField.config:
          this.#addConfig(record.inside());
          break;
        case recordField.run:
          this.#addRun(record.inside());
          break;
        case recordField.exit:
          this.#exitCode = exitCodeOf(record.inside());
          break;
        default:
          record.skip();
      }
    }
  }

  #addHistory(history: MessageCursor): void {
    const items = itemsOf(history);
    const numberAt = (name: string): number | undefined => asNumber(items.find((item) => item.name === name)?.value);
    const step = numberAt('_step') ?? this.#lastStep;
    const seconds = numberAt('_timestamp');
    const wallMs = seconds === undefined ? Number.NaN : seconds * 1000;
    this.#lastStep = step;
    if (seconds !== undefined) this.#lastMs = wallMs;
    const epoch = numberAt('epoch');
    for (const { name, value } of items) {
      if (name.startsWith('_')) continue;
      for (const [key, number] of numbersOf(name, value)) {
        this.#measured.add(key);
        this.#points.add(key, step, number, wallMs, epoch);
      }
    }
  }

  /** What was only ever set on the summary is one value, at the end. */
  #addSummary(): void {
    for (const [name, value] of this.#summary) {
      if (name.startsWith('_') || this.#measured.has(name)) continue;
      this.#measured.add(name);
      this.#points.add(name, this.#lastStep, value, this.#lastMs);
    }
  }

  #addConfig(config: MessageCursor): void {
    for (const { name, value } of itemsOf(config)) {
      if (name.startsWith('_')) continue;
      for (const [key, text] of textsOf(name, value)) if (this.#config.size < maxHyperparameters) this.#config.set(key, text);
    }
  }

  #addRun(run: MessageCursor): void {
    while (run.next()) {
      if (run.field === runField.id) this.#name ??= run.text();
      else if (run.field === runField.displayName) this.#name = run.text();
      else if (run.field === runField.config) this.#addConfig(run.inside());
      else if (run.field === runField.startTime) this.#createdMs = timestampMs(run.inside());
      else run.skip();
    }
  }
}

/** Of a HistoryRecord, SummaryRecord or ConfigRecord: all hold their items in field 1. */
function itemsOf(record: MessageCursor): readonly Item[] {
  const items: Item[] = [];
  while (record.next()) {
    if (record.field === 1) items.push(itemOf(record.inside()));
    else record.skip();
  }
  return items;
}

function itemOf(item: MessageCursor): Item {
  const names: string[] = [];
  let json = '';
  while (item.next()) {
    if (item.field === 1 || item.field === 2) names.push(item.text());
    else if (item.field === 16) json = item.text();
    else item.skip();
  }
  return { name: names.filter((name) => name !== '').join('.'), value: parsePythonJson(json) };
}

function* numbersOf(name: string, value: unknown): Generator<readonly [string, number]> {
  const number = asNumber(value);
  if (number !== undefined) yield [name, number];
  // Pictures, tables and histograms say their type.
  else if (isRecord(value) && !('_type' in value)) yield* numbersIn(value, name);
}

function* textsOf(name: string, value: unknown): Generator<readonly [string, string]> {
  if (isRecord(value)) for (const [key, inner] of Object.entries(value)) yield* textsOf(`${name}.${key}`, inner);
  else if (value !== undefined && value !== null) yield [name, typeof value === 'string' ? value : JSON.stringify(value)];
}

/** Absent: 0, as protocol buffers leave it out. */
function exitCodeOf(exit: MessageCursor): number {
  let code = 0;
  while (exit.next()) {
    if (exit.field === 1) code = exit.varint();
    else exit.skip();
  }
  return code;
}

/** google.protobuf.Timestamp: seconds and nanoseconds. */
function timestampMs(timestamp: MessageCursor): number {
  let ms = 0;
  while (timestamp.next()) {
    if (timestamp.field === 1) ms += timestamp.varint() * 1000;
    else if (timestamp.field === 2) ms += Math.floor(timestamp.varint() / 1e6);
    else timestamp.skip();
  }
  return ms;
}
