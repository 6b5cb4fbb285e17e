/** Which part of a sentence does not speak of what this paper did: other people's work, what was tried and given up, results. */

export type Span = readonly [start: number, end: number];

const verbs =
  '(?:use[sd]?|using|trains?|trained|reports?|reported|keeps?|kept|appl(?:y|ies|ied)|recommends?|recommended|sets?|needs?|needed|chooses?|chose|choose|tried|tries|employs?|employed|proposes?|proposed|suggests?|suggested|found|finds?|sweeps?|takes?|took|requires?|required|runs?|ran|adopts?|adopted|prefers?|works? with|pre-?trains?|fine-?tunes?|unfreezes?|relies|relied|quotes?|selects?|selected|advises?|obtain(?:s|ed)?|ha[ds]|have|stops?|stopped|starts?|averages?|averaged|warms?|went|optimi[sz]es?|regulari[sz]es?|set|whose|who|argues?|shows?|showed|anneals?|settle[sd]?|do|did)';
const somebody = String.raw`(?:[\p{Lu}][\p{L}'-]+(?:,? (?:and|&) [\p{Lu}][\p{L}'-]+| et al\.?)(?:,)?(?:'s?)?(?:\s*(?:\(\d{4}\)|⟦cite⟧|\[\d+\]))*|⟦cite⟧|\[\d+(?:, ?\d+)*\]|(?:[Pp]rior|[Pp]revious|[Ee]arlier|[Rr]elated|[Cc]oncurrent|[Rr]ecent|[Ff]ollow-?up|[Oo]ther|[Oo]lder|[Mm]ost|[Tt]heir) (?:works?|papers?|studies|authors|methods|approaches|recipes?|results?|implementations?|reports?|systems?|models?|networks?|baselines?)|[Tt]he (?:original|authors of|reference) (?:paper|work|authors|implementation|recipe|method|study|[\p{L}⟦⟧]+)|[Oo]ther(?:s| people| groups| labs)|[Ss]ome authors|[Tt]hey|(?:\p{Lu}\p{L}+|\p{Lu}{2,}) (?:⟦cite⟧|\[\d+\]))`;

/** From a cue to where the sentence turns back to the paper. */
const cues: readonly { readonly pattern: RegExp; readonly from: 'cue' | 'clause' | 'sentence' }[] = [
  // A result, not a setting. What is watched to stop or to slow down is one.
  {
    pattern:
      /^(?!.*\b(?:stop\w*|patience|halv\w*|whenever|rate is|once)\b).*?\b(?:accuracy|error|perplexity|score|return|BLEU|F1|likelihood|calibration error|performance)\b[^.;]{0,30}?\b(?:rises?|grows?|falls?|drops?|improves?|increases?|decreases?|gains?) (?:by|between|from|with)\b/giu,
    from: 'sentence',
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\b(?:follow|following|[Aa]s in|as by|by|from|to|of|with|in|like|than|and|e\.g\.,?|see|than by|method of|scheme of)\s)${somebody}(?: \w+ly)?(?:,? (?:who|which|also|instead|both|even|all|then|originally|typically|usually|often|in contrast|however),?)* ${verbs}\b`,
      'gu',
    ),
    from: 'cue',
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:method|approach|model|recipe|network|set-?up|setting|system|scheme|baseline|results?|work|configuration|implementation|version|values?|default|rate|size|coefficient|temperature|study|paper|choice|schedule|variant|agents?) (?:of|by|in|from|used by|used in|reported by|proposed by|due to) (?:the )?${somebody}(?: \w+ly)? ${verbs}\b`,
      'giu',
    ),
    from: 'clause',
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\bas )\b(?:used|reported|recommended|chosen|suggested|proposed|employed|advocated|adopted|taken|given|preferred|needed|required) (?:by|in) (?:the )?${somebody}(?! and (?:we|use))`,
      'giu',
    ),
    from: 'clause',
  },
  {
    pattern:
      /\b(?:unlike|in contrast (?:to|with)|contrary to|as opposed to|compared (?:to|with|against)|in comparison (?:to|with)|by comparison|rather than|instead of|versus|whereas (?!we|our|for|on)|as against|different(?:ly)? (?:from|than)|other than|far from|well below|far below|much (?:lower|higher|smaller|larger|more|less|shorter|longer) than|(?:lower|higher|smaller|larger|shorter|longer|more|less|fewer) than (?:the|that|those|in|what))/giu,
    from: 'cue',
  },
  {
    pattern:
      /\b(?:as|was|were) (?:reported|shown|observed|noted|argued|recommended|found) (?:in|by) (?:⟦cite⟧|[\p{Lu}])|\baccording to (?:⟦cite⟧|[\p{Lu}])/giu,
    from: 'sentence',
  },
  {
    pattern:
      /\bin (?:the|their) original (?:work|paper|publication|implementation|study|recipe|article)|\bof the original (?:paper|work|recipe|authors)|\bfollow-up (?:papers|work)|\bin (?:prior|previous|earlier|related) work\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\b(?:we )?(?:also |initially |first |briefly |at first )+(?:tried|experimented|tested|considered|explored)\b|\b(?:we|have) (?:tried|experimented with)\b|\b(?:diverge[sd]?|diverging|did not (?:help|improve|converge|change|matter|work|pay)|does not (?:help|improve|converge|change|matter)|made no difference|(?:led|lead|leads) to (?:unstable|worse|divergence|poor|slower|over-?fitting)|(?:was|were|is|are|gave|performed|works?|worked) (?:not (?:better|stable|enough)|no better|worse|unstable|too (?:small|large|high|low|slow))|had no (?:\w+ )?effect|hurts?|in (?:a )?(?:preliminary|pilot|early|first|initial) (?:experiments?|runs?|trials?|tests?|study)|(?:was|were) (?:then )?(?:dropped|abandoned|discarded|rejected|given up)|(?:turned|proved|turns) (?:out )?to be (?:unstable|worse|harmful|too)|without success|to no avail|gave (?:worse|no|similar|slightly)|over-?fit(?:s|ted)?|brought nothing|(?:we )?(?:did|do) not (?:use|try|report|study|consider|need))\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /^(?:with|at|for|using|even with|raising|lowering|increasing|doubling|halving)\b[^.]*?\b(?:drops?|dropped|falls? (?:by|to|below)|fell|rises? (?:by|to|above)|rose|degrades?|degraded|improves?|improved|loses?|lost|gains?|gained|reaches|reached|changes by|collapses?|collapsed|suffers?)\b/giu,
    from: 'sentence',
  },
  {
    pattern:
      /\b(?:larger|smaller|higher|lower|other|longer|shorter|stronger|weaker|different|bigger|wider|deeper) [^.,;#]{0,40}?(?:such as|like|of|\(e\.g\.,?|including)\b/giu,
    from: 'clause',
  },
  {
    pattern:
      /\bwould (?:be|need|require|take|have|correspond|give)\b|\b(?:one|practitioners?|readers?|future work) (?:could|might|may|should|can)\b|\b(?:could|might) also\b|\b(?:is|are) (?:often|usually|typically|commonly|widely|customarily) (?:set|used|chosen|trained|taken)\b|\b(?:usual|common|typical|customary) (?:choice|value|practice|default)s? (?:is|are|of|was)\b|\bit is (?:common|usual|customary)\b|\bwhose reward\b|\bwe do not need\b|\binstead of\b/giu,
    from: 'clause',
  },
];

const turnBack =
  /(?:,|;|:|\)|\s[-–—]+)\s*(?:but |and |so |yet |while |whereas |here,? |although |though )?(?:we|our|ours|this paper|in this (?:work|paper)|here|both of ours|us)\b|,\s*(?:the (?!who)|moderate|ours|all)|;/giu;

/** Of a sentence that stands under these headings. */
export function notOurs(sentence: string, headings: readonly string[]): readonly Span[] {
  const text = withoutPoints(sentence);
  if (
    headings.some((heading) =>
      /\b(?:did not|didn't|does not) (?:help|work|pay|matter)|\bnegative results?|\bwhat (?:failed|we tried)|\bfailed\b|\btried and\b|\bdead ends?\b|\bunsuccessful\b/i.test(
        heading,
      ),
    )
  )
    return [[0, text.length]];
  if (isBackground(headings) && !/\b(?:we|our|ours|us)\b/i.test(text)) return [[0, text.length]];
  const spans: Span[] = [];
  for (const { pattern, from } of cues)
    for (const match of text.matchAll(pattern)) {
      if (from === 'sentence') {
        spans.push([0, text.length]);
        continue;
      }
      const start = from === 'cue' ? match.index : clauseStart(text, match.index);
      spans.push([start, clauseEnd(text, match.index + match[0].length)]);
    }
  return spans;
}

/** Decimal points as another sign, so that a full stop in a pattern ends a sentence. */
export function withoutPoints(text: string): string {
  return text.replaceAll(/(?<=\d)\.(?=\d)/g, '·');
}

export function isWithin(spans: readonly Span[], at: number): boolean {
  return spans.some(([start, end]) => at >= start && at < end);
}

/** Headings under which values belong to others unless a sentence says “we”. */
export function isBackground(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /\b(?:related|prior|previous) (?:work|literature)|\bbackground\b|^introduction$|\bliterature\b|^discussion\b|^conclusions?\b|^limitations?\b|\bfuture work\b|^outlook\b/i.test(
      heading,
    ),
  );
}

function clauseStart(text: string, at: number): number {
  const before = text.slice(0, at);
  return Math.max(before.lastIndexOf(';'), before.search(/,\s+(?:but|while|whereas|though|although|since|because)\b[^,;]*$/)) + 1;
}

function clauseEnd(text: string, from: number): number {
  turnBack.lastIndex = from;
  const match = turnBack.exec(text);
  return match === null ? text.length : match.index;
}
