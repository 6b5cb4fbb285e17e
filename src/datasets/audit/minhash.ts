/**
 * Texts that are nearly the same: pieces of five characters, MinHash over them (Broder 1997), bands so that only likely pairs are compared,
 * and the share of common pieces (Jaccard) of those pairs.
 */

export const nearThreshold = 0.8;
const pieceLength = 5;
/** Of longer texts the beginning counts. */
export const longestNearText = 8_000;
/** Shorter ones are alike by chance. */
export const shortestNearText = 24;
/** A text with more pieces is stood for by its smallest ones: unbiased for the share of common pieces, and bounded. */
const mostPieces = 512;
const bands = 16;
const perBand = 4;

/** Sorted hashes of the pieces of a normalised text; undefined: too short. */
export function piecesOf(text: string): Uint32Array | undefined {
  const { length } = text;
  if (length < shortestNearText) return undefined;
  const end = Math.min(length, longestNearText) - pieceLength + 1;
  const hashes = new Uint32Array(end);
  for (let at = 0; at < end; at++) {
    let hash = 2166136261;
    for (let each = 0; each < pieceLength; each++) hash = Math.imul(hash ^ text.charCodeAt(at + each), 16777619);
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hashes[at] = (hash ^ (hash >>> 13)) >>> 0;
  }
  hashes.sort();
  let kept = 0;
  for (let at = 0; at < end && kept < mostPieces; at++) if (at === 0 || hashes[at] !== hashes[at - 1]) hashes[kept++] = hashes[at] ?? 0;
  return hashes.slice(0, kept);
}

/** The share of common pieces; of sketches, that of the smallest pieces of both together. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  const isSketch = a.length === mostPieces || b.length === mostPieces;
  const most = isSketch ? mostPieces : a.length + b.length;
  let [i, j, common, all] = [0, 0, 0, 0];
  while (all < most && (i < a.length || j < b.length)) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[j] ?? Number.POSITIVE_INFINITY;
    if (x === y) common += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
    all += 1;
  }
  return all === 0 ? 0 : common / all;
}

const multipliers = Uint32Array.from({ length: bands * perBand }, (_, index) => Math.imul(index + 1, 2654435761) | 1);
const offsets = Uint32Array.from({ length: bands * perBand }, (_, index) => Math.imul(index + 7, 1597334677));

/** One key for each band: texts that share one are compared. */
export function bandKeys(pieces: Uint32Array): readonly string[] {
  const keys: string[] = [];
  for (let band = 0; band < bands; band++) {
    let key = '';
    for (let row = 0; row < perBand; row++) {
      const index = band * perBand + row;
      key += `${smallest(pieces, multipliers[index] ?? 1, offsets[index] ?? 0).toString(36)}.`;
    }
    keys.push(key);
  }
  return keys;
}

function smallest(pieces: Uint32Array, multiplier: number, offset: number): number {
  let least = 0xffffffff;
  for (const piece of pieces) {
    let hash = Math.imul(piece ^ offset, multiplier);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    if (hash < least) least = hash;
  }
  return least;
}

/** A text as it is compared. */
export interface NearText {
  readonly pieces: Uint32Array;
  readonly keys: readonly string[];
}

export function nearKey(pieces: Uint32Array): NearText {
  return { pieces, keys: bandKeys(pieces) };
}

/** How near copies were found, for whoever reads of them. */
export const nearWords = `at least ${nearThreshold * 100} % of their pieces of ${pieceLength} characters in common`;

/** Texts among which nearly equal ones are found. */
export class NearIndex<T> {
  readonly #buckets = Array.from({ length: bands }, () => new Map<string, number[]>());
  readonly #items: { readonly pieces: Uint32Array; readonly item: T }[] = [];

  insert({ pieces, keys }: NearText, item: T): void {
    const at = this.#items.push({ pieces, item }) - 1;
    for (const [band, key] of keys.entries()) {
      const bucket = this.#buckets[band]?.get(key);
      if (bucket === undefined) this.#buckets[band]?.set(key, [at]);
      // Texts of one mould would make every one compared with every other.
      else if (bucket.length < 64) bucket.push(at);
    }
  }

  /** The one that it resembles most, if any is near enough. */
  find({ pieces, keys }: NearText): { readonly of: T; readonly similarity: number } | undefined {
    const candidates = new Set<number>();
    for (const [band, key] of keys.entries()) for (const each of this.#buckets[band]?.get(key) ?? []) candidates.add(each);
    let best: { readonly of: T; readonly similarity: number } | undefined;
    for (const each of candidates) {
      const other = this.#items[each];
      if (other === undefined) continue;
      const share = similarity(other.pieces, pieces);
      if (share >= nearThreshold && share > (best?.similarity ?? 0)) best = { of: other.item, similarity: share };
    }
    return best;
  }
}
