import type { PaperSource, SourceKind } from '../document.ts';
import { type Asked, type Got, getBytes, type PaperWeb } from './get.ts';
import type { PaperSettings } from './settings.ts';
import type { KeptEntry, PaperStore } from './store.ts';

/** One source of a paper, as it was sent. */
export interface Fetched {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly source: PaperSource;
  /** What a reader of the paper should know of how it came. */
  readonly doubts: readonly string[];
}

/** What asking for papers needs; everything in it is handed in. */
export interface Library {
  readonly web: PaperWeb;
  readonly settings: PaperSettings;
  readonly store: PaperStore;
}

export interface Facts {
  readonly version?: string;
  readonly licence?: string;
}

export interface Wish {
  readonly kind: SourceKind;
  /** The paper, with its version where that is known. */
  readonly id: string;
  readonly asked: Asked;
  /** Ask again although it is kept. */
  readonly isFresh: boolean;
  /** What the answer says of itself. Throws where it is not what was asked for, and nothing is kept then. */
  factsOf?(got: Got): Facts | Promise<Facts>;
}

/** From the home where it is kept, else from its service; kept then. */
export async function fetchKept({ web, store }: Library, wish: Wish, signal: AbortSignal): Promise<Fetched> {
  const key = `${wish.id}/${wish.kind}`;
  const kept = wish.isFresh ? undefined : await store.find(key);
  if (kept !== undefined) return { bytes: kept.bytes, type: kept.entry.type, source: sourceOf(wish.kind, kept.entry), doubts: [] };
  const before = await store.hashBefore(key);
  const got = await getBytes(web, wish.asked, signal);
  const facts = { key, from: got.url.href, at: new Date().toISOString(), type: got.type, ...(await wish.factsOf?.(got)) };
  const entry = await store.keep(facts, got.bytes);
  const isOther = before !== undefined && before !== entry.sha256;
  const doubts = isOther
    ? [`${got.url.host} sends something else for ${wish.id} than it did before: two papers may have one identifier.`]
    : [];
  return { bytes: got.bytes, type: got.type, source: sourceOf(wish.kind, entry), doubts };
}

/** Answers about papers (searches, citations), which change: kept for `forMs`, and longer when nobody answers. */
export async function askKept({ web, store }: Library, asked: Asked, forMs: number, signal: AbortSignal): Promise<Uint8Array> {
  const key = `answer:${asked.accept ?? ''}:${asked.url}`;
  const kept = await store.find(key);
  if (kept !== undefined && Date.now() - Date.parse(kept.entry.at) < forMs) return kept.bytes;
  try {
    const { bytes, type, url } = await getBytes(web, asked, signal);
    await store.keep({ key, from: url.href, at: new Date().toISOString(), type }, bytes);
    return bytes;
  } catch (error) {
    signal.throwIfAborted();
    if (kept !== undefined) return kept.bytes;
    throw error;
  }
}

function sourceOf(kind: SourceKind, { sha256, from, at, version, licence }: KeptEntry): PaperSource {
  return {
    kind,
    from,
    sha256,
    fetchedAt: at,
    ...(version === undefined ? {} : { version }),
    ...(licence === undefined ? {} : { licence }),
  };
}
