/** Pictures and tables that a script saves as files. Pure. */
import path from 'node:path';
import type { MediaKind } from './media.ts';

const kinds: ReadonlyMap<string, MediaKind> = new Map<string, MediaKind>([
  ['.png', 'image'],
  ['.jpg', 'image'],
  ['.jpeg', 'image'],
  ['.gif', 'image'],
  ['.webp', 'image'],
  ['.csv', 'table'],
  ['.tsv', 'table'],
]);

/** By its name; undefined for what is neither a picture nor a table. */
export function mediaKindOf(file: string): MediaKind | undefined {
  return kinds.get(path.extname(file).toLowerCase());
}

/**
 * `samples/step_0100.png` is the picture `samples/step` at step 100: the last number of the name tells the step, and what is left names the
 * series. A name without a number is one picture that is drawn again and again; it has no step.
 */
export function mediaName(relative: string): { readonly tag: string; readonly step: number | undefined } {
  const { dir, name } = path.parse(relative.replaceAll('\\', '/'));
  const inFolder = (own: string): string => (dir === '' ? own : own === '' ? dir : `${dir}/${own}`);
  const match = /^(.*?)[\s_=.-]*(\d{1,12})(?!.*\d)(.*)$/.exec(name);
  if (match === null) return { tag: inFolder(name), step: undefined };
  const [, before = '', digits = '', after = ''] = match;
  return { tag: inFolder(`${before}${after}`.replace(/^[\s_=.-]+/, '')) || relative, step: Number(digits) };
}
