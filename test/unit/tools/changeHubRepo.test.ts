import assert from 'node:assert/strict';
import { describeEffect } from '../../../src/base/effects.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { listDiscussions, readDiscussion } from '../../../src/hub/discussions.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { HubError } from '../../../src/hub/hubErrors.ts';
import { parseRepo } from '../../../src/hub/repoId.ts';
import { listReferences, visibilityOf } from '../../../src/hub/repos.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { clientAt } from '../hub/loopback.ts';
import { useToolbox } from './toolbox.ts';

describe('change_hub_repo', () => {
  let hub: Hub;
  before(async () => {
    hub = await startHub();
  });
  after(() => hub.close());

  const box = useToolbox({
    hub: () => ({
      userAgent: 'practicum/test',
      endpoints: () => endpointsFrom({ hub: hub.url, router: hub.url, datasetsServer: hub.url }, {}),
      token: async () => hub.token,
      payer: () => undefined,
    }),
  });
  const change = async (input: Readonly<Record<string, unknown>>): Promise<string> => (await box.call('change_hub_repo', input)).content;
  const client = () => clientAt(hub.url, { token: async () => hub.token });
  const failsWith = (code: string) => (error: unknown) => error instanceof PracticumError && error.code === code;

  // shows: hub-repo-operations
  it('makes a repository private unless it is told otherwise, and leaves one that is there as it is', async () => {
    const repo = 'datasets/ada/pairs';
    assert.equal(await change({ repo, action: 'create' }), `Created the private data set ada/pairs: ${hub.url}/datasets/ada/pairs`);
    assert.equal(await visibilityOf(client(), parseRepo(repo)), 'private');
    assert.match(await change({ repo, action: 'create' }), /existed already and is private\. /);
    assert.match(await change({ repo, action: 'create', visibility: 'public' }), /Asked for was public: nothing was changed\./);
    assert.equal(await visibilityOf(client(), parseRepo(repo)), 'private');
    assert.match(await change({ repo: 'spaces/ada/demo', action: 'create', sdk: 'static' }), /Created the private Space/);
  });

  // shows: hub-repo-operations
  it('shows, hides, gates and deletes one', async () => {
    const repo = 'ada/shown';
    await change({ repo, action: 'create' });
    assert.match(await change({ repo, action: 'set_visibility', visibility: 'public' }), /is public now/);
    assert.equal(await visibilityOf(client(), parseRepo(repo)), 'public');
    assert.match(await change({ repo, action: 'set_gate', gate: 'manual' }), /gated now \(manual\)/);
    assert.match(await change({ repo, action: 'set_gate', gate: 'off' }), /not gated any more/);
    await change({ repo, action: 'set_visibility', visibility: 'private' });
    assert.equal(await visibilityOf(client(), parseRepo(repo)), 'private');
    assert.equal(await change({ repo, action: 'delete' }), 'Deleted the model ada/shown.');
    await assert.rejects(
      visibilityOf(client(), parseRepo(repo)),
      (error) => error instanceof HubError && error.code === 'hub-repo-not-found',
    );
  });

  // shows: hub-repo-operations
  it('branches and tags, and says clearly when a name is taken', async () => {
    const repo = 'ada/branched';
    await change({ repo, action: 'create' });
    await change({ repo, action: 'create_branch', name: 'try/a b' });
    await assert.rejects(change({ repo, action: 'create_branch', name: 'try/a b' }), failsWith('hub-exists'));
    await change({ repo, action: 'create_tag', name: 'v1', from: 'try/a b', text: 'First' });
    await assert.rejects(change({ repo, action: 'create_tag', name: 'v1' }), failsWith('hub-exists'));
    const { branches, tags } = await listReferences(client(), parseRepo(repo));
    assert.deepEqual([branches.map(({ name }) => name).sort(), tags.map(({ name }) => name)], [['main', 'try/a b'], ['v1']]);
    await change({ repo, action: 'delete_branch', name: 'try/a b' });
    await change({ repo, action: 'delete_tag', name: 'v1' });
    assert.deepEqual((await listReferences(client(), parseRepo(repo))).tags, []);
  });

  // shows: hub-repo-operations
  it('opens, comments, closes, reopens and merges', async () => {
    const repo = 'ada/discussed';
    await change({ repo, action: 'create' });
    assert.match(
      await change({ repo, action: 'open_discussion', title: 'Licence?', text: 'Which one?' }),
      /Opened #1: .*\/ada\/discussed\/discussions\/1/,
    );
    await change({ repo, action: 'comment', number: 1, text: 'MIT.' });
    await change({ repo, action: 'close', number: 1, text: 'Done.' });
    const closed = await readDiscussion(client(), parseRepo(repo), 1);
    assert.deepEqual([closed.title, closed.status, closed.isPullRequest, closed.author], ['Licence?', 'closed', false, 'ada']);
    assert.deepEqual(closed.comments.map(({ text }) => text).slice(0, 2), ['Which one?', 'MIT.']);
    await change({ repo, action: 'reopen', number: 1 });
    assert.match(await change({ repo, action: 'open_pull_request', title: 'Fix card' }), /#2.*commit its changes to refs\/pr\/2/);
    const listed = await box.call('read_hub_repo', { repo, what: 'discussions' });
    assert.match(listed.content, /^ada\/discussed\/discussions: 2\n/);
    assert.match(listed.content, /#1 · discussion · open · \d{4}-\d\d-\d\d · ada · Licence\?/);
    const read = await box.call('read_hub_repo', { repo, what: 'discussions', number: 1 });
    assert.deepEqual(read.origin, { kind: 'card', name: 'ada/discussed/discussions/1' });
    assert.match(read.content, /Which one\?[\s\S]*MIT\.[\s\S]*Done\./);
    const all = await listDiscussions(client(), parseRepo(repo), { atMost: 10 });
    assert.deepEqual([all.count, all.discussions.map(({ number }) => number).sort()], [2, [1, 2]]);
    const proposed = await listDiscussions(client(), parseRepo(repo), { type: 'pull_request', atMost: 10 });
    assert.deepEqual(
      proposed.discussions.map(({ number, isPullRequest }) => [number, isPullRequest]),
      [[2, true]],
    );
  });

  // shows: hub-repo-operations
  it('is asked about as what it is', () => {
    const effectsOf = (input: Readonly<Record<string, unknown>>): readonly string[] =>
      box
        .tool('change_hub_repo')
        .effects({ repo: 'ada/tiny', ...input })
        .map(describeEffect);
    assert.deepEqual(effectsOf({ action: 'create' }), ['create models/ada/tiny']);
    assert.deepEqual(effectsOf({ action: 'create', visibility: 'public' }), ['create models/ada/tiny', 'make public models/ada/tiny']);
    assert.deepEqual(effectsOf({ action: 'set_visibility', visibility: 'public' }), ['make public models/ada/tiny']);
    assert.deepEqual(effectsOf({ action: 'set_visibility', visibility: 'private' }), ['make private models/ada/tiny']);
    assert.deepEqual(effectsOf({ action: 'delete_branch', name: 'x' }), ['delete all or part of models/ada/tiny']);
    assert.deepEqual(effectsOf({ action: 'merge', number: 3 }), ['merge a proposed change into models/ada/tiny']);
    assert.deepEqual(effectsOf({ action: 'delete' }), ['delete all or part of models/ada/tiny']);
    assert.equal(box.tool('change_hub_repo').title({ repo: 'datasets/ada/pairs', action: 'delete' }), 'Delete data set ada/pairs');
  });

  // shows: hub-repo-operations
  it('tells the person beforehand, in words, what follows', async () => {
    const previewOf = async (input: Readonly<Record<string, unknown>>): Promise<string> => {
      const detail = await box.preview('change_hub_repo', { repo: 'ada/tiny', ...input });
      return detail?.kind === 'text' ? detail.text : assert.fail('it has words');
    };
    assert.match(
      await previewOf({ action: 'set_visibility', visibility: 'public' }),
      /Everybody on the internet can see all of it: every file, every former version/,
    );
    assert.match(await previewOf({ action: 'delete' }), /Nobody can bring them back/);
    assert.match(await previewOf({ action: 'open_discussion', title: 'Hello', text: 'World' }), /under your name\.\n\n# Hello\nWorld/);
  });

  // shows: hub-repo-operations
  it('tells the model what is missing, before anybody is asked', () => {
    const tool = box.tool('change_hub_repo');
    const cases: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
      [{ repo: 'ada/tiny', action: 'create_branch' }, /create_branch needs name/],
      [{ repo: 'ada/tiny', action: 'comment', number: 1 }, /comment needs text/],
      [{ repo: 'ada/tiny', action: 'delete_branch', name: 'main' }, /main .* cannot be deleted/],
      [{ repo: 'spaces/ada/x', action: 'create' }, /create needs sdk/],
      [{ repo: 'gpt2', action: 'delete' }, /has no owner/],
      [{ repo: 'ada/../x', action: 'delete' }, /names no repository/],
    ];
    for (const [input, words] of cases) assert.throws(() => tool.effects(input), words);
  });
});
