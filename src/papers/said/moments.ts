/** Moments of a training at which something happened or is looked at: they tell nothing of how long it lasts. */

/** `the curves cross after 12 epochs`, `converges within 15 epochs`. */
const happens =
  /\b(?:cross(?:es|ed)?|converges?|converged|(?:over-?)?fits|parts?|meets?|catch(?:es)? up|caught up|level(?:s|led)? (?:off|out)|settle[sd]?|peak(?:s|ed)|emerge[sd]?|appear(?:s|ed)?|vanish(?:es|ed)?|disappear(?:s|ed)?|over-?fit(?:s|ted)?|saturate[sd]?|flatten(?:s|ed)?|diverge[sd]?|collapse[sd]?|overtakes?|overtook|exceeds?|exceeded|is (?:visible|reached|over|complete|learned|gone|lost|perfect)|are (?:visible|learned|gone|lost|perfect)|learns? [^.;,#]{3,24})(?: [\p{L}-]+ly)? (?:already |only |again |mostly |first |even )?(?:after|within|in|by|before|from|at)(?: (?:about|only|some|roughly|fewer than|less than|the first|epoch|step))* $/iu;
/** `Eigenvalues of the Hessian after 5 epochs`: what a figure shows. */
const isShown =
  /(?:^|[.;:] ?|\(\w\) ?)(?:the )?(?:[\p{L}-]+ ){0,2}(?:eigenvalues?|spectr(?:um|a)|histograms?|filters|features|feature maps|embeddings|representations|weights|activations|attention maps?|samples|t-sne|confusion matrix|reconstructions)\b[^.;:,#]{0,50}? (?:after|at) (?:epoch |step )?$/iu;

/** Whether it is one, by what stands before the number. */
export function isMoment(before: string): boolean {
  return happens.test(before) || isShown.test(before);
}
