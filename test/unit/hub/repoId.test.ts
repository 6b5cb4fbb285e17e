import assert from 'node:assert/strict';
import { PracticumError } from '../../../src/base/errors.ts';
import { parseRepo, repoApi, repoOfEffect, repoPage, repoTitle } from '../../../src/hub/repoId.ts';

describe('The name of a repository', () => {
  // shows: hub-repo-operations
  it('is read as people write it', () => {
    assert.deepEqual(parseRepo('ada/tiny'), { type: 'model', id: 'ada/tiny' });
    assert.deepEqual(parseRepo('gpt2'), { type: 'model', id: 'gpt2' });
    assert.deepEqual(parseRepo('ada/pairs', 'dataset'), { type: 'dataset', id: 'ada/pairs' });
    assert.deepEqual(parseRepo('datasets/ada/pairs'), { type: 'dataset', id: 'ada/pairs' });
    assert.deepEqual(parseRepo('https://huggingface.co/spaces/ada/demo/tree/main'), { type: 'space', id: 'ada/demo' });
    assert.deepEqual(parseRepo('https://huggingface.co/ada/tiny.v2'), { type: 'model', id: 'ada/tiny.v2' });
  });

  // shows: hub-repo-operations
  it('is refused where it could mean something else', () => {
    for (const text of [
      '',
      '/',
      'a/b/c/d',
      'ada/..',
      '../whoami-v2',
      'ada/ti ny',
      'ada/-x',
      'ada/x--y',
      'ada/x.git',
      'ada/tiny?x',
      `ada/${'x'.repeat(96)}`,
    ])
      assert.throws(
        () => parseRepo(text),
        (error) => error instanceof PracticumError && error.code === 'hub-repo-id',
        text,
      );
  });

  // shows: hub-repo-operations
  it('makes paths, pages, titles and effects', () => {
    const pairs = parseRepo('datasets/ada/pairs');
    assert.equal(repoApi(pairs, 'tree', 'refs/pr/1', 'a b'), '/api/datasets/ada/pairs/tree/refs%2Fpr%2F1/a%20b');
    assert.equal(repoApi(parseRepo('gpt2')), '/api/models/gpt2');
    assert.equal(repoPage('https://huggingface.co', pairs), 'https://huggingface.co/datasets/ada/pairs');
    assert.equal(repoPage('https://huggingface.co', parseRepo('ada/tiny')), 'https://huggingface.co/ada/tiny');
    assert.equal(repoTitle(pairs), 'data set ada/pairs');
    assert.equal(repoOfEffect(pairs), 'datasets/ada/pairs');
  });
});
