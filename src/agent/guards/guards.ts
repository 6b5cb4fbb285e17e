import type { SessionEvent } from '../../sessions/events.ts';
import type { Advice, Guard, Hint } from './advice.ts';
import { ArgumentsGuard } from './argumentsGuard.ts';
import { AttemptsGuard } from './attemptsGuard.ts';
import { EditGuard } from './editGuard.ts';
import { LoopGuard } from './loopGuard.ts';
import { PlanGuard } from './planGuard.ts';

/** All guards over one branch of a log. */
export class Guards {
  readonly #plan = new PlanGuard();
  readonly #guards: readonly Guard[];
  /** Nothing was said since the newest result. A hint behind the model's last word would only make it speak again. */
  #isBehindResult = false;

  constructor(maxAttempts: () => number) {
    this.#guards = [new AttemptsGuard(maxAttempts), new LoopGuard(), new EditGuard(), new ArgumentsGuard()];
  }

  apply(event: SessionEvent): void {
    if (event.type === 'tool.ended') this.#isBehindResult = true;
    if (event.type === 'turn.started' || event.type === 'response.started') this.#isBehindResult = false;
    this.#plan.apply(event);
    for (const guard of this.#guards) guard.apply(event);
  }

  /**
   * What is to be said or done before the next response is asked for: a stop before any hint. Each hint must be logged (`hint.given`)
   * before this is asked again.
   */
  due(): Advice | undefined {
    if (!this.#isBehindResult) return undefined;
    const advice = this.#guards.flatMap((guard) => guard.due() ?? []);
    return advice.find(({ kind }) => kind === 'stop') ?? advice[0];
  }

  /** What to say to a model that answered with words alone; not to be asked in plan mode. */
  reminder(): Hint | undefined {
    return this.#plan.reminder();
  }
}
