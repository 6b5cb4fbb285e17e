/** One frame of a progress bar, by how the usual libraries draw them. Text is bytes, one character each. */
import { isDigit, numberBetween, pastDigits } from './numbers.ts';

const [slash, closeBracket] = [0x2f, 0x5d];

export interface Frame {
  /** Whose bar: it decides what its values mean. */
  readonly style: 'tqdm' | 'rich' | 'keras' | 'llama';
  /** What stands before the bar, without its colon. */
  readonly label: string;
  readonly n: number;
  /** Undefined where nobody knows. */
  readonly total: number | undefined;
  /** The values that it shows, as text, without the rate. */
  readonly shown: string;
  /** What another stream wrote right before or behind it, without a newline. */
  readonly before: string;
  readonly after: string;
}

/** The frame that this segment is; undefined where it is none. */
export function readFrame(text: string): Frame | undefined {
  const mark = text.indexOf('%|');
  if (mark !== -1) return readTqdm(text, mark);
  const first = text.charCodeAt(0);
  if (isDigit(first) || first === 0x20) {
    const frame = mayBeKeras(text) ? readKeras(text) : undefined;
    if (frame !== undefined) return frame;
  }
  if (text.includes('\xe2\x94')) return readStyle(text, 'rich', rich) ?? readStyle(text, 'tqdm', ultralytics);
  if (text.charCodeAt(text.length - 1) === closeBracket && text.includes('it [')) return readUncounted(text);
  return (first === 0x74 || first === 0x76) && text.includes('data=') ? readStyle(text, 'llama', llama) : undefined;
}

/**
 * `  25%|██▌  | 4/16 [00:00<00:00, 33.40it/s, loss=0.5]`, from its percent sign on. Numbers with a unit (`1.2k/3.0k`) are no steps.
 * Read by hand: half of what a run prints are such frames.
 */
function readTqdm(text: string, mark: number): Frame | undefined {
  const nAt = pastSpace(text, text.indexOf('|', mark + 2) + 1);
  const nEnd = pastDigits(text, nAt);
  const totalEnd = pastDigits(text, nEnd + 1);
  if (nEnd === nAt || text.charCodeAt(nEnd) !== slash || totalEnd === nEnd + 1 || !text.startsWith(' [', totalEnd)) return undefined;
  const close = text.indexOf(']', totalEnd);
  if (close === -1) return undefined;
  const rate = text.indexOf(',', totalEnd);
  let head = mark;
  while (head > 0 && isDigit(text.charCodeAt(head - 1))) head--;
  const isPlain = pastSpace(text, 0) >= head;
  const cut = isPlain ? 0 : text.lastIndexOf('}', head) + 1;
  return {
    style: 'tqdm',
    label: isPlain ? '' : labelOf(text.slice(cut, head)),
    n: numberBetween(text, nAt, nEnd),
    total: numberBetween(text, nEnd + 1, totalEnd),
    shown: rate === -1 || rate > close ? '' : valuesAfterRate(text, rate + 1, close),
    before: cut === 0 ? '' : text.slice(0, cut),
    after: close + 1 === text.length ? '' : text.slice(close + 1),
  };
}

// A frame from its percent sign on, without its end.
const cutFrame = /\d%\|(?:[#\d\s]|[\x80-\xff])*(?:\|[^\]]*)?$/;

/** A frame that a broken log does not hold to its end: its last value may be cut too. */
export function isCutFrame(text: string): boolean {
  return text.includes('%|') && cutFrame.test(text);
}

/** The rate differs from frame to frame; the values come behind it. */
function valuesAfterRate(text: string, from: number, end: number): string {
  const comma = text.indexOf(',', from);
  return comma === -1 || comma > end ? '' : text.slice(comma + 1, end).trim();
}

// `Training: 3it [00:00, 3430.46it/s, loss=0.5]`: nobody knows how many there will be.
const uncounted = /^([^|[\]]*?)(\d+)it\s\[\d\d:\d\d[^\],]*(?:,[^\],]*(?:,([^\]]*))?)?\]/;

function readUncounted(text: string): Frame | undefined {
  const found = uncounted.exec(text);
  if (found === null) return undefined;
  const [all, label = '', n, shown = ''] = found;
  return {
    style: 'tqdm',
    label: labelOf(label),
    n: Number(n),
    total: undefined,
    shown: shown.trim(),
    before: '',
    after: text.slice(all.length),
  };
}

// ━ ─ ╸ ╺ in UTF-8.
const line = '(?:\\xe2(?:\\x94[\\x80\\x81]|\\x95[\\xb8\\xba]))+';
/** `Epoch 1/1  ━━━━ 4/8 0:00:00 • 0:00:01 47.48it/s v_num: 1 train_loss: 0.143` */
const rich = new RegExp(`^(?<label>.*?)\\s+${line}\\s+(?<n>\\d+)/(?<total>\\d+)\\s+\\S+ \\xe2\\x80\\xa2 \\S+\\s+[\\d.]+it/s(?<shown>.*)$`);
/** `1/12  6.18G  1.072 …  640: 100% ━━━━━━━━━━━━ 417/417 3.4it/s 2:01` */
const ultralytics = new RegExp(`^(?<label>.*?)\\s+\\d+%\\s+${line}\\s+(?<n>\\d+)/(?<total>\\d+)(?=\\s|$)(?<shown>)`);
/** `3/3 ━━━━ 0s 57ms/step - loss: 1.85`, `3/3 - 0s - 26ms/step - loss: 2.1`, `1875/1875 [====] - 4s 2ms/step - loss: 0.2` */
const keras = new RegExp(`^\\s*(\\d+)/(\\d+|Unknown)\\s+(?:${line}|\\[[=>.]*\\]|-)\\s*(?=-?[^-]*\\d(?:[nmu]?s|\\xb5s)\\b)(.*)$`);
/** `train: [███▏    ] data=0000512/0001024 loss=2.31234±0.01234 acc=45.12±0.50% t=00:01:00 ETA=00:01:00` */
const llama = /^(?<label>train|val):\s+\[[^\]]*\]\s+data=(?<n>\d+)\/(?<total>\d+)(?<shown>.*?)\st=/;

/** `3/`: other lines that begin with a digit or space are told apart at once. */
function mayBeKeras(text: string): boolean {
  const at = pastSpace(text, 0);
  const end = pastDigits(text, at);
  return end > at && text.charCodeAt(end) === slash;
}

function readKeras(text: string): Frame | undefined {
  const found = keras.exec(text);
  if (found === null) return undefined;
  const [, n, total, shown = ''] = found;
  return { style: 'keras', label: '', n: Number(n), total: total === 'Unknown' ? undefined : Number(total), shown, before: '', after: '' };
}

function readStyle(text: string, style: Frame['style'], pattern: RegExp): Frame | undefined {
  const groups = pattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const total = Number(groups['total']);
  return {
    style,
    label: labelOf(groups['label'] ?? ''),
    n: Number(groups['n']),
    total: Number.isNaN(total) ? undefined : total,
    shown: (groups['shown'] ?? '').trim(),
    before: '',
    after: '',
  };
}

function labelOf(text: string): string {
  const label = text.trim();
  return label.endsWith(':') ? label.slice(0, -1) : label;
}

function pastSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) === 0x20) end++;
  return end;
}
