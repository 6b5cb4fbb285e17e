import assert from 'node:assert/strict';
import { findNameRule, foldName, isSecretPath, protectedNames, secretNames } from '../../../src/policy/names.ts';

describe('Protected and secret names', () => {
  for (const rule of [...protectedNames, ...secretNames]) {
    // shows: path-protected, path-secrets
    it(`${rule.id} matches its examples and not the others`, () => {
      const matches = (path: string): boolean => findNameRule([rule], path.split('/')) !== undefined;
      assert.deepEqual(
        rule.examples.filter((path) => !matches(path)),
        [],
      );
      assert.deepEqual(rule.others.filter(matches), []);
    });
  }

  it('are found in any case, with ignorable characters, composed or not, and with what Windows drops at the end', () => {
    for (const name of ['.GIT', '.g\u200cit', '.git\u{e0001}', '.git.', '.git ', '.git. .', '.gıt']) {
      assert.equal(findNameRule(protectedNames, [name, 'hooks'])?.id, 'protected.repository', JSON.stringify(name));
    }
    assert.equal(foldName('cafe\u0301'), foldName('CAFÉ'));
  });

  it('leave ordinary files of a machine-learning project alone', () => {
    const ordinary = [
      'train.py',
      'configs/lora.yaml',
      'data/tokens.txt',
      'model/tokenizer.json',
      'special_tokens_map.json',
      'README.md',
      'notebooks/eda.ipynb',
      'requirements.txt',
      'pyproject.toml',
      'src/keys.py',
      'id_map.py',
      'out/metrics.jsonl',
      'Makefile',
      'token_stats.py',
    ];
    assert.deepEqual(
      ordinary.filter((path) => findNameRule([...protectedNames, ...secretNames], path.split('/')) !== undefined),
      [],
    );
  });

  it('take either separator', () => {
    assert.equal(isSecretPath('app\\.ENV'), true);
    assert.equal(isSecretPath('app/./.env'), true);
    assert.equal(isSecretPath(''), false);
  });
});
