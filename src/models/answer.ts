import * as z from 'zod';
import { SseParser } from '../base/sse.ts';
import { brokenStream } from './errors.ts';
import type { ModelEvent } from './model.ts';
import { ReportedError, wireErrorOfEvent } from './wireError.ts';

/** Puts one answer together from the events of a wire. */
export interface AnswerReader {
  readonly service: string;
  /** Nothing that comes after belongs to the answer. */
  readonly isDone: boolean;
  /** Adds to `out` what an event means. Throws `ModelFailure` or `ReportedError`. */
  take(name: string, data: string, out: ModelEvent[]): void;
  /** The wire has ended. Throws `ModelFailure` when the answer has not; else adds what is owed, an `end` last. */
  end(out: ModelEvent[]): void;
}

/** Model events, together as they came together; an empty list says that something came which is no event by itself. */
export type Batches = AsyncGenerator<readonly ModelEvent[], void>;

/** Reads a response's body to its end. What came before a failure is passed on before the failure is thrown. */
export async function* readAnswer(response: Response, reader: AnswerReader): Batches {
  yield [];
  if (/^\s*application\/json/i.test(response.headers.get('content-type') ?? '')) throw await answeredWithJson(response, reader.service);
  let out: ModelEvent[] = [];
  const parser = new SseParser((name, data) => {
    if (!reader.isDone) reader.take(name, data, out);
  });
  for await (const bytes of response.body ?? []) {
    out = [];
    const thrown = caught(() => parser.push(bytes));
    if (thrown === undefined || out.length > 0) yield out;
    if (thrown !== undefined) throw thrown.error;
    if (reader.isDone) break;
  }
  out = [];
  const thrown = caught(() => {
    if (!reader.isDone) parser.end();
    reader.end(out);
  });
  if (out.length > 0) yield out;
  if (thrown !== undefined) throw thrown.error;
}

function caught(work: () => void): { readonly error: unknown } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

const reporting = z.looseObject({ error: z.union([z.string(), z.looseObject({})]) });

/** Some proxies put their failures into a good status, and some do not stream at all. */
async function answeredWithJson(response: Response, service: string): Promise<Error> {
  const body = parseJson(await response.text());
  if (reporting.safeParse(body).success) return new ReportedError(wireErrorOfEvent(body));
  return brokenStream(service, 'it is not a stream');
}

/** The data of an event. Throws `ModelFailure` with the beginning of what is no JSON. */
export function parseEvent(service: string, data: string): unknown {
  try {
    return JSON.parse(data);
  } catch (error) {
    throw brokenStream(service, `a piece of it is not valid JSON (${JSON.stringify(data.slice(0, 120))})`, error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
