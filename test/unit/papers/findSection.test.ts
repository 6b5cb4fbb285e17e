import assert from 'node:assert/strict';
import { sectionCalled } from '../../../src/papers/findSection.ts';

const sections = [
  { number: '1', title: 'Introduction' },
  { number: '3', title: 'Method' },
  { number: '3.1', title: 'Training Objective' },
  { number: '4.1', title: 'Experimental Setup' },
  { number: '4.2', title: 'Results' },
  { number: 'A', title: 'Hyper-parameters of all Runs' },
  { number: 'A.1', title: 'More Training' },
  { title: 'References' },
];
const called = (wanted: string): string | undefined => sectionCalled(sections, wanted)?.title;

describe('A section', () => {
  // shows: paper-section-called
  it('is found by its number however that is written', () => {
    for (const wanted of ['3.1', '3.1.', 'Section 3.1', '§3.1', 'sec. 3.1']) assert.equal(called(wanted), 'Training Objective', wanted);
    for (const wanted of ['A', 'a', 'Appendix A', 'app. A']) assert.equal(called(wanted), 'Hyper-parameters of all Runs', wanted);
    assert.equal(called('9.1'), undefined);
  });

  // shows: paper-section-called
  it('is found by its title, a part of it, or words of it', () => {
    assert.equal(called('3 Method'), 'Method');
    assert.equal(called('RESULTS'), 'Results');
    assert.equal(called('hyperparameters'), 'Hyper-parameters of all Runs');
    assert.equal(called('methods'), 'Method');
    assert.equal(called('setup experiments'), 'Experimental Setup');
    assert.equal(called('all hyper-parameters'), 'Hyper-parameters of all Runs');
    assert.equal(called('training'), 'Training Objective');
  });

  // shows: paper-section-called
  it('that is only a heading of others leads to the first of them, and nothing leads to nothing', () => {
    assert.equal(called('4'), 'Experimental Setup');
    assert.equal(called(''), undefined);
    assert.equal(called('#'), undefined);
    assert.equal(called('Ethics'), undefined);
    assert.equal(called('zz'), undefined);
  });
});
