/** Data divided by a ratio: `an 80/10/10 split`, `70:15:15 (train/dev/test)`, `split 60--20--20`. Data. */
import { frame } from './frame.ts';

const apart = ' ?(?:/|:|[-–—]) ?';
/** Nothing more of the ratio stands before or behind. */
const begins = '(?<![#_\\d] ?[/:–—-] ?)';
const ends = '(?! ?[/:–—-] ?#)';
const three = `${begins}NN${apart}NN${apart}NN${ends}`;
const two = `${begins}NN ?[/:] ?NN${ends}`;
const sign = '(?: ?%| per ?cent)?';
const divided = '(?:split|divid|division|partition|\\bcut\\b)';
const parts = '(?:train(?:ing)?|val(?:id(?:ation)?)?|dev(?:elopment)?|test(?:ing)?|hold-?out|fit(?:ting)?|tun(?:e|ing)|evaluation)';
const named = `\\(?${parts}(?: ?[/,:–-] ?${parts}|,? and ${parts}){1,2}\\)?`;

const all = ['training part', 'validation part', 'test part'] as const;

export const ratioFrames = [
  frame(`${divided}\\w*[^.;#]{0,60}? \\(?${three}`, all),
  frame(`${three}(?<=${divided}\\w*[^.]{0,160})`, all),
  frame(`${three}${sign} (?:${named} )?(?:(?:random|stratified|chronological|fixed|single|standard) )*(?:${divided}|train)`, all),
  frame(`${three}${sign},? (?:for |as )?${named}`, all),
  frame(`${divided}\\w*[^#.;]{0,60}? ${two} (?:\\w+ ){0,3}train(?:ing)? and validation`, ['training part', 'validation part']),
  frame(`${two}${sign} (?:\\w+[ /:]){0,3}(?:${divided}|train)`, ['training part', 'test part']),
];
