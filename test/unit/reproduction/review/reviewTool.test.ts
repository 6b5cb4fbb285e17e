import assert from 'node:assert/strict';
import { paperSettingsFrom } from '../../../../src/papers/sources/settings.ts';
import { useToolbox } from '../../tools/toolbox.ts';

const tex = String.raw`\documentclass{article}
\title{Small Steps}
\begin{document}
\maketitle
\section{Training}
We train with Adam for 20 epochs, with a learning rate of 0.001 and a batch size of 64.
\end{document}`;

describe('review_code', () => {
  const box = useToolbox({ papers: () => ({ userAgent: 'practicum/test', settings: () => paperSettingsFrom({}) }) });
  const review = async (files?: readonly string[]): Promise<string> =>
    (await box.call('review_code', { paper: 'file:paper.tex', ...(files === undefined ? {} : { files }) })).content;

  // shows: review-agent
  it('looks at the files that are named, or at those of the workspace, and changes nothing', async () => {
    await box.put('paper.tex', tex);
    await box.put('train.py', 'LR = 0.01\nEPOCHS = 20\n');
    await box.put('tests/test_train.py', 'LR = 5.0\n');
    await box.put('conf.yaml', 'batch_size: 32\n');
    assert.match(await review(['train.py']), /^1 finding in train\.py:\ntrain\.py:1:6 warning .*learning rate: 0\.001 \(#S1\.p1\)/);
    const all = await review();
    assert.match(all, /^2 findings in 2 files:\nconf\.yaml:1:13 .*batch size: 64/);
    assert.ok(!all.includes('test_train'));
    assert.ok(
      box
        .tool('review_code')
        .effects({ paper: 'file:paper.tex' })
        .every(({ kind }) => kind === 'read'),
    );
    await assert.rejects(review(['paper.tex']), { code: 'review-no-code' });
    await assert.rejects(review(['none.py']), { code: 'file-not-found' });
    assert.equal(box.recorded.changes.length, 0);
  });
});
