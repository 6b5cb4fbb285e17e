/** Cells that hold more than one value, or less than one: `32 / 64`, `1e-5 (encoder), 1e-3 (head)`, a number whose unit has its own column. */
import type { GridCell } from './grid.ts';
import { isPartName } from './labelScopes.ts';
import type { SettingName } from './names.ts';
import { bracketed, joint } from './tableNames.ts';

/** A row whose label names no setting; its cell may do so itself: `Training | 4 epochs`, `Split | 70/15/15`. */
export interface TableAside {
  readonly label: string;
  readonly cell: GridCell;
  readonly scope: readonly string[];
}

export interface TableValue {
  readonly label: string;
  readonly setting: SettingName;
  readonly isWord: boolean;
  readonly cell: GridCell;
  readonly scope: readonly string[];
}

export function withText(cell: GridCell, text: string): GridCell {
  return { ...cell, text, line: { text, original: text, origins: [...Array(text.length + 1).keys()] } };
}

/** `0.9, 0.95`: a cell for each of its parts. */
export function cellsOf(cell: GridCell, label = ''): GridCell[] {
  // `layers × units | 2 × 128`, `epochs (batch) | 20 (64)`.
  const apart = label.includes('×') ? / ?[×x] ?/ : bracketed.test(label) && bracketed.test(cell.text) ? / ?[()]/ : undefined;
  if (apart !== undefined)
    return cell.text
      .split(apart)
      .filter((text) => text !== '')
      .map((text) => withText(cell, text));
  // `(0.9,0.95)`: within brackets no comma belongs to a number.
  if (/^\([^()]+,[^()]+\)$/.test(cell.text))
    return cell.text
      .slice(1, -1)
      .split(/, ?(?!\d{3}(?!\d))|, (?=\d)/)
      .map((text) => withText(cell, text.trim()));
  return cell.text
    .replaceAll(/^[({[]\s*|\s*[)}\]]$/g, '')
    .split(joint)
    .map((text) => withText(cell, text));
}

export interface PartCell {
  readonly cell: GridCell;
  readonly part: string;
}

const number = String.raw`[\d.,]*\d(?:e[-+]?\d+|[kKM%])?(?:\s*[×·]\s*1?0?e?[-\d]+)?(?: (?:epochs?|steps|iterations|updates|images|tokens|sequences))?`;
const behind = new RegExp(
  `^(${number})(?:\\s*\\(((?:for |in |on )?[^()\\d=]{2,32})\\)|,? (?:for|in|on|at) (?:the )?([^()\\d=]{2,32}))$`,
  'u',
);
const ahead = new RegExp(`^([\\p{L}][\\p{L} .-]{1,30}?)\\s*[:=]?\\s+(${number})$`, 'u');

/** `1e-5 (encoder), 1e-3 (head)`, `encoder 1e-5, head 1e-3`: what each of the values is of; nothing where one of them does not say. */
export function partsOf(cell: GridCell): readonly PartCell[] | undefined {
  const pieces = cell.text.split(/(?:[,;]\s+(?:and )?|\s*\/\s*|\s+and\s+)(?![^(]*\))/);
  if (pieces.length < 2) return undefined;
  const found = pieces.flatMap((piece) => {
    const after = behind.exec(piece.trim());
    const before = after === null ? ahead.exec(piece.trim()) : null;
    const part = (after?.[2] ?? after?.[3] ?? before?.[1])?.replace(/^(?:for|in|on) (?:the )?/, '').trim();
    const value = after?.[1] ?? before?.[2];
    return part === undefined || value === undefined || !isPartName(part) ? [] : [{ cell: withText(cell, value), part }];
  });
  return found.length === pieces.length && new Set(found.map(({ part }) => part)).size === found.length ? found : undefined;
}

const word = String.raw`\p{Lu}[\p{L}-]{2,12}`;
const besideIt = new RegExp(
  `^(${number}|${word})(?:\\s*\\(|; |, (?=[^(]*: ))(?:(?:but |and )?(?:for |in |on |during )?(?:the )?([^()=;,]{2,36}?)\\s*[:=]?\\s+(${number}|${word})|(?:but |and )?(${number}|${word}) (?:for|in|on|during|at) (?:the )?([^()=;,\\d]{2,36}))\\)?$`,
  'u',
);

/** `0.001 (re-training: 0.0001)`, `80; fine-tuning 10`, `0.1 (0 for the student)`: the value, and that of the one part which has another. */
export function exceptionOf(cell: GridCell): readonly [rest: GridCell, of: PartCell] | undefined {
  const [, all = '', nameAhead, after, before, nameBehind] = besideIt.exec(cell.text) ?? [];
  const part = (nameAhead ?? nameBehind)?.trim();
  const value = after ?? before;
  const isAlike = value !== undefined && /\d/.test(all) === /\d/.test(value);
  return part === undefined ||
    !isAlike ||
    !isPartName(part.replace(/^\d+-bit /, '')) ||
    /^(?:from|out|search|grid|tuned|chosen|default|seed)/i.test(part)
    ? undefined
    : [withText(cell, all), { cell: withText(cell, value), part }];
}

/** The number of a cell with the unit of another: `4 | k steps` is `4k steps`, `6 | 1e-4` is `6e-4`. */
export function withUnit(cell: GridCell, unit: string): GridCell {
  if (!/^[\d.,]+$/.test(cell.text) || unit === '') return cell;
  const power = /^[×·]?\s*1?(e-?\d+)$/.exec(unit)?.[1];
  if (power !== undefined) return withText(cell, `${cell.text}${power}`);
  return withText(cell, /^[kKM%](?:\s|$)/.test(unit) ? `${cell.text}${unit}` : `${cell.text} ${unit}`);
}
