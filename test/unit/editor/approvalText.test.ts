import assert from 'node:assert/strict';
import { approvalText, statusText } from '../../../src/editor/approvalText.ts';

const approval = { title: 'Edit train.py', reason: 'It would change /home/ada/digits/train.py.' };
const workspace = { name: 'digits', roots: ['/home/ada/digits'] };

describe('the words of an approval', () => {
  // shows: approval-toast
  it('name the workspace, what is asked, and why', () => {
    assert.equal(approvalText(approval, workspace), 'Practicum in digits asks: Edit train.py. It would change train.py');
  });

  it('stay on one line however long the command is', () => {
    const text = approvalText({ title: `Run ${'python train.py\n'.repeat(60)}`, reason: 'why' }, { name: undefined, roots: [] });
    assert.ok(!text.includes('\n'));
    assert.ok(text.length < 300);
    assert.match(text, /…/);
  });

  // shows: approval-status-bar
  it('count in the status bar', () => {
    assert.equal(statusText(approval, 1).text, '$(bell-dot) Practicum asks');
    assert.equal(statusText(approval, 3).text, '$(bell-dot) Practicum asks: 3');
    assert.match(statusText(approval, 3).tooltip, /3 answers, first: Edit train\.py/);
  });
});
