/**
 * Settings that a paper says in a formula which could not be read: in a PDF `a learning rate of [formula]`. What they are is not known; that
 * they are said is.
 */
import { linear } from './linear.ts';
import { allNames, type Letters, mentionsIn, settingNamed } from './mentions.ts';
import type { Passages } from './passages.ts';
import { isWithin } from './whose.ts';
import { wordHeadings } from './words.ts';

export interface UnreadableValue {
  readonly name: string;
  readonly anchor: string;
  /** The paper's words around it. */
  readonly quote: string;
}

const formula = '[formula]';
const behind = /^(?: (?:of|is|was|are|were|to|at|from|with|equals|being))?(?: \S{1,3})?:? ?(?:the value |about )?\[formula\]/u;
/** Of what is counted: `[formula] bins`. */
const ahead = /\[formula\] (?:[\p{L}-]+ )?$/u;
const counted = new Set(allNames.filter(({ counts }) => counts === true).map(({ name }) => name));

export function unreadableValues({ sentences, tables }: Passages, letters: Letters): UnreadableValue[] {
  const told = sentences.flatMap(({ line: { text }, anchor, others }) =>
    !text.includes(formula)
      ? []
      : mentionsIn(text, letters)
          .filter(
            ({ setting, start, end }) =>
              !isWithin(others, start) &&
              (behind.test(text.slice(end)) || (counted.has(setting.name) && ahead.test(text.slice(Math.max(0, start - 40), start)))),
          )
          .map(({ setting, start, end }) => ({ name: setting.name, anchor, quote: around(text, start, end) })),
  );
  const listed = tables.flatMap(({ table }) =>
    table.rows.flatMap((row) => {
      const [first = '', ...rest] = row.map(({ content }) => linear(content).text.trim());
      const name = settingNamed(first, letters)?.name ?? wordHeadings.find(({ pattern }) => pattern.test(first))?.name;
      return name !== undefined && rest.some((text) => text.includes(formula)) && !rest.some((text) => /^[\d.,·e-]+$/.test(text))
        ? [{ name, anchor: table.anchor, quote: [first, ...rest].join(' | ') }]
        : [];
    }),
  );
  return [...told, ...listed];
}

function around(text: string, start: number, end: number): string {
  const from = text.lastIndexOf(' ', Math.max(0, start - 30)) + 1;
  const until = text.indexOf(' ', Math.min(text.length, end + 30));
  return text.slice(from, until < 0 ? undefined : until).trim();
}
