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
const mostPieces = 256;
const bands = 16;
const perBand = 4;
const bins = bands * perBand;

/** Sorted hashes of the pieces of a normalised text; undefined: too short. */
export function piecesOf(text: string): Uint32Array | undefined {
  const { length } = text;
  if (length < shortestNearText) return undefined;
  const end = Math.min(length, longestNearText) - pieceLength + 1;
  // Of a long text most hashes are too large to be among the smallest: they are not sorted.
  const share = (1.6 * mostPieces) / end;
  const few = share < 1 ? smallestPieces(text, end, Math.floor(share * 2 ** 32)) : undefined;
  return few !== undefined && few.length === mostPieces ? few : smallestPieces(text, end, 2 ** 32);
}

function smallestPieces(text: string, end: number, below: number): Uint32Array {
  const hashes = new Uint32Array(end);
  let found = 0;
  for (let at = 0; at < end; at++) {
    const hash = hashOf(text, at);
    if (hash < below) hashes[found++] = hash;
  }
  const sorted = hashes.subarray(0, found).sort();
  let kept = 0;
  for (let at = 0; at < found && kept < mostPieces; at++) {
    const hash = sorted[at] ?? 0;
    if (at === 0 || hash !== sorted[at - 1]) hashes[kept++] = hash;
  }
  return hashes.slice(0, kept);
}

function hashOf(text: string, at: number): number {
  let hash = 2166136261;
  for (let each = 0; each < pieceLength; each++) hash = Math.imul(hash ^ text.charCodeAt(at + each), 16777619);
  return mixed(hash);
}

function mixed(bits: number): number {
  const hash = Math.imul(bits ^ (bits >>> 16), 2246822507);
  return (hash ^ (hash >>> 13)) >>> 0;
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

const none = 0xffffffff;

/**
 * One key for each band: texts that share one are compared. Each piece counts in one bin (one permutation hashing, Li, Owen and Zhang 2012); a bin
 * without any borrows from the next one that has some (Shrivastava and Li 2014).
 */
export function bandKeys(pieces: Uint32Array): readonly number[] {
  const least = new Uint32Array(bins).fill(none);
  for (const piece of pieces) {
    const hash = mixed(piece ^ 0x5bd1e995);
    const bin = hash % bins;
    const rest = Math.floor(hash / bins);
    if (rest < (least[bin] ?? none)) least[bin] = rest;
  }
  const filled = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    let steps = 0;
    while (steps < bins && least[(bin + steps) % bins] === none) steps += 1;
    filled[bin] = (least[(bin + steps) % bins] ?? 0) + steps * 2 ** 26;
  }
  const keys: number[] = [];
  for (let band = 0; band < bands; band++) {
    let key = band;
    for (let row = 0; row < perBand; row++) key ^= mixed(Math.imul(key, 31) ^ mixed((filled[band * perBand + row] ?? 0) | 0));
    keys.push(key >>> 0);
  }
  return keys;
}

/** A text as it is compared. */
export interface NearText {
  readonly pieces: Uint32Array;
  readonly keys: readonly number[];
}

export function nearKey(pieces: Uint32Array): NearText {
  return { pieces, keys: bandKeys(pieces) };
}

/** How near copies were found, for whoever reads of them. */
export const nearWords = `at least ${nearThreshold * 100} % of their pieces of ${pieceLength} characters in common`;

/** Texts among which nearly equal ones are found. */
export class NearIndex<T> {
  readonly #buckets = Array.from({ length: bands }, () => new Map<number, number[]>());
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
