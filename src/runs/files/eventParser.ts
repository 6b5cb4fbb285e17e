/**
 * The scalars of TensorBoard event files: TFRecord frames (length, its checksum, data, its checksum; little-endian) that hold
 * Event messages (tensorflow/core/util/event.proto). Every checksum is compared, every scalar is kept.
 */
import { mediaKindIn } from '../media/eventValue.ts';
import type { MediaKind } from '../media/media.ts';
import { maskedCrc32c } from './crc32c.ts';
import { readHyperparameters } from './eventHyperparameters.ts';
import { type EventTemplates, eventTemplates } from './eventTemplates.ts';
import { PointColumns } from './pointColumns.ts';
import { MessageCursor } from './protobuf.ts';
import { scalarOf } from './scalarTensor.ts';

/** Length and its checksum. */
const headerBytes = 12;
const frameBytes = headerBytes + 4;
/** Larger ones are pictures and sound; a scalar that shares a record with one is passed over with it. */
export const maxRecordBytes = 64 * 1024 * 1024;

/** A value that is no scalar. `at`: in the bytes that were given. */
export interface ParsedMedia {
  readonly tag: string;
  readonly kind: MediaKind;
  readonly step: number;
  readonly at: number;
  readonly bytes: number;
}

/** Fields with their wire types, as the first byte of each says them. */
const key = {
  eventWallTime: 0x09,
  eventStep: 0x10,
  eventSummary: 0x2a,
  eventSessionLog: 0x3a,
  summaryValue: 0x0a,
  valueTag: 0x0a,
  valueSimple: 0x15,
  valueTensor: 0x42,
  valueMetadata: 0x4a,
} as const;

/** Where the frames that were given end. */
export type FramesEnd =
  /** `neededBytes` from `at` on would make the next record whole. */
  | { readonly kind: 'more'; readonly at: number; readonly neededBytes: number }
  /** The length at `at` is damaged, so nobody knows where the next record begins. */
  | { readonly kind: 'broken'; readonly at: number };

export class EventParser {
  readonly points = new PointColumns();
  /** Where a program that went back to an earlier step said so: the row before which it did, and the step it goes on from. */
  readonly restarts: { readonly row: number; readonly step: number }[] = [];
  readonly hyperparameters = new Map<string, string>();
  readonly media: ParsedMedia[] = [];
  /** Records whose data does not agree with its checksum, or is no event in spite of it. */
  damaged = 0;
  /** Names of values that are no scalars, as many as matter: they tell which program wrote the file. */
  readonly otherTags = new Set<string>();
  /** What a tag's tensors are is said only with the first of them. */
  readonly #mediaKinds = new Map<string, MediaKind>();

  readonly #templates: EventTemplates | undefined;
  /** Of the record that was read last: how many values it had, and where its last numbers stood, -1 for none. */
  #values = 0;
  #wallAt = -1;
  #stepAt = -1;
  #stepEnd = -1;
  #valueAt = -1;
  readonly #lengthChecks = new Int32Array(4096);

  /** Without templates, every record is read in the usual way. */
  constructor({ withTemplates = true } = {}) {
    this.#templates = withTemplates ? eventTemplates() : undefined;
  }

  /** Reads the whole records in `bytes`. */
  parse(bytes: Uint8Array): FramesEnd {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = bytes.byteLength;
    const templates = this.#templates;
    templates?.begin(this.points, bytes);
    let at = 0;
    for (;;) {
      if (templates !== undefined) at = templates.read(at, this.points);
      if (at + headerBytes > end) return { kind: 'more', at, neededBytes: headerBytes };
      const length = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
      if (this.#lengthCheck(view, at, length) !== view.getInt32(at + 8, true)) return { kind: 'broken', at };
      const start = at + headerBytes;
      const stop = start + length;
      if (stop + 4 > end) return { kind: 'more', at, neededBytes: frameBytes + length };
      if (maskedCrc32c(view, start, stop) === view.getInt32(stop, true)) {
        if (this.#readEvent(bytes, view, start, stop)) this.#learn(at, stop + 4);
      } else this.damaged += 1;
      at = stop + 4;
    }
  }

  /** Most records of a file have one of a few lengths, whose right checksum is computed once. */
  #lengthCheck(view: DataView, at: number, length: number): number {
    if (length >= this.#lengthChecks.length) return maskedCrc32c(view, at, at + 8);
    const known = this.#lengthChecks[length] ?? 0;
    if (known !== 0) return known;
    const check = maskedCrc32c(view, at, at + 8);
    this.#lengthChecks[length] = check;
    return check;
  }

  /** Whether it held one scalar and nothing else that is kept. */
  #readEvent(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const rows = this.points.length;
    const restarts = this.restarts.length;
    const media = this.media.length;
    this.#values = 0;
    try {
      this.#event(bytes, view, start, end);
      return this.#values === 1 && this.points.length === rows + 1 && this.restarts.length === restarts;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.points.length = rows;
      this.media.length = media;
      this.damaged += 1;
      return false;
    }
  }

  #event(bytes: Uint8Array, view: DataView, start: number, end: number): void {
    let wallMs = Number.NaN;
    let step = 0;
    let summary = -1;
    let summaryEnd = -1;
    let session = -1;
    let sessionEnd = -1;
    this.#wallAt = -1;
    this.#stepAt = start;
    this.#stepEnd = start;
    let at = start;
    while (at < end) {
      const field = view.getUint8(at);
      if (field === key.eventWallTime) {
        this.#wallAt = at + 1;
        wallMs = view.getFloat64(this.#wallAt, true) * 1000;
        at += 9;
      } else if (field === key.eventStep) {
        this.#stepAt = at + 1;
        step = view.getUint8(at + 1);
        at += 2;
        if (step >= 0x80) {
          const cursor = new MessageCursor(view, at - 1, end);
          step = cursor.varint();
          at = cursor.at;
        }
        this.#stepEnd = at;
      } else {
        const cursor = new MessageCursor(view, at, end);
        cursor.next();
        if (field === key.eventSummary) {
          const inside = cursor.inside();
          summary = inside.at;
          summaryEnd = inside.end;
        } else if (field === key.eventSessionLog) {
          const inside = cursor.inside();
          session = inside.at;
          sessionEnd = inside.end;
        } else cursor.skip();
        at = cursor.at;
      }
    }
    if (at !== end) throw new RangeError('The event ends inside a field.');
    if (session !== -1 && isStart(new MessageCursor(view, session, sessionEnd))) this.restarts.push({ row: this.points.length, step });
    if (summary !== -1) this.#summary(bytes, view, summary, summaryEnd, step, wallMs);
  }

  #summary(bytes: Uint8Array, view: DataView, start: number, end: number, step: number, wallMs: number): void {
    let at = start;
    while (at < end) {
      const length = at + 1 < end ? view.getUint8(at + 1) : 0x80;
      if (view.getUint8(at) === key.summaryValue && length < 0x80) {
        at += 2 + length;
        if (at > end) throw new RangeError('The summary ends inside a value.');
        this.#value(bytes, view, at - length, at, step, wallMs);
      } else {
        const cursor = new MessageCursor(view, at, end);
        cursor.next();
        if (cursor.field === 1 && cursor.wire === 2) {
          const value = cursor.inside();
          this.#value(bytes, view, value.at, value.end, step, wallMs);
        } else cursor.skip();
        at = cursor.at;
      }
    }
  }

  /** Nearly all of them are a tag and a 32-bit number, and nothing else. */
  #value(bytes: Uint8Array, view: DataView, start: number, end: number, step: number, wallMs: number): void {
    this.#values += 1;
    const tagLength = end - start >= 7 ? view.getUint8(start + 1) : 0x80;
    const simple = start + 2 + tagLength;
    if (tagLength < 0x80 && simple + 5 === end && view.getUint8(start) === key.valueTag && view.getUint8(simple) === key.valueSimple) {
      const metric = this.points.numberOf(textOf(bytes, start + 2, simple));
      this.#add(metric, step, view.getFloat32(simple + 1, true), wallMs);
      this.#valueAt = simple + 1;
    } else this.#otherValue(bytes, view, start, end, step, wallMs);
  }

  #otherValue(bytes: Uint8Array, view: DataView, start: number, end: number, step: number, wallMs: number): void {
    const cursor = new MessageCursor(view, start, end);
    let tag: MessageCursor | undefined;
    let value: number | undefined;
    let valueAt: number | undefined;
    let metadata: MessageCursor | undefined;
    while (cursor.next()) {
      if (cursor.field === 1) tag = cursor.inside();
      else if (cursor.field === 2) {
        valueAt = cursor.at;
        value = cursor.float();
      } else if (cursor.field === 8) {
        const tensor = cursor.inside();
        const scalar = scalarOf(view, tensor.at, tensor.end);
        value = scalar?.value;
        valueAt = scalar?.floatAt;
      } else if (cursor.field === 9) metadata = cursor.inside();
      else cursor.skip();
    }
    this.#valueAt = valueAt ?? -1;
    if (tag === undefined) return;
    const isHyperparameters = metadata !== undefined && readHyperparameters(metadata, this.hyperparameters);
    if (value !== undefined && !isHyperparameters) this.#add(this.points.numberOf(textOf(bytes, tag.at, tag.end)), step, value, wallMs);
    else this.#noScalar(textOf(bytes, tag.at, tag.end), view, start, end, step);
  }

  #noScalar(tag: string, view: DataView, start: number, end: number, step: number): void {
    if (this.otherTags.size < 100) this.otherTags.add(tag);
    const kind = mediaKindIn(view, start, end, this.#mediaKinds.get(tag));
    if (kind === undefined) return;
    this.#mediaKinds.set(tag, kind);
    this.media.push({ tag, kind, step, at: start, bytes: end - start });
  }

  #add(metric: number, step: number, value: number, wallMs: number): void {
    const { points } = this;
    const row = points.length;
    if (row === points.metric.length) points.grow();
    points.metric[row] = metric;
    points.step[row] = step;
    points.value[row] = value;
    points.wallMs[row] = wallMs;
    points.length = row + 1;
  }

  /** A record that was not expected: the next time one like it comes it will be. */
  #learn(at: number, end: number): void {
    if (this.#wallAt === -1 || this.#valueAt === -1) return;
    const metric = this.points.metric[this.points.length - 1] ?? 0;
    const [wallAt, stepAt, stepEnd, valueAt] = [this.#wallAt, this.#stepAt, this.#stepEnd, this.#valueAt];
    this.#templates?.learn({ at, end, metric, wallAt, stepAt, stepEnd, valueAt });
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}

/** SessionLog.status 1 is START. */
function isStart(session: MessageCursor): boolean {
  while (session.next()) {
    if (session.field === 1) return session.varint() === 1;
    session.skip();
  }
  return false;
}
