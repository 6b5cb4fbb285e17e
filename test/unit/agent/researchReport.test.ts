import assert from 'node:assert/strict';
import { readReport } from '../../../src/agent/researchReport.ts';

const fact = { fact: 'The rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' };
const claim = { text: 'The rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' };
const json = JSON.stringify({ facts: [fact], open: ['The epochs'] });

describe('The report of a sub-agent', () => {
  // shows: research-report
  it('is read as it was asked for, with nothing to mend', () => {
    for (const words of [
      json,
      `\`\`\`json\n${json}\n\`\`\``,
      `Here it is.\n\n\`\`\`json\n${json}\n\`\`\`\nThat is all.`,
      `I found this: ${json}`,
    ])
      assert.deepEqual(readReport(words), { claims: [claim], open: ['The epochs'], repairs: [] }, words);
  });

  const bent: readonly (readonly [name: string, words: string, repair: RegExp])[] = [
    [
      'other names',
      JSON.stringify({ findings: [{ claim: claim.text, url: claim.source, evidence: claim.quote }] }),
      /“findings” was read as “facts”/,
    ],
    ['a list', JSON.stringify([fact]), /is a list/],
    ['one fact', JSON.stringify(fact), /single fact/],
    ['several sources', JSON.stringify({ facts: [{ ...fact, source: ['train.py:2', 'README.md:1'] }] }), /several sources/],
    ['a source with a line of its own', JSON.stringify({ facts: [{ ...fact, source: { path: 'train.py', line: 2 } }] }), /^$/],
    ['a line beside the file', JSON.stringify({ facts: [{ ...fact, source: 'train.py', line: 2 }] }), /^$/],
    [
      'trailing commas and words of Python',
      `{"facts": [{"fact": "The rate is 3e-4.", "source": "train.py:2", "quote": "lr = 3e-4",},], "open": None}`,
      /Slips/,
    ],
    ['broken off', `${json.slice(0, -20)}`.replace('"open"', '"op'), /broke off/],
    ['a list of words', `Found:\n- The rate is 3e-4: “lr = 3e-4, as set” (train.py:2)\n- something without a place`, /no JSON/],
  ];
  for (const [name, words, repair] of bent) {
    // shows: research-report
    it(`is read with ${name}, and the repair is said`, () => {
      const report = readReport(words);
      assert.equal(report?.claims.length, 1, JSON.stringify(report));
      assert.equal(report.claims[0]?.source, 'train.py:2');
      assert.match(report.repairs.join(' '), repair);
    });
  }

  it('is none where nothing in the words could be one', () => {
    for (const words of ['', 'I am not sure what to say.', '```python\nprint({1: 2})\n```', '{"a": 1}'])
      assert.equal(readReport(words), undefined, words);
  });

  it('may have found nothing', () => {
    assert.deepEqual(readReport('{"facts": [], "open": ["all of it"]}'), { claims: [], open: ['all of it'], repairs: [] });
  });
});
