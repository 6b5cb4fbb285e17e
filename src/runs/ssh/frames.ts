/** What the host tells: lines of JSON, some followed by bytes. Checked at the door. */
import * as z from 'zod';

const bytes = z.int().nonnegative();
/** The process there that waits for the script, and the folder of the files. */
const kept = z.object({ pid: z.int(), work: z.string() });
const device = z.object({ vendor: z.enum(['nvidia', 'amd']), label: z.string(), id: z.string(), name: z.string() });
const started = z.object({ pid: z.int(), startedMs: z.number(), devices: z.array(device) });
const exit = z.object({
  code: z.int().nullable(),
  signal: z.int().nullable(),
  endedMs: z.number(),
  reason: z.string().exactOptional(),
  /** Its disk has no room left. */
  isFull: z.boolean(),
});
const measured = z.number().exactOptional();
const system = z.object({
  atMs: z.number(),
  cpuPercent: measured,
  memoryBytes: measured,
  gpus: z
    .array(
      z.object({
        index: z.int(),
        utilizationPercent: measured,
        memoryBytes: measured,
        memoryTotalBytes: measured,
        temperatureC: measured,
        powerW: measured,
      }),
    )
    .exactOptional(),
});

const frameSchema = z.union([
  z.object({ error: z.string(), kind: z.enum(['full', 'gone', 'refused', 'other']).catch('other') }),
  z.object({ ready: z.object({ python: z.string(), path: z.string(), system: z.string(), folder: z.string() }) }),
  z.object({ kept, again: z.boolean().exactOptional(), nowMs: z.number().exactOptional() }),
  z.object({ queued: z.object({ position: z.int().positive(), waitsFor: z.string() }) }),
  z.object({ started }),
  z.object({ console: bytes, bytes }),
  z.object({ hook: z.string().regex(/^[\w.-]{1,200}\.jsonl$/), bytes }),
  /** What is new in a log; `past`: how large it was before the run. */
  z.object({ log: z.string(), at: bytes, past: bytes, bytes }),
  z.object({ capped: z.string() }),
  z.object({ system }),
  /** Files as checkpoints have them: name, bytes, when they were changed. */
  z.object({ made: z.array(z.tuple([z.string(), z.number(), z.number()])), gone: z.array(z.string()) }),
  z.object({ file: z.string(), mode: z.int(), bytes }),
  z.object({ left: z.string(), size: z.number() }),
  z.object({ exit }),
  z.object({ lost: z.literal(true) }),
  z.object({ alive: z.literal(true) }),
  z.object({ sent: z.boolean() }),
  z.object({ end: z.literal(true) }),
]);

export type Frame = z.infer<typeof frameSchema>;
/** How the script ended there; the signal by its number. */
export type RemoteExit = z.infer<typeof exit>;
/** Why our own program there gives up. */
export type Refusal = Extract<Frame, { readonly error: string }>;

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
