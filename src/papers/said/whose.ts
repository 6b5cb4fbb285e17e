/** Whose run a value belongs to: decided by the subject on which its clause hangs. */
import { matchesOf } from './matches.ts';
import { clauseEnd, type Span, withoutPoints } from './others.ts';
import type { Systems } from './systems.ts';

const cite = String.raw`(?:⟦cite⟧|\[\d+(?:, ?\d+)*\])`;
const surname = String.raw`\p{Lu}[\p{L}'’-]*\p{Ll}`;
const persons = String.raw`(?:${surname}(?:,? (?:and|&) ${surname}(?= ?(?:⟦cite⟧|\(\d{4}\)))| et al\.?,?)(?:['’]s?)?(?: ?(?:${cite}|\(\d{4}\)))?|${cite}|(?:its|their|the|whose) (?:own )?(?:original )?(?:authors|organi[sz]ers|makers|creators|inventors))`;
/** Works of somebody else that have no name. */
const unnamed = String.raw`(?:[Tt]he|[Ll]ast year['’]s|[Tt]heir|[Tt]his year['’]s|\d{4}['’]s) (?:overall |official |past )?(?:winn(?:er|ing (?:team|entry|system|solution|submission|run|model))s?|runners?-up|best (?:other|external|competing) (?:system|team|entry|run)|organi[sz]ers|vendors?|manufacturers?|previous (?:best|record|champion|winner|state of the art)|top entr(?:y|ies)|leading (?:team|entry|system))|(?:[Ee]arlier|[Pp]revious|[Pp]rior|[Oo]ther|[Rr]ecent|[Ll]ater|[Ss]ome) (?:stud(?:y|ies)|works?|papers?|authors|groups)(?: (?:on|of|in|with|for|from) [\p{L}\d -]{2,40}?)?|[Ee]arl(?:y|ier) (?:systems?|work|approaches)|(?:[Tt]he )?(?:public|published|released|official|commercial|deployed) (?:system|baseline)`;

/** What may stand between a subject and its verb. */
const adverbs = String.raw`(?:,? (?:\p{Ll}+ly|also|only|itself|themselves|both|all|even|then|too|in turn|for its part|in contrast|by contrast|however|never|for example|for instance|as published|in its paper),?)*`;
const verb = String.raw`(?!(?:was|were|is|are) (?!(?:originally |first |itself )?(?:pre-?|fine-?|re-?)?(?:trained|tuned|published|released|run|fitted|optimi[sz]ed|decoded|reported|evaluated|obtained)\b)|(?:consist|stack|compris|contain|divide|split|predict|map|read|combine|receive|process|aggregate)\p{Ll}*|(?:as|is the|was the|this|its|thus|plus|across|versus|less|yes|perhaps|sometimes|always|images|steps|weights|needs? to be)\b)(?:\p{Ll}{2,}(?:s|ed)|had|did|got|took|kept|ran|made|chose|drew|found|saw|set|went|held|began|cut|gave|drove|use|train|have|take|keep|need|report|apply|set|run|get|do)`;
/** Where a clause opens. */
const opens = String.raw`(?<=^|[;:(–—] ?|, (?:and|but|while|whereas|though|although) |\b(?:[Ww]hile|[Ww]hereas|[Aa]lthough|[Tt]hough|[Ss]ince|[Bb]ecause|where|and) )`;
const begins = String.raw`(?<=^|[;:(–—] ?|, (?:and|but|while|whereas) )`;
/** Goes on about the noun before it. */
const relative = String.raw`,? ?\(?(?:which|whose|who|where|(?:itself |first |then |there )?(?:re-?|pre-?|fine-?)?(?:trained|tuned|fitted|obtained|optimi[sz]ed|run|decoded)|having|training|using|at|with)`;
/** A figure that came out. */
const figure = String.raw`(?:only |about |around |nearly |almost |already |just |an? [\p{L}\d -]{0,30}?of |the same )*[\d·]+(?:,\d{3})?(?: ?%| (?:points?|percent|dB|BLEU|meV|nats|bits?|AUC|F1|FID)\b)?(?=[.,;) ]*$|[.,;)] | ?%| (?:points?|percent|dB|BLEU|meV|nats|bits?|AUC|F1|FID|on|in|of|at|after|with|while|and)\b)`;
const comesOut = String.raw`(?:(?:is|are|was|were|stands?|stood|ends?|ended|arrives?|arrived|stays?|stayed|remains?|remained|stops?|stopped) (?:up )?at|reach(?:es|ed)?|gets?|got|gains?|gained|has|had|have|scores?|scored|attains?|attained|achieve[sd]?|obtain(?:s|ed)?|yield(?:s|ed)?|makes?|made|comes? to|came to|gives?|gave|loses?|lost|agrees? in|agreed in) ${figure}`;
const fails = String.raw`(?:never (?:found|learn\w*|reach\w*|converge\w*|pass\w*|g[eo]t\w*|solve\w*|recover\w*|improve\w*|w[oi]n\w*|beat\w*|exceed\w*|left|leave\w*)|(?:did|does|do|could|can) not (?:find|learn|reach|converge|pass|get|solve|recover|keep|follow|win|beat)|(?:failed|fails) to (?:find|learn|reach|converge|pass|get|solve))`;

const adopted =
  /\b(?:which|as|that|what|whom?) (?:we|I) (?:also |too |then |all )?(?:use|keep|adopt|take|follow|retain|apply|set|copy|kept|used|took|adopted|followed|do|did)\b|\b(?:as|so|and so|nor|neither) (?:do|did|does|is|are) (?:we|ours?|I)\b|\b(?:we|I) (?:use|do|keep|take|adopt|follow|chose|set|apply|retain|used|kept|took|adopted|followed) (?:the same|likewise|so|this|it|them|that|these|those|both|all of)\b|\bas (?:we|I) do\b|\bas (?:here|in ours?)\b|\b(?:we|I) follow\b|\bfollowing\b/i;
/** An own subject: nothing that hangs on it is another's. */
const own =
  /\b(?:we|us|ours?|ourselves|I|my|mine|this (?:paper|work|report|study)|proposed|all (?:[\p{L}-]+ )?(?:models|networks|methods|runs|agents|systems|baselines)|both|each|every)\b/iu;

const hypothetical =
  /\b(?:we|I|one) (?:(?:at )?first |initially |originally |once |also )?had (?:(?:at )?first |initially |originally |once |also |even )?(?:tried|planned|intended|hoped|thought|wanted|begun|started|trained|set|chosen|used|run|experimented|worked|considered)\b(?! (?:out|off|up)\b)|\b(?:will|shall) (?:also |then |next |therefore )?(?:try|test|explore|examine|investigate|study|consider|replace|extend|scale|repeat|move|switch|increase|turn to|look)\b|\b(?:we|I) (?:plan|intend|hope|want|would like|mean) (?:to|for)\b|\b(?:was|were|had been) (?:our|my) (?:very )?(?:first|initial|original) (?:choice|attempt|idea|try|plan|guess)\b|\bleft (?:for|to) (?:future|later)\b|\b(?:saw|brought|showed|found) nothing\b[^.;]*\b(?:took|left|threw|dropped|removed)\b|\b(?:was|were) not pursued\b(?<!\bmemory\b.*)|\bnever (?:passed|converged|got)\b[^.;]*\b(?:isn't|is not|aren't|are not|was not|not) (?:part|used|reported)\b/giu;

const named = (names: string): RegExp[] => [
  // `PEGASUS decodes with …`, `The original co-teaching trains for …`.
  new RegExp(
    String.raw`${opens}(?:(?:[Tt]he )?(?:original|full|first|standard|published) )?(?:[Tt]he )?(?:${names})(?: \(?${cite}\)?)?${adverbs} ${verb}\b`,
    'gu',
  ),
  new RegExp(String.raw`${opens}(?:${names}) \(?${cite}\)?${adverbs} \p{Ll}+(?:s|ed)\b`, 'gu'),
  // `OPT (sequence length 2048)`, `MoCo, whose queue …`.
  new RegExp(String.raw`(?:${names})(?: ?\(?${cite}\)?)?${relative}\b`, 'gu'),
  new RegExp(String.raw`(?<=(?:${names})(?: ${cite})?) \((?=[^()]*\d)`, 'gu'),
  new RegExp(
    String.raw`\b(?:like|of|in|from|as in|than|to) (?:${names})(?: ${cite})?,? (?:with|which|whose|where|that|(?:re-?|pre-?|fine-?)?(?:trained|tuned)|at)\b`,
    'gu',
  ),
];

/** `, HouseDiffusion with …`, `; iCaRL a learning rate of …`: the verb is that of the clause before. */
const elliptic = (names: string): RegExp =>
  new RegExp(String.raw`(?<=[;,] (?:and |while )?)(?:${names})(?: ${cite})?,? (?:with|for|at|an?|by|\d)`, 'gu');

const always: readonly RegExp[] = [
  // `The network of X et al. with two layers, trained by …, reaches 3.5`, `the model of [3], a single layer of 100 units, is at 0.88`.
  new RegExp(
    String.raw`${opens}(?:[Tt]he|[Aa]n?) (?!(?:\p{L}+ )?(?:division|split|set-?up|protocol|code|implementation|partition|recipe|tokeni[sz]er|architecture|schedule|scheme|constants|settings)\b)[\p{L}\d-]+(?: [\p{L}\d-]+){0,2} (?:of|by|from) ${persons},? (?=[^;]*? ${comesOut})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:${opens}|(?<=^(?:In|At|On|For|With) [^;]*, ))(?:${unnamed})(?! (?:gave|give|provide|release|suppl|hand|set|ask|offer|publish))(?:, [\p{L}\d -]{2,30},|'s?)?${adverbs} (?:${verb}|(?:pre-?|fine-?|re-?)?trained|with)\b`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:${unnamed}), (?:[\p{L}\d ⟦⟧-]{2,30}, )?(?:which|whose|who|(?:pre-?|fine-?|re-?)?(?:trained|tuned|fitted)|with)\b`,
    'gu',
  ),
  /, whose (?:own )?(?:authors|makers|creators|inventors|paper)\b/gu,
  /\b(?:fine-tuned|trained|tuned|run|provided|prepared|supplied|submitted|built) by (?:the|its|their) (?:organi[sz]ers|authors|vendor|manufacturer|task team)\b/gu,
  // `DGCNN was published with 250 epochs`, `In work [3] a network of three layers was proposed`.
  /\b(?:was|were|been) (?:originally |first )?(?:published|released|introduced|presented|proposed)(?: before| elsewhere)?(?: by \p{Lu}[\p{L}' ]+(?:et al\.?)?)?,? with\b/gu,
  new RegExp(String.raw`(?<=^|[;:(] ?)[Ii]n (?:the )?(?:works?|papers?|stud(?:y|ies)) (?:of |by )?${cite},?(?! (?:we|our|I)\b)`, 'gu'),
  new RegExp(String.raw`\b(?:is|are|was|were) (?:compared|studied|discussed|analy[sz]ed|surveyed) (?:in|by) ${persons}`, 'gu'),
  /\b(?:rates?|sizes?|values?|settings?|recipes?|temperatures?|schedules?|defaults?|constants?) (?:published|recommended|reported|advised) (?:for|elsewhere|there)\b/gu,
  /\b(?:compare[ds]?|comparison)\b[^.;]{0,30} (?:with|to|against) (?:public|published|existing|released|open)\b[^.;]*? (?:trained|tuned)\b/gu,
  /\b(?:previous|preceding|earlier|last|next) chapters? (?:deal|treat|concern|was about|were about|is about|are about|consider|stud)\p{Ll}*/gu,
  // `While Mip-NeRF is trained for a million iterations, we …`.
  /(?<=^|[;:] )(?:[Ww]hile|[Ww]hereas|[Tt]hough|[Aa]lthough) (?:the )?(?:\p{Lu}[\p{L}]*-?[\p{L}]*\p{Lu}[\p{L}]*)(?: ⟦cite⟧)? (?:is trained|was trained|uses?|used|needs?|needed|has|had|takes?|took|trains|trained)\b(?=[^,;]*(?:,\d{3}[^,;]*)*, (?:we|ours?|I)\b)/gu,
  new RegExp(
    String.raw`\b(?:those|that|numbers|figures|results|scores|values) of (?:${persons}),? (?:which|who|obtained|trained|got|where)\b`,
    'gu',
  ),
];
const result = new RegExp(`${comesOut}|${fails}`, 'u');
/** `A PPO agent with a rate of 1e-4 never found …`, `an LSTM of 512 units, …, reaches 0.83`. */
const compared = new RegExp(
  String.raw`${begins}(?:[Aa]n?|[Oo]ne|[Pp]lain|[Vv]anilla) (?!(?:learning|batch|value|rate)[^,;]{0,20}[\d·]|(?:\p{L}+ ){1,2}of [\d·])[\p{L}\d-]+[^;]*? (?:${comesOut}|${fails})`,
  'gu',
);

/** `In the campaign of 2019, on 14,279 examples, `: said of what comes then. */
const circumstance = /^(?:In|At|On|For|With) (?!(?:all|both|our|each|every)\b)[^;]*, (?:the )?$/;

/** Spans of a sentence whose values are of another's run. */
export function ofSomebodyElse(sentence: string, { names }: Systems): readonly Span[] {
  const text = withoutPoints(sentence);
  const spans: Span[] = [];
  const patterns = [...(names === undefined ? [] : named(names)), ...always];
  for (const pattern of patterns)
    for (const match of matchesOf(text, pattern)) {
      const end = clauseEnd(text, match.index + match[0].length);
      const start = circumstance.test(text.slice(0, match.index)) ? 0 : match.index;
      // `ConvNeXt, pre-trained on ImageNet.`: names what is used.
      const isFragment =
        match.index === 0 &&
        /(?<!\b(?:is|are|was|were|been)),? (?:(?:pre-?|fine-?)?(?:trained|tuned)|with|using)$/.test(match[0]) &&
        !result.test(text);
      if (!isFragment && !adopted.test(text) && !own.test(match[0])) spans.push([start, end]);
    }
  if (names !== undefined)
    for (const match of matchesOf(text, elliptic(names)))
      if (spans.some(([, end]) => end <= match.index + 1)) spans.push([match.index, clauseEnd(text, match.index + match[0].length)]);
  for (const match of matchesOf(text, compared))
    if (!own.test(match[0])) spans.push([match.index, clauseEnd(text, match.index + match[0].length)]);
  for (const match of matchesOf(text, hypothetical))
    spans.push([Math.max(0, text.lastIndexOf(';', match.index)), clauseEnd(text, match.index + match[0].length)]);
  return spans;
}
