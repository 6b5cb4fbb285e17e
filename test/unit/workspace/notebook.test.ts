import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EditRefused } from '../../../src/workspace/editRefused.ts';
import { memberOf, parseSpans } from '../../../src/workspace/jsonSpans.ts';
import { changeCells } from '../../../src/workspace/notebook.ts';
import { NotANotebook, parseNotebook } from '../../../src/workspace/notebookFormat.ts';
import type { CellChange } from '../../../src/workspace/notebookPlan.ts';
import { notebookLines } from '../../../src/workspace/notebookText.ts';
import { notebookJson, type SampleCell, training } from './notebookSamples.ts';

const change = (text: string, ...changes: readonly CellChange[]): string => changeCells(text, changes, 'a.ipynb', newIds()).text;
const notes = (text: string, ...changes: readonly CellChange[]): readonly string[] => changeCells(text, changes, 'a.ipynb', newIds()).notes;

function newIds(): () => string {
  let made = 0;
  return () => `new-${made++}`;
}

function refusal(text: string, ...changes: readonly CellChange[]): EditRefused {
  try {
    change(text, ...changes);
  } catch (error) {
    assert.ok(error instanceof EditRefused, String(error));
    return error;
  }
  return assert.fail('it was changed');
}

const notebook = notebookJson(training);

describe('a notebook that is edited by cell', () => {
  // shows: edit-notebook
  it('is the JSON that Jupyter would have written, with nothing else changed', () => {
    const source = 'lr = 0.1\ntrain(lr)  # “besser”';
    const expected = training.map((cell) => (cell.id === 'train' ? { ...cell, source } : cell));
    assert.equal(change(notebook, { op: 'replace', cell: 'train', source }), notebookJson(expected));
  });

  // shows: edit-notebook
  it('takes new cells, loses cells and changes their type, in one go and as they were named before', () => {
    const [intro, load, train] = training as readonly [SampleCell, SampleCell, SampleCell];
    const changed = change(
      notebook,
      { op: 'insert_after', cell: 'intro', source: 'seed(1)' },
      { op: 'insert_after', cell: 'intro', source: '## Daten\n', type: 'markdown' },
      { op: 'delete', cell: 'load' },
      { op: 'insert_before', cell: 'train', source: 'x = 1\n' },
      { op: 'replace', cell: 'train', source: 'Nothing is trained.', type: 'markdown' },
      { op: 'replace', cell: 'intro', type: 'raw' },
      { op: 'insert_after', cell: undefined, source: 'the end' },
      { op: 'insert_before', cell: undefined, source: 'the beginning' },
    );
    const expected: readonly SampleCell[] = [
      { id: 'new-4', type: 'code', source: 'the beginning' },
      { ...intro, type: 'raw' },
      { id: 'new-0', type: 'code', source: 'seed(1)' },
      { id: 'new-1', type: 'markdown', source: '## Daten\n' },
      { id: 'new-2', type: 'code', source: 'x = 1\n' },
      { id: train.id ?? '', type: 'markdown', source: 'Nothing is trained.' },
      { id: 'new-3', type: 'code', source: 'the end' },
    ];
    assert.equal(changed, notebookJson(expected));
    assert.equal(change(notebook, { op: 'delete', cell: 'train' }), notebookJson([intro, load]));
    assert.equal(change(notebook, ...training.map(({ id = '' }): CellChange => ({ op: 'delete', cell: id }))), notebookJson([]));
    assert.equal(
      change(notebookJson([]), { op: 'insert_after', cell: undefined, source: 'x' }),
      notebookJson([{ id: 'new-0', type: 'code', source: 'x' }]),
    );
  });

  it('gets an empty code cell’s outputs and count where a text becomes code', () => {
    const changed = change(notebook, { op: 'replace', cell: 'intro', type: 'code' });
    assert.equal(changed, notebookJson(training.map((cell, at) => (at === 0 ? { ...cell, type: 'code' } : cell))));
  });

  it('keeps the outputs of a changed cell, as Jupyter does, and says that they are old', () => {
    assert.deepEqual(notes(notebook, { op: 'replace', cell: 'train', source: 'x' }, { op: 'replace', cell: 'intro', source: 'y' }), [
      'Changed cell train; its outputs are from before the change.',
      'Changed cell intro.',
    ]);
    assert.deepEqual(notes(notebook, { op: 'replace', cell: 'train', type: 'raw' }), [
      'Changed cell train; it is a raw cell now, without its outputs.',
    ]);
  });

  // shows: edit-notebook
  it('keeps its indentation, line ends, escapes, key order and last line end, whatever they are', () => {
    const source = 'a = "ü"\nb = 2';
    const expected = training.map((cell) => (cell.id === 'load' ? { ...cell, source } : cell));
    const edit: CellChange = { op: 'replace', cell: 'load', source };
    for (const indent of [1, 2, 4]) assert.equal(change(notebookJson(training, 5, indent), edit), notebookJson(expected, 5, indent));
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    assert.equal(change(crlf(notebook), edit), crlf(notebookJson(expected)));
    const ascii = (text: string): string =>
      text.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
    assert.equal(change(ascii(notebook), edit), ascii(notebookJson(expected)));
    assert.equal(change(notebook.trimEnd(), edit), notebookJson(expected).trimEnd());
    const reordered =
      '{"nbformat_minor":4,"nbformat":4,"metadata":{ },"cells":[ {"source":"x","outputs":[],"metadata":{"b":1,"a":2},"execution_count":3,"cell_type":"code"} ]}';
    assert.equal(change(reordered, { op: 'replace', cell: 0, source: 'y\nz' }), reordered.replace('"x"', '"y\\nz"'));
  });

  it('names cells by number where they have no ids, and gives none', () => {
    const old = notebookJson(training, 4);
    const changed = change(old, { op: 'replace', cell: 2, source: 'x' }, { op: 'insert_before', cell: '1', source: 'y' });
    assert.doesNotMatch(changed, /"id"/);
    assert.deepEqual(
      parseNotebook(changed, '').cells.map(({ source }) => source),
      ['# Ziffern “lesen”\nEin Versuch.', 'y', 'import torch\ndata = load()\n', 'x'],
    );
    assert.match(refusal(old, { op: 'delete', cell: 3 }).hint ?? '', /by its number, 0 to 2/);
  });

  // shows: edit-notebook, edit-placeholder
  it('is left alone when one of the changes cannot be made', () => {
    const good: CellChange = { op: 'replace', cell: 'load', source: 'x' };
    const unknown = refusal(notebook, good, { op: 'delete', cell: 'nowhere' });
    assert.equal(unknown.code, 'edit-not-found');
    assert.match(
      `${unknown.message} ${unknown.hint}`,
      /^Change 2 of 2: There is no cell "nowhere"\. Name a cell by its id: intro, load, train\. Nothing was changed\.$/,
    );
    assert.equal(refusal(notebook, good, { op: 'delete', cell: 'load' }).code, 'edit-overlap');
    assert.equal(
      refusal(notebook, good, { op: 'replace', cell: 'train', source: 'lr = 1\n# ... existing code ...' }).code,
      'edit-placeholder',
    );
    assert.equal(refusal(notebook, { op: 'replace', cell: 'train', source: 'lr = 10.0\ntrain(lr)' }).code, 'edit-no-change');
    assert.equal(refusal(notebook, { op: 'replace', cell: 1, source: 'x' }).code, 'edit-not-found');
  });

  it('is refused when it is none, or of another format', () => {
    const edit: CellChange = { op: 'delete', cell: 0 };
    for (const [text, why] of [
      ['{', /it is not JSON/],
      ['[]', /no JSON object/],
      ['{"nbformat": 3, "worksheets": []}', /nbformat is 3/],
      [notebook.replace('"load"', '"intro"'), /two of its cells have the same id/],
      [notebook.replace('   "id": "load",\n', ''), /a cell has no id/],
      [notebook.replace('"markdown"', '"heading"'), /cell 0 has the type "heading"/],
    ] as const)
      assert.throws(
        () => change(text, edit),
        (error: unknown) => error instanceof NotANotebook && why.test(error.message),
      );
  });

  // shows: edit-notebook, edit-bytes
  it('keeps every byte of every other cell, whatever is in them', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('\n', '"', '\\', 'ü', '\u2028', '{', ']'), fc.string({ unit: 'grapheme', maxLength: 2 })),
      maxLength: 20,
    });
    const cell = fc.record({
      type: fc.constantFrom('code', 'markdown', 'raw'),
      source: text,
      metadata: fc.dictionary(text, fc.jsonValue()),
    });
    const cells = fc.array(cell, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(cells, fc.nat(), text, fc.constantFrom(1, 4, undefined), fc.constantFrom(4, 5), (all, which, source, indent, minor) => {
        const at = which % all.length;
        const before = notebookJson(all, minor, indent);
        const name = minor === 5 ? `cell-${at}` : at;
        fc.pre(all[at]?.source !== source && !source.includes('...'));
        const replaced = change(before, { op: 'replace', cell: name, source });
        assert.deepEqual(
          JSON.parse(replaced),
          JSON.parse(
            notebookJson(
              all.map((one, i) => (i === at ? { ...one, source } : one)),
              minor,
            ),
          ),
        );
        assert.equal(withoutSource(replaced, at), withoutSource(before, at));
        const grown = change(before, { op: 'insert_after', cell: name, source });
        assert.deepEqual(itemsOf(grown).toSpliced(at + 1, 1), itemsOf(before));
        const gone = change(before, { op: 'delete', cell: name });
        assert.deepEqual(itemsOf(gone), itemsOf(before).toSpliced(at, 1));
      }),
    );
  });
});

/** The text around the source of one cell. */
function withoutSource(text: string, at: number): string {
  const cells = memberOf(parseSpans(text), 'cells')?.value;
  assert.ok(cells?.kind === 'array');
  const source = memberOf(cells.items[at], 'source')?.value;
  assert.ok(source);
  return `${text.slice(0, source.start)}⟨⟩${text.slice(source.end)}`;
}

function itemsOf(text: string): readonly string[] {
  const cells = memberOf(parseSpans(text), 'cells')?.value;
  assert.ok(cells?.kind === 'array');
  return cells.items.map(({ start, end }) => text.slice(start, end));
}

describe('a notebook that is read', () => {
  it('shows its cells with ids, types, sources and what they printed', () => {
    assert.deepEqual(notebookLines(parseNotebook(notebook, 'a.ipynb')), [
      'Notebook, 3 cells, python (cells are named by id)',
      '--- cell intro (number 0, markdown)',
      '# Ziffern “lesen”',
      'Ein Versuch.',
      '--- cell load (number 1, code) [1]',
      'import torch',
      'data = load()',
      '--- output (stdout)',
      '1797 images',
      'ok',
      '--- cell train (number 2, code) [2]',
      'lr = 10.0',
      'train(lr)',
      '--- error ValueError: loss is nan',
      'Traceback',
      'ValueError: loss is nan',
      '--- output (image/png, 2 KB)',
      '<Figure size 640x480>',
    ]);
    assert.match(
      notebookLines(parseNotebook(notebookJson(training, 4), '')).join('\n'),
      /^Notebook, 3 cells, python \(cells are without ids: named by number\)\n--- cell \(0, markdown\)/,
    );
  });

  it('stays small whatever it printed', () => {
    const outputs = Array.from({ length: 200 }, () => ({ output_type: 'stream', name: 'stdout', text: 'x'.repeat(100_000) }));
    const lines = notebookLines(parseNotebook(notebookJson([{ type: 'code', source: 'x', outputs }]), ''));
    assert.ok(lines.join('\n').length < 8_000);
    assert.match(lines.join('\n'), /characters left out; the notebook has them/);
    assert.match(lines.at(-1) ?? '', /^… \d+ more outputs$/);
  });
});
