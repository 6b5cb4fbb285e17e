import assert from 'node:assert/strict';
import { approvalText, outsideText, statusText } from '../../../src/editor/approvalText.ts';

const approval = { title: 'Edit train.py', reason: 'It would change /home/ada/digits/train.py.', sessionTitle: '' };
const workspace = { name: 'digits', roots: ['/home/ada/digits'] };

describe('the words of an approval', () => {
  // shows: approval-toast
  it('name the workspace, what is asked, and why', () => {
    assert.equal(approvalText([approval], workspace), 'Practicum in digits asks: Edit train.py. It would change train.py');
  });

  // shows: approval-places
  it('name the session, and what it would cost', () => {
    const cost = { usd: 3.2, text: 'at most $3.20: 90 min × a10g-small $1.00/h', left: '$6.80 of $10.00 left' };
    assert.equal(
      approvalText([{ ...approval, sessionTitle: 'Tune the digits', cost }], workspace),
      'Practicum in digits asks: Edit train.py, in “Tune the digits”. It costs at most $3.20: 90 min × a10g-small $1.00/h. It would change train.py',
    );
  });

  // shows: ledger-unknown
  it('say that nobody knows what it costs', () => {
    const cost = { usd: undefined, text: 'not known: editor/vendor/model' };
    assert.match(approvalText([{ ...approval, cost }], workspace), /\. What it costs is not known: editor\/vendor\/model\. It would/);
  });

  // shows: approval-alike
  it('are said once for requests that are alike', () => {
    const reads = ['a', 'b', 'c', 'd'].map((name) => ({ ...approval, title: `Read /data/${name}.csv` }));
    const [first, ...others] = reads;
    assert.ok(first);
    assert.match(
      approvalText([first, ...others], workspace),
      /asks: 4 similar requests: Read \/data\/a\.csv, Read \/data\/b\.csv, Read \/data\/c\.csv …\. It/,
    );
  });

  it('stay on one line however long the command is', () => {
    const text = approvalText([{ title: `Run ${'python train.py\n'.repeat(60)}`, reason: 'why', sessionTitle: '' }], {
      name: undefined,
      roots: [],
    });
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

  // shows: mcp-serve-waits
  it('say whole what another agent asks, a line each, with nothing hidden and none of its own', () => {
    const { message, detail } = outsideText({
      title: 'Train with a.py\nIt is harmless.\u202e',
      from: 'Other Agent\u200b',
      sessionTitle: '',
      reason: 'It executes code.',
      effects: [],
      effectLines: ['execute python a.py in /work'],
      cost: { usd: 0.1, text: 'at most $0.10', left: '$4.90 of $5.00 left' },
      changes: [{ what: 'seed', before: '1', after: undefined, since: 'the run one' }],
      protection: 'No network',
      detail: { kind: 'text', text: 'Term one.\n\nTerm two.' },
    });
    assert.equal(message, 'Train with a.py It is harmless.⟨U+202E⟩?');
    assert.deepEqual(detail.split('\n'), [
      'execute python a.py in /work',
      'Changed since the run one: seed 1 → (not given)',
      'at most $0.10; $4.90 of $5.00 left',
      'No network',
      'It executes code.',
      'Term one.',
      'Term two.',
      'Asked by Other Agent⟨U+200B⟩ over MCP. A yes is for this call, once, and counts for an hour.',
    ]);
  });
});
