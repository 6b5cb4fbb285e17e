import type { WrittenMessages } from './messageList.ts';

/** Bytes as a body say nothing about what they are. */
export const jsonHeaders = { 'content-type': 'application/json' } as const;

/** A request's body: the JSON of `head`, which is not empty, with `messages` as its last property. `before` and `after` stand in the same list. */
export function requestBody(
  head: object,
  { beginning, end }: WrittenMessages,
  before: readonly object[],
  after: readonly object[],
): Uint8Array {
  const first = before.map((message) => JSON.stringify(message)).join(',');
  const last = [end, ...after.map((message) => JSON.stringify(message))].filter((json) => json !== '').join(',');
  const comma = first !== '' && last !== '' ? ',' : '';
  const start = `${JSON.stringify(head).slice(0, -1)},"messages":[${first}${comma}`;
  return Buffer.concat([Buffer.from(start), beginning, Buffer.from(`${last}]}`)]);
}
