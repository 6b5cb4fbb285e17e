import assert from 'node:assert/strict';
import {
  cardToRead,
  licenceRows,
  proposedName,
  provenanceRows,
  publishQuestion,
  visibilityRows,
} from '../../../src/editor/publishChoices.ts';
import { isRepoId } from '../../../src/hub/repoId.ts';
import type { PublishPlan } from '../../../src/runs/publish/plan.ts';

describe('What a person is asked who publishes', () => {
  // shows: publish-click
  it('begins with a name that the Hub takes, whatever the run is called', () => {
    for (const title of ['Baseline, 2nd try!', 'Übung 7', '日本語', '--x..y--', 'a'.repeat(300), '']) {
      const name = proposedName('ada', title);
      assert.ok(isRepoId(name), name);
    }
    assert.equal(proposedName('ada', 'Baseline, 2nd try!'), 'ada/baseline-2nd-try');
  });

  // shows: publish-click, publish-private
  it('offers private first, and to state no licence first', () => {
    assert.equal(visibilityRows[0]?.visibility, 'private');
    assert.equal(licenceRows[0]?.license, undefined);
  });

  // shows: publish-provenance
  it('offers a tag, the person’s collections and a new one', () => {
    assert.deepEqual(
      provenanceRows([{ slug: 'ada/small-1', title: 'Small' }]).map(({ adds }) => adds),
      [{ kind: 'tag' }, { kind: 'collection', slug: 'ada/small-1' }, { kind: 'new collection' }],
    );
  });

  // shows: publish-click, publish-diff
  it('names every file that would change, and says “for everybody” where it is', () => {
    const plan: PublishPlan = {
      repo: { type: 'model', id: 'ada/tiny' },
      files: [],
      left: [],
      notes: [],
      title: 'Publish tiny',
      isNew: true,
      isPublic: false,
      willBePublic: true,
      changes: [{ path: 'model.safetensors', change: 'new', bytes: 2_000 }],
      unchanged: 0,
      bytes: 2_000,
      cardWarnings: [],
    };
    const { question, detail, yes } = publishQuestion(plan);
    assert.equal(question, 'Publish to ada/tiny for everybody?');
    assert.ok(detail.includes('+ model.safetensors (2.0 kB)') && detail.includes('Everybody will be able to see it'));
    assert.equal(yes, 'Publish for Everybody');
    assert.equal(publishQuestion({ ...plan, willBePublic: false }).yes, 'Publish Privately');
  });

  // shows: publish-click
  it('shows of a card its words and its picture first, and what programs read of it last', () => {
    const card = '---\nlicense: mit\n---\n\n# tiny\n\n![Curves](curves.svg)\n![Other](other.svg)\n';
    const read = cardToRead(card, [{ path: 'curves.svg', from: { bytes: Buffer.from('<svg/>') } }]);
    assert.ok(read.trimStart().startsWith('# tiny\n\n![Curves](data:image/svg+xml;base64,PHN2Zy8+)\n![Other](other.svg)\n'));
    assert.ok(read.endsWith('read of it:\n\n    license: mit\n'));
    assert.equal(cardToRead('# tiny\n', []), '# tiny\n');
  });
});
