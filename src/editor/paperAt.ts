import { type Given, parseGiven } from '../papers/sources/given.ts';

/** The paper that an address on the web leads to, where that can be seen from it. */
export function paperAt(url: string): Given | undefined {
  if (!/^https?:\/\//i.test(url)) return undefined;
  try {
    const given = parseGiven(url);
    return given.kind === 'paper' ? given : undefined;
  } catch {
    return undefined;
  }
}
