/** `grab 512 points`: what a line of an algorithm draws is drawn for one step. */
import type { Candidate } from './candidates.ts';
import { quoted } from './linear.ts';
import { amounts } from './numbers.ts';
import type { Passage } from './passages.ts';

const draws = String.raw`(?:draw|sample|take|grab|pick|fetch|load|choose|collect|get|select|run|play|roll out|(?:let )?(?:B|S|D|\p{L}) ?(?:←|:?=|is|be)) (?:randomly |uniformly |at random )?(?:an? |the )?(?:next |mini-?batch of |batch of )?(?:(?:B|M|N|m|n|b|k) ?= ?)?$`;
const drawn = new RegExp(`^\\W*${draws}`, 'iu');
const things =
  /^ (?:(?:fresh|random|new|more|other|training|unlabel\p{L}+|label\p{L}+|clean|noisy|whole|complete) )*(?:points|examples|images|pictures|sequences|samples|pairs|triples|windows|segments|transitions|texts|sentences|signals|lists|digits|series|drawings|reviews|pieces|episodes|trajectories|games|graphs|molecules|tasks)\b(?! (?:for|per|of each|from each))/iu;
const notLearned =
  /\b(?:validat\w+|test\w*|evaluat\w*|held|once|initial\w*|warm\w*|pool|clients?|(?:in|to|into|fill) the (?:queue|memory|buffer)|seeds?|query|label them)\b/i;

/** What was read of the line, with what it draws as the size of a batch. */
export function inProcedure(read: readonly Candidate[], { line, anchor, place, headings }: Passage): readonly Candidate[] {
  if (place !== 'algorithm') return read;
  if (notLearned.test(line.text)) return read;
  const found = read.map((value) =>
    value.name === 'training examples' && /^\W*(?:draw|sample)\b/i.test(line.text) ? { ...value, name: 'batch size' } : value,
  );
  const [first] = amounts(line.text);
  if (first === undefined || !first.isDigits || first.value < 2 || !Number.isInteger(first.value)) return found;
  if (!drawn.test(line.text.slice(0, first.start)) || !things.test(line.text.slice(first.end))) return found;
  const stated = line.text.slice(first.start, first.end);
  const others = found.filter(({ value, name }) => value !== first.value || !/^(?:training examples|batch size|episodes)$/.test(name));
  const size: Candidate = {
    name: 'batch size',
    value: first.value,
    stated,
    scope: found.find(({ name, value }) => name === 'batch size' && value === first.value)?.scope ?? [],
    quote: quoted(line, 0, line.text.length),
    sentence: line.text,
    anchor,
    place,
    headings,
  };
  return [...others, size];
}
