import assert from 'node:assert/strict';
import { PracticumError } from '../../../../src/base/errors.ts';
import { readDraft } from '../../../../src/reproduction/plan/draft.ts';
import { mulberry32 } from '../../../random.ts';

const draft = {
  framework: 'pytorch',
  summary: 'A “small” plan with \\alpha and {braces}.',
  files: Array.from({ length: 4 }, (_, at) => ({
    path: `src/part${at}.py`,
    change: at === 0 ? 'edit' : 'new',
    role: 'code',
    purpose: 'It does, as ever, something.',
    symbols: [
      { name: `f${at}`, signature: `def f${at}(x: int = 3) -> int`, items: [`S${at}.E1`], addresses: [`arxiv:2106.09685v2#S${at}.E1`] },
    ],
    needs: at === 0 ? [] : [`src/part${at - 1}.py`],
    reuses: [],
  })),
  packages: [{ name: 'torch', version: '>=2' }],
  hub: [],
  commands: { smoke: ['python', 'train.py', '--smoke'], run: ['python', 'train.py', '--seed', '{seed}'] },
  seeds: [0, 1, 2],
  cells: [{ address: 'arxiv:2106.09685v2#S4.T1', row: 2, column: 3, key: 'accuracy', pick: 'last' }],
};

describe('A plan as a model writes it', () => {
  // shows: plan-output
  it('is the one that was meant, or is refused with each place, however it is broken', () => {
    const random = mulberry32(11);
    const text = JSON.stringify(draft, undefined, 2);
    let refused = 0;
    for (let round = 0; round < 300; round++) {
      const at = Math.floor(random() * text.length);
      const broken =
        round % 3 === 0
          ? text.slice(0, at)
          : round % 3 === 1
            ? text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 4))
            : `Sure!\n\`\`\`json\n${text.replaceAll('"', round % 2 === 0 ? '"' : "'")}\n\`\`\`\nDone.`;
      try {
        const { draft: read, repairs } = readDraft(broken);
        // A whole plan, with what was mended said, and never half of it.
        assert.ok(read.files.length === 4 || repairs.length > 0 || round % 3 === 1, broken.slice(Math.max(0, at - 40), at + 40));
        if (round % 3 === 0) assert.ok(at >= text.length - 2, `a plan that was cut at ${at} of ${text.length} was taken`);
        if (round % 3 === 2) assert.deepEqual(read, draft);
      } catch (error) {
        assert.ok(error instanceof PracticumError && error.code === 'plan-unreadable', String(error));
        assert.ok(error.message.length > 20 && error.hint !== undefined);
        refused++;
      }
    }
    assert.ok(refused >= 90, `${refused} refused`);
  });

  // shows: plan-output
  it('may leave out what has a usual value, and may be data instead of text', () => {
    const bare = {
      framework: 'jax',
      summary: 's',
      files: [{ path: 'a.py', purpose: 'p', symbols: [{ name: 'f' }] }],
      commands: { smoke: ['python', 'a.py'], run: ['python', 'a.py'] },
    };
    for (const given of [bare, JSON.stringify(bare), { plan: bare }]) {
      const { draft: read } = readDraft(given);
      assert.deepEqual(read.files[0], {
        path: 'a.py',
        purpose: 'p',
        change: 'new',
        role: 'code',
        symbols: [{ name: 'f', items: [], addresses: [] }],
        needs: [],
        reuses: [],
      });
      assert.deepEqual([read.packages, read.hub, read.seeds, read.cells], [[], [], [], []]);
    }
    assert.throws(() => readDraft({ ...bare, files: [] }), { code: 'plan-unreadable' });
    assert.throws(
      () => readDraft({ ...bare, files: [{ path: '../a.py', purpose: 'p' }] }),
      /files\[0\]\.path: is no path within the workspace/,
    );
  });
});
