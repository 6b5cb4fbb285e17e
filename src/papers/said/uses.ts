/** Values for using what was trained: `At test time crops of 1,024 pixels are taken`, what stands under “Evaluation”. */
import type { Occurrence } from './scopes.ts';

const words: readonly (readonly [name: string, stem: string])[] = [
  ['evaluation', 'evaluat\\w+'],
  ['test', 'test(?:ing)?(?: time)?'],
  ['inference', 'inference(?: time)?'],
  ['decoding', 'decoding'],
  ['generation', 'generation'],
  ['calibration', 'calibrat\\w+'],
];
const anyUse = [
  ...words.map(([, stem]) => stem),
  ...['sampling', 'profiling', 'timing', 'deploy\\w+', 'prediction', 'probing', 'measuring', 'ablat\\w+', 'sensitivity'],
].join('|');
const opensWithUse = new RegExp(`^\\s*(?:for|during|at|in|when) (?:the )?(?:${anyUse})\\b`, 'i');
const headsUse = new RegExp(`^(?:[\\p{L}-]+ )?(?:${anyUse})$`, 'iu');
const uses = words.map(([name, stem]) => ({
  name,
  opening: new RegExp(`^\\s*(?:for|during|at|in|when) (?:the )?${stem}(?=[ ,])`, 'i'),
  heading: new RegExp(`^(?:[\\p{L}-]+ )?${stem}$`, 'iu'),
  inside: new RegExp(`\\b(?:at|during|for|in) (?:the )?${stem}(?=[ ,.;)]|$)(?! (?:set|split|part|data))|\\b${stem} episodes\\b`, 'i'),
}));

/** Told where the setting has another value for training. */
const ofTraining = new Set([
  'batch size',
  'sequence length',
  'image size',
  'crop size',
  'temperature',
  'top-p',
  'episodes',
  'exploration rate',
  'dropout',
  'loss weight',
]);

/** Played to see how well, not to learn. */
const played =
  /\b(?:[Ee]very|[Aa]fter each|[Aa]fter every) (?:[\d,]+ )?(?:(?:training|environment|gradient) )?(?:steps|episodes|updates|epochs?|rounds?|iterations?)\b[^.;]*?\b(?:plays?|played|evaluat\w+|tested|tests?|runs? (?:through|for))\b[^.;]*?\bepisodes\b|\b(?:greedy|noiseless|noise-free|deterministic) episodes\b|\bepisodes (?:(?:played|run) )?(?:without|with no) (?:sampling|exploration|explorat\w+ noise|noise|learning)\b|\bepisodes (?:(?:played|run) )?greedily\b/i;

export function useOf(name: string, text: string, headings: readonly string[]): Occurrence | undefined {
  if (!ofTraining.has(name)) return undefined;
  const use = uses.find(
    ({ opening, heading, inside }) =>
      opening.test(text) ||
      inside.test(text) ||
      (heading.test(headings.at(-1) ?? '') && !/\btrain/i.test(text.replace(/^\s*(?:After|Behind|Once) [^,]*,/, ''))),
  );
  const told = use?.name ?? (name === 'episodes' && played.test(text) ? 'evaluation' : undefined);
  return told === undefined ? undefined : { name: told, kind: 'case', start: 0, end: 0 };
}

/** Whether a scope is one of these. */
export function isUse(name: string): boolean {
  return words.some(([use]) => use === name);
}

/** What is said of the trained model when it is used. */
export function isOfUse(text: string, headings: readonly string[]): boolean {
  return opensWithUse.test(text) || (headsUse.test(headings.at(-1) ?? '') && !/\btrain/i.test(text));
}
