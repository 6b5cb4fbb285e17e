import { signal } from '@preact/signals';
import type { ChatToHost, MentionChip, PictureAdded } from '../../../src/protocol/chat.ts';
import type { PictureToChat, Sight } from '../../../src/protocol/chatPictures.ts';
import type { Draft } from '../draft.ts';
import { base64Of, bytesOf, pieceBytes } from './base64.ts';

export interface ReadyPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What was done to it, where something was. */
  readonly note?: string;
}

/** What needs a page: scalePicture.ts. */
export interface PictureDrawing {
  /** Within what models take; undefined where it cannot be drawn and is too large as it is. */
  readyPicture(file: Blob, name: string): Promise<ReadyPicture | undefined>;
  /** A small copy as a `data:` address; undefined where it cannot be drawn. */
  thumbnailOf(file: Blob): Promise<string | undefined>;
}

/** Something about a picture of the composer that the person should know. */
export interface PictureNote {
  readonly id: string;
  readonly text: string;
  readonly isRefusal: boolean;
}

export type FromHost = PictureAdded | PictureToChat;

/** Small copies of so many pictures are kept; those that are shown again are asked for again. */
const mostShown = 200;
const loadedAtOnce = 2;
const mostNotes = 4;

/** The pictures of the page: on their way to the host, and the small copies that are shown. Bytes are never kept. */
export class Pictures {
  /** By blob: a `data:` address, or that there is none. */
  readonly shown = signal<ReadonlyMap<string, string | 'gone'>>(new Map());
  /** By draft: how many are on their way into it. */
  readonly arriving = signal<ReadonlyMap<Draft, number>>(new Map());
  readonly notes = signal<readonly PictureNote[]>([]);
  readonly sight = signal<Sight | undefined>(undefined);

  readonly #post: (message: ChatToHost) => void;
  readonly #drafts = new Map<string, { readonly draft: Draft; readonly thumbnail: string | undefined }>();
  readonly #main: Draft;
  readonly #drawing: PictureDrawing;
  readonly #wanted: string[] = [];
  readonly #loading = new Map<string, { readonly pieces: Uint8Array<ArrayBuffer>[]; bytes: number }>();
  #sent = 0;

  /** `main`: the composer’s own draft, for what nobody here asked for. */
  constructor(post: (message: ChatToHost) => void, main: Draft, drawing: PictureDrawing) {
    this.#drawing = drawing;
    this.#post = post;
    this.#main = main;
  }

  /** Files that were pasted or dropped. What is no picture is refused with the next step. */
  async add(files: readonly File[], draft: Draft, wasPasted: boolean): Promise<void> {
    for (const file of files) {
      this.#sent += 1;
      const id = `picture-${Date.now()}-${this.#sent}`;
      const name = (wasPasted ? pastedName(draft) : file.name).slice(0, 200);
      this.#count(draft, 1);
      const ready = await this.#drawing.readyPicture(file, name).catch(() => undefined);
      if (ready === undefined) {
        this.#count(draft, -1);
        this.#note({ id, text: whyNot(file, name), isRefusal: true });
        continue;
      }
      if (ready.note !== undefined) this.#note({ id: `${id}-note`, text: ready.note, isRefusal: false });
      this.#drafts.set(id, { draft, thumbnail: await this.#drawing.thumbnailOf(new Blob([ready.bytes])) });
      const total = ready.bytes.length;
      for (let at = 0; at === 0 || at < total; at += pieceBytes)
        this.#post({ type: 'addPicture', id, name, total: Math.max(1, total), data: base64Of(ready.bytes.subarray(at, at + pieceBytes)) });
    }
  }

  /** A file that was chosen: where it is a picture, its chip becomes one. */
  choose({ kind, path }: MentionChip, draft: Draft): void {
    if (kind !== 'file' || !/\.(?:png|jpe?g|gif|webp)$/i.test(path)) return;
    this.#drafts.set(path, { draft, thumbnail: undefined });
    this.#count(draft, 1);
    this.#post({ type: 'readPicture', path });
  }

  /** Asks for the small copy of a picture that is to be seen. */
  want(blob: string): void {
    if (this.shown.peek().has(blob) || this.#wanted.includes(blob) || this.#loading.has(blob)) return;
    this.#wanted.push(blob);
    this.#loadNext();
  }

  forgetNote(id: string): void {
    this.notes.value = this.notes.value.filter((note) => note.id !== id);
  }

  receive(message: FromHost): void {
    switch (message.type) {
      case 'pictureAdded': {
        const sent = this.#take(message.id);
        const { picture } = message.chip;
        if (sent?.thumbnail !== undefined && picture !== undefined) this.#show(picture.blob, sent.thumbnail);
        (sent?.draft ?? this.#main).attachPicture(message.chip);
        return;
      }
      case 'pictureRefused':
        this.#take(message.id);
        this.#note({ id: message.id, text: message.text, isRefusal: true });
        return;
      case 'pictureData': {
        const loading = this.#loading.get(message.blob);
        if (loading === undefined) return;
        const piece = bytesOf(message.data);
        loading.pieces.push(piece);
        loading.bytes += piece.length;
        if (loading.bytes >= message.total) void this.#finish(message.blob, new Blob(loading.pieces, { type: message.mediaType }));
        return;
      }
      case 'pictureGone':
        this.#show(message.blob, 'gone');
        this.#loaded(message.blob);
        return;
      case 'sight':
        this.sight.value = message;
    }
  }

  async #finish(blob: string, file: Blob): Promise<void> {
    this.#show(blob, (await this.#drawing.thumbnailOf(file)) ?? 'gone');
    this.#loaded(blob);
  }

  #loaded(blob: string): void {
    this.#loading.delete(blob);
    this.#loadNext();
  }

  #loadNext(): void {
    while (this.#loading.size < loadedAtOnce) {
      const blob = this.#wanted.shift();
      if (blob === undefined) return;
      this.#loading.set(blob, { pieces: [], bytes: 0 });
      this.#post({ type: 'loadPicture', blob });
    }
  }

  #show(blob: string, url: string | 'gone'): void {
    const shown = [...this.shown.value].filter(([known]) => known !== blob);
    this.shown.value = new Map([...shown.slice(1 - mostShown), [blob, url]]);
  }

  #take(id: string): { readonly draft: Draft; readonly thumbnail: string | undefined } | undefined {
    const sent = this.#drafts.get(id);
    this.#drafts.delete(id);
    if (sent !== undefined) this.#count(sent.draft, -1);
    return sent;
  }

  #count(draft: Draft, change: number): void {
    const count = Math.max(0, (this.arriving.value.get(draft) ?? 0) + change);
    const others = [...this.arriving.value].filter(([known]) => known !== draft);
    this.arriving.value = new Map(count === 0 ? others : [...others, [draft, count]]);
  }

  #note(note: PictureNote): void {
    this.notes.value = [...this.notes.value.filter(({ text }) => text !== note.text), note].slice(-mostNotes);
  }
}

function pastedName(draft: Draft): string {
  const taken = new Set(draft.mentions.peek().map(({ label }) => label));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'Pasted picture' : `Pasted picture ${count}`;
    if (!taken.has(name)) return name;
  }
}

function whyNot(file: File, name: string): string {
  const megabytes = `${(file.size / 1e6).toFixed(1)} MB`;
  if (/hei[cf]|avif/i.test(`${file.type} ${file.name}`))
    return `${name} is HEIC or AVIF, which models do not take. Save it as JPEG or PNG.`;
  return `${name} has ${megabytes} and cannot be scaled down here. Save a smaller copy as PNG or JPEG, or attach a file with @.`;
}
