/** Lines of a text that comes over the network, read no further than they are wanted. */

export interface PageWanted {
  readonly fromLine: number;
  readonly lines: number;
  /** Read no further than this for a page that begins far down. */
  readonly atMostBytes: number;
}

export interface TextPage {
  readonly lines: readonly string[];
  readonly firstLine: number;
  /** Known where the end was reached. */
  readonly totalLines?: number;
  /** More comes after the page, or would: the limit was reached first. */
  readonly hasMore: boolean;
  readonly isCut: boolean;
}

/** Undefined: what comes is no text. Reads chunk by chunk and leaves the rest where it is: whoever opened `body` ends it. */
export async function readTextPage(
  body: AsyncIterable<Uint8Array>,
  { fromLine, lines, atMostBytes }: PageWanted,
): Promise<TextPage | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chosen: string[] = [];
  let unfinished = '';
  let line = 1;
  let bytes = 0;
  const take = (text: string): void => {
    if (line >= fromLine && chosen.length < lines) chosen.push(text);
    line++;
  };
  try {
    for await (const chunk of body) {
      if (chunk.includes(0)) return undefined;
      bytes += chunk.length;
      // A line may be as long as the whole file: only what is new is looked through.
      const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
      unfinished += first;
      for (const piece of others) {
        take(withoutReturn(unfinished));
        unfinished = piece;
      }
      const isFull = chosen.length === lines && line > fromLine + lines;
      if (isFull || bytes > atMostBytes) return { lines: chosen, firstLine: fromLine, hasMore: true, isCut: !isFull };
    }
    unfinished += decoder.decode();
  } catch (error) {
    // Not UTF-8, as the format of every text on the Hub is.
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined;
    throw error;
  }
  if (unfinished !== '') take(withoutReturn(unfinished));
  const totalLines = line - 1;
  return { lines: chosen, firstLine: fromLine, totalLines, hasMore: totalLines > fromLine - 1 + chosen.length, isCut: false };
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
