/** Where a line names a setting. */
import { bankOf } from './bank.ts';
import { matchesOf } from './matches.ts';
import { dataNames, methodNames, networkNames } from './moreNames.ts';
import { type SettingName, settingNames } from './names.ts';

export interface Mention {
  readonly setting: SettingName;
  readonly start: number;
  readonly end: number;
  /** A letter (`η`) says less than a word. */
  readonly isLetter: boolean;
}

export const allNames: readonly SettingName[] = [...settingNames, ...networkNames, ...dataNames, ...methodNames];

const byWords = bankOf(
  allNames.map((setting) => ({
    setting,
    // `margins m ∈ {0.1, 0.3}`: of a set there are several.
    pattern: new RegExp(`(?<![\\p{L}\\d_-])(?:${setting.words})(?:s(?=,? \\S{1,4} ∈ \\{))?(?![\\p{L}\\d_])`, 'giu'),
  })),
  ({ pattern }) => [pattern],
);

/** What the paper's letters mean, as far as it says so: `τ` → temperature. */
export type Letters = ReadonlyMap<string, SettingName>;

/** The settings that a line names, none over another, in order. */
export function mentionsIn(text: string, letters: Letters): Mention[] {
  const found: Mention[] = [];
  // `Pascal Context has …` is the name of something.
  for (const { setting, pattern } of byWords(text))
    for (const { 0: words, index } of matchesOf(text, pattern))
      if (!(/^(?:Context|Windows?|Rank|Margin|History)$/.test(words) && /(?<!^\s*)\b\p{Lu}\p{Ll}+ $/u.test(text.slice(0, index))))
        found.push({ setting, start: index, end: index + words.length, isLetter: false });
  for (const [letter, setting] of letters)
    for (let at = text.indexOf(letter); at >= 0; at = text.indexOf(letter, at + 1)) {
      // `2/η`: what is worked out of it.
      const isAlone =
        !/[\p{L}\d_]/u.test(text[at - 1] ?? ' ') &&
        !/(?:(?:^|[^\p{L}\d])\d ?\/|(?:sqrt|√) ?\(?) ?$/u.test(text.slice(0, at)) &&
        // `n_tr + n_te = 900`: of both together.
        !(/[\p{L}\d)] ?[+·×] ?$/u.test(text.slice(0, at)) && /^ ?[=≈]/.test(text.slice(at + letter.length))) &&
        !/[\p{L}\d_(]/u.test(text[at + letter.length] ?? ' ');
      // A letter is meant as one only where it is given a value.
      const isSize = text[at - 1] === '|' && text[at + letter.length] === '|';
      if (
        isAlone &&
        /^\|?\s*(?:=|≈|:|∈|,\s*\S{1,8}\s*[)=]|,[^()=]{1,40}\) ?= ?\(|\)\s*=|is\b|was\b|stays\b|remains\b|equals\b|being\b|to\b|of\b|at\b|between\b|from\b|(?:,? (?:we|I) (?:have )?(?:tried|tested|searched|compared|swept)\b)|(?:in|over|among|across|out of|,? (?:is|was) \w+ (?:from|in|over)) (?:the (?:set|values|grid) )?[{[])/.test(
          text.slice(at + letter.length),
        )
      )
        found.push({ setting, start: at, end: at + letter.length + (isSize ? 1 : 0), isLetter: true });
    }
  return withoutOverlaps(found);
}

function withoutOverlaps(found: readonly Mention[]): Mention[] {
  const kept: Mention[] = [];
  for (const mention of [...found].sort((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every((other) => mention.end <= other.start || mention.start >= other.end)) kept.push(mention);
  return kept.sort((a, b) => a.start - b.start);
}

/** The setting that a short text (a table's heading) is the name of. */
export function settingNamed(text: string, letters: Letters): SettingName | undefined {
  const cleaned = text
    .replaceAll(/\[[^\]]*\]|⟦\w+⟧|\((?:[^()]*)\)/g, ' ')
    .replaceAll(/[*†‡:.]+$|^[-–\s]+/g, '')
    .trim();
  const [first, ...more] = mentionsIn(cleaned, new Map());
  if (first !== undefined) {
    const best = [first, ...more].reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
    const rest = cleaned.slice(0, best.start) + cleaned.slice(best.end);
    // A heading with much besides the name is the heading of something else.
    return rest.replaceAll(/[^\p{L}]/gu, '').length <= 24 ? best.setting : undefined;
  }
  // `ent_coef`, as a script calls it.
  if (/[a-z]_[a-z]/i.test(cleaned)) return settingNamed(cleaned.replaceAll('_', ' '), letters) ?? letters.get(cleaned);
  return letters.get(cleaned) ?? letters.get(spelledLetters[cleaned.toLowerCase()] ?? '');
}

const spelledLetters: Readonly<Record<string, string>> = { gamma: 'γ', lambda: 'λ', tau: 'τ', beta: 'β', alpha: 'α' };
