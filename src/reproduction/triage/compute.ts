/** What computing a paper's numbers took, from its own words: devices × hours, and how many examples are seen. What is not said stays unknown. */
import { numberWords } from '../../base/numberWords.ts';
import { addressIn } from '../../papers/address.ts';
import { nodeText, type Paper } from '../../papers/document.ts';
import type { Said, StatedValue } from '../../papers/said/said.ts';
import { shortened } from '../report/shortened.ts';
import type { Triage } from '../stages/resultRecords.ts';

const amount = String.raw`(\d[\d,]*(?:\.\d+)?|${numberWords.join('|')}|an?|half an|a single)`;
const deviceWords = String.raw`((?:NVIDIA |Nvidia |GeForce |Tesla |Google |Cloud )*(?:(?:[AHVBPTL]\d{1,3}|RTX ?\d{4}(?: ?Ti)?|GTX ?\d{4}(?: ?Ti)?|TITAN(?: \w+)?|M[1-4](?: \w+)?|K80|MI\d{3}X?|TPU ?v\d\w*)(?:[- ]?\d+ ?GB)?(?: ?(?:GPU|TPU)s?)?|GPUs?|TPUs?(?: ?v\d)?(?: (?:cores?|chips?))?|CPU(?: cores?)?|CPUs|cores?)s?)`;
const unitWords = '(seconds?|minutes?|mins?|hours?|hrs?|h|days?|weeks?)';
const hoursIn: Readonly<Record<string, number>> = { s: 1 / 3_600, m: 1 / 60, h: 1, d: 24, w: 168 };

const deviceTime = new RegExp(String.raw`(?<![\d.,])${amount} ?(?:${deviceWords}[- ])(hours|days)\b`, 'i');
const devices = new RegExp(String.raw`\b(?:on|with|using|across|over|of)\s+(?:up to |about )?${amount}\s*(?:×|x)?\s*${deviceWords}`, 'i');
const lasting = new RegExp(
  String.raw`\b(?:takes?|took|for|in|within|lasts?|lasted|of|requires?|runs?|ran|need(?:s|ed)?|less than|under)\s+(?:about |around |roughly |approximately |nearly |less than |under |~ ?)*(?<![\d.,])${amount}[- ]?${unitWords}\b`,
  'i',
);
const training = /\b(?:train\w*|runs?|experiments?|takes?|took|fine-?tun\w+|pre-?train\w+|seeds?|optimi[sz]\w+|wall[- ]?clock)\b/i;

type Compute = Triage['compute'];

export function computeOf(paper: Paper, said: Said): Compute {
  const examples = examplesSeen(said.hyperparameters);
  for (const { text, anchor } of sentencesOf(paper)) {
    const found = timeIn(text, said);
    if (found === undefined) continue;
    return {
      state: 'stated',
      ...found,
      examplesSeen: examples?.count ?? null,
      evidence: [{ address: addressIn(paper.id, anchor), quote: shortened(text, 200) }, ...(examples?.evidence ?? [])],
    };
  }
  if (examples !== undefined)
    return {
      state: 'estimated',
      deviceHours: null,
      device: null,
      formula: `${examples.formula}. How long one of them takes depends on the model and the machine; a smoke run tells.`,
      confidence: 'low',
      examplesSeen: examples.count,
      evidence: examples.evidence,
    };
  return {
    state: 'unknown',
    deviceHours: null,
    device: null,
    formula: 'The paper names neither devices with hours nor enough of steps, batch size and epochs.',
    confidence: 'none',
    examplesSeen: null,
    evidence: [],
  };
}

type Time = Pick<Compute, 'deviceHours' | 'device' | 'formula' | 'confidence'>;

function timeIn(text: string, said: Said): Time | undefined {
  const [, total, ofWhat, in_] = deviceTime.exec(text) ?? [];
  if (total !== undefined && ofWhat !== undefined && in_ !== undefined) {
    const hours = numberOf(total) * (in_.startsWith('d') ? 24 : 1);
    return { deviceHours: hours, device: deviceName(ofWhat), formula: `${total} ${ofWhat}-${in_}, as stated`, confidence: 'high' };
  }
  const [, lasts, unit] = lasting.exec(text) ?? [];
  const [, count, device] = devices.exec(text) ?? [];
  if (lasts === undefined || unit === undefined || device === undefined || count === undefined || !training.test(text)) return undefined;
  const hours = numberOf(lasts) * (hoursIn[unit[0]?.toLowerCase() ?? ''] ?? 0);
  const [each, number] = [numberOf(count), deviceName(device)];
  const seeds = /\b(?:one|each|every|a single|per) (?:seed|run)\b/i.test(text) ? seedsOf(said) : undefined;
  const isRange = /less than|under|within|up to|about|around|roughly|approximately|nearly|~/i.test(text);
  return {
    deviceHours: Number((hours * each * (seeds ?? 1)).toPrecision(4)),
    device: number,
    formula: `${each} × ${number} × ${lasts} ${unit}${seeds === undefined ? '' : ` × ${seeds} seeds`}`,
    confidence: isRange || seeds !== undefined ? 'medium' : 'high',
  };
}

/** `4 s`, `12 min`, `3 h`. */
export function durationText(hours: number): string {
  const [value, unit] = hours < 1 / 60 ? [hours * 3_600, 's'] : hours < 1 ? [hours * 60, 'min'] : [hours, 'h'];
  return `${Number(value.toPrecision(3)).toLocaleString('en')} ${unit}`;
}

/** Steps × batch size, or epochs × training examples; undefined where any of them is not said once and for all. */
function examplesSeen(
  stated: readonly StatedValue[],
): { readonly count: number; readonly formula: string; readonly evidence: { address: string }[] } | undefined {
  const [steps, batch, epochs, examples] = ['training steps', 'batch size', 'epochs', 'training examples'].map((name) =>
    onlyOne(stated, name),
  );
  const pair =
    steps !== undefined && batch !== undefined
      ? ([steps, batch, 'steps', 'in a batch'] as const)
      : epochs !== undefined && examples !== undefined
        ? ([epochs, examples, 'epochs', 'training examples'] as const)
        : undefined;
  if (pair === undefined) return undefined;
  const [a, b, ofA, ofB] = pair;
  const count = a.value * b.value;
  return {
    count,
    formula: `${a.value} ${ofA} × ${b.value} ${ofB} = ${count.toLocaleString('en')} examples seen`,
    evidence: [{ address: a.address }, { address: b.address }],
  };
}

function onlyOne(stated: readonly StatedValue[], name: string): { readonly value: number; readonly address: string } | undefined {
  const found = stated.filter((one) => one.name === name && one.role === undefined && typeof one.value === 'number');
  const values = new Set(found.map(({ value }) => value));
  const [first] = found;
  return values.size === 1 && first !== undefined && typeof first.value === 'number'
    ? { value: first.value, address: first.address }
    : undefined;
}

function seedsOf(said: Said): number | undefined {
  return onlyOne(said.hyperparameters, 'seeds')?.value;
}

function numberOf(words: string): number {
  const known = numberWords.indexOf(words.toLowerCase());
  if (known >= 0) return known;
  if (/^(?:an?|a single)$/i.test(words)) return 1;
  return /^half an$/i.test(words) ? 0.5 : Number(words.replaceAll(',', ''));
}

function deviceName(words: string): string {
  return shortened(words.replace(/(?<=GPU|TPU|CPU|core|\d)s$/i, ''), 80);
}

function* sentencesOf({ nodes }: Paper): Generator<{ readonly text: string; readonly anchor: string }> {
  for (const node of nodes) {
    if (node.kind !== 'paragraph' && node.kind !== 'footnote' && node.kind !== 'table') continue;
    const text = nodeText(node)
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\$(\d+)\$/g, '$1');
    for (const sentence of text.split(/(?<=[.!?]) (?=[A-Z])/u)) yield { text: sentence, anchor: node.anchor };
  }
}
