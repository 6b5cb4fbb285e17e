/** Server-sent events as they come (WHATWG HTML, 9.2), as much of them as the Hub sends: `event:` and `data:`, comments to keep the line. */

export interface ServerEvent {
  /** Empty where none was named. */
  readonly event: string;
  readonly data: string;
}

/** Longer than any line that a log holds; what is longer is no stream of events. */
const maxWaitingChars = 16 * 2 ** 20;

/** `onLife`: something came, if only a comment. Ends with the stream; throws what breaks it. */
export async function* serverEvents(body: ReadableStream<Uint8Array>, onLife: () => void = () => undefined): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let waiting = '';
  let event = '';
  let data: string[] = [];
  for await (const chunk of body) {
    onLife();
    waiting += decoder.decode(chunk, { stream: true });
    if (waiting.length > maxWaitingChars) throw new Error('one line of the stream is longer than 16 MB');
    const lines = waiting.split(/\r\n|\n|\r(?!$)/);
    waiting = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') {
        if (line.startsWith('data:')) data.push(afterColon(line, 5));
        else if (line.startsWith('event:')) event = afterColon(line, 6);
        continue;
      }
      if (data.length > 0) yield { event, data: data.join('\n') };
      event = '';
      data = [];
    }
  }
  // What is not closed by an empty line was cut, and is told again when the stream is opened anew.
}

function afterColon(line: string, at: number): string {
  return line.slice(line[at] === ' ' ? at + 1 : at);
}
