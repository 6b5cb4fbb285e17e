/** What the host tells: lines of JSON, some followed by bytes. Checked at the door. */
import * as z from 'zod';

const started = z.object({ pid: z.int(), start: z.string().nullable(), startedMs: z.number() });
const exit = z.object({ code: z.int().nullable(), signal: z.int().nullable(), endedMs: z.number() });

const frameSchema = z.union([
  z.object({ error: z.string() }),
  z.object({ ready: z.object({ python: z.string(), path: z.string(), system: z.string(), folder: z.string() }) }),
  z.object({ started, again: z.boolean().optional() }),
  z.object({ console: z.int().nonnegative(), bytes: z.int().nonnegative() }),
  z.object({ hook: z.string().regex(/^[\w.-]{1,200}\.jsonl$/), bytes: z.int().nonnegative() }),
  z.object({ file: z.string(), mode: z.int(), bytes: z.int().nonnegative() }),
  z.object({ left: z.string(), size: z.number() }),
  z.object({ exit }),
  z.object({ lost: z.literal(true) }),
  z.object({ alive: z.literal(true) }),
  z.object({ sent: z.boolean() }),
  z.object({ removed: z.boolean() }),
  z.object({ end: z.literal(true) }),
]);

export type Frame = z.infer<typeof frameSchema>;
/** How the script ended there; the signal by its number. */
export type RemoteExit = z.infer<typeof exit>;

export type Received = { readonly kind: 'frame'; readonly frame: Frame } | { readonly kind: 'bytes'; readonly bytes: Buffer };

/** Longer than any line that the host writes. */
const maxLineBytes = 1 << 20;

/** Something else than our program answered: a greeting of the login shell, another program. */
export class NoFrame extends Error {
  constructor(line: string) {
    super(`the host answered ${JSON.stringify(line.slice(0, 200))} where a record was expected`);
    this.name = 'NoFrame';
  }
}

/** Takes what arrives in any chunks. A frame with bytes is followed by them, in one piece or several. Throws NoFrame. */
export class FrameReader {
  #line: Buffer[] = [];
  #lineBytes = 0;
  #bytesLeft = 0;
  /** Until the first record, a greeting of the login shell is passed over. */
  #hasBegun = false;

  *push(chunk: Buffer): Generator<Received> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#bytesLeft > 0) {
        const bytes = chunk.subarray(at, at + this.#bytesLeft);
        this.#bytesLeft -= bytes.length;
        at += bytes.length;
        yield { kind: 'bytes', bytes };
        continue;
      }
      const end = chunk.indexOf(0x0a, at);
      const piece = chunk.subarray(at, end === -1 ? chunk.length : end);
      this.#line.push(piece);
      this.#lineBytes += piece.length;
      if (this.#lineBytes > maxLineBytes) throw new NoFrame(Buffer.concat(this.#line).toString('utf8'));
      if (end === -1) return;
      at = end + 1;
      const frame = this.#take(Buffer.concat(this.#line).toString('utf8'));
      this.#line = [];
      this.#lineBytes = 0;
      if (frame === undefined) continue;
      if ('bytes' in frame) this.#bytesLeft = frame.bytes;
      yield { kind: 'frame', frame };
    }
  }

  #take(line: string): Frame | undefined {
    const frame = parsed(line);
    if (frame === undefined && this.#hasBegun) throw new NoFrame(line);
    this.#hasBegun ||= frame !== undefined;
    return frame;
  }
}

function parsed(line: string): Frame | undefined {
  try {
    return frameSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
