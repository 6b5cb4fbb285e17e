/** Words by which a sentence comes back to what was done and said. */
import { isFound } from './matches.ts';

/** `The results above are with 0.1`, `the margin of 0.2 of our triplets`, `the batch of 512 that we used for it`. */
const again =
  /\b(?:results?|figures|numbers|scores|experiments|runs|models|values) (?:(?:reported|shown|given|above|here|below|in this paper|of (?:this|the) (?:paper|section)|in (?:the )?tables?(?: \S+)?) )*(?:are|were|is|was|come|came|have been|use|used) (?:all )?(?:obtained |made |trained |produced |run |done )?(?:with|for|at|using|from|over|after)\b|\bthe (?:[\p{L}-]+ ){1,4}of \d[\d.,·e^-]* (?:(?:that|which) we (?:use|used|chose|took|had|have)|(?:we|I) (?:use|used|chose|took)|of our|in our)\b/iu;

const number = String.raw`(?:\d[\d.,·e^-]*k?|two|three|four|five|six|eight|ten|twelve|twenty)`;
const owner = String.raw`(?:that|which|(?:for|over|during|in|with|at|on|through) which|for|over) (?:we|our|all(?: of)? our|all (?:runs|models|networks|experiments|trainings)|(?:the|both|all) (?:models?|networks?|agents?|runs?|policy)(?= (?:were|was|are|is|have|has|sees?|saw|trains?|trained|use|used)\b))\b`;
/** `our context length of 512`, `our 40 epochs`, `the 120 epochs for which the networks were trained`: a value that is taken as known. */
const known = new RegExp(
  String.raw`\bour (?:own |usual )?(?:[\p{L}-]+ ){1,3}of ${number}\b|\bour (?:own |full )?${number} (?:training )?(?:epochs|steps|iterations|updates|seeds|folds|classes|beams|rounds)\b|\b(?:after|over|in|during) all (?:of (?:the |our ))?${number} (?:[\p{L}-]+ )?(?:epochs|steps|iterations|updates|seeds|folds|rounds)\b|\bthe (?:full |whole )?${number} (?:[\p{L}-]+ ){0,2}(?:epochs|steps|iterations|updates|seeds|folds|classes|tokens|layers|heads|GPUs|cards) ${owner}|\bthe (?:[\p{L}-]+ ){1,4}of ${number} (?:[\p{L}]+ )?(?:${owner}|(?:was|were|has been|is) (?:not|never|hardly) (?:further )?(?:tuned|optimi[sz]ed|searched|varied|adapted|changed)\b)|^(?:Training|Fine-?tuning|Running) (?:each|every|all|both|the|our) (?:[\p{L}-]+ ){0,2}?(?:for|on|with) ${number} (?:training )?(?:epochs|steps|iterations|updates|seeds|GPUs) (?:kept|keeps|took|takes|costs?|needed|needs|made|makes|allowed|limited)\b`,
  'iu',
);

/** `All in all we train for 90 epochs`, `The batch size of 128 was not tuned`, `Training each model for 50k steps took …`: what was done, and of all of it. */
const summed =
  /^(?:All in all|All told|Altogether|In all|Overall|In total|In sum|In summary|In short|To sum up|Summing up),? (?:(?:we|I|our|the|all|every|each|it) [^.;]*\b(?:train|run|ran|use|take|took|cover|last|see|saw|need|compris|amount)\w*|(?:the )?training)\b|\b(?:the|our) (?:[\p{L}-]+ ){1,4}of \d[\d.,·e^-]*k? (?:was|were|is|are|has been|have been) (?:not|never|hardly|neither|left un) ?(?:\w+ )?(?:tuned|optimi[sz]ed|searched|varied|validated|chosen|ablated)\b|\b(?:did not|didn't|do not|never|have not) (?:\w+ )?(?:tune|tuned|optimi[sz]ed?|vary|varied|search|searched|ablated?) (?:the|our) (?:[\p{L}-]+ ){1,4}of \d|^(?:Pre-?|Fine-?)?T(?:raining|uning)\b[^.;]*? (?:took|takes|lasted|lasts|needed|needs|requires?d?|was done|ran|runs)\b[^.;]*\b(?:hours?|days?|weeks?|minutes?|GPUs?|cards?)\b|^We (?:always |again )?decoded? with\b|^Training (?:(?:each|every|all|the|our|one|a|these|both)(?: (?:of )?[\p{L}-]+){0,3} |it )?(?:for|over) [^.;]*\b(?:kept|took|takes|costs?|lasted|lasts|needed|needs|requires?d?)\b/iu;

/** `Our main system warms up for …`, `…, as in our main experiments`: under whatever heading. */
export const isOfMain =
  /^\s*(?:our|the) (?:main|full|final|reported|default) (?:system|model|network|method|agent|experiments?|runs?|results?|configuration|setting|version|training)s? (?!without|minus)|\b(?:just |exactly )?as (?:in|for|with) (?:all )?(?:our|the) (?:main|other|remaining|reported) (?:experiments?|runs?|results?|models?|system|tables?|setting|configuration)\b|\bas (?:elsewhere|everywhere else|throughout)\b/i;

/** Speaks of a value as one that the reader has met. */
export function takesAsKnown(text: string): boolean {
  return [again, known, isOfMain, summed].some((pattern) => isFound(text, pattern)) && !/⟦cite⟧|\bet al\b/.test(text);
}

/** Told once more, of what was done. */
export function isToldAgain({
  sentence,
  quote,
  place,
}: {
  readonly sentence?: string;
  readonly quote: string;
  readonly place: string;
}): boolean {
  return place === 'text' && takesAsKnown(sentence ?? quote);
}
