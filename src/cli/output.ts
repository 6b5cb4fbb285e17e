import type { SessionEvent } from '../sessions/events.ts';

/** Where the command line writes: handed in, so that tests read it. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** Aborted when nobody reads on (`| head`) or nothing can be written: its reason is the error. */
  readonly closed: AbortSignal;
}

/** The process's own streams. A reader that goes away is no failure of ours: what would be written to it is dropped. */
export function createProcessOutput(): Output {
  const closed = new AbortController();
  process.stdout.on('error', (error: Error) => closed.abort(error));
  process.stderr.on('error', () => undefined);
  return {
    out(text) {
      if (!closed.signal.aborted) process.stdout.write(text);
    },
    err: (text) => void process.stderr.write(text),
    closed: closed.signal,
  };
}

/** Prints a session as it happens: the answer on stdout, what is being done on stderr; or every event as one JSON line. */
export class SessionPrinter {
  readonly #output: Output;
  readonly #json: boolean;
  #endsInNewline = true;

  constructor(output: Output, json: boolean) {
    this.#output = output;
    this.#json = json;
  }

  print(event: SessionEvent): void {
    if (this.#json) {
      this.#output.out(`${JSON.stringify(event)}\n`);
      return;
    }
    switch (event.type) {
      case 'response.text':
        this.#output.out(event.text);
        this.#endsInNewline = event.text.endsWith('\n');
        return;
      case 'response.ended':
        this.#endLine();
        return;
      case 'response.superseded':
        this.#endLine();
        this.#output.err(`! ${event.message} (what was shown above is superseded)\n`);
        return;
      case 'tool.proposed':
        this.#output.err(`→ ${event.title}\n`);
        if (event.detail?.kind === 'edit') this.#output.err(indent(event.detail.unified));
        return;
      case 'tool.ended':
        if (event.outcome !== 'done') this.#output.err(`✗ ${event.outcome}: ${firstLine(event.content)}\n`);
        return;
      case 'notice':
        this.#output.err(`${event.level}: ${event.text}\n`);
        return;
      case 'turn.ended':
        this.#endLine();
        if (event.message !== undefined)
          this.#output.err(`${event.end}: ${event.message}${event.hint === undefined ? '' : ` ${event.hint}`}\n`);
        return;
      default:
        return;
    }
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
