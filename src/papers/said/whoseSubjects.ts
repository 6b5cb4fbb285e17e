/** Subjects whose clause tells of somebody else's run: names of systems, persons, works without a name, a model that is compared. Data. */

import { heldByData } from './dataNouns.ts';

/** A reference, or several. */
export const cite = String.raw`(?:⟦cite⟧|\[\d+(?:, ?\d+)*\])`;
const surname = String.raw`\p{Lu}[\p{L}'’-]*\p{Ll}`;
const persons = String.raw`(?:${surname}(?:,? (?:and|&) ${surname}(?= ?(?:⟦cite⟧|\(\d{4}\)))| et al\.?,?)(?:['’]s?)?(?: ?(?:${cite}|\(\d{4}\)))?|${cite}|(?:its|their|the|whose) (?:own )?(?:original )?(?:authors|organi[sz]ers|makers|creators|inventors))`;
/** Works of somebody else that have no name. */
const unnamed = String.raw`(?:[Tt]he|[Ll]ast year['’]s|[Tt]heir|[Tt]his year['’]s|\d{4}['’]s) (?:overall |official |past )?(?:(?!winners? (?:is|are|was|were) (?:\d|\{|[\p{L}\d_]{1,4} ?=))winn(?:er|ing (?:team|entry|system|solution|submission|run|model))s?|runners?-up|best (?:other|external|competing) (?:system|team|entry|run)|organi[sz]ers|vendors?|manufacturers?|previous (?:best|record|champion|winner|state of the art)|top entr(?:y|ies)|leading (?:team|entry|system))|(?:[Ee]arlier|[Pp]revious|[Pp]rior|[Oo]ther|[Rr]ecent|[Ll]ater|[Ss]ome) (?:stud(?:y|ies)|works?|papers?|authors|groups)(?: (?:on|of|in|with|for|from) [\p{L}\d -]{2,40}?)?|[Ee]arl(?:y|ier) (?:systems?|work|approaches)|(?:[Tt]he )?(?:public|published|released|official|commercial|deployed) (?:system|baseline)`;

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

/** Something came out, or did not. */
export const outcome = new RegExp(`${comesOut}|${fails}`, 'u');

/** `names`: of systems that are not this paper's, as one pattern of alternatives. */
export const systemSubjects = (names: string): RegExp[] => [
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
export const systemsBehind = (names: string): RegExp =>
  new RegExp(String.raw`(?<=[;,] (?:and |while )?)(?:${names})(?: ${cite})?,? (?:with|for|at|an?|by|\d)`, 'gu');

export const subjects: readonly RegExp[] = [
  // `DQN [3] learns with …`, `DeiT, from which much of this is borrowed, uses …`, `The original DDPM work reports …`.
  new RegExp(
    String.raw`${opens}(?!(?:Adam|SGD|RMS|We\b))\p{Lu}[\p{L}\d+-]+ ${cite}${adverbs} (?:learns|uses|trains|runs|takes|has(?! ${heldByData})|keeps|sets|works|samples|decodes)\b`,
    'gu',
  ),
  new RegExp(
    String.raw`${opens}\p{Lu}[\p{L}\d+-]+(?: ${cite})?, (?:from|on|by|after) which\b[^,;]*,${adverbs} (?:learns|uses|trains|runs|takes|has|had|keeps|sets|used|trained|was trained)\b`,
    'gu',
  ),
  /\b[Tt]he original (?!(?:batch|learning|training|data|image|model|network|split)\b)[\p{L}\d+-]+ (?:work|paper|implementation|authors?|study|article) (?:reports?|reported|uses?|used|trains?|trained|has|had|takes?|took)\b/gu,
  // `The network of X et al. with two layers, trained by …, reaches 3.5`, `the model of [3], a single layer of 100 units, is at 0.88`.
  new RegExp(
    String.raw`${opens}(?:[Tt]he|[Aa]n?) (?!(?:\p{L}+ )?(?:division|split|set-?up|protocol|code|implementation|partition|recipe|tokeni[sz]er|architecture|schedule|scheme|constants|settings)\b)[\p{L}\d-]+(?: [\p{L}\d-]+){0,2} (?:of|by|from) ${persons},? (?=[^;]*? ${comesOut})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:${opens}|(?<=^(?:In|At|On|For|With) [^;]*, ))(?:${unnamed})(?! (?:gave|give|provide|release|suppl|hand|set|ask|offer|publish))(?:, [\p{L}\d -]{2,30},|'s?)?${adverbs} (?:${verb}|(?:pre-?|fine-?|re-?)?trained|with)\b`,
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
];

/** `A PPO agent with a rate of 1e-4 never found …`, `an LSTM of 512 units, …, reaches 0.83`. */
export const compared = new RegExp(
  String.raw`${begins}(?:[Aa]n?|[Oo]ne|[Pp]lain|[Vv]anilla) (?!(?:learning|batch|value|rate)[^,;]{0,20}[\d·]|(?:\p{L}+ ){1,2}of [\d·])[\p{L}\d-]+[^;]*? (?:${comesOut}|${fails})`,
  'gu',
);
