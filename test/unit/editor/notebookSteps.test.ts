import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notebookSteps } from '../../../src/editor/notebookSteps.ts';
import type { CellType, Notebook, NotebookCell } from '../../../src/workspace/notebookFormat.ts';

const cell = (id: string | undefined, source: string, type: CellType = 'code'): NotebookCell => ({
  id,
  type,
  source,
  executionCount: undefined,
  outputs: [],
});
const notebook = (hasIds: boolean, ...cells: readonly NotebookCell[]): Notebook => ({ minor: 5, language: undefined, cells, hasIds });

/** As the editor would carry the steps out: every place is of the notebook before. */
function carriedOut(before: Notebook, after: Notebook): readonly NotebookCell[] {
  const { typed, replaced } = notebookSteps(before, after);
  const cells = before.cells.map((one, at) => ({ ...one, source: typed.find((step) => step.at === at)?.source ?? one.source }));
  for (const { at, deleted, cells: others } of replaced.toReversed()) cells.splice(at, deleted, ...others);
  return cells;
}

describe('the steps from one notebook to another', () => {
  it('leave a cell in its place where only its source is another', () => {
    const before = notebook(true, cell('a', '1'), cell('b', '2'));
    assert.deepEqual(notebookSteps(before, notebook(true, cell('a', '1'), cell('b', '3'))), {
      typed: [{ at: 1, source: '3' }],
      replaced: [],
    });
    assert.deepEqual(notebookSteps(before, notebook(true, cell('a', '1'), cell('x', 'x'), cell('b', '3'))), {
      typed: [{ at: 1, source: '3' }],
      replaced: [{ at: 1, deleted: 0, cells: [cell('x', 'x')] }],
    });
    const old = notebook(false, cell(undefined, '1'), cell(undefined, '2'), cell(undefined, '3'));
    assert.deepEqual(notebookSteps(old, notebook(false, cell(undefined, '1'), cell(undefined, '3'))), {
      typed: [],
      replaced: [{ at: 1, deleted: 1, cells: [] }],
    });
  });

  // shows: edit-notebook
  it('lead there from anywhere', () => {
    const one = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      source: fc.constantFrom('1', '2'),
      type: fc.constantFrom<CellType>('code', 'markdown'),
    });
    const cells = fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 5 });
    fc.assert(
      fc.property(cells, cells, fc.boolean(), (some, others, hasIds) => {
        const [before, after] = [some, others].map((all) =>
          notebook(hasIds, ...all.map(({ id, source, type }) => cell(hasIds ? id : undefined, source, type))),
        );
        assert.ok(before && after);
        assert.deepEqual(carriedOut(before, after), after.cells);
      }),
      { numRuns: 1_000 },
    );
  });
});
