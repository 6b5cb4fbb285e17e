import { beginningOf, endOf } from '../../base/clipped.ts';

const keptChars = 600;
const worthCutting = 2_000;

/**
 * What stays of a text in a message that is too large to be kept: its beginning and its end say most about what is wanted. Short texts, such
 * as the mode or the question behind a pasted log, stay whole.
 */
export function excerptOf(text: string): string {
  if (text.length <= worthCutting) return text;
  const left = (text.length - 2 * keptChars).toLocaleString('en-US');
  const note = `[… ${left} characters left out here: they do not fit. Ask the person for the part that you need.]`;
  return `${beginningOf(text, keptChars)}\n${note}\n${endOf(text, keptChars)}`;
}
