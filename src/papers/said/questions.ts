/** `Seeds? Three.`, `Q: Which batch size? A: 64.`: what is asked for is the name of what the answer begins with. */
import type { Line } from './linear.ts';
import { mentionsIn } from './mentions.ts';
import { shortName } from './terseRows.ts';

const opening = /^\s*(?:(?:Q\d*|Question)[:.] ?)?(?:and |but |so )?/i;
const closing = /\s*\?['")\]]*\s*$/;
const prefix =
  /^(?:(?:A\d*|Answer)[:.] ?)?(?:(?:yes|yep|sure|well|just|only|always|about|exactly|simply|we used|I used|we use|I use)[,:]? )*/i;
const count =
  '(?:\\d|one\\b|two\\b|three\\b|four\\b|five\\b|six\\b|seven\\b|eight\\b|nine\\b|ten\\b|twelve\\b|fifteen\\b|twenty\\b|thirty\\b)';
/** A number, at once or behind a verb and little else. */
const answer = new RegExp(
  `^(?:(?:an? |the |all |both )?(?:~|≈)?${count}|(?:we|I|it|they) (?:[a-z]+ ){1,3}?(?:with |for |at |on |over )?${count}|(?:no|none|nothing|not at all)\\b)`,
  'i',
);

/** The setting that a short question names, and no other. */
export function askedIn(question: string): string | undefined {
  if (!closing.test(question)) return undefined;
  const words = question.replace(closing, '').replace(opening, '').trim();
  if (words.split(' ').length > 12 || words === '' || /^(?:why|where|when|who)\b/i.test(words)) return undefined;
  const names = new Set(mentionsIn(words, new Map()).map(({ setting }) => setting.name));
  const short = shortName(
    words.replace(/^(?:(?:how many|how large|how big|what|which|any|the|your|my|our|a|an|is there|did you use) )+/i, ''),
  );
  return names.size === 1 ? [...names][0] : names.size === 0 ? short : undefined;
}

/** The answer with what was asked for ahead of it. */
export function answered(line: Line, asked: string): Line {
  const { length } = prefix.exec(line.text)?.[0] ?? '';
  const text = line.text.slice(length);
  if (!answer.test(text) || mentionsIn(text, new Map()).some(({ setting }) => setting.name === asked)) return line;
  const own = / of (?:them|these|those)\b/.exec(text.slice(0, 48));
  // `Seeds? I averaged 3 of them`.
  if (own !== null && /^(?:seeds|epochs|folds|layers)$/.test(asked)) {
    const [from, to] = [own.index + 1 + length, own.index + own[0].length + length];
    return {
      text: `${line.text.slice(length, from)}${asked}${line.text.slice(to)}`,
      original: line.original,
      origins: [...line.origins.slice(length, from), ...Array(asked.length).fill(line.origins[from] ?? 0), ...line.origins.slice(to)],
    };
  }
  const name = /^(?:no|none|nothing|not)\b/i.test(text) ? `no ${asked}: ` : `${asked}: `;
  const start = line.origins[length] ?? 0;
  return { text: name + text, original: line.original, origins: [...Array(name.length).fill(start), ...line.origins.slice(length)] };
}
