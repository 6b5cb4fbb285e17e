/** Says in one line why a script failed, from the end of what it printed. Pure. */

/** Enough for a traceback through a deep stack. */
export const diagnosedLines = 400;
const maxChars = 300;

const traceback = 'Traceback (most recent call last):';
/** `ValueError: bad`, `torch.OutOfMemoryError: …`, `train.py: error: …` (argparse) */
const error = /^(?:[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Group)\b(?::|$)|[^\s:]+: error: )/;

/** The error that ended it, else its last words; undefined when it printed nothing. `lines` are the newest, oldest first. */
export function causeOf(lines: readonly string[]): string | undefined {
  const begin = lines.lastIndexOf(traceback);
  // Below a traceback's header everything is indented until the error itself.
  const raised = begin < 0 ? undefined : lines.slice(begin + 1).find((line) => /^\S/.test(line));
  const cause = raised ?? lines.findLast((line) => error.test(line)) ?? lines.findLast((line) => line.trim() !== '');
  const text = cause?.trim();
  return text === undefined || text.length <= maxChars ? text : `${text.slice(0, maxChars - 1)}…`;
}
