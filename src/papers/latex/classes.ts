/** How the usual classes number sections, floats and formulas. */
import type { Reader } from './reader.ts';
import { command, type Token } from './token.ts';

type Form = 'arabic' | 'Roman' | 'Alph' | 'alph';

function numeral(counter: string, form: Form): readonly Token[] {
  return [
    command(form),
    { kind: 'begin', text: '{' },
    ...[...counter].map((text): Token => ({ kind: 'letter', text })),
    { kind: 'end', text: '}' },
  ];
}

function other(text: string): readonly Token[] {
  return [{ kind: 'other', text }];
}

/** Signs that the class adds to LaTeX’s own. */
const revtexSigns = [
  ['alt', 'lesssim'],
  ['agt', 'gtrsim'],
] as const;

export function numberAsClass(reader: Reader): void {
  const { counters, gullet, className } = reader;
  const the = (counter: string, ...body: readonly (readonly Token[])[]): void =>
    gullet.meanings.define(`the${counter}`, { pattern: [], body: body.flat() }, true);
  const within = (counter: string, outer: string, form: Form = 'arabic', between = '.'): void => {
    counters.make(counter, outer);
    the(counter, [command(`the${outer}`)], other(between), numeral(counter, form));
  };
  const isBook = /book|report|thesis|memoir|scrreprt|scrbook/.test(className);
  const isIeee = /^IEEE/i.test(className);
  const isRevtex = /^revtex/.test(className);
  const isLetters = isIeee || isRevtex;
  if (isRevtex) for (const [name, meaning] of revtexSigns) gullet.meanings.define(name, { pattern: [], body: [command(meaning)] }, true);
  counters.set('secnumdepth', isBook ? 2 : 3);
  counters.make('part');
  the('part', numeral('part', 'Roman'));
  counters.make('chapter');
  the('chapter', numeral('chapter', 'arabic'));
  if (isBook) within('section', 'chapter');
  else {
    counters.make('section');
    the('section', numeral('section', isLetters ? 'Roman' : 'arabic'));
  }
  if (isRevtex) {
    counters.make('subsection', 'section');
    the('subsection', numeral('subsection', 'Alph'));
    counters.make('subsubsection', 'subsection');
    the('subsubsection', numeral('subsubsection', 'arabic'));
  } else {
    within('subsection', 'section', isIeee ? 'Alph' : 'arabic', isIeee ? '-' : '.');
    within('subsubsection', 'subsection', 'arabic', isIeee ? '' : '.');
  }
  within('paragraph', 'subsubsection');
  within('subparagraph', 'paragraph');
  for (const counter of ['equation', 'figure', 'table']) {
    if (isBook) within(counter, 'chapter');
    else {
      counters.make(counter);
      the(counter, numeral(counter, counter === 'table' && isLetters ? 'Roman' : 'arabic'));
    }
  }
  for (const counter of ['algorithm', 'listing', 'footnote', 'thanks']) {
    counters.make(counter);
    the(counter, numeral(counter, 'arabic'));
  }
}
