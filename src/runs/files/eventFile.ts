/** One TensorBoard event file, also while it is written. */
import { basename } from 'node:path';
import { GrowingFile, maxChunkBytes } from '../../base/growingFile.ts';
import type { FoundMedia } from '../media/media.ts';
import { EventParser, maxRecordBytes } from './eventParser.ts';
import { type MetricRead, type MetricReader, type RunFacts, readBudgetBytes } from './metricReader.ts';
import { passedOver } from './passedOver.ts';

export class EventFile implements MetricReader {
  readonly path: string;
  readonly #file: GrowingFile;
  readonly #parser = new EventParser();
  readonly #media: FoundMedia[] = [];
  /** Bytes that the next record needs from here on. */
  #neededBytes = 0;
  #isBroken = false;
  readonly #said = new Set<string>();
  /** Points that were given out already, when the file is read again from its beginning. */
  #toPassOver = 0;
  #given = 0;
  #firstMs: number | undefined;
  #lastMs: number | undefined;

  constructor(path: string) {
    this.path = path;
    this.#file = new GrowingFile(path);
  }

  get parser(): EventParser {
    return this.#parser;
  }

  async read(isFinal = false): Promise<MetricRead> {
    this.#parser.points.clear();
    this.#parser.restarts.length = 0;
    this.#media.length = 0;
    const notes: string[] = [];
    const hasMore = await this.#readOn(isFinal, notes);
    this.#account();
    return { points: this.#parser.points, media: this.#media, notes, hasMore };
  }

  facts(): RunFacts {
    const { hyperparameters } = this.#parser;
    return {
      ...(this.#firstMs === undefined ? {} : { createdMs: this.#firstMs }),
      ...(this.#lastMs === undefined ? {} : { endedMs: this.#lastMs }),
      ...(hyperparameters.size === 0 ? {} : { hyperparameters }),
    };
  }

  async #readOn(isFinal: boolean, notes: string[]): Promise<boolean> {
    for (let taken = 0; taken < readBudgetBytes; ) {
      const piece = await this.#file.read({ neededBytes: this.#neededBytes, maxBytes: maxChunkBytes });
      if (piece === undefined) return false;
      if (piece.beginsAnew !== undefined) this.#beginAnew(piece.beginsAnew);
      if (this.#isBroken) return false;
      const left = piece.bytes.length;
      const consumed = this.#parse(piece.bytes, piece.offset, notes);
      this.#file.consume(consumed);
      taken += consumed;
      if (piece.behindBytes > 0 && !this.#isBroken) continue;
      if (isFinal) this.#sayCut(left - consumed, notes);
      this.#sayDamaged(notes);
      return false;
    }
    return true;
  }

  #parse(bytes: Uint8Array, offset: number, notes: string[]): number {
    const end = this.#parser.parse(bytes);
    for (const { at, ...value } of this.#parser.media.splice(0)) this.#media.push({ ...value, file: this.path, at: offset + at });
    if (end.kind === 'broken') {
      this.#isBroken = true;
      const at = offset + end.at;
      this.#say(
        at === 0
          ? `${this.path} is no event file, or its beginning is damaged: nothing of it was read.`
          : `${this.path} is damaged at byte ${at} (the checksum of a record’s length is wrong): what stands before was read, the rest cannot be.`,
        notes,
      );
    } else if (end.neededBytes > maxRecordBytes) {
      this.#isBroken = true;
      this.#say(
        `${this.path} has a record of ${Math.round(end.neededBytes / 2 ** 20)} MiB at byte ${offset + end.at}, which is more than is read at once: what stands before it was read.`,
        notes,
      );
    } else this.#neededBytes = end.neededBytes;
    return end.at;
  }

  #sayCut(leftBytes: number, notes: string[]): void {
    if (leftBytes > 0 && !this.#isBroken) {
      this.#say(`${basename(this.path)} ends inside a record: its last ${leftBytes} bytes were passed over.`, notes);
    }
  }

  #sayDamaged(notes: string[]): void {
    const { damaged } = this.#parser;
    if (damaged === 0 || this.#said.has('damaged')) return;
    this.#said.add('damaged');
    notes.push(passedOver(damaged, 'record', 'records', ` of ${this.path} did not agree with the checksum`));
  }

  #say(note: string, notes: string[]): void {
    if (this.#said.has(note)) return;
    this.#said.add(note);
    notes.push(note);
  }

  /** A copying program may put a grown file in the place of the old one: then only what it has grown by is new. */
  #beginAnew(how: 'same' | 'other'): void {
    this.#neededBytes = 0;
    this.#isBroken = false;
    this.#parser.damaged = 0;
    this.#parser.points.clear();
    this.#toPassOver = how === 'same' ? this.#given : 0;
    if (how === 'other') {
      this.#given = 0;
      // What it measures stands for what was measured before.
      this.#parser.restarts.push({ row: 0, step: Number.NEGATIVE_INFINITY });
    }
  }

  #account(): void {
    const { points } = this.#parser;
    if (this.#toPassOver > 0) {
      const count = Math.min(this.#toPassOver, points.length);
      points.dropFirst(count);
      const restarts = this.#parser.restarts.splice(0).filter(({ row }) => row >= count);
      this.#parser.restarts.push(...restarts.map(({ row, step }) => ({ row: row - count, step })));
      this.#toPassOver -= count;
    }
    this.#given += points.length;
    if (points.length === 0) return;
    this.#firstMs ??= finite(points.wallMs[0]);
    this.#lastMs = finite(points.wallMs[points.length - 1]) ?? this.#lastMs;
  }
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
