/** Words cut short for want of room, and counts that stand beside those of persons. `name = value (scope)`. */
import { strict as assert } from 'node:assert';
import { spelledOut } from '../../../../src/papers/said/abbreviations.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('words cut short', () => {
  reads([
    [
      'The CNN has 6 res. blks w/ 48 ch. and $5\\times5$ DW kernels. Adam, BS 96, 45 ep., init. LR $4{\\times}10^{-3}$, $\\times0.2$ at ep. 20 and 35. LS 0.05.',
      'layers = 6',
      'channels = 48',
      'kernel size = 5',
      'optimizer = Adam',
      'batch size = 96',
      'epochs = 45',
      'learning rate = 0.004',
      'learning rate schedule = step',
      'learning rate decay factor = 0.2',
      'learning rate decay epochs = 20',
      'learning rate decay epochs = 35',
      'label smoothing = 0.05',
    ],
    [
      'SpecAug. w/ 2 time masks of max. width 25. LR 0.02 ($\\div 10$ at epochs 40 and 60).',
      'learning rate = 0.02',
      'learning rate schedule = step',
      'learning rate decay factor = 0.1',
      'learning rate decay epochs = 40',
      'learning rate decay epochs = 60',
    ],
    [
      'The corpus has an official split (7100/820/990 utt. for TRN/DEV/TST).',
      'training examples = 7100',
      'validation examples = 820',
      'test examples = 990',
    ],
    ['Convolutions were $7\\times7$ throughout.', 'kernel size = 7'],
    ['The weights of the net were changed after the presentation of each pattern.', 'batch size = 1'],
    [
      'Dogs were assigned to training (38 dogs, 412 films), validation (7 dogs, 80 films) and test (12 dogs, 131 films).',
      'training examples = 412',
      'validation examples = 80',
      'test examples = 131',
    ],
    ['v0.7 was trained for 9 epochs with a batch size of 24 and is deprecated. We train for 5 epochs.', 'epochs = 5'],
  ]);

  it('knows where each character of what it spells out stood', () => {
    const text = 'A net of 5 blks w/o bias.';
    const spelled = spelledOut(text);
    assert.equal(spelled?.text, 'A net of 5 blocks without bias.');
    assert.equal(text[spelled?.origins[spelled.text.indexOf('bias')] ?? 0], 'b');
    for (const plain of ['With 5000 it is small, i.e. gone.', 'At 20 it ends w.r.t. both.', 'Of 300 sent letters two came etc. back.'])
      assert.equal(spelledOut(plain), undefined);
    assert.equal(spelledOut('Nothing is cut short here.'), undefined);
  });

  it('quotes the paper’s own words', () => {
    const tex = String.raw`\begin{document}\section{Set-up} The CNN has 4 conv. blks w/ 64 ch. in all.\end{document}`;
    const [layers] = sayWhat(paperOf(tex)).hyperparameters.filter(({ name }) => name === 'layers');
    assert.match(layers?.quote ?? '', /4 conv\. blks/);
  });
});
