/** Numbers like 2019 that count nothing. */
import { dividedNouns } from './dataNouns.ts';

export const isExample = new RegExp(`^ (?:[\\p{L}-]+ )?${dividedNouns}\\b`, 'iu');

/** A number of examples for a purpose that can be no year. */
const counted = new RegExp(
  String.raw`(?<![\d.,])(?!(?:19|20)\d\d(?!\d))[1-9](?:\d{0,2}(?:,\d{3})+|\d{2,})(?![\d.,]*[\d%])(?: training)?(?: ${dividedNouns})? (?:for|as|to) (?:the )?(?:train|fit|validat|develop|test)`,
  'iu',
);

/** Another year beside it, or what has years. */
const isCalendar =
  /(?<![\d.,])(?:19\d\d|20(?!00)\d\d)(?![\d.,]*\d)|\b(?:years?|annual\w*|winters?|summers?|seasons?|since|until|decades?|january|february|march|april|june|july|august|september|october|november|december|elections?|census|monthly)\b|[-–] ?2000|2000 ?[-–]/i;

/** `2017–2018 for training`, `the year 2019 for validation`. */
export function isYear(text: string, start: number, end: number): boolean {
  const written = text.slice(start, end);
  // Round counts are more often said than that one year.
  if (written === '2000' && !isCalendar.test(text)) return false;
  // `2000 training and 2000 test images`.
  if (/^ (?:training|validation|test) \p{Ll}+s\b/u.test(text.slice(end))) return false;
  // `2000 are the test set`.
  if (/^ are (?:the|our) (?:training|validation|test) (?:set|part|sample|data)\b/.test(text.slice(end))) return false;
  // `a test set of 2000 sequences`, `a fresh draw of 2000 points`.
  if (/\b(?:set|part|sample|draw|batch)s? of $/.test(text.slice(0, start)) && isExample.test(text.slice(end))) return false;
  // `7000 for training, 1000 for validation, 2000 for the test`: among counts it is one.
  if (counted.test(text)) return false;
  return (
    /^(?:19|20)\d\d$/.test(written) &&
    (/(?:\b(?:years?|in|from|until|since|to|and|of|winters?|seasons?|january|february|march|april|may|june|july|august|september|october|november|december)|[-–])\s*$/i.test(
      text.slice(0, start),
    ) ||
      /^(?:\s*[-–]\s*\d|,? (?:for|as|to|and|is|was|are|were|serves?|served)\b)/.test(text.slice(end)) ||
      // `on the 2010 sessions`.
      (/\b(?:on|of|for|in|with) the $/i.test(text.slice(0, start)) &&
        /^ (?:sessions?|seasons?|editions?|elections?|campaigns?|surveys?|census|vintage|releases?|challenge|version|split|harvest|parcels)\b/.test(
          text.slice(end),
        )) ||
      // `the test part of APTOS 2019`.
      /\b[\p{Lu}\d-]*\p{Lu}{2}[\p{Lu}\d-]* $/u.test(text.slice(0, start)))
  );
}
