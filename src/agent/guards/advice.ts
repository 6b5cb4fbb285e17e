import type { HintKind, SessionEvent } from '../../sessions/events.ts';
import type { EndOfTurn } from '../turnEnd.ts';

/** What a guard wants said to the model, in the loop's own voice. */
export interface Hint {
  readonly kind: 'hint';
  readonly hint: HintKind;
  readonly text: string;
}

/** The turn is to end here, and a person to be asked. */
export interface Stop {
  readonly kind: 'stop';
  readonly end: EndOfTurn;
  /** What was tried, as Markdown, where there is something to tell. */
  readonly account?: string;
}

export type Advice = Hint | Stop;

/**
 * Watches the log for one way in which work goes wrong. What is due is a matter of the events alone: a hint stays due until the log says that
 * it was given (`hint.given`), so a reload in between neither loses nor repeats it.
 */
export interface Guard {
  apply(event: SessionEvent): void;
  due(): Advice | undefined;
}
