/**
 * One value of a TensorBoard summary that is no scalar (tensorflow/core/framework/summary.proto): a picture or a histogram of the first version
 * of its format, or a tensor whose plugin (images, histograms, text) says what it is.
 */
import { MessageCursor, wireType } from '../files/protobuf.ts';
import type { MediaKind } from './media.ts';

export type MediaValue =
  | { readonly kind: 'image'; readonly bytes: Uint8Array }
  /** counts.length = edges.length − 1. */
  | { readonly kind: 'histogram'; readonly edges: readonly number[]; readonly counts: readonly number[] }
  | { readonly kind: 'text'; readonly text: string };

const field = { tag: 1, image: 4, histogram: 5, tensor: 8, metadata: 9 } as const;

/** What the plugins of tensors are called, as far as they are shown. */
const plugins: Readonly<Record<string, MediaKind>> = { images: 'image', histograms: 'histogram', text: 'text' };

/** What kind of value follows; of a tensor without metadata what its tag was the last time. Throws RangeError on a damaged message. */
export function mediaKindIn(view: DataView, start: number, end: number, known: MediaKind | undefined): MediaKind | undefined {
  const cursor = new MessageCursor(view, start, end);
  let kind: MediaKind | undefined;
  let isTensor = false;
  let plugin: MediaKind | undefined;
  while (cursor.next()) {
    if (cursor.field === field.image) kind = 'image';
    else if (cursor.field === field.histogram) kind = 'histogram';
    else if (cursor.field === field.tensor) isTensor = true;
    if (cursor.field === field.metadata) plugin = pluginOf(cursor.inside());
    else cursor.skip();
  }
  return kind ?? (isTensor ? (plugin ?? known) : undefined);
}

function pluginOf(metadata: MessageCursor): MediaKind | undefined {
  while (metadata.next()) {
    if (metadata.field !== 1) {
      metadata.skip();
      continue;
    }
    const plugin = metadata.inside();
    while (plugin.next()) {
      if (plugin.field === 1) return plugins[plugin.text()];
      plugin.skip();
    }
  }
  return undefined;
}

/** The value itself; undefined where it is not of this kind. Throws RangeError on a damaged message. */
export function readMediaValue(bytes: Uint8Array, kind: MediaKind): MediaValue | undefined {
  const cursor = new MessageCursor(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  while (cursor.next()) {
    if (cursor.field === field.image && kind === 'image') return imageOf(cursor.inside());
    if (cursor.field === field.histogram && kind === 'histogram') return histogramOf(cursor.inside());
    if (cursor.field === field.tensor) return tensorOf(cursor.inside(), kind);
    cursor.skip();
  }
  return undefined;
}

/** Summary.Image: height, width, colours, encoded. */
function imageOf(image: MessageCursor): MediaValue | undefined {
  while (image.next()) {
    if (image.field === 4) return { kind: 'image', bytes: image.bytes() };
    image.skip();
  }
  return undefined;
}

/** HistogramProto: of each bucket its upper limit and its count; the lowest one reaches down to the smallest value. */
function histogramOf(histogram: MessageCursor): MediaValue | undefined {
  let low = 0;
  let high = 0;
  let limits: readonly number[] = [];
  let counts: readonly number[] = [];
  while (histogram.next()) {
    if (histogram.field === 1) low = histogram.double();
    else if (histogram.field === 2) high = histogram.double();
    else if (histogram.field === 6) limits = [...limits, ...doublesOf(histogram)];
    else if (histogram.field === 7) counts = [...counts, ...doublesOf(histogram)];
    else histogram.skip();
  }
  // The outermost limits are placeholders such as 1.8e308.
  const clipped = limits.map((limit) => Math.min(Math.max(limit, low), high));
  return limits.length === 0 || limits.length !== counts.length ? undefined : trimmed([low, ...clipped], counts);
}

/** Packed or one by one. */
function doublesOf(cursor: MessageCursor): readonly number[] {
  if (cursor.wire === wireType.fixed64) return [cursor.double()];
  const inside = cursor.inside();
  const values: number[] = [];
  while (inside.at < inside.end) values.push(inside.double());
  return values;
}

/** Without the empty buckets at both ends. */
function trimmed(edges: readonly number[], counts: readonly number[]): MediaValue {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) return { kind: 'histogram', edges: edges.slice(0, 2), counts: counts.slice(0, 1) };
  return { kind: 'histogram', edges: edges.slice(first, last + 2), counts: counts.slice(first, last + 1) };
}

/** TensorProto: strings in field 8, doubles packed in 6 or as raw content in 4 (little-endian). */
function tensorOf(tensor: MessageCursor, kind: MediaKind): MediaValue | undefined {
  const strings: Uint8Array[] = [];
  let numbers: readonly number[] = [];
  while (tensor.next()) {
    if (tensor.field === 8) strings.push(tensor.bytes());
    else if (tensor.field === 6) numbers = [...numbers, ...doublesOf(tensor)];
    else if (tensor.field === 4) numbers = doublesOf(tensor);
    else tensor.skip();
  }
  if (kind === 'text') return { kind: 'text', text: strings.map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n\n') };
  // Width and height stand first, as text.
  const picture = strings[2];
  if (kind === 'image') return picture === undefined ? undefined : { kind: 'image', bytes: picture };
  return kind === 'histogram' ? bucketsOf(numbers) : undefined;
}

/** Rows of left edge, right edge, count. */
function bucketsOf(numbers: readonly number[]): MediaValue | undefined {
  const edges: number[] = [];
  const counts: number[] = [];
  for (let at = 0; at + 2 < numbers.length; at += 3) {
    const [left = 0, right = 0, count = 0] = numbers.slice(at, at + 3);
    if (edges.length === 0) edges.push(left);
    edges.push(right);
    counts.push(count);
  }
  return counts.length === 0 ? undefined : trimmed(edges, counts);
}
