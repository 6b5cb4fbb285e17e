import { waitsCode } from '../agent/askAbout.ts';
import { compactedTitle, count, hintTitle, prunedTitle } from '../app/loopVoice.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import { sandboxChangeText } from '../base/sandboxChange.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ContextUsage } from '../base/usage.ts';
import type { BodyOf, SessionEvent } from '../sessions/events.ts';
import type { Output } from './output.ts';
import { ResearchLines } from './researchLines.ts';

export interface PrintedTurn {
  readonly end: BodyOf<'turn.ended'>['end'];
  /** Words of an answer were printed in it. */
  readonly isAnswered: boolean;
  /** It goes on once somebody has answered. */
  readonly isWaiting: boolean;
}

/** Prints a session as it happens: the answer on stdout, what is being done on stderr; or every event as one JSON line. */
export class SessionPrinter {
  readonly #output: Output;
  readonly #json: boolean;
  readonly #usage: () => ContextUsage | undefined;
  readonly #research = new ResearchLines();
  #endsInNewline = true;
  #isAnswered = false;
  /** Words of the response that is being streamed stand there. */
  #isShown = false;
  #isHeldUp = false;
  #lastTurn: PrintedTurn | undefined;

  constructor(output: Output, json: boolean, usage: () => ContextUsage | undefined) {
    this.#output = output;
    this.#json = json;
    this.#usage = usage;
  }

  /** The turn that ended last while this was listening. */
  get lastTurn(): PrintedTurn | undefined {
    return this.#lastTurn;
  }

  print(event: SessionEvent): void {
    this.#note(event);
    if (this.#json) this.#printJson(event);
    else this.#printText(event);
  }

  /** How a call that still runs stands: sub-agents as they begin. */
  show(detail: ToolDetail | undefined): void {
    if (this.#json) return;
    for (const line of this.#research.of(redactValue(hideSecrets, detail))) {
      this.#endLine();
      this.#output.err(`${line}\n`);
    }
  }

  /** What holds the work up, when it begins to: a countdown is no news every second. Undefined: nothing does any more. */
  wait(text: string | undefined): void {
    const isNews = text !== undefined && !this.#isHeldUp;
    this.#isHeldUp = text !== undefined;
    if (!isNews || this.#json) return;
    this.#endLine();
    this.#output.err(`· ${text}\n`);
  }

  #note(event: SessionEvent): void {
    if (event.type === 'turn.started') this.#isAnswered = false;
    if (event.type === 'response.text' && event.text.trim() !== '') this.#isAnswered = true;
    if (event.type === 'response.superseded' && event.code !== 'cancelled') this.#isAnswered = false;
    if (event.type === 'turn.ended') this.#lastTurn = { end: event.end, isAnswered: this.#isAnswered, isWaiting: event.code === waitsCode };
  }

  /** Every event as it is logged, and behind each response what the session has used so far. */
  #printJson(event: SessionEvent): void {
    this.#output.out(`${JSON.stringify(event)}\n`);
    const usage = event.type === 'response.ended' ? this.#usage() : undefined;
    if (usage !== undefined) this.#output.out(`${JSON.stringify({ type: 'usage', ...usage })}\n`);
  }

  #printText(event: SessionEvent): void {
    switch (event.type) {
      case 'response.started':
        this.#isShown = false;
        return;
      case 'response.text':
        this.#isShown = true;
        this.#output.out(event.text);
        this.#endsInNewline = event.text.endsWith('\n');
        return;
      case 'response.ended':
        this.#endLine();
        return;
      case 'response.superseded':
        // Why it broke off is said by what comes of it: another try, after a wait, or the end of the turn.
        this.#endLine();
        if (this.#isShown && event.code !== 'cancelled') this.#output.err(`! ${event.message} (what was shown above is superseded)\n`);
        return;
      case 'tool.proposed':
        this.#output.err(`→ ${event.title}\n`);
        if (event.detail?.kind === 'edit') this.#output.err(indent(event.detail.unified));
        return;
      case 'tool.ended':
        this.show(event.detail);
        if (event.outcome !== 'done') this.#output.err(`✗ ${event.outcome}: ${firstLine(event.content)}\n`);
        return;
      case 'approval.postponed':
        this.#output.err('· It waits for an answer; the work goes on without it.\n');
        return;
      case 'call.settled':
        this.#output.err(`${event.outcome === 'done' ? '✓ done' : `✗ ${event.outcome}`}, after it waited: ${firstLine(event.content)}\n`);
        return;
      case 'notice':
        this.#output.err(`${event.level}: ${event.text}\n`);
        return;
      case 'sandbox.changed':
        this.#output.err(`· ${sandboxChangeText(event)}\n`);
        return;
      case 'hint.given':
        this.#output.err(`· ${hintTitle(event.hint)}\n`);
        return;
      case 'context.pruned':
        this.#output.err(`· ${prunedTitle(event)}\n`);
        return;
      case 'context.compacted':
        this.#output.err(`· ${compactedTitle(event, undefined)}\n`);
        return;
      case 'turn.ended':
        this.#endLine();
        this.#printUsage();
        if (event.message !== undefined)
          this.#output.err(`${event.end}: ${event.message}${event.hint === undefined ? '' : ` ${event.hint}`}\n`);
        return;
      default:
        return;
    }
  }

  #printUsage(): void {
    const usage = this.#usage();
    if (usage === undefined) return;
    const { inputTokens, outputTokens, cacheShare, isEstimated } = usage;
    const cached = cacheShare === undefined ? '' : ` (${Math.round(cacheShare * 100)} % from the cache)`;
    this.#output.err(`${isEstimated ? 'about ' : ''}${count(inputTokens)} tokens read${cached}, ${count(outputTokens)} written\n`);
  }

  #endLine(): void {
    if (!this.#endsInNewline) this.#output.out('\n');
    this.#endsInNewline = true;
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
