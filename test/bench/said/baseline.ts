/** What a list of plain patterns over the text finds: the mark that reading has to beat. */
import { nodeText, type Paper } from '../../../src/papers/document.ts';
import type { Found } from './judge.ts';

const number = String.raw`\$?([\d.,]+(?:e-?\d+)?)(?:\s*(?:\\times|\\cdot)\s*10\^\{?(-?\d+)\}?)?\$?`;
const settings: readonly (readonly [name: string, words: string])[] = [
  ['learning rate', 'learning rate'],
  ['batch size', 'batch size'],
  ['weight decay', 'weight decay'],
  ['dropout', 'dropout'],
  ['momentum', 'momentum'],
  ['label smoothing', 'label smoothing'],
  ['temperature', 'temperature'],
  ['discount factor', 'discount'],
  ['lora rank', 'rank'],
  ['sequence length', '(?:sequence|context) length'],
  ['hidden units', 'hidden (?:size|units)'],
];
const counted: readonly (readonly [name: string, words: string])[] = [
  ['epochs', 'epochs'],
  ['training steps', '(?:steps|iterations|updates)'],
  ['layers', 'layers'],
  ['seeds', '(?:seeds|runs)'],
  ['hidden units', '(?:hidden )?units'],
];
const needed: readonly (readonly [name: string, words: RegExp])[] = [
  ['optimizer', /Adam|SGD|RMSprop|gradient descent/],
  ['learning rate', /learning rate/i],
  ['learning rate schedule', /schedule|decay(?!\s*of)|anneal/i],
  ['batch size', /batch/i],
  ['training length', /epochs|steps|iterations/i],
  ['weight initialisation', /initiali/i],
  ['weight decay', /weight decay/i],
  ['data split', /split|held[- ]out|test set/i],
  ['preprocessing', /normali|standardi|augment|token/i],
  ['evaluation metric', /accuracy|F1|BLEU|return/i],
  ['seeds', /seed/i],
  ['hardware', /GPU|CPU|A100|V100/],
];

export function byPatterns(paper: Paper): Found {
  const text = paper.nodes.map(nodeText).join('\n');
  const values = [
    ...settings.map(
      ([name, words]) => [name, new RegExp(String.raw`${words}\b(?: rate| of| is| to| set| =|:| \|)*\s*${number}`, 'gi')] as const,
    ),
    ...counted.map(([name, words]) => [name, new RegExp(String.raw`${number} ${words}`, 'gi')] as const),
  ].flatMap(([name, pattern]) => [...text.matchAll(pattern)].map((match) => ({ name, value: numberIn(match) })));
  const words = [...text.matchAll(/\b(AdamW|Adam|SGD|RMSprop)\b/g)].map(([, value = '']) => ({ name: 'optimizer', value }));
  const distinct = new Map(
    values.map(({ name, value }) => [name, new Set([...values.filter((other) => other.name === name).map((other) => other.value), value])]),
  );
  return {
    hyperparameters: [...values, ...words],
    missing: needed.filter(([, pattern]) => !pattern.test(text)).map(([name]) => ({ name })),
    contradictions: [...distinct]
      .filter(([, given]) => given.size > 1)
      .map(([name, given]) => ({ name, values: [...given].map((value) => ({ value })) })),
    notation: [],
  };
}

function numberIn([, mantissa = '', exponent]: RegExpMatchArray): number {
  return Number(mantissa.replaceAll(',', '').replace(/\.$/, '')) * 10 ** Number(exponent ?? 0);
}
