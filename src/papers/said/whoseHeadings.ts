/** Headings under which values are somebody else's, of what was tried or changed, or of what came out. */

/** Headings under which other people's methods are described. */
export function isOfOthers(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /^(?:the )?(?:strong |external |further |other )?(?:baselines?|competitors?|compet(?:ing|itive) (?:methods|models|approaches)|compar(?:ed|ison) (?:methods|models)|methods compared|other methods|reference (?:methods|models)|comparisons?)(?: (?:methods|models))?$/i.test(
      heading,
    ),
  );
}

/** Headings under which values belong to others unless a sentence says “we”. */
export function isBackground(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /\b(?:related|prior|previous|published|earlier|other) (?:work|literature|stud(?:y|ies)|papers?|authors|people|results|numbers|figures|data sets|benchmarks)\b|\bbackground\b|^introduction$|\bliterature\b|^discussion\b|^conclusions?\b|^limitations?\b|^(?:the |some |its )?limits$|^open questions?\b|^loose ends\b|\bfuture work\b|^outlook\b/i.test(
      heading,
    ),
  );
}

/** “A worked example”, “Proof of Theorem 1”, “Why the rate matters”: numbers are put in to see what comes out. */
export function isOfExample(headings: readonly string[]): boolean {
  return /^(?:a |the |some |two )?(?:worked|derivations?|proofs?|intuition|motivation|why|thought experiments?|back[- ]of[- ]the[- ]envelope)\b|\bworked (?:out )?example|\bintuition\b|\bmotivation$|^(?:an |the |one )?example (?:by hand|in numbers|on paper)$/i.test(
    headings.at(-1) ?? '',
  );
}

/** Headings under which a paper looks back on what it has done. */
export function isAfterwards(headings: readonly string[]): boolean {
  return /^(?:discussion|conclusions?|limitations?|outlook)\b/i.test(headings.at(-1) ?? '');
}

/** “What did not help”. */
export function isOfTrials(headings: readonly string[]): boolean {
  return headings.some((heading) =>
    /\b(?:did not|didn't|does not) (?:help|work|pay|matter)|\bnegative results?|\bwhat (?:failed|(?:we|I) (?:tried|dropped|abandoned|left out|gave up|discarded|did not|didn't)|did not|was (?:tried|dropped|left out|abandoned|not)|[\p{L} ]{2,30} (?:is|are) not (?:meant )?for$)|things (?:we|I) (?:tried|dropped)|things that (?:bit|went wrong|broke|cost)|what (?:bit|went wrong|broke|not to do)|\b(?:pitfalls|blind alleys|gotchas|war stories)\b|\bfailed\b|\btried and\b|\bdead ends?\b|\bunsuccessful\b/iu.test(
      heading,
    ),
  );
}

/** `Long-context variant`, `Shallow control`, `Ablation on target modules`. */
export function isUnderVariant(headings: readonly string[]): boolean {
  return /\b(?:variants?|ablat\w+|controls?|extensions?|alternatives?|sensitivity)$|^(?:ablat\w+|sensitivity|effect of)\b/i.test(
    headings.at(-1) ?? '',
  );
}

/** Headings under which is told what came out. */
export const ofResults =
  /^(?:(?:main|further|additional|other|more|experimental|empirical|quantitative|qualitative) )?(?:results?|ablations?|analys[ie]s|discussion|findings|observations|sensitivity|comparisons?|conclusions?|limitations?)(?: (?:and|of|on|with|to)\b.*| stud(?:y|ies)| experiments?| analys[ie]s)?$/i;

/** “How robust is this?”, “A rough calculation”: what is told there of a setting that the set-up gives is another one's. */
export const besideSetUp =
  /^(?:the |an? |some |how )?(?:robust\w*|rough calculations?|bounds?|statistics|error bars|uncertaint\w+|single images)\b|^what came out\b/i;
