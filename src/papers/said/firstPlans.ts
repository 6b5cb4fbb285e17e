/** Cues for a first plan that something else took the place of, and for what was tried on the side and thrown out. Data; a decimal point is a `·`. */
import type { Cue } from './cue.ts';

const early =
  '(?:at first|first|initially|originally|once|at the start|in the beginning|at the beginning|to begin with|in the first weeks?|early on)';
const after = '(?:then |finally |later |soon |in the end |eventually |therefore |so |now |have since |since )';
/** What came in its place. */
const settles = `(?:settled|ended up|arrived at|came down to|came to rest|reverted|gave (?:it|this|that|them) up|abandoned|dropped (?:it|this|that|them)|threw|backed off|cut (?:it|this|that|everything) down|had to (?:give|go|change|lower|raise|cut|reduce))`;
const away =
  '(?:(?:threw|took|kicked|pulled|ripped) (?:it|them|this|that|both|all of it) (?:back )?out|(?:thrown|taken|kicked|pulled) (?:back )?out again)(?! of)';
const unused =
  '(?:is|are|was|were) (?:therefore |thus |hence |then |however |also )?(?:not|never|no longer|nowhere) (?:used|kept|reported|adopted|pursued|included|retained|part of)';

export const firstPlans: readonly Cue[] = [
  // `We began with a rate of 0.01, which explodes, and settled for 0.002`.
  {
    pattern: new RegExp(
      String.raw`\b(?:we|I) (?:${early} )?(?:began|started|set out|set off|worked|experimented|went) (?:out |off )?(?:with|from|at)\b[^;]*?(?=,? (?:and|but|before we|until we|so we) ${after}*(?:we )?${after}*${settles}\b)`,
      'giu',
    ),
    from: 'match',
  },
  // `We first had τ = 8 in mind and λ = 0.5`, `with 200 epochs, which we used at first`.
  {
    pattern: new RegExp(
      String.raw`\b(?:we|I) (?:${early} )had\b|\b(?:we|I) had\b[^;]*? in mind\b|\b(?:had|with) [^;,]*? in mind at (?:first|the time|that time)\b`,
      'giu',
    ),
    from: 'clause',
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:which|as|that|what) (?:we|I) (?:(?:had|used|took|ran|tried|chose|kept|planned|wanted|believed|thought)(?: to use)? ${early}|(?:had )?${early} (?:had|used|took|ran|tried|chose|planned|wanted|believed|thought))\b`,
      'giu',
    ),
    from: 'clause',
  },
  // `First go I had 1000 steps`, `On my first try we used 64 units`.
  {
    pattern:
      /\b(?:my |our |the |a )?(?:very )?first (?:go|try|attempt|shot|pass|round|time(?: round)?)(?: at (?:it|this))?,? (?:we|I) (?:had|used|took|set|ran|tried|went|trained|gave)\b/giu,
    from: 'clause',
  },
  // `The plan was to run 20 seeds`, `Then we thought of dropout 0.5`.
  {
    pattern:
      /\b(?:the|our|my) (?:(?:first|initial|original|old) )?(?:plan|idea|intention|hope|ambition|wish) (?:was|had been|is|would be)\b|\b(?:we|I) (?:then |also |once |at first |first |briefly )*(?:thought of|thought about|toyed with|fiddled with|dabbled in|fooled around with|flirted with|would have liked|should have liked)\b/giu,
    from: 'clause',
  },
  // `… worse in a pilot with 100 epochs`, `A momentum of 0.9, tried in two runs, sped it up`.
  {
    pattern:
      /\bin (?:an?|our|the|one|two|some) (?:(?:first|early|short|small|quick|preliminary|separate) )?(?:pilot|check|side experiment|dry run|dress rehearsal|warm-up experiment)s? (?:with|of|at|on|using|over|for)\b/giu,
    from: 'cue',
  },
  { pattern: /(?<=, )(?:which (?:we|I) )?tried (?:out )?(?:in|on|for|with|once|only|just|briefly|by hand)\b/giu, from: 'clause' },
  {
    pattern:
      /\b(?:things?|ideas?|choices?|options?|tricks?|variants?|changes?|extras?) (?:that |which )?(?:we|I) (?:then |later |soon |finally )*(?:dropped|gave up|tried|left out|threw out|abandoned|discarded|removed)\b/giu,
    from: 'clause',
  },
  // `We fiddled with 0.5 for a day and threw it out again`, `0.9 sped it up; it is not used`, `nor does 0.1 help, and it is not used either`.
  {
    pattern: new RegExp(
      String.raw`(?<=^|[;:(] ?)(?!(?:The|These|Those) \p{Ll}+ (?:is|are|was|were) )[^;:()]*?[\d·][^;:()]*?,? (?:and|but|so|then|yet)? ?(?:(?:we|I) )?(?:then |soon |later |finally |therefore )?${away}(?=[ .,;)]|$)`,
      'giu',
    ),
    from: 'match',
  },
  {
    pattern: new RegExp(
      String.raw`(?<=^|[.:(] ?)[^.:()]*?\d[^.:()]*?(?:[;,] (?:and |but |so |which |and so )?(?:it|they|this|that|which|neither|none of (?:it|this|them))? ?|\band )${unused}\b`,
      'giu',
    ),
    from: 'match',
  },
  // `Previous versions: v0.2 was trained with …`, `Release 1.0 used … and is deprecated`.
  {
    pattern:
      /^(?:the |our |all )?(?:previous|earlier|older|former|prior|preceding|superseded|deprecated) (?:versions?|releases?|iterations?|generations?|cards?)\b(?! of (?:the )?(?:data|corpus|dataset|library|package))|^(?:the )?(?:v|version |release )\d+(?:\.\d+)*\b[^.;]*\b(?:deprecated|superseded|withdrawn|retired|obsolete|replaced|no longer (?:maintained|supported|distributed|available))\b/giu,
    from: 'sentence',
  },
  // `Our first experiments had groups of 4`, `our first network had four layers`, `an earlier version of this note used 0.5`.
  {
    pattern:
      /\b(?:our|my) (?:very )?first (?:\p{Ll}+ )?(?:experiments?|runs?|networks?|models?|versions?|attempts?|tries|try|guess|choice|plan|set-?ups?|agents?|code|script|trainings?) (?:had|has|used|was|were|took|ran|trained|with)\b|\b(?:earlier|previous|older|old|first|former) versions? of (?:this|the|our|my) (?:note|code|script|program|experiment|repository|analysis|study|thesis|chapter|set-?up)\b|\b(?:until|before) (?:last )?(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|winter|week|month|year),? (?:we|I|it|the|our|there)\b/giu,
    from: 'clause',
  },
];
