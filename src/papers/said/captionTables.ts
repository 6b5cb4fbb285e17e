/**
 * Tables that do not name their setting beside its values: one setting over methods and data sets, named by the caption
 * (`Learning rates after the search.`), and the sizes of the parts into which data are divided (`training | development | test`).
 */
import type { Table } from '../document.ts';
import { type GridCell, gridOf } from './grid.ts';
import { linear } from './linear.ts';
import { mentionsIn } from './mentions.ts';
import type { SettingName } from './names.ts';
import { quantities } from './numbers.ts';

export interface CaptionedValue {
  readonly name: string;
  readonly value: number;
  readonly cell: GridCell;
  /** What the row and the column are called. */
  readonly scope: readonly string[];
}

const opening = /^(?:table \d+[.:]?\s*)?(?:(?:the|our|all|final|chosen|best|selected|tuned|optimal|individual|used|resulting)\s+)*$/i;
const total = /^(?:total|sum|all|overall|mean|average|both)\b/i;
const plain = /^[\s(]*(?:[^\p{L}]|(?<=[\d.])e(?=[-+]?\d))+(?:k|M|B|%)?[\s)]*$/u;

/** One number, and nothing beside it. */
function numberIn({ text }: GridCell): { readonly value: number; readonly isShare: boolean } | undefined {
  if (!plain.test(text) || text.includes('±')) return undefined;
  const [only, ...others] = quantities(text);
  return only?.form === 'one' && others.length === 0 ? only.amounts[0] : undefined;
}

/** A caption that opens with the name of a setting, over a table of nothing but numbers. */
export function captionedIn(table: Table): CaptionedValue[] {
  const caption = linear(table.caption).text;
  const sentence = /^.*?[.;](?=\s|$)/s.exec(caption)?.[0] ?? caption;
  const [mention, ...others] = mentionsIn(sentence, new Map());
  if (mention === undefined || !opening.test(sentence.slice(0, mention.start))) return [];
  if (
    others.some(({ setting }) => setting !== mention.setting) ||
    /\b(?:accurac|score|error|results?|effect|influence|sensitiv|vs\b|versus)/i.test(sentence)
  )
    return [];
  const { rows } = gridOf(table);
  const [heads, ...body] = rows;
  if (heads === undefined || body.length === 0) return [];
  const found: CaptionedValue[] = [];
  for (const row of body) {
    const label = row[0]?.text ?? '';
    for (const [column, cell] of row.entries()) {
      if (column === 0 || cell === undefined || cell.text === '' || /^[-–—]+$/.test(cell.text)) continue;
      const number = numberIn(cell);
      if (number === undefined || !canBe(mention.setting, number.value)) return [];
      const head = heads[column]?.text ?? '';
      if (/\d/.test(head) && numberIn(heads[column] ?? cell) !== undefined) return [];
      found.push({ name: mention.setting.name, value: number.value, cell, scope: [label, head].filter((text) => text !== '') });
    }
  }
  return found;
}

function canBe({ is, max }: SettingName, value: number): boolean {
  if (max !== undefined && value > max) return false;
  return is === 'share' ? value >= 0 && value <= 1 : is === 'count' ? Number.isInteger(value) && value > 0 : value >= 0;
}

const parts: readonly (readonly [part: string, pattern: RegExp])[] = [
  ['training', /^(?:#\s*)?(?:train(?:ing)?)\b/i],
  ['validation', /^(?:#\s*)?(?:val(?:id(?:ation)?)?|dev(?:elopment)?)\b/i],
  ['test', /^(?:#\s*)?test(?:ing)?\b/i],
];
const ofClasses = /^(?:#\s?|no\.? of |number of |n )?(?:classes|labels|categories)$/i;
/** What is divided when it is no examples. */
const others =
  /\b(?:accurac\w*|error|loss|score|hours?|speakers?|users?|patients?|tasks?|episodes?|shots?|ways?|tokens?|words?|characters?|minutes?|steps?|epochs?|time|F1|speed|RMSE|MAE|nll|perplexity)\b/i;

function partOf(text: string): string | undefined {
  return text.length > 28 ? undefined : parts.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Sizes of the parts of each data set: parts across with a data set per row, or down with a data set per column. */
export function divisionsIn(table: Table): CaptionedValue[] {
  const caption = linear(table.caption).text;
  const { rows, width } = gridOf(table);
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]));
  for (const lines of [rows, columns]) {
    const at = lines.slice(0, 3).findIndex((line) => new Set(line.flatMap((cell) => partOf(cell?.text ?? '') ?? [])).size >= 2);
    const heads = lines[at];
    if (heads === undefined || heads.some((head) => others.test(head?.text ?? ''))) continue;
    const found: CaptionedValue[] = [];
    // `Training | 80 %` over `Validation | 20 %`: no line of headings above them.
    const isBare = partOf(heads[0]?.text ?? '') !== undefined;
    const body = lines.slice(at + 1).filter((line) => isBare || !(total.test(line[0]?.text ?? '') || others.test(line[0]?.text ?? '')));
    for (const line of body)
      for (const [index, cell] of line.entries()) {
        const part = partOf(heads[index]?.text ?? '');
        if (part === undefined && index > 0 && cell !== undefined && ofClasses.test(heads[index]?.text ?? '')) {
          const count = numberIn(cell)?.value;
          if (count !== undefined && count >= 2 && Number.isInteger(count))
            found.push({
              name: 'classes',
              value: count,
              cell,
              scope: body.length > 1 ? [line[0]?.text ?? ''].filter((text) => text !== '') : [],
            });
        }
        if (part === undefined || cell === undefined || (index === 0 && !isBare)) continue;
        const number = numberIn(cell);
        if (number === undefined) continue;
        const isShare = number.isShare || /%/.test(`${heads[index]?.text} ${line[0]?.text}`);
        const kind = isShare
          ? 'fraction'
          : /\b(?:classes|categories|species)\b/i.test(`${caption} ${line[0]?.text}`)
            ? undefined
            : 'examples';
        const value = isShare && number.value > 1 ? number.value / 100 : number.value;
        if (kind === undefined || (isShare ? value >= 1 : !Number.isInteger(value) || value < 2)) continue;
        const label = isBare ? '' : (line[0]?.text ?? '');
        // Where all is one row the row says what is counted.
        found.push({ name: `${part} ${kind}`, value, cell, scope: body.length > 1 && label !== '' ? [label] : [] });
      }
    const shares = found.flatMap(({ name, value }) => (name.endsWith('fraction') ? [value] : []));
    if (isBare && shares.length > 0 && Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) > 0.01) continue;
    const sizes = found.filter(({ name }) => name !== 'classes').map(({ value }) => value);
    const isOfExamples = found.every(({ name }) => name.endsWith('fraction') || name === 'classes') || Math.max(...sizes) >= 50;
    if (sizes.length >= 2 && isOfExamples && !others.test(caption.replace(/[.;].*$/s, ''))) return found;
  }
  return [];
}
