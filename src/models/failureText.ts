import { transientKinds } from './errors.ts';
import type { ModelErrorKind } from './model.ts';

/**
 * What a failure is by its words alone: for failures without a status, and for refusals whose status stands for several things. First come
 * the kinds that no retry mends. The words are those of the services, their libraries and the proxies before them; a bare number counts
 * only where it stands as a status, so that “max 5000 tokens” is none.
 */
const wordings: readonly (readonly [ModelErrorKind, RegExp])[] = [
  [
    'too-long',
    /prompt is too long|token count of [\d,]+ exceeds|(input|prompt|request|conversation|context) (is|are) too (long|large)|input length .*exceed|too many input tokens|max(imum)? (context|prompt|input) (length|window|size)|context.?(length|window|size).?exceed|exceed(s|ed|ing)? .*(context.?(length|window|size)|maximum.*tokens|token limit)|reduce the length of (the|your) (messages|prompt|input)|request_too_large/i,
  ],
  ['no-credit', /credit balance|out of credits?|insufficient.?(funds|balance|credits?|quota)|billing.?(hard.?)?limit|payment required/i],
  ['rate-limited', /rate.?limit|too many (requests|tokens)|request limit|throttl|(requests|tokens) per (second|minute|hour|day)/i],
  ['rate-limited', asStatus('429')],
  ['refused', /content.?(filter|policy|management policy)|responsible.?ai/i],
  [
    'wrong-key',
    /unauthori[sz]ed|(invalid|incorrect|missing|expired) (x-)?api.?key|invalid.?(access )?token|authentication.?(error|failed)/i,
  ],
  ['wrong-model', /model\b.{0,80}\b(not found|does not exist|not exist|not supported)|unknown model/i],
  ['overloaded', /overloaded|\bcapacity\b|service.?unavailable/i],
  ['overloaded', asStatus('503|529')],
  [
    'server',
    /time[- ]?d?.?out|bad.?gateway|internal.?server.?error|connection.?(reset|refused|error|aborted|closed)|broken.?pipe|(?<![a-z])eof/i,
  ],
  ['server', asStatus('408|409|500|502|504')],
];

/** A number of a status, and not a part of another number or an amount of something. */
function asStatus(codes: string): RegExp {
  return new RegExp(
    `(?<![\\d.,$])(${codes})(?![\\d.,]*\\d|\\s*(tokens?|characters?|words?|requests?|messages?|bytes|[kmg]i?b|ms|s|seconds?)\\b)`,
    'i',
  );
}

/** What a failure is about stands at its beginning; a whole page is not searched. */
const longestRead = 2_000;

export function kindByText(text: string | undefined): ModelErrorKind | undefined {
  const beginning = text?.slice(0, longestRead);
  return beginning === undefined ? undefined : wordings.find(([, wording]) => wording.test(beginning))?.[0];
}

export interface TextClass {
  readonly contextOverflow: boolean;
  readonly rateLimit: boolean;
  /** The same request may work later. */
  readonly transient: boolean;
}

/** What may be done about a failure that has nothing but words. */
export function classifyText(text: string): TextClass {
  const kind = kindByText(text);
  return {
    contextOverflow: kind === 'too-long',
    rateLimit: kind === 'rate-limited',
    transient: kind !== undefined && transientKinds.has(kind),
  };
}
