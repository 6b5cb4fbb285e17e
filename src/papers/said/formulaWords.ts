/** Settings whose values are words, where a formula says them: `N(0, 2/n)`, `η = 0.02, constant`. Data. */
import { one, type Wording } from './wording.ts';

/** Of weights, and in the beginning. */
const first = String.raw`(?<=\b(?:initial\w*|init|starts?|starting|begins?|beginning|weights|matrices)\b[^.;]{0,70})`;
/** How many come into a unit, or go out of it. */
const fan = String.raw`(?:\(?(?:n|d|h|N|D|k|fan)[\p{L}\d_^()'-]{0,10}\)?)`;
const normal = String.raw`(?<!\p{L})N ?\( ?0 ?, ?`;
const rate = String.raw`(?<![\p{L}\d])[ηα](?:_?[\p{L}\d]{1,4})?(?:\([a-z]\))?`;

export const formulaWords: readonly Wording[] = [
  one('initialization', 'Glorot', String.raw`${first}(?:${normal}2/\(?${fan} ?\+ ?${fan}\)?|[±-] ?(?:sqrt|√) ?\(?6/\(?${fan} ?\+ ?${fan})`),
  one('initialization', 'He', String.raw`${first}${normal}(?:(?:sqrt|√) ?\(?2/${fan}\)?|2/${fan})(?! ?\+)`),
  one('initialization', 'He', String.raw`(?<!\p{L})[Ww][\p{L}\d_^()]{0,10} ?∼ ?${normal}2/${fan}(?! ?\+)`),
  one(
    'learning rate schedule',
    'constant',
    String.raw`${rate} ?(?:=|≡) ?[\d.·]+(?:e-?\d+)?(?:,| \()? ?(?:kept |held |is )?(?:constant|fixed)\b(?! (?:for the first|until))`,
  ),
  one(
    'learning rate schedule',
    'constant',
    String.raw`(?<![\p{L}\d])(η|α)_?[tkne] ?(?:=|≡) ?\1(?: for (?:all|every) [tkne])?(?=[.,;)]| |$)(?! ?[·(/0-9])`,
  ),
  one(
    'learning rate schedule',
    'exponential',
    String.raw`${rate} ?= ?(?:${rate}|[\d.·]+(?:e-?\d+)?) ?(?:·|exp|e\^)? ?(?:exp ?\(|e\^\(?) ?-`,
  ),
  one(
    'learning rate schedule',
    'polynomial',
    String.raw`${rate} ?= ?(?:${rate}|[\d.·]+(?:e-?\d+)?) ?·? ?\(1-[tkne]/\p{L}\w{0,4}\)\^(?!1\b)`,
  ),
];
