/** In words, what was not worked out of what a paper says of itself: so that nobody takes what is not listed for what is not there. */
import type { Unfinished } from './said.ts';

const partWords: Readonly<Record<Unfinished['lacks'][number], string>> = {
  hyperparameters: 'the values that it states',
  contradictions: 'where it contradicts itself',
  unnamed: 'numbers whose words were not understood',
  missing: 'what it does not say',
  notation: 'what its symbols mean',
};

/** `Not worked out of this paper: what it does not say and what its symbols mean. It took more than 120 s. …` */
export function unfinishedWords({ why, lacks }: Unfinished): string {
  const words = lacks.map((part) => partWords[part]);
  const last = words.at(-1) ?? '';
  const all = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
  return `Not worked out of this paper: ${all}. ${/[.!?…]$/.test(why) ? why : `${why}.`} That nothing of it is listed does not mean that there is nothing.`;
}
