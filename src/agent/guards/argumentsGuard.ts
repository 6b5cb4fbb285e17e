import type { SessionEvent } from '../../sessions/events.ts';
import type { Advice, Guard } from './advice.ts';
import { CallsInOrder } from './callsInOrder.ts';

/** The code of a call that failed because its arguments could not be used (`base/toolInput.ts`). */
export const badArguments = 'bad-arguments';
const hintAt = 2;

/** A result, as far as this guard looks at it. */
export interface JudgedResult {
  readonly tool: string;
  readonly hasBadArguments: boolean;
}

/** The tool whose newest results, newest last, are at least two calls in a row with arguments that could not be used. */
export function toolToAdvise(results: readonly JudgedResult[]): string | undefined {
  const last = results.at(-1);
  if (last === undefined || !last.hasBadArguments) return undefined;
  const other = results.findLastIndex(({ tool, hasBadArguments }) => !hasBadArguments || tool !== last.tool);
  return results.length - 1 - other >= hintAt ? last.tool : undefined;
}

/** Calls of one tool whose arguments cannot be used, time after time: saying what is wrong was not enough, so the advice changes. */
export class ArgumentsGuard implements Guard {
  readonly #calls = new CallsInOrder();
  /** The newest results as far back as they are bad ones of one tool. */
  #results: readonly JudgedResult[] = [];
  #isHinted = false;

  apply(event: SessionEvent): void {
    if (event.type === 'turn.started' || event.type === 'message.steered') this.#forget();
    if (event.type === 'hint.given' && event.hint === 'arguments') this.#isHinted = true;
    for (const { tool, code } of this.#calls.apply(event)) {
      const hasBadArguments = code === badArguments;
      if (!hasBadArguments || this.#results.at(-1)?.tool !== tool) this.#forget();
      if (hasBadArguments) this.#results = [...this.#results.slice(1 - hintAt), { tool, hasBadArguments }];
    }
  }

  due(): Advice | undefined {
    const tool = toolToAdvise(this.#results);
    return tool === undefined || this.#isHinted ? undefined : { kind: 'hint', hint: 'arguments', text: adviceText(tool) };
  }

  #forget(): void {
    this.#results = [];
    this.#isHinted = false;
  }
}

function adviceText(tool: string): string {
  return [
    `The arguments of ${tool} could not be used twice in a row, so another call of the same shape will fail, too. Change how you go about it:`,
    'send one small call with only the required fields; write a long file in parts, first a short one with write_file, then the rest with edit_file, at most about 100 lines a call;',
    'inside JSON strings write line ends as \\n and quotes as \\". If the tool does not fit, use another one.',
  ].join(' ');
}
