/** Test rows and pictures that nearly are training ones. Closeness by chance is told from copies by how many are a little less close. */
import { isMoreThanAlike } from './nearTexts.ts';
import { contentOf, type PictureHash, type SplitRow } from './rows.ts';
import { mostExamples, type SameRow } from './sameRows.ts';

/** Root mean squared difference of two rows over their columns, in standard deviations of the columns. */
export const nearRowDistance = 0.05;
const alikeRowDistance = 4 * nearRowDistance;
/** Bits of 512 by which pictures may differ at most, and the share of the usual distance of two pictures. */
export const nearPictureBits = 51;
const nearPictureShare = 0.2;
const mostTest = 8_000;
/** Of pictures that are closer than most of their kind, fewer may be chance. */
const fewestCloser = 3;

export interface NearRows {
  readonly looked: number;
  readonly near: number;
  readonly isLeak: boolean;
  readonly examples: readonly SameRow[];
}

interface TestRow {
  readonly row: number;
  readonly content: number;
  readonly sketch: readonly number[];
  nearest: number;
  nearestRow: number;
  /** Training rows within the near distance, and of those that are alike beyond it. */
  near: number;
  alike: number;
  isSame: boolean;
}

/** Test rows first, then training rows, of which nothing is kept. */
export class NearRowsJudge {
  readonly #rows: TestRow[] = [];
  #isSorted = false;

  test({ row, parts, sketch, isConstant }: SplitRow): void {
    if (sketch === undefined || isConstant === true || this.#rows.length >= mostTest) return;
    this.#rows.push({
      row,
      content: contentOf(parts),
      sketch,
      nearest: Number.POSITIVE_INFINITY,
      nearestRow: -1,
      near: 0,
      alike: 0,
      isSame: false,
    });
  }

  train({ row, parts, sketch }: SplitRow): void {
    if (sketch === undefined) return;
    if (!this.#isSorted) this.#rows.sort((a, b) => (a.sketch[0] ?? 0) - (b.sketch[0] ?? 0));
    this.#isSorted = true;
    const content = contentOf(parts);
    const middle = sketch[0] ?? 0;
    const bound = alikeRowDistance ** 2 * sketch.length;
    for (let at = this.#firstFrom(middle - 3 * alikeRowDistance); at < this.#rows.length; at++) {
      const other = this.#rows[at];
      if (other === undefined || (other.sketch[0] ?? 0) > middle + 3 * alikeRowDistance) break;
      if (other.content === content) {
        other.isSame = true;
        continue;
      }
      let sum = 0;
      for (let each = 0; each < sketch.length && sum <= bound; each++) sum += ((sketch[each] ?? 0) - (other.sketch[each] ?? 0)) ** 2;
      if (sum > bound) continue;
      const distance = Math.sqrt(sum / sketch.length);
      if (distance <= nearRowDistance) other.near += 1;
      else other.alike += 1;
      if (distance >= other.nearest) continue;
      other.nearest = distance;
      other.nearestRow = row;
    }
  }

  #firstFrom(value: number): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.sketch[0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  result(): NearRows {
    const rows = this.#rows.filter(({ isSame }) => !isSame);
    // Where rows lie densely everything has close neighbours, and many more that are a little less close.
    const near = rows.filter((row) => row.near > 0 && row.alike <= 3 * row.near);
    const alike = rows.filter((row) => row.near === 0 && row.alike > 0).length;
    return found(this.#rows.length, near, isMoreThanAlike(near.length, alike));
  }
}

interface TestPicture {
  readonly row: number;
  readonly content: number;
  readonly hash: PictureHash;
  nearest: number;
  nearestRow: number;
  isSame: boolean;
}

export class NearPicturesJudge {
  readonly #pictures: TestPicture[] = [];
  /** Distances of pictures that have nothing to do with each other. */
  readonly #usual: number[] = [];

  test({ row, parts, picture, isConstant }: SplitRow): void {
    if (picture === undefined || isConstant === true || this.#pictures.length >= mostTest) return;
    this.#pictures.push({ row, content: contentOf(parts), hash: picture, nearest: 512, nearestRow: -1, isSame: false });
  }

  train({ row, parts, picture, isConstant }: SplitRow): void {
    if (picture === undefined || isConstant === true) return;
    const content = contentOf(parts);
    if (this.#usual.length < 2_000)
      for (const other of this.#pictures.slice(0, 20)) this.#usual.push(distanceOf(other.hash.bits, picture.bits, 512));
    for (const other of this.#pictures) {
      if (other.content === content) {
        other.isSame = true;
        continue;
      }
      const most = Math.min(other.nearest, 2 * nearPictureBits + 1);
      let distance = distanceOf(other.hash.bits, picture.bits, most);
      if (other.hash.mirrored !== undefined) distance = Math.min(distance, distanceOf(other.hash.mirrored, picture.bits, most));
      if (distance >= other.nearest) continue;
      other.nearest = distance;
      other.nearestRow = row;
    }
  }

  result(): NearRows {
    const usual = this.#usual.toSorted((a, b) => a - b)[this.#usual.length >> 1] ?? 0;
    const most = Math.min(nearPictureBits, nearPictureShare * usual);
    const pictures = this.#pictures.filter(({ isSame }) => !isSame);
    // Signs of one class are alike; among them only much closer ones are copies.
    for (const radius of [most, most / 2, most / 4, most / 8]) {
      const near = pictures.filter(({ nearest }) => nearest <= radius);
      const alike = pictures.filter(({ nearest }) => nearest > radius && nearest <= 2 * radius).length;
      const isEnough = radius === most || near.length >= fewestCloser;
      if (isEnough && isMoreThanAlike(near.length, alike)) return found(this.#pictures.length, near, near.length > 0);
    }
    return found(
      this.#pictures.length,
      pictures.filter(({ nearest }) => nearest <= most),
      false,
    );
  }
}

function found(looked: number, near: readonly { readonly row: number; readonly nearestRow: number }[], isLeak: boolean): NearRows {
  return {
    looked,
    near: near.length,
    isLeak: isLeak && near.length > 0,
    examples: near.slice(0, mostExamples).map(({ row, nearestRow }) => ({ test: row, train: nearestRow })),
  };
}

/** Bits in which they differ; stops counting beyond `most`. */
function distanceOf(a: Uint32Array, b: Uint32Array, most: number): number {
  let distance = 0;
  for (let at = 0; at < a.length && distance <= most; at++) {
    let bits = (a[at] ?? 0) ^ (b[at] ?? 0);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    distance += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return distance;
}
