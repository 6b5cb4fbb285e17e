import assert from 'node:assert/strict';
import { readHtml } from '../../../../src/papers/html/readHtml.ts';
import { byWords } from '../../../../src/papers/said/byWords.ts';
import type { Said } from '../../../../src/papers/said/said.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';

const rows = 600;

function said(table: readonly string[], text = ''): Said {
  const page = `<html><body><h1>A paper</h1><h2>Training</h2><p>We train all models. ${text}</p><table>${table.join('')}</table></body></html>`;
  return sayWhat(readHtml(page, { id: 'file:a', source: { kind: 'file', sha256: '' } }));
}

function row(cells: readonly string[], tag = 'td'): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
}

describe('What a paper with very large tables says', () => {
  // shows: paper-bounded-tables
  it('is read from the first row to the last', () => {
    const models = Array.from({ length: rows }, (_, at) => row([`Model ${at}`, `0.${at + 1}`, String(at + 3)]));
    const { hyperparameters } = said([row(['Model', 'Learning rate', 'Batch size'], 'th'), ...models]);
    const rates = hyperparameters.filter(({ name }) => name === 'learning rate');
    assert.equal(rates.length, rows);
    assert.deepEqual([rates[0]?.value, rates.at(-1)?.value], [0.1, Number(`0.${rows}`)]);
  });

  // shows: paper-bounded-tables
  it('and where it contradicts itself is told once', () => {
    const drops = Array.from({ length: rows }, (_, at) => row(['Learning rate decay epochs', `${at + 50}, ${at + 70}`]));
    const text = 'The learning rate was divided by ten after epochs 30 and 40.';
    const { contradictions } = said([row(['Hyper-parameter', 'Value'], 'th'), ...drops], text);
    assert.equal(contradictions.filter(({ name }) => name === 'learning rate decay epochs').length, 1);
  });
});

describe('Things that are looked for by their words', () => {
  // shows: paper-bounded-tables
  it('are found where all of their words can stand, in their own order', () => {
    const names = ['Model 12', 'the rest', 'Model 1', '—', 'Model'];
    const within = byWords(names, (name) => name.match(/[\p{L}\d]+/gu) ?? []);
    assert.deepEqual(within('Of Model 1.'), ['Model 1', '—', 'Model']);
    assert.deepEqual(within('the rest of Model 12'), ['Model 12', 'the rest', '—', 'Model']);
  });
});
