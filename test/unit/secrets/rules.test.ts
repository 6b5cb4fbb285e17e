import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addRules } from '../../../src/app/rulesFile.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { NewRule } from '../../../src/policy/rule.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { word } from './canaries.ts';

describe('a rule that would keep a secret', () => {
  const folder = useTemporaryFolder();
  const about = (path: string): NewRule => ({ verdict: 'allow', about: { kind: 'write', path } });

  // shows: secrets-everywhere
  it('is not saved, nor one that a secret was taken out of', async () => {
    const path = join(folder.path, 'rules.json');
    for (const named of [`/w/hf_${word(34)}.txt`, '/w/[redacted:huggingface].txt']) {
      await assert.rejects(addRules(path, [about(named)], systemClock), (error) => {
        assert.ok(error instanceof PracticumError && error.code === 'rule-secret', String(error));
        assert.ok(!error.message.includes('hf_'));
        return true;
      });
    }
    assert.equal(existsSync(path), false);
  });
});
