import type { Mode } from '../../src/base/effects.ts';
import type { ToolOutcome, TurnEnd } from '../../src/sessions/events.ts';

/** A call as it was made and what came of it. */
export interface MadeCall {
  readonly tool: string;
  /** As it came over the wire; undefined where that was no JSON. */
  readonly input: Readonly<Record<string, unknown>> | undefined;
  /** Of which answer of the model it is a part, counted from 0. */
  readonly response: number;
  /** Absent: it never ended. */
  readonly outcome?: ToolOutcome;
}

/** What is left of a task when the turn is over: files and the log, never what the model says of itself. */
export interface Evidence {
  /** The folder that it worked in. */
  readonly root: string;
  readonly calls: readonly MadeCall[];
  readonly end: TurnEnd | undefined;
  /** The answer behind the last call; empty: it said nothing. */
  readonly answer: string;
  /** Text of a file; undefined: it is not there. */
  read(path: string): string | undefined;
  /** Files that were changed, removed or made, relative, sorted. */
  readonly changed: readonly string[];
}

export interface Task {
  readonly id: string;
  /** What it shows that a model can do. */
  readonly title: string;
  readonly prompt: string;
  /** `auto` unless given: edits pass, everything else is asked about and agreed to. */
  readonly mode?: Mode;
  /** By path relative to the folder. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** What else has to lie there. */
  prepare?(root: string): void;
  readonly needs?: 'images';
  /** How whoever is asked answers; approved unless given. */
  readonly reject?: string;
  /** Undefined: it did what was asked. Else what it did instead, in words. */
  check(evidence: Evidence): string | undefined;
}

/** The tools that change files. */
export const editing: ReadonlySet<string> = new Set(['edit_file', 'write_file', 'edit_notebook']);

/** The file holds exactly this, whatever the line end at its end. */
export function holds({ read }: Evidence, path: string, expected: string): string | undefined {
  const text = read(path);
  if (text === undefined) return `${path} was not written`;
  return withoutEnd(text) === withoutEnd(expected) ? undefined : `${path} holds ${shown(text)}, not ${shown(expected)}`;
}

/** Nothing else than these was touched. */
export function onlyChanged({ changed }: Evidence, ...paths: readonly string[]): string | undefined {
  const others = changed.filter((path) => !paths.includes(path));
  return others.length === 0 ? undefined : `${others.join(', ')} ${others.length === 1 ? 'was' : 'were'} touched, too`;
}

/** The first that is wrong. */
export function firstOf(...found: readonly (string | undefined)[]): string | undefined {
  return found.find((one) => one !== undefined);
}

function withoutEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function shown(text: string): string {
  const line = JSON.stringify(text);
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
