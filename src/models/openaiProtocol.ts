import type { AnswerReader } from './answer.ts';
import type { ModelRequest } from './model.ts';
import type { OpenAiReading } from './openaiAnswer.ts';
import type { Dialect } from './openaiDialect.ts';
import { OpenAiReader } from './openaiEvents.ts';
import { type CacheHint, OpenAiRequests } from './openaiRequest.ts';
import type { BodyPieces } from './requestBody.ts';

/** One of OpenAI's protocols: how requests are written, where they go, and who reads the answers. */
export interface Protocol {
  readonly path: string;
  body(request: ModelRequest, dialect: Dialect): BodyPieces;
  reader(reading: OpenAiReading): AnswerReader;
  /** What of this request was refused is sent no more. Both answer whether there was any. */
  leaveOutPictures(request: ModelRequest): boolean;
  leaveOutReasoning(request: ModelRequest): boolean;
}

export function chatCompletions(name: string, origin: string, hint: CacheHint): Protocol {
  const requests = new OpenAiRequests(name, origin, hint);
  return {
    path: '/chat/completions',
    body: (request, dialect) => requests.body(request, dialect),
    reader: (reading) => new OpenAiReader(reading),
    leaveOutPictures: (request) => requests.leaveOutPictures(request),
    leaveOutReasoning: () => false,
  };
}
