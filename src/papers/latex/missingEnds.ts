/** Where something ends whose `\end` is missing, and what is told of it. */
import { endOfEnvironment, endOfOwn, type Gullet } from './gullet.ts';
import { shownFormula } from './mathNames.ts';
import type { LeftOpen, OpenEnvironments } from './openEnvironments.ts';
import { isHeading } from './runaway.ts';
import type { Where } from './sources.ts';
import { isCommand, type Token } from './token.ts';

/** What of a reader it takes to know. */
export interface Reading {
  readonly gullet: Gullet;
  readonly open: OpenEnvironments;
  /** Of the paper, open. */
  readonly ownEnvironments: readonly string[];
  readonly isBody: boolean;
}

/** `ended`: the environment whose `\end` the token is. */
export type Stop = (token: Token, ended: string | undefined) => boolean;

/** Whether what is read must have ended before a token, which then is read again outside of it. `ended`: what an `\end` ends. */
export function endsBefore(reader: Reading, token: Token, ended: string | undefined): boolean {
  const { open, gullet } = reader;
  if (ended !== undefined) {
    if (!open.has(ended)) return closesNothing(reader, ended);
    if (open.innermost !== ended) open.leave(`\\end{${ended}}`);
    gullet.push(endOfEnvironment(ended));
    return true;
  }
  if (isHeading(token) && open.endAtHeading()) open.leave('the next heading');
  else if (isCommand(token, 'par') && open.endAtBlankLine()) open.leave('a blank line');
  else if (isCommand(token, endOfOwn) && open.hasOwn) {
    const own = reader.ownEnvironments.at(-1) ?? '';
    if (open.innermost !== own) open.leave(`\\end{${own}}`);
  } else return false;
  gullet.push([token]);
  return true;
}

function tellStray(gullet: Gullet, place: string): void {
  gullet.tell(`${place} closes nothing; it was passed over.`, { kind: 'stray end', place });
}

/** The document ends, whatever began it; any other end is passed over. */
function closesNothing({ gullet, isBody, open }: Reading, name: string): boolean {
  if (name === 'document') gullet.endAll();
  // What closes a formula that is not open is told of with the formula.
  else if (isBody && !shownFormula.test(name) && open.isFirstStray(name)) tellStray(gullet, `\\end{${name}} in ${gullet.line()}`);
  return name === 'document';
}

export function neverClosed(gullet: Gullet, name: string, { before, line }: LeftOpen): void {
  const place = `\\begin{${name}}${line === undefined ? '' : ` in line ${line}`}`;
  gullet.tell(`${place} is never closed; it was taken to end before ${before}. Put in the missing \\end{${name}}.`, {
    kind: 'environment',
    place,
    ...(line === undefined ? {} : { at: line }),
  });
}

/** A group that was taken to end with what it stands in. */
export function leftOpen(gullet: Gullet, where: Where): void {
  gullet.leftOpen++;
  const place = gullet.line(where);
  gullet.tell(`A { in ${place} is never closed. Put in the missing }.`, { kind: 'brace', place, at: where.start });
}

/** A `}` where no group is open. One that macros put there is theirs, and one behind what was left open was meant to close that. */
export function closesNoGroup(gullet: Gullet): void {
  if (!gullet.isWritten('}')) return;
  if (gullet.leftOpen > 0) {
    gullet.leftOpen--;
    return;
  }
  const place = gullet.line();
  gullet.tell(`A } in ${place} closes nothing; it was passed over. Take it out, or put in the missing {.`, { kind: 'stray brace', place });
}
