/** The usual records of the event file that is read: the caller decodes each kind of them once, the rest is read by `eventKernel.ts`. */
import { endianness } from 'node:os';
import { crc32c, crcTables } from './crc32c.ts';
import {
  blockBytes,
  eventKernel,
  maxRows,
  maxTemplateBytes,
  memory,
  memoryPages,
  minTemplateBytes,
  part,
  tableBytes,
  wallBytes,
  windowBytes,
} from './eventKernel.ts';
import type { PointColumns } from './pointColumns.ts';

/** A record that was read and is right: one number with its time, and nothing else that a reader keeps. Places are those in the file's bytes. */
export interface ScalarRecord {
  readonly at: number;
  readonly end: number;
  readonly metric: number;
  /** Eight bytes, seconds. */
  readonly wallAt: number;
  /** A varint up to `stepEnd`; both the same where there is none, which means 0. */
  readonly stepAt: number;
  readonly stepEnd: number;
  /** Four bytes. */
  readonly valueAt: number;
}

/** Exact in 64 bits, and in a number. */
const maxStepBytes = 7;
const frameStart = 12;

type Kernel = (from: number, end: number) => number;

let made: { readonly templates: EventTemplates | undefined } | undefined;

/** One for all, for its memory; undefined where there is no WebAssembly with vectors, or words lie the other way round in memory. */
export function eventTemplates(): EventTemplates | undefined {
  made ??= { templates: EventTemplates.make() };
  return made.templates;
}

export class EventTemplates {
  readonly #run: Kernel;
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;
  readonly #metric: Int32Array;
  readonly #step: Float64Array;
  readonly #value: Float64Array;
  readonly #wallMs: Float64Array;

  #owner: object | undefined;
  /** Addresses, by metric and length. */
  readonly #known = new Map<number, number>();
  #free = 0;

  #source: Uint8Array = new Uint8Array(0);
  /** What of the source lies in the window. */
  #from = 0;
  #to = 0;

  private constructor(shared: ArrayBuffer, run: Kernel) {
    this.#run = run;
    this.#bytes = new Uint8Array(shared);
    this.#words = new Int32Array(shared);
    this.#metric = new Int32Array(shared, memory.metric, maxRows);
    this.#step = new Float64Array(shared, memory.step, maxRows);
    this.#value = new Float64Array(shared, memory.value, maxRows);
    this.#wallMs = new Float64Array(shared, memory.wallMs, maxRows);
    this.#words.set(crcTables(maxTemplateBytes), memory.tables / 4);
    this.#forget();
  }

  static make(): EventTemplates | undefined {
    const { WebAssembly } = globalThis;
    if (WebAssembly === undefined || endianness() !== 'LE') return undefined;
    const code = eventKernel();
    if (!WebAssembly.validate(code)) return undefined;
    try {
      const shared = new WebAssembly.Memory({ initial: memoryPages, maximum: memoryPages });
      const { run } = new WebAssembly.Instance(new WebAssembly.Module(code), { host: { memory: shared } }).exports;
      return new EventTemplates(shared.buffer, run);
    } catch (error) {
      // Its code may be forbidden, or its memory more than the process may have.
      if (error instanceof RangeError || error instanceof WebAssembly.CompileError) return undefined;
      throw error;
    }
  }

  /** Before `source` is read, or other bytes in it. What was learned from another owner’s files is forgotten: it costs little to learn. */
  begin(owner: object, source: Uint8Array): void {
    if (this.#owner !== owner) {
      this.#owner = owner;
      this.#forget();
    }
    this.#source = source;
    this.#from = 0;
    this.#to = 0;
  }

  /** Reads what it knows from `at` on into `points`, and answers where something else begins, or what is not whole. */
  read(at: number, points: PointColumns): number {
    if (this.#known.size === 0) return at;
    const { length } = this.#source;
    for (let place = at; ; ) {
      if (place < this.#from || this.#to - place < Math.min(maxTemplateBytes, length - place)) this.#moveWindow(place);
      const stop = this.#run(memory.window + place - this.#from, memory.window + this.#to - this.#from);
      const rows = this.#words[memory.rows / 4] ?? 0;
      if (rows > 0) points.append(rows, this.#metric, this.#step, this.#value, this.#wallMs);
      place = stop - memory.window + this.#from;
      if (this.#to === length || this.#to - place >= maxTemplateBytes) return place;
    }
  }

  /** Next time, such a record will be known. */
  learn(record: ScalarRecord): void {
    const bytes = record.end - record.at;
    const stepBytes = record.stepEnd - record.stepAt;
    if (bytes < minTemplateBytes || bytes > maxTemplateBytes || stepBytes > maxStepBytes) return;
    // One for each metric and length; what changes seldom, as the upper bytes of the time, makes it anew.
    const key = record.metric * (maxTemplateBytes + 1) + bytes;
    let address = this.#known.get(key);
    if (address === undefined || !this.#isLike(address, record)) {
      address ??= this.#take(bytes);
      this.#known.set(key, address);
      this.#describe(address, record);
    }
    const last = this.#words[memory.last / 4] ?? 0;
    const follower = (last + part.following) / 4;
    if (this.#words[follower] !== address) {
      this.#words[(last + part.followingBefore) / 4] = this.#words[follower] ?? 0;
      this.#words[follower] = address;
    }
    this.#words[memory.last / 4] = address;
  }

  /** It is known already, and only came after another one than before. */
  #isLike(address: number, { at, end }: ScalarRecord): boolean {
    const [source, known] = [this.#source, this.#bytes];
    for (let place = at; place < end; place++) {
      const index = place - at;
      const byte = address + part.blocks + 2 * index - (index % blockBytes);
      if ((((source[place] ?? 0) ^ (known[byte] ?? 0)) & (known[byte + blockBytes] ?? 0)) !== 0) return false;
    }
    return true;
  }

  #describe(address: number, { at, end, metric, wallAt, stepAt, stepEnd, valueAt }: ScalarRecord): void {
    const bytes = end - at;
    const check = bytes - 4;
    const words = this.#words.subarray(address / 4);
    const table = (place: number): number => memory.tables + (check - 1 - (place - at)) * tableBytes;
    words[part.bytes / 4] = bytes;
    words[part.metric / 4] = metric;
    words[part.check / 4] = check;
    words[part.wall / 4] = wallAt - at;
    words[part.value / 4] = valueAt - at;
    words[part.step / 4] = stepAt - at;
    words[part.stepEnd / 4] = stepEnd - at;
    words[part.wallTable / 4] = table(wallAt + wallBytes - 1);
    words[part.valueTable / 4] = table(valueAt + 3);
    words[part.stepTable / 4] = table(stepAt);
    words[part.blocksEnd / 4] = address + sizeOf(bytes);

    const record = new Uint8Array(this.#source.subarray(at, end));
    const mustBe = new Uint8Array(bytes).fill(0xff);
    mustBe.fill(0, check);
    mustBe.fill(0, wallAt - at, wallAt - at + wallBytes);
    mustBe.fill(0, valueAt - at, valueAt - at + 4);
    // Of a varint, the first bit of each byte tells whether another one follows.
    mustBe.fill(0x80, stepAt - at, stepEnd - at);
    const blocks = this.#bytes.subarray(address + part.blocks, address + sizeOf(bytes));
    blocks.fill(0);
    for (let from = 0; from < bytes; from += blockBytes) {
      blocks.set(record.subarray(from, from + blockBytes), 2 * from);
      blocks.set(mustBe.subarray(from, from + blockBytes), 2 * from + blockBytes);
    }
    for (let index = 0; index < bytes; index++) if (mustBe[index] !== 0xff) record[index] = 0;
    words[part.base / 4] = crc32c(new DataView(record.buffer), frameStart, check);
  }

  #take(bytes: number): number {
    if (this.#free + sizeOf(bytes) > memory.end) this.#forget();
    const address = this.#free;
    this.#free += sizeOf(bytes);
    this.#words.fill(0, address / 4, this.#free / 4);
    return address;
  }

  /** The first one is that of no record: what follows it is the beginning. */
  #forget(): void {
    this.#known.clear();
    this.#free = memory.templates + sizeOf(0);
    this.#words.fill(0, memory.templates / 4, this.#free / 4);
    this.#words[memory.last / 4] = memory.templates;
  }

  #moveWindow(at: number): void {
    this.#from = at;
    this.#to = Math.min(at + windowBytes, this.#source.length);
    this.#bytes.set(this.#source.subarray(at, this.#to), memory.window);
  }
}

/** Of a template. */
function sizeOf(recordBytes: number): number {
  return part.blocks + 2 * blockBytes * Math.ceil(recordBytes / blockBytes);
}
