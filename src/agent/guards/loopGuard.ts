import type { SessionEvent } from '../../sessions/events.ts';
import type { Advice, Guard } from './advice.ts';
import { CallsInOrder } from './callsInOrder.ts';
import { type Cycle, cycleAtEnd, roundsAtEnd } from './cycles.ts';
import { type CallSignature, signatureOf } from './signature.ts';

/** Four rounds of the longest cycle, with room before them. */
const ringSize = 64;
const identicalHint = 3;
const identicalStop = 5;
const cycleHint = 2;
const cycleStop = 4;

interface Streak {
  readonly tool: string;
  readonly key: string;
  readonly count: number;
  readonly isHinted: boolean;
}

interface WatchedCycle extends Cycle {
  readonly isHinted: boolean;
}

/**
 * The same call with the same result over and over, or the same few calls in the same order. Polling whose output changes is neither.
 * Nothing is stopped that was not hinted at first: five equal calls in one response get the hint.
 */
export class LoopGuard implements Guard {
  readonly #calls = new CallsInOrder();
  #ring: readonly CallSignature[] = [];
  #streak: Streak | undefined;
  /** A streak that is to be spoken about. It stays so when another call of the same response came behind it. */
  #noticed: Streak | undefined;
  #cycle: WatchedCycle | undefined;

  apply(event: SessionEvent): void {
    // Who spoke has seen what goes on, and wants it done differently or again.
    if (event.type === 'turn.started' || event.type === 'message.steered') this.#reset();
    if (event.type === 'hint.given') this.#noteHint(event.hint);
    for (const { id, tool, argumentsJson, content } of this.#calls.apply(event)) {
      // A result that memory does not hold any more is like no other.
      this.#push(signatureOf(tool, argumentsJson, content ?? id));
    }
  }

  due(): Advice | undefined {
    const streak = this.#noticed;
    const cycle = this.#cycle;
    if (streak?.isHinted === true) return stopFor('identical', `${streak.tool} was called ${streak.count} times in a row`);
    if (cycle?.isHinted === true && cycle.rounds >= cycleStop)
      return stopFor('cycle', `${cycle.tools.join(', ')} were called ${cycle.rounds} times over in this order`);
    if (streak !== undefined) return { kind: 'hint', hint: 'identical', text: identicalText(streak) };
    if (cycle !== undefined && !cycle.isHinted) return { kind: 'hint', hint: 'cycle', text: cycleText(cycle) };
    return undefined;
  }

  #reset(): void {
    this.#ring = [];
    this.#streak = undefined;
    this.#noticed = undefined;
    this.#cycle = undefined;
  }

  #noteHint(hint: string): void {
    if (hint === 'identical' && this.#noticed !== undefined) {
      if (this.#streak?.key === this.#noticed.key) this.#streak = { ...this.#streak, isHinted: true };
      this.#noticed = undefined;
    }
    if (hint === 'cycle' && this.#cycle !== undefined) this.#cycle = { ...this.#cycle, isHinted: true };
  }

  #push(signature: CallSignature): void {
    this.#ring = [...this.#ring.slice(1 - ringSize), signature];
    this.#streak = grown(this.#streak, signature);
    const { count, isHinted } = this.#streak;
    if (count >= (isHinted ? identicalStop : identicalHint)) this.#noticed = this.#streak;
    this.#cycle = this.#goingOn(this.#cycle) ?? this.#begun();
  }

  #goingOn(cycle: WatchedCycle | undefined): WatchedCycle | undefined {
    if (cycle === undefined) return undefined;
    const rounds = roundsAtEnd(this.#ring, cycle.tools.length);
    return rounds < cycleHint ? undefined : { ...cycle, rounds };
  }

  #begun(): WatchedCycle | undefined {
    const found = cycleAtEnd(this.#ring);
    return found === undefined ? undefined : { ...found, isHinted: false };
  }
}

function grown(streak: Streak | undefined, { tool, key }: CallSignature): Streak {
  return streak?.key === key ? { ...streak, count: streak.count + 1 } : { tool, key, count: 1, isHinted: false };
}

function identicalText({ tool, count }: Streak): string {
  return [
    `You have called ${tool} ${count} times in a row with the same arguments and got the same result. Calling it again will give the same again.`,
    'Work with the result that you have, change the arguments, or take another way. If something must change first, do that; to wait for a run use wait_run.',
    'If nothing is left to try, say what you found and what stands in the way.',
  ].join(' ');
}

function cycleText({ tools, rounds }: Cycle): string {
  return [
    `You are going round in circles: ${tools.join(', ')}, ${rounds} times over with the same arguments and the same results.`,
    'Do not begin another round. Say to yourself what each of these calls has told you, then do something that you have not tried: another file, a smaller test, a different cause.',
    'If nothing is left to try, say what you found and what stands in the way.',
  ].join(' ');
}

function stopFor(code: 'identical' | 'cycle', what: string): Advice {
  return {
    kind: 'stop',
    end: {
      end: 'stuck',
      code,
      message: `Stopped: ${what}, with the same arguments and the same results.`,
      hint: 'Say how to go on, or send “go on” to let it try again.',
    },
  };
}
