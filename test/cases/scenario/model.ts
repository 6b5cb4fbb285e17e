import type { Fault, NeutralReply, ScriptedCall } from '../../doubles/script.ts';
import type { ScriptedStep } from './input.ts';

/** The scripted model: answers request after request with the next step, and counts them. */
export class ScriptedAnswers {
  readonly #steps: readonly ScriptedStep[];
  #requests = 0;

  constructor(steps: readonly ScriptedStep[]) {
    this.#steps = steps;
  }

  /** How often a service that stays down is tried again is a matter of patience: that is not counted. */
  get requests(): number {
    return this.#steps.at(-1)?.error === undefined ? this.#requests : Math.min(this.#requests, this.#steps.length);
  }

  readonly next = (): NeutralReply => {
    const step = this.#steps[this.#requests] ?? this.#goesOn();
    this.#requests += 1;
    if (step === undefined) return { fault: { kind: 'status', status: 400, message: 'The script has no further answer.' } };
    if (step.error !== undefined) return { fault: faultOf(step.error) };
    return {
      ...(step.content ? { text: step.content } : {}),
      calls: (step.tool_calls ?? []).map(callOf),
      ...(step.finish_reason === 'length' ? { stop: 'limit' } : {}),
    };
  };

  /** Behind its end: a service that is down stays down, and a model that says nothing says nothing again. */
  #goesOn(): ScriptedStep | undefined {
    const last = this.#steps.at(-1);
    return last !== undefined && (last.error !== undefined || isEmpty(last)) ? last : undefined;
  }
}

/** Has the model neither words nor calls? */
export function isEmpty({ content, tool_calls, error }: ScriptedStep): boolean {
  return error === undefined && !content && (tool_calls ?? []).length === 0;
}

/** The ids that the cases give to the calls, in the order in which the model made them. Services choose their own. */
export function callIds(steps: readonly ScriptedStep[]): readonly string[] {
  return steps.flatMap((step) => (step.tool_calls ?? []).map(({ id }) => id));
}

function callOf({ name, arguments: text }: NonNullable<ScriptedStep['tool_calls']>[number]): ScriptedCall {
  return { name, input: {}, brokenArguments: text };
}

/** How a failure that the reference knows only as a text comes over a wire. */
function faultOf(text: string): Fault {
  const status = /\b([45]\d\d)\b/.exec(text)?.[1];
  if (status !== undefined) return { kind: 'status', status: Number(status), message: text };
  if (/connection|reset|eof|broken pipe|time(d )?out/i.test(text)) return { kind: 'reset', afterDeltas: 0 };
  if (/rate.?limit|too many requests|throttl/i.test(text)) return { kind: 'status', status: 429, message: text };
  if (/overloaded|capacity|unavailable/i.test(text)) return { kind: 'status', status: 503, message: text };
  return { kind: 'status', status: 400, message: text, type: 'invalid_request_error' };
}
