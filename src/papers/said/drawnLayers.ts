/** Networks written layer by layer: `C16–C32–P–FC10`, `32C3-MP2-64C3-512FC-10`, `conv32-pool-fc128`, `Conv(16)-Dense(100)`. */
import { type Bound, boundOne } from './bound.ts';

const convolution = '(?:Conv(?:[123][Dd])?|CONV|conv|C)';
const dense = '(?:FC|fc|Fc|Dense|dense|DENSE|Linear|linear|Lin|lin|D|F|N)';
const pool =
  '(?:(?:[Mm]ax|[Aa]vg|[Mm]ean|[Gg]lobal)?-?[Pp]ool(?:ing)?|MP|AP|GAP|P|S|M|BN|[Rr]e[Ll][Uu]|[Dd]rop(?:out)?|[Ff]latten|[Ss]oftmax)';
const size = String.raw`(?:\d(?:[×x]\d)?)`;
/** What one layer may be written as. */
const layer = String.raw`(?:${convolution}[_(]?\d{1,4}(?:[@,] ?${size})?\)?|\d{1,4}(?:C|c|Conv|conv)${size}|${dense}[_(]?\d{1,5}\)?|\d{1,5}(?:FC|fc|N|D)|${pool}[_(]?${size}?\)?|\d{1,5})`;
const join = String.raw`(?: ?[-–—→] ?)`;
const network = new RegExp(String.raw`(?<![\p{L}\d.^_:/–—-])${layer}(?:${join}${layer}){2,}(?![\p{L}\d^_×%])`, 'gu');
const ofConvolution = new RegExp(
  String.raw`^(?:${convolution}[_(]?(\d{1,4})(?:[@,] ?(${size}))?\)?|(\d{1,4})(?:C|c|Conv|conv)(${size}))$`,
  'u',
);
const ofUnits = new RegExp(String.raw`^(?:${dense}[_(]?(\d{1,5})\)?|(\d{1,5})(?:FC|fc|N|D))$`, 'u');

/** Convolutions have channels and the side of a filter, what is dense has units but for the last, which is the output. */
export function writtenLayersIn(text: string, taken: Set<number>): Bound[] {
  if (!/\d\)?[×x]?\d? ?[-–—→]/.test(text)) return [];
  return [...text.matchAll(network)].flatMap(({ 0: written, index }): Bound[] => {
    const layers = [...written.matchAll(new RegExp(layer, 'gu'))];
    const convolutions = layers.flatMap(({ 0: one, index: at }) => {
      const [found, channels, side, wide, by] = ofConvolution.exec(one) ?? [];
      return found === undefined ? [] : [{ one, at: index + at, channels: channels ?? wide, side: side ?? by }];
    });
    if (convolutions.length < 2) return [];
    const last = layers.at(-1)?.index;
    const found: Bound[] = [];
    const give = (name: string, digits: string, one: string, at: number): void => {
      const start = at + one.indexOf(digits);
      if (found.some(({ setting, amounts: [{ value }] }) => setting.name === name && value === Number(digits))) return;
      found.push(boundOne(name, { value: Number(digits), start, end: start + digits.length, isShare: false, isDigits: true }));
    };
    for (const { one, at, channels, side } of convolutions) {
      if (channels !== undefined) give('channels', channels, one, at);
      // The side stands behind the channels: `64C5`, `conv64@3x3`.
      const across = /^\d/.exec(side ?? '')?.[0];
      if (across !== undefined) give('kernel size', across, one.slice(one.lastIndexOf(side ?? '')), at + one.lastIndexOf(side ?? ''));
    }
    for (const { 0: one, index: at } of layers) {
      const [, behind, before] = ofUnits.exec(one) ?? [];
      const units = behind ?? before;
      if (units !== undefined && at !== last) give('hidden units', units, one, index + at);
    }
    for (let at = index; at < index + written.length; at += 1) taken.add(at);
    return found;
  });
}
