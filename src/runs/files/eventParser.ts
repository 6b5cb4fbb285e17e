/**
 * The scalars of TensorBoard event files: TFRecord frames (length, its checksum, data, its checksum; little-endian) that hold
 * Event messages (tensorflow/core/util/event.proto). Every checksum is compared, every scalar is kept.
 */
import { mediaKindIn } from '../media/eventValue.ts';
import type { MediaKind } from '../media/media.ts';
import { maskedCrc32c } from './crc32c.ts';
import { readHyperparameters } from './eventHyperparameters.ts';
import { EventTemplate } from './eventTemplate.ts';
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

/** Of more tags than these, each record is read in the usual way. */
const maxTemplates = 10_000;

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

  /** Programs log their tags in the same order again and again: each template knows the one that followed it last. */
  readonly #templates: EventTemplate[] = [];
  readonly #places = new Map<string, number>();
  #expected = 0;
  #current = 0;
  /** The metric of the scalar that was read last, and where it ended; -1 where a record was not one scalar alone. */
  #only = -1;
  #onlyEnd = -1;
  readonly #lengthChecks = new Int32Array(4096);

  /** Reads the whole records in `bytes`. */
  parse(bytes: Uint8Array): FramesEnd {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = bytes.byteLength;
    let at = 0;
    while (at + headerBytes <= end) {
      const expected = this.#templates[this.#expected];
      if (expected !== undefined && at + expected.bytes <= end && expected.matches(view, at)) {
        this.#add(expected.metric, expected.step, view.getFloat32(at + expected.bytes - 8, true), view.getFloat64(at + 13, true) * 1000);
        this.#current = this.#expected;
        this.#expected = expected.following;
        at += expected.bytes;
        continue;
      }
      const length = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
      if (this.#lengthCheck(view, at, length) !== view.getInt32(at + 8, true)) return { kind: 'broken', at };
      const start = at + headerBytes;
      const stop = start + length;
      if (stop + 4 > end) return { kind: 'more', at, neededBytes: frameBytes + length };
      if (maskedCrc32c(view, start, stop) === view.getInt32(stop, true)) {
        this.#readEvent(bytes, view, start, stop);
        if (this.#onlyEnd === stop) this.#expect(bytes, at, stop + 4);
      } else this.damaged += 1;
      at = stop + 4;
    }
    return { kind: 'more', at, neededBytes: headerBytes };
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

  #readEvent(bytes: Uint8Array, view: DataView, start: number, end: number): void {
    const rows = this.points.length;
    const restarts = this.restarts.length;
    const media = this.media.length;
    this.#onlyEnd = -1;
    try {
      this.#event(bytes, view, start, end);
      if (this.points.length !== rows + 1 || this.restarts.length !== restarts) this.#onlyEnd = -1;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.points.length = rows;
      this.media.length = media;
      this.#onlyEnd = -1;
      this.damaged += 1;
    }
  }

  #event(bytes: Uint8Array, view: DataView, start: number, end: number): void {
    let wallMs = Number.NaN;
    let step = 0;
    let summary = -1;
    let summaryEnd = -1;
    let session = -1;
    let sessionEnd = -1;
    let at = start;
    while (at < end) {
      const field = view.getUint8(at);
      if (field === key.eventWallTime) {
        wallMs = view.getFloat64(at + 1, true) * 1000;
        at += 9;
      } else if (field === key.eventStep) {
        step = view.getUint8(at + 1);
        at += 2;
        if (step >= 0x80) {
          const cursor = new MessageCursor(view, at - 1, end);
          step = cursor.varint();
          at = cursor.at;
        }
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
    const tagLength = end - start >= 7 ? view.getUint8(start + 1) : 0x80;
    const simple = start + 2 + tagLength;
    if (tagLength < 0x80 && simple + 5 === end && view.getUint8(start) === key.valueTag && view.getUint8(simple) === key.valueSimple) {
      const metric = this.points.numberOf(textOf(bytes, start + 2, simple));
      this.#add(metric, step, view.getFloat32(simple + 1, true), wallMs);
      this.#only = metric;
      this.#onlyEnd = end;
    } else this.#otherValue(bytes, view, start, end, step, wallMs);
  }

  #otherValue(bytes: Uint8Array, view: DataView, start: number, end: number, step: number, wallMs: number): void {
    const cursor = new MessageCursor(view, start, end);
    let tag: MessageCursor | undefined;
    let value: number | undefined;
    let metadata: MessageCursor | undefined;
    while (cursor.next()) {
      if (cursor.field === 1) tag = cursor.inside();
      else if (cursor.field === 2) value = cursor.float();
      else if (cursor.field === 8) {
        const tensor = cursor.inside();
        value = scalarOf(view, tensor.at, tensor.end);
      } else if (cursor.field === 9) metadata = cursor.inside();
      else cursor.skip();
    }
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

  /** A record that was not expected: the next time it comes at this place it will be. */
  #expect(bytes: Uint8Array, at: number, end: number): void {
    const only = this.#only;
    const template = EventTemplate.of(bytes, at, end, only);
    if (template === undefined) return;
    // One for each tag and length of the step; what changes in between, as the upper half of the time, makes it anew.
    const key = `${only} ${end - at}`;
    const place = this.#places.get(key) ?? this.#templates.length;
    if (place >= maxTemplates) return;
    template.following = this.#templates[place]?.following ?? 0;
    this.#templates[place] = template;
    this.#places.set(key, place);
    const before = this.#templates[this.#current];
    if (before !== undefined) before.following = place;
    this.#current = place;
    this.#expected = template.following;
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
