/** Ways of saying settings in the words of other trades: who estimates has samples and months, who simulates sweeps, who studies a language letters and inventories. Data. */
import { type Frame, frame } from './frame.ts';

const signs = '(?:symbols|letters|characters|signs|tokens|words|phonemes|graphemes|glyphs|bytes|pieces|sub-?words|morphemes|syllables)';
const notes = '(?:notes|bars|beats|events|moves|bases|residues|amino acids|nucleotides|frames|points|readings|samples|steps|time ?steps)';
const moments =
  '(?:months|quarters|weeks|days|years|hours|trading days|observations|periods|minutes|points|time ?points|dates|cases|firms|households)';
const span = '(?:sample|period|window|span|set|part|subsample|half|sub-?period|segment|years?|months?)';
const learning = String.raw`(?:estimation|in-sample|fitting|training|learning|calibration) ${span}`;
const tuning = String.raw`(?:validation|tuning|model[- ]selection|development) ${span}`;
const judging = String.raw`(?:evaluation|out-of-sample|hold-?out|test|testing|forecast(?:ing)?|prediction) ${span}`;
/** `extends through December 1999 (480 months)`: the years are no sizes. */
const until = String.raw`[^.;()]{0,70}?\(`;
const counted = String.raw`NN (?:${moments})\)`;
const reached = String.raw`(?:,? (?:or|but|and) )?(?:in any (?:event|case)|at (?:the )?latest|at any rate|anyway|regardless|no later than|otherwise|failing that|else)`;

export const tradeFrames: readonly Frame[] = [
  // How many signs there are, and how many of them at once.
  frame(
    String.raw`\b(?:inventory|alphabet|vocabulary|lexicon|character set|sign set|repertoire|word ?list) (?:amounts? to|comes? to|counts?|numbers?|comprises?|consists? of|has|contains?|runs? to|totals?|encompasses|includes?) NN (?:[\w-]+ ){0,2}?(?:${signs}|entries|types|items|forms)\b`,
    ['vocabulary size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:no|none of the) (?:\w+ ){1,4}?(?:is|are|was|were|be) (?:ever )?(?:longer than|beyond|above|over) NN (?:${signs}|${notes})\b(?=[^.]{0,60}\b(?:pad|fill)\w*)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:longest|longest of (?:the|these|them)) (?:\w+ )?(?:has|have|is|counts?|contains?|numbers?|runs? to|with) NN (?:${signs}|${notes})(?: long)?\b(?=[^.]{0,70}\b(?:pad|fill)\w*)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  // What is written ends there.
  frame(
    String.raw`\b(?:until|unless|till|stops?|ends?|ended|stopped|halts?|finish(?:es|ed)?)\b[^.;#]{0,70}? or (?:when |once |as soon as |after |at )?NN (?:${signs})(?: (?:have|has|had|are|were) (?:been )?(?:written|produced|generated|emitted|spelled out|output|reached|sampled|there))?(?=[.,;)]|$)`,
    ['maximum length'],
    { fits: 'count' },
  ),
  // `their states 96 dimensions`, after `one layer each`.
  frame(
    String.raw`\b(?:its|their|the|whose) (?:hidden |recurrent )?states?,? (?:(?:is|are|have|has|of|with|in) )?(?:NN (?:dimensions|components|units|entries|coordinates)|NN[- ]dimensional)\b`,
    ['hidden units', 'hidden units'],
    { fits: 'count' },
  ),
  // What falls away.
  frame(
    String.raw`(?:^|, |; |and )NN of (?:the |all |these |its )?[^.;#]{1,50}? (?:is|are|was|were|being) (?:dropped|set to zero|zeroed(?: out)?|switched off|blanked(?: out)?|silenced|turned off|deleted|hidden|suppressed) (?:(?:each time|every time|independently|anew) )?(?:at random|randomly)(?=[^.;]{0,60}\b(?:train|learn|fit|update|pass)\w*)`,
    ['dropout'],
    { fits: 'share' },
  ),
  // How many are seen before a change.
  frame(
    String.raw`\b(?:presented|shown|fed|processed|offered|given|taken|handled|worked through|seen)(?: to (?:it|them|the (?:network|model|learner|machine)))? (?:together )?(?:in|as) (?:random )?(?:groups|bundles|packets|lots|portions|packs|bunches|parcels|blocks|sets|clusters|handfuls) of NN(?: each)?(?=[.,;)]|$| (?:and|each|with|after|so|which|[a-z]+s?[.,;]))`,
    ['batch size'],
    { fits: 'batch' },
  ),
  // `in any event after 200`, behind what ends it before.
  frame(
    String.raw`(?<=\bepochs?\b[^.;]{0,60})${reached} (?:after|at|with|by|beyond) (?:at most |the )?NN(?: (?:of them|epochs?|passes))?(?=[.,;)]|$)`,
    ['epochs'],
    { fits: 'count' },
  ),
  // Parts that are counted in months.
  frame(String.raw`\b${learning}${until}${counted}`, ['training examples']),
  frame(String.raw`\b${tuning}${until}${counted}`, ['validation examples']),
  frame(String.raw`\b${judging}${until}${counted}`, ['test examples']),
  frame(
    String.raw`\b${learning} (?:has|covers|spans|comprises|contains|holds|of|is|runs over|counts) NN ${moments}(?:,? (?:and )?(?:the |our )?${tuning} (?:(?:has|covers|spans|comprises|contains|holds|of|is|counts) )?NN)?(?: ${moments})?(?:,? (?:and )?(?:the |our )?${judging} (?:(?:has|covers|spans|comprises|contains|holds|of|is|counts) )?NN)?(?![:\d]|\.\d)`,
    ['training examples', 'validation examples', 'test examples'],
  ),
  // How far back is looked.
  frame(
    String.raw`\b(?:state|cell|memory|recursion|network)s? (?:is|are|was|were) (?:initiali[sz]ed|started|reset|set|begun)(?: (?:at|to|from|with) #_*)?,? NN ${moments} (?:before|prior to|ahead of|earlier than)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  // Who simulates: sweeps, and spins that are hidden.
  frame(
    String.raw`\b(?:perform|make|made|do|carry out|carried out|run|ran|use|used|took|take|train for|after|for|in) (?:a total of |in all |altogether )?NN (?:full |complete |such )?sweeps\b(?! of (?:the )?(?:chain|lattice|gibbs|monte|metropolis))(?<=\b(?:train\w*|configurations|samples|data|updates|patterns)\b[^.]{0,120})`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(String.raw`NN (?:hidden|latent) (?:spins|nodes|variables|cells|degrees of freedom)\b`, ['hidden units'], { fits: 'count' }),
  frame(
    String.raw`\bof (?:which|these|them) NN (?:enter|go into|are used in|serve in|feed|make up|are given to|are put into|constitute) (?:the |our )?(?:training|fit|estimation|learning)\b(?: (?:set|part|sample))?(?:,? (?:and|while|whereas) (?:the (?:other|remaining) )?NN (?:are|is|were|was|being) (?:retained|kept|reserved|held back|set aside|spared|saved|left) (?:for|to) (?:monitor|valid|tun|watch|choos|select|check|early))?`,
    ['training part', 'validation part'],
  ),
  // A chain that is run, and blocks of a jackknife: no training and no network.
  frame(
    String.raw`(?:NN )?(?:(?:Gibbs|Markov|Monte Carlo|MCMC|Langevin|Metropolis|HMC) )(?:chains?|runs?|simulations?|trajector(?:y|ies)) of NN (?:steps|sweeps|updates|iterations)(?:[^.;#]{0,30}?(?:discard\w*|drop\w*|omit\w*|burn-?in)[^.;#]{0,16}? NN)?`,
    [undefined, undefined, undefined],
  ),
  frame(
    String.raw`\b(?:jack-?knife|bootstrap|(?<!\b(?:randomi[sz]ed|complete|incomplete) )block(?:ing|ed)?|binning)\b[^.;#]{0,24}? (?:over|of|with|from|in|into) NN (?:blocks|bins|groups|samples|resamples|replicates)\b`,
    [undefined],
  ),
  frame(
    String.raw`(?:\b(?:an?|each|every)|#_*) (?:sweep|pass|epoch|round)\b[^.;#]{0,40}? (?:comprises|consists of|amounts to|corresponds to|is|makes|equals|has|means|takes) NN (?:updates|steps|iterations|batches)\b`,
    [undefined],
  ),
];
