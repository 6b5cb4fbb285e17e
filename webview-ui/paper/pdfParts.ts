import type { HostToPaper } from '../../src/protocol/paper.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Coming {
  readonly resolve: (whole: Bytes) => void;
  readonly reject: (error: Error) => void;
  readonly parts: Bytes[];
  bytes: number;
}

/** The PDFs that a paper was read from: asked for once, part by part. */
export class PdfParts {
  readonly #ask: (source: number, from: number) => void;
  readonly #wholes = new Map<number, Promise<Bytes>>();
  readonly #coming = new Map<number, Coming>();

  constructor(ask: (source: number, from: number) => void) {
    this.#ask = ask;
  }

  bytes(source: number): Promise<Bytes> {
    const before = this.#wholes.get(source);
    if (before !== undefined) return before;
    const whole = new Promise<Bytes>((resolve, reject) => {
      this.#coming.set(source, { resolve, reject, parts: [], bytes: 0 });
    });
    // Nobody may look any more when it fails.
    whole.catch(() => undefined);
    this.#wholes.set(source, whole);
    this.#ask(source, 0);
    return whole;
  }

  take(message: Extract<HostToPaper, { readonly type: 'pdf' | 'noPdf' }>): void {
    const coming = this.#coming.get(message.source);
    if (coming === undefined) return;
    if (message.type === 'noPdf') {
      coming.reject(new Error(message.why));
      return;
    }
    // Of a PDF that was asked for before this one.
    if (message.from !== coming.bytes) return;
    coming.parts.push(new Uint8Array(message.bytes));
    coming.bytes += message.bytes.byteLength;
    if (coming.bytes < message.total) this.#ask(message.source, coming.bytes);
    else coming.resolve(joined(coming.parts.splice(0), coming.bytes));
  }

  /** Another paper is shown now. */
  clear(): void {
    for (const { reject } of this.#coming.values()) reject(new Error('Another paper is shown now.'));
    this.#coming.clear();
    this.#wholes.clear();
  }
}

function joined(parts: readonly Uint8Array[], length: number): Bytes {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
