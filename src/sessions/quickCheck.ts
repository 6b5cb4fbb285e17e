import { type SessionEventType, sessionLogVersion } from './events.ts';

/**
 * The schema's answer for the events that make up nearly all of a log, said by hand: opening a long session checks a hundred thousand of them.
 * A test holds both to the same answers; what is not answered here goes through the schema.
 */
type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isId = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isMissingOr = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value);
const isOneOf = (...names: readonly string[]): ((value: unknown) => boolean) => {
  const all: ReadonlySet<unknown> = new Set(names);
  return (value) => all.has(value);
};
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const hasKind = (value: unknown): boolean => isFields(value) && isText(value['kind']);
const isOrigin = (value: unknown): boolean => isFields(value) && isText(value['kind']) && isText(value['name']);
const isAllowed = (value: unknown): boolean => isFields(value) && isText(value['rule']) && isText(value['reason']);
const areKinds = (value: unknown): boolean => Array.isArray(value) && value.every(hasKind);
const isStop = isOneOf('end', 'calls', 'limit', 'refusal');
const isOutcome = isOneOf('done', 'failed', 'rejected', 'abandoned');

function isUsage(value: unknown): boolean {
  if (!isFields(value) || typeof value['isEstimated'] !== 'boolean') return false;
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = value;
  return isCount(inputTokens) && isCount(outputTokens) && isCount(cacheReadTokens) && isCount(cacheWriteTokens);
}

const bodies: { readonly [T in SessionEventType]?: (event: Fields) => boolean } = {
  'response.started': (e) => isId(e['turn']) && isId(e['response']) && isText(e['model']),
  'response.text': (e) => isId(e['response']) && isText(e['text']),
  'response.thinking': (e) => isId(e['response']) && isText(e['text']) && isMissingOr(e['signature'], isText),
  'response.call': (e) =>
    isId(e['response']) && isId(e['call']) && isText(e['providerId']) && isText(e['name']) && isText(e['argumentsJson']),
  'response.ended': (e) => isId(e['response']) && isStop(e['stop']) && isUsage(e['usage']),
  'tool.proposed': (e) =>
    isId(e['turn']) &&
    isId(e['call']) &&
    isText(e['tool']) &&
    isText(e['title']) &&
    areKinds(e['effects']) &&
    isMissingOr(e['detail'], hasKind),
  'tool.started': (e) => isId(e['call']) && isMissingOr(e['allowed'], isAllowed),
  'tool.ended': (e) =>
    isId(e['call']) &&
    isOutcome(e['outcome']) &&
    isMissingOr(e['code'], isText) &&
    isMissingOr(e['blob'], isText) &&
    isText(e['content']) &&
    isMissingOr(e['origin'], isOrigin) &&
    e['hidden'] === undefined &&
    e['pictures'] === undefined &&
    isMissingOr(e['detail'], hasKind),
};

/** Types that are answered here. */
export const quickTypes: readonly string[] = Object.keys(bodies);

/** True: the schema accepts it. False: only the schema can tell. */
export function isSurelyAnEvent(value: unknown): boolean {
  if (!isFields(value) || value['v'] !== sessionLogVersion || !isId(value['id']) || !Number.isFinite(value['atMs'])) return false;
  if (value['parent'] !== null && !isId(value['parent'])) return false;
  const { type } = value;
  return typeof type === 'string' && Object.hasOwn(bodies, type) && (bodies[type as SessionEventType]?.(value) ?? false);
}
