import type { Protocol } from './openaiProtocol.ts';
import { ResponsesReader } from './responsesEvents.ts';
import { ResponsesRequests } from './responsesRequest.ts';

/** The Responses API (developers.openai.com, “Responses”). Loaded when it is spoken first. */
export function responsesApi(name: string, origin: string, hasCacheKey: boolean): Protocol {
  const requests = new ResponsesRequests(name, origin, hasCacheKey);
  return {
    path: '/responses',
    body: (request, dialect) => requests.body(request, dialect),
    reader: (reading) => new ResponsesReader(reading),
    leaveOutPictures: (request) => requests.leaveOutPictures(request),
    leaveOutReasoning: (request) => requests.leaveOutReasoning(request),
  };
}
