/** What letters stand for, told by reading their own values in their places: `$m$ units each`, where the paper says elsewhere that `m = 96`. */
import { bind } from './bind.ts';
import { type Line, linear } from './linear.ts';
import type { SettingName } from './names.ts';
import type { Passages, TablePassage } from './passages.ts';

const letter = String.raw`(?:[α-ωℓ]|[A-Za-zΓ-Ω])(?:_?\w{1,6}|')?`;
const amount = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:e-?\d+)?`;
const given = new RegExp(
  String.raw`(?<![\p{L}\d_^])(${letter})(?: ?= ?|,? (?:is|equals|was|being|is set to|is fixed to|is fixed at) )(${amount})(?![\p{L}\d]|, ?[…\d]|[-+/·^]|\.\d)`,
  'gu',
);
const tuple = /\(((?:[^(),]{1,8},){1,7}[^(),]{1,8})\) ?= ?\(((?:[^(),]{1,12}, ?){1,7}[^(),]{1,12})\)/g;
const whole = new RegExp(`^${letter}$`, 'u');
const number = new RegExp(`^(?:${amount})$`);
/** What is counted: other letters stand in sentences about any size of them. */
const counted =
  /^(?:batch size|epochs|training steps|layers|hidden units|classes|folds|seeds|environments|attention heads|channels|bins|rollout length|episodes|group size)$/;
/** `survives T steps`: a step is of a training where something is trained. */
const ofTraining = /\b(?:train\w*|optimi\w*|run|runs|updates?|iterat\w*|adam\w*|sgd|descent|budget|schedule)\b/i;

/** Said of it in words, or a value of its own. */
const isExplained = /^\s*(?:[=≈∈≤≥<>≪≫∼←→]|(?:is|be|denotes?|was|equals)\b)/;

/** Settings by the letters that stand where only a value of theirs makes sense. */
export function standIns({ sentences, tables }: Passages, isKnown: (letter: string) => boolean): ReadonlyMap<string, SettingName> {
  const values = valuesOf(
    sentences.map(({ line }) => line.text),
    tables,
  );
  const found = new Map<string, SettingName>();
  const clashing = new Set<string>();
  for (const { line, others } of sentences)
    for (const { name, setting } of others.length > 0 ? [] : readIn(line, (own) => (isKnown(own) ? undefined : values.get(own)))) {
      const before = found.get(name);
      if (before !== undefined && before !== setting) clashing.add(name);
      found.set(name, setting);
    }
  for (const name of clashing) found.delete(name);
  return found;
}

/** The first value that each letter is given. */
function valuesOf(texts: readonly string[], tables: readonly TablePassage[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (name: string | undefined, value: string | undefined): void => {
    if (name !== undefined && value !== undefined && whole.test(name) && number.test(value) && !found.has(name)) found.set(name, value);
  };
  for (const text of texts) {
    for (const [, name, value] of text.matchAll(given)) add(name, value);
    for (const [, names = '', all = ''] of text.matchAll(tuple)) {
      const each = all.split(/, ?/);
      for (const [index, name] of names.split(',').entries()) add(name.trim(), each[index]?.trim());
    }
  }
  for (const { table } of tables)
    for (const row of table.rows) {
      const cells = row.map(({ content }) => linear(content).text.trim());
      const at = cells.findIndex((cell) => whole.test(cell));
      if (at >= 0)
        add(
          cells[at],
          cells.slice(at + 1).find((cell) => number.test(cell)),
        );
    }
  return found;
}

/** What each letter that makes a formula of its own would be, were its value written there. */
function readIn(
  { text, original, origins }: Line,
  givenOf: (letter: string) => string | undefined,
): { readonly name: string; readonly setting: SettingName }[] {
  let written = '';
  const placed: { readonly name: string; readonly start: number }[] = [];
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    if (original[origins[at] ?? 0] === '$') while (end < text.length && origins[end] === origins[at]) end++;
    const own = text.slice(at, end);
    const name = own.trim();
    const value = end - at <= 8 && original[origins[at] ?? 0] === '$' && !isExplained.test(text.slice(end)) ? givenOf(name) : undefined;
    if (value !== undefined) placed.push({ name, start: written.length + own.indexOf(name) });
    written += value === undefined ? own : own.replace(name, value);
    at = end;
  }
  if (placed.length === 0) return [];
  const bound = bind({ text: written, original: written, origins: [] }, new Map());
  return placed.flatMap(({ name, start }) => {
    const [only, ...others] = bound.filter(({ amounts }) => amounts.some((each) => each.start === start));
    if (only === undefined || /\blengths? $/.test(written.slice(0, start)) || others.length > 0 || !counted.test(only.setting.name))
      return [];
    // All of them.
    if (only.setting.name === 'batch size' && /^[Nn]$/.test(name)) return [];
    return only.setting.name === 'training steps' && !ofTraining.test(text) ? [] : [{ name, setting: only.setting }];
  });
}
