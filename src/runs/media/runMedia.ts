/** What one run logged beside numbers: found in `media.jsonl`, read from where it lies when it is looked at. */
import { open, readFile, stat } from 'node:fs/promises';
import { GrowingLines } from '../../base/growingLines.ts';
import { cellsOf, separatorOf } from '../files/tableCells.ts';
import { type MediaValue, readMediaValue } from './eventValue.ts';
import { type MediaKind, type MediaLine, parseMedia } from './media.ts';

/** A larger picture is not shown. */
const maxItemBytes = 16 * 2 ** 20;
const shownRows = 200;
const maxTextChars = 100_000;

export interface MediaTag {
  readonly tag: string;
  readonly kind: MediaKind;
  /** Ascending. */
  readonly steps: readonly number[];
}

export type MediaContent =
  | { readonly kind: 'image'; readonly mime: ImageType; readonly bytes: Uint8Array }
  | Extract<MediaValue, { readonly kind: 'histogram' | 'text' }>
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly allRows: number;
    };

export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

export class RunMedia {
  readonly #lines: GrowingLines;
  /** By kind and tag, then by step: of two at one step the later counts. */
  readonly #byTag = new Map<string, { readonly tag: string; readonly kind: MediaKind; readonly bySteps: Map<number, MediaLine> }>();

  constructor(file: string) {
    this.#lines = new GrowingLines(file);
  }

  /** Reads what was added. Answers whether there was something. */
  async refresh(): Promise<boolean> {
    let isNew = false;
    await this.#lines.read(
      (line) => {
        const media = parseMedia(line);
        if (media === undefined) return;
        isNew = true;
        this.#add(media);
      },
      () => this.#byTag.clear(),
    );
    return isNew;
  }

  get tags(): readonly MediaTag[] {
    return [...this.#byTag.values()].map(({ tag, kind, bySteps }) => ({ tag, kind, steps: [...bySteps.keys()].sort((a, b) => a - b) }));
  }

  /** Undefined when it is not there any more, or is no picture after all. */
  async load(tag: string, step: number): Promise<MediaContent | undefined> {
    for (const { tag: name, bySteps } of this.#byTag.values()) {
      const line = name === tag ? bySteps.get(step) : undefined;
      if (line !== undefined) return contentOf(line).catch(() => undefined);
    }
    return undefined;
  }

  /** Where it lies: absolute. */
  fileOf(tag: string, step: number): string | undefined {
    for (const { tag: name, bySteps } of this.#byTag.values()) {
      const line = name === tag ? bySteps.get(step) : undefined;
      if (line !== undefined) return line.file;
    }
    return undefined;
  }

  #add(line: MediaLine): void {
    const key = `${line.kind} ${line.tag}`;
    const known = this.#byTag.get(key) ?? { tag: line.tag, kind: line.kind, bySteps: new Map<number, MediaLine>() };
    known.bySteps.set(line.step, line);
    this.#byTag.set(key, known);
  }
}

async function contentOf({ file, at, bytes, kind }: MediaLine): Promise<MediaContent | undefined> {
  if (at === undefined || bytes === undefined) return kind === 'table' ? tableAt(file) : imageAt(file);
  const value = bytes > maxItemBytes ? undefined : readMediaValue(await bytesAt(file, at, bytes), kind);
  if (value?.kind === 'image') return imageIn(value.bytes);
  return value?.kind === 'text' ? { kind: 'text', text: value.text.slice(0, maxTextChars) } : value;
}

async function bytesAt(file: string, at: number, length: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function imageAt(file: string): Promise<MediaContent | undefined> {
  return (await stat(file)).size > maxItemBytes ? undefined : imageIn(await readFile(file));
}

/** By its first bytes: what is drawn must be a picture, whatever its name says. */
function imageIn(bytes: Uint8Array): MediaContent | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString('latin1');
  const mime = typeOf(start);
  return mime === undefined ? undefined : { kind: 'image', mime, bytes };
}

function typeOf(start: string): ImageType | undefined {
  if (start.startsWith('\u0089PNG')) return 'image/png';
  if (start.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (start.startsWith('GIF8')) return 'image/gif';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined;
}

async function tableAt(file: string): Promise<MediaContent | undefined> {
  if ((await stat(file)).size > maxItemBytes) return undefined;
  const lines = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const [header = '', ...rows] = lines;
  const separator = separatorOf(header);
  if (separator === undefined) return undefined;
  const shown = rows.slice(0, shownRows).map((row) => cellsOf(row, separator));
  return { kind: 'table', columns: cellsOf(header, separator), rows: shown, allRows: rows.length };
}
