/** Numbers beside what a network or a set of data consists of that count another thing. */
import type { Amount } from './numbers.ts';

interface Place {
  /** Where the words begin and end that bind the number to its name. */
  readonly start: number;
  readonly end: number;
  readonly first: Amount;
}

/** `name`: layers, channels or classes. */
export function isNoPart(name: string, text: string, { start, end, first }: Place): boolean {
  const written = text.slice(first.start, first.end).toLowerCase();
  const ahead = text.slice(0, first.start);
  const between = text.slice(start, first.start);
  const rest = text.slice(first.end);
  const behind = text.slice(first.end, end);
  switch (name) {
    case 'layers':
      return (
        /^ blocks of (?:\S{1,3} ?= ?)?\d[\d,]*(?![\d,]| (?:dimensions|units|channels|features|neurons|wide)\b)/.test(rest) ||
        /^ of (?!the\b|these\b|its\b|our\b|them\b)/.test(rest) ||
        /\bblocks of (?:\S{1,3} ?= ?)?$/i.test(ahead) ||
        /\b(?:retina|cortex|skin|soil|atmosphere|snow\w*|ice|lea(?:f|ves)|walls?|epidermis|coating|seabed)\b[^.;,]{0,30}$/i.test(ahead) ||
        /^ (?:[\p{L}-]+ )?layers? of (?:the )?(?:snow|ice|rocks?|soil|sediments?|paint|clouds?|skin|cortex|retina|atmosphere|ocean|graphene|fabric|glass|atoms|water|air|tissue|clay|sand|paper|cloth|foil|cells of the|bark|abstraction|meaning|management|government|security|defen[cs]e)\b/u.test(
          rest,
        ) ||
        first.value >= 1e6 ||
        // `Each block has two convolutions`.
        /\b(?:each|every|a|one|per)(?: [a-z]+)? (?:block|stage|module|cell|level)s?\b[^.;,#]{0,16}\b(?:has|have|contains?|consists? of|with|comprises?|stacks?) $/i.test(
          ahead,
        ) ||
        // `contiguous blocks of 40 volumes`.
        (/\bblocks? of $/i.test(between) && /^ (?:(?!layers|conv)[\p{L}-]+ )?(?!layers|conv|units)\p{L}+s\b/u.test(rest)) ||
        // `the remaining eight dilated layers`.
        (/\b(?:remaining|last|final|lower|upper|top|bottom) $/i.test(ahead) && !/^[ -]hidden/.test(rest)) ||
        (first.value >= 150 && /\bL ?= ?$/.test(ahead))
      );
    // Of the input: a single lead, three colours. Maps into features are functions.
    case 'channels':
      if (/^[a-z]+$/.test(written) && /^ (?:[\p{L}-]+ )?feature maps\b/u.test(rest) && !/\bconvol|\bfilters?\b|\bkernels? of\b/i.test(text))
        return true;
      if (/^ (?:samples|frames|time ?steps|points|words|tokens|characters|pixels) (?:long|wide)\b/.test(rest)) return true;
      if (
        /^ (?:[\p{L}-]+ )*?(?:EEG|ECG|EMG|MEG|audio|colou?r|microphone|sensor|recording|spectral|lead|electrode|input) channels/iu.test(
          rest,
        )
      )
        return true;
      // `EEG was recorded with 22 channels`.
      if (
        /\b(?:EEG|ECG|EMG|MEG|electrodes?|microphones?|recorded|measured|acquired|sampled)\b[^.;]{0,40}$/i.test(ahead) &&
        /^ channels\b/.test(rest)
      )
        return true;
      return (first.value <= 4 && /^(?: [\p{L}-]+)? channels?$/u.test(behind)) || /\b(?:its|their) $/.test(ahead);
    case 'classes':
      return (
        // `two classes in Figure 2`, `the errors fall into four types`.
        /^ classes (?:in|of) (?:the )?(?:figure|fig\b|table|plot|panel)/i.test(rest) ||
        /\b(?:errors|mistakes|failures)\b[^.;,]{0,30}$/i.test(ahead) ||
        // `A batch holds 8 classes with 4 images each`.
        (/\bbatch(?:es)?\b[^.;]*$/i.test(ahead) &&
          /^ classes(?:,| with| of| and| ×)? [^.;]{0,12}(?:images|examples|samples|points)\b/.test(rest)) ||
        // `most clients see two classes`.
        /\b(?:clients?|users?|workers?|nodes) (?:\w+ )?(?:see|sees|have|has|hold|holds|get|gets|own|owns|know|knows) (?:only |just |at most )?$/i.test(
          ahead,
        ) ||
        /^ (?:[\p{L}-]+ )?class (?:orders?|orderings?|permutations|tokens?|names|prototypes|weights)\b/iu.test(rest)
      );
    default:
      return false;
  }
}
