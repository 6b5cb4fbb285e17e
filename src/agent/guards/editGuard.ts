import type { SessionEvent } from '../../sessions/events.ts';
import type { Advice, Guard } from './advice.ts';
import { badArguments } from './argumentsGuard.ts';
import { CallsInOrder, type EndedCall } from './callsInOrder.ts';

const editTools: ReadonlySet<string> = new Set(['edit_file', 'write_file', 'edit_notebook']);
const hintAt = 3;
const stopAt = 6;

interface Failures {
  readonly count: number;
  readonly isHinted: boolean;
}

/** Edits of one file that fail one after the other, whatever else is done in between. */
export class EditGuard implements Guard {
  readonly #calls = new CallsInOrder();
  readonly #failures = new Map<string, Failures>();
  /** From paths as the model writes them to the files that they meant. */
  readonly #files = new Map<string, string>();

  apply(event: SessionEvent): void {
    if (event.type === 'turn.started' || event.type === 'message.steered') this.#failures.clear();
    if (event.type === 'hint.given' && event.hint === 'edits') {
      const hinted = this.#toHint();
      if (hinted !== undefined) this.#failures.set(hinted.file, { count: hinted.count, isHinted: true });
    }
    for (const call of this.#calls.apply(event)) this.#count(call);
  }

  due(): Advice | undefined {
    for (const [file, { count, isHinted }] of this.#failures) {
      if (isHinted && count >= stopAt) return stop(file, count);
    }
    const hinted = this.#toHint();
    return hinted === undefined ? undefined : { kind: 'hint', hint: 'edits', text: hintText(hinted.file, hinted.count) };
  }

  #toHint(): { readonly file: string; readonly count: number } | undefined {
    for (const [file, { count, isHinted }] of this.#failures) if (!isHinted && count >= hintAt) return { file, count };
    return undefined;
  }

  #count(call: EndedCall): void {
    if (!editTools.has(call.tool) || call.code === badArguments) return;
    const file = this.#fileOf(call);
    if (file === undefined) return;
    if (call.outcome === 'done') this.#failures.delete(file);
    if (call.outcome !== 'failed') return;
    const before = this.#failures.get(file) ?? { count: 0, isHinted: false };
    this.#failures.set(file, { ...before, count: before.count + 1 });
  }

  #fileOf({ argumentsJson, writes }: EndedCall): string | undefined {
    const given = pathGiven(argumentsJson);
    const [file = given === undefined ? undefined : (this.#files.get(given) ?? given)] = writes;
    if (given !== undefined && file !== undefined) this.#files.set(given, file);
    return file;
  }
}

function pathGiven(argumentsJson: string): string | undefined {
  try {
    const given: unknown = JSON.parse(argumentsJson);
    return typeof given === 'object' && given !== null && 'path' in given && typeof given.path === 'string' ? given.path : undefined;
  } catch {
    return undefined;
  }
}

function hintText(file: string, count: number): string {
  return [
    `${count} edits of ${file} have failed one after the other. Do not send a variation of the last one.`,
    'Read the part of the file that you want to change again, and copy the text to replace exactly as it stands there, blanks included and line numbers left out.',
    'Make the edits smaller, one place at a time; where that does not help, write the whole function anew.',
  ].join(' ');
}

function stop(file: string, count: number): Advice {
  return {
    kind: 'stop',
    end: {
      end: 'stuck',
      code: 'edits',
      message: `Stopped: ${count} edits of ${file} failed one after the other.`,
      hint: 'Look at the file, then say how to go on.',
    },
  };
}
