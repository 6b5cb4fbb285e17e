import { appendFile, mkdir, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Clock, systemClock } from '../base/clock.ts';
import { writeFailure } from '../base/diskErrors.ts';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { Emitter, type Event } from '../base/events.ts';
import type { BlobHash, CallId, EventId, MessageId, SessionId } from '../base/ids.ts';
import { JsonLinesWriter, type JsonLinesWriterOptions } from '../base/jsonLines.ts';
import type { Lease } from '../base/lease.ts';
import { newId } from '../base/newId.ts';
import { type Redactor, redactValue } from '../base/redact.ts';
import { createStreamRedactor, type StreamRedactor } from '../base/redactStream.ts';
import type { Blobs } from './blobs.ts';
import { boundEnd, isEnd } from './bounds.ts';
import { EventList } from './branch.ts';
import { CallEnds } from './callEnds.ts';
import { chilled, coldCalls } from './cold.ts';
import { type BodyOf, type EndOfCall, type SessionEvent, type SessionEventBody, type SessionLog, sessionLogVersion } from './events.ts';
import { keepImages } from './keepImages.ts';
import { Outbox } from './outbox.ts';
import { type LogContents, readLog, type SkippedLine } from './readLog.ts';
import { LogClosed, NewerLog, UnknownEvent } from './sessionErrors.ts';

/** How long streamed text is gathered into one event of the file. */
const coalesceMs = 250;

export interface SessionLogOptions {
  /** `<session>.jsonl`; made when missing. */
  readonly path: string;
  readonly session: SessionId;
  readonly blobs: Blobs;
  readonly redact: Redactor;
  /** Released by `close`. Absent for a log that is only read. */
  readonly lease?: Lease;
  readonly clock?: Clock;
  readonly writer?: Omit<JsonLinesWriterOptions, 'clock'>;
}

type StreamedBody = BodyOf<'response.text'> | BodyOf<'response.thinking'>;

/**
 * The log of one session in a file.
 *
 * - `append` records at once: the event is in `events` and the listeners have heard it before it returns. What it waits for is the
 *   file: nothing when `buffered`, the disk when `durable`. Only `session.rewound` may have to read the file first.
 * - A buffered append does not fail when the disk does: the event waits in memory, `onDidFail` tells, and every later append tries again.
 *   A durable one rejects with DiskFull or CannotWrite, so that what had to be on disk first is not done; its event still waits in line.
 * - Streamed text: listeners hear each piece as an event of its own, all with the id of the event that they will form together. `events`
 *   and the file hold that one event, at most about four a second. At any moment the texts heard and the texts in `events` are the same.
 * - Long results of calls stay in the file alone once a summary or a pruning has taken them out of the context: see `SessionEvent.isCold`.
 * - Secrets are redacted first, also those split over pieces: a piece may be heard a word later than it came, never with half a secret.
 */
export class FileSessionLog implements SessionLog {
  readonly session: SessionId;
  readonly path: string;
  /** Why nothing can be appended, when nothing can. */
  readonly readOnlyReason: PracticumError | undefined;
  /** Lines of the file that could not be understood. They stay in the file. */
  readonly skipped: readonly SkippedLine[];
  /** A write that a crash had cut off was set aside in `<session>.torn` when the log was opened. */
  readonly wasTorn: boolean;

  readonly #events: EventList<SessionEvent>;
  readonly #ends: CallEnds;
  readonly #blobs: Blobs;
  readonly #redact: Redactor;
  readonly #lease: Lease | undefined;
  readonly #clock: Clock;
  readonly #writer: JsonLinesWriter;
  readonly #outbox: Outbox;
  readonly #appended = new Emitter<SessionEvent>();
  readonly #failed = new Emitter<PracticumError>();

  #stream: { readonly type: StreamedBody['type']; readonly response: MessageId; readonly redactor: StreamRedactor } | undefined;
  /** The streamed event that still grows: the last one of `events`, not yet handed to the writer. */
  #growing: { readonly event: SessionEvent; readonly body: StreamedBody; readonly timer: AbortController } | undefined;
  #isClosed = false;

  private constructor(options: SessionLogOptions, contents: LogContents) {
    this.session = options.session;
    this.path = options.path;
    this.#events = EventList.of(contents.events);
    this.#ends = new CallEnds(options.path);
    this.skipped = contents.skipped;
    this.wasTorn = contents.torn !== undefined;
    this.readOnlyReason = contents.newerVersion === undefined ? undefined : new NewerLog(options.path, contents.newerVersion);
    this.#blobs = options.blobs;
    this.#redact = options.redact;
    this.#lease = options.lease;
    this.#clock = options.clock ?? systemClock;
    this.#writer = new JsonLinesWriter(options.path, { ...options.writer, clock: this.#clock });
    this.#outbox = new Outbox(
      (event) => this.#writer.append(event),
      (bytes) => this.putBlob(bytes),
    );
    this.#writer.onDidFail((error) => this.#failed.fire(error));
  }

  /** Reads the log and repairs its end. Only for the holder of the session's lease. */
  static async open(options: SessionLogOptions): Promise<FileSessionLog> {
    await makeFolder(dirname(options.path));
    const contents = await readExisting(options.path);
    if (contents.newerVersion === undefined) await repair(options.path, contents);
    return new FileSessionLog(options, contents);
  }

  get events(): readonly SessionEvent[] {
    return this.#events.all;
  }

  get branch(): readonly SessionEvent[] {
    return this.#events.branch;
  }

  readonly onDidAppend: Event<SessionEvent> = (listener) => this.#appended.event(listener);

  /** The file or a blob could not be written. What was appended is kept, and tried again with the next append. */
  readonly onDidFail: Event<PracticumError> = (listener) => this.#failed.event(listener);

  async append(body: SessionEventBody, durability: 'buffered' | 'durable' = 'buffered'): Promise<SessionEvent> {
    if (this.#isClosed) throw new LogClosed();
    if (this.readOnlyReason !== undefined) throw this.readOnlyReason;
    if (body.type === 'session.rewound') await this.#warm(body.to);
    const event = isStreamed(body) ? this.#appendPiece(body) : this.#appendWhole(body);
    if (durability === 'durable') {
      this.#settle();
      await this.#outbox.drain();
      await this.#writer.sync();
    }
    return event;
  }

  /** Throws DiskFull or CannotWrite when what was appended cannot be brought into the file, where it is read from. */
  async recall(call: CallId): Promise<EndOfCall | undefined> {
    // What came of it later stands behind the end that only says that it waits.
    const event = this.events.findLast((candidate) => isEnd(candidate) && candidate.call === call);
    if (event === undefined || !isEnd(event)) return undefined;
    return event.type === 'tool.ended' && event.isCold === true ? (await this.#recallAll([call])).get(call) : event;
  }

  async putBlob(bytes: Uint8Array): Promise<BlobHash> {
    try {
      return await this.#blobs.put(bytes);
    } catch (error) {
      if (error instanceof PracticumError) this.#failed.fire(error);
      throw error;
    }
  }

  async getBlob(hash: BlobHash): Promise<Uint8Array> {
    return this.#outbox.blob(hash) ?? this.#blobs.get(hash);
  }

  /** Everything appended so far is in the file. The last word of a response that still streams may wait for the next one. */
  async flush(): Promise<void> {
    this.#settle();
    await this.#outbox.drain();
    await this.#writer.flush();
  }

  /** Writes everything and lets others open the session. When the disk refuses, the log stays open with what it holds. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#endStream();
    await this.#outbox.drain();
    if (this.readOnlyReason === undefined) await this.#writer.close();
    this.#isClosed = true;
    await this.#lease?.release();
    this.#appended.dispose();
    this.#failed.dispose();
  }

  /** Lets others open the session without writing what is left: for a log whose opening failed. */
  async abandon(): Promise<void> {
    this.#isClosed = true;
    this.#growing?.timer.abort();
    await this.#outbox.discard();
    await this.#writer.discard();
    await this.#lease?.release();
  }

  #appendWhole(body: Exclude<SessionEventBody, StreamedBody>): SessionEvent {
    this.#endStream();
    const kept = keepImages(body);
    for (const { hash, bytes } of kept.blobs) this.#outbox.putBlob(hash, bytes);
    const clean = redactValue(this.#redact, kept.body);
    if (!isEnd(clean)) return this.#record(clean);
    const bounded = boundEnd(clean);
    for (const { hash, bytes } of bounded.blobs) this.#outbox.putBlob(hash, bytes);
    return this.#record(bounded.body);
  }

  #record(body: SessionEventBody): SessionEvent {
    const event = this.#envelop(body, body.type === 'session.rewound' ? body.to : undefined);
    this.#events.push(event);
    this.#outbox.putLine(event);
    this.#appended.fire(event);
    if (body.type === 'context.compacted' || body.type === 'context.pruned') this.#chill();
    return event;
  }

  /** Lets go of the results that the context has just lost. They are in the file, or in line for it. */
  #chill(): void {
    const cold = coldCalls(this.branch);
    this.#events.replaceEach((event) => chilled(event, cold));
  }

  /** Brings back what the context will hold again once it has gone back to `to`, behind a summary or a pruning. */
  async #warm(to: EventId): Promise<void> {
    const branch = this.#events.upTo(to);
    if (branch === undefined) throw new UnknownEvent(to);
    const cold = coldCalls(branch);
    const wanted = branch.flatMap((event) =>
      event.type === 'tool.ended' && event.isCold === true && !cold.has(event.call) ? [event.call] : [],
    );
    if (wanted.length === 0) return;
    const ends = await this.#recallAll(wanted);
    this.#events.replaceEach((event) => (event.type === 'tool.ended' ? (ends.get(event.call) ?? event) : event));
  }

  async #recallAll(calls: readonly CallId[]): Promise<ReadonlyMap<CallId, SessionEvent & BodyOf<'tool.ended'>>> {
    await this.flush();
    return this.#ends.read(calls);
  }

  #appendPiece(body: StreamedBody): SessionEvent {
    if (this.#stream?.type !== body.type || this.#stream.response !== body.response) {
      this.#endStream();
      this.#stream = { type: body.type, response: body.response, redactor: createStreamRedactor(this.#redact) };
    }
    const { redactor } = this.#stream;
    const text = redactor.push(body.text);
    if (body.type === 'response.text' || body.signature === undefined) return this.#grow({ ...body, text });
    // A signature closes its block. It is opaque and goes in as it is: a changed one is worth nothing.
    const signed = this.#grow({ ...body, text: text + redactor.end() });
    this.#endStream();
    return signed;
  }

  /** Adds to the event that is forming, or begins one. With nothing to add yet, answers an event that is not recorded. */
  #grow(piece: StreamedBody): SessionEvent {
    if (piece.text === '' && !('signature' in piece)) return this.#growing?.event ?? this.#envelop(piece);
    const growing = this.#growing;
    if (growing === undefined) {
      const event = this.#envelop(piece);
      this.#events.push(event);
      this.#growing = { event, body: piece, timer: this.#settleLater() };
      this.#appended.fire(event);
      return event;
    }
    const body = { ...growing.body, ...piece, text: growing.body.text + piece.text };
    const event: SessionEvent = { ...growing.event, ...body };
    this.#growing = { ...growing, event, body };
    this.#events.replaceLast(event);
    this.#appended.fire({ ...event, ...piece });
    return event;
  }

  #settleLater(): AbortController {
    const timer = new AbortController();
    this.#clock.sleep(coalesceMs, timer.signal).then(
      () => this.flush().catch(() => undefined), // the failure was told to the listeners
      () => undefined, // settled earlier
    );
    return timer;
  }

  /** The event that is forming is complete; text that follows begins another. */
  #settle(): void {
    const growing = this.#growing;
    if (growing === undefined) return;
    this.#growing = undefined;
    growing.timer.abort();
    this.#outbox.putLine(growing.event);
  }

  #endStream(): void {
    const stream = this.#stream;
    if (stream === undefined) return;
    this.#stream = undefined;
    this.#grow({ type: stream.type, response: stream.response, text: stream.redactor.end() });
    this.#settle();
  }

  /** `to`: the event that this one comes after, where that is not the newest. */
  #envelop(body: SessionEventBody, to?: EventId): SessionEvent {
    const parent = to ?? this.#events.branch.at(-1)?.id ?? null;
    const atMs = this.#clock.nowMs();
    return { v: sessionLogVersion, id: newId<EventId>('ev', atMs), parent, atMs, ...body };
  }
}

function isStreamed(body: SessionEventBody): body is StreamedBody {
  return body.type === 'response.text' || body.type === 'response.thinking';
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeFailure(path, error);
  }
}

async function readExisting(path: string): Promise<LogContents> {
  try {
    return await readLog(path, { leaveCold: true });
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return { events: [], skipped: [], torn: undefined, newerVersion: undefined };
    throw error;
  }
}

/** The next event must begin on a line of its own. What a crash cut off goes to a side file; only its missing end is added where that is all. */
async function repair(path: string, { torn }: LogContents): Promise<void> {
  if (torn === undefined) return;
  try {
    if (torn.isWhole) {
      await appendFile(path, '\n');
      return;
    }
    await appendFile(path.replace(/\.jsonl$/, '.torn'), Buffer.concat([torn.bytes, Buffer.from('\n')]), { mode: 0o600, flush: true });
    await truncate(path, torn.offset);
  } catch (error) {
    throw writeFailure(path, error);
  }
}
