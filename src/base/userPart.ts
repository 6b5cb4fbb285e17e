import type { UserPart } from './messages.ts';

/** What is said in words: of a picture, what it shows. */
export function wordsOf(part: UserPart): string {
  return part.type === 'text' ? part.text : `[Picture: ${part.label}]`;
}
