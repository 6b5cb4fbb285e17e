import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHubDoor, personalHubClient } from '../../../../src/app/hubDoor.ts';
import { createPublishing } from '../../../../src/app/publishing.ts';
import type { CallId, RunId } from '../../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted, type Permit } from '../../../../src/base/permit.ts';
import type { HubHost } from '../../../../src/hub/door.ts';
import { endpointsFrom } from '../../../../src/hub/endpoints.ts';
import { createRepo } from '../../../../src/hub/repos.ts';
import { planLines, planPublish } from '../../../../src/runs/publish/plan.ts';
import type { PublishWish } from '../../../../src/runs/publish/prepare.ts';
import { carryOut } from '../../../../src/runs/publish/publish.ts';
import { type Publishing, publishEffects } from '../../../../src/runs/publish/publishing.ts';
import { createRuns, type Runs } from '../../../../src/runs/runs.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { neverAborted, useTemporaryFolder } from '../../workspace/temporary.ts';
import { writeRun } from '../writtenRun.ts';

const repo = { type: 'model', id: 'ada/tiny' } as const;

describe('Publishing a run', () => {
  const folder = useTemporaryFolder();
  const permits = createPermitAuthority();
  let hub: Hub;
  let hubHost: HubHost;
  let runs: Runs;
  let publishing: Publishing;

  beforeEach(async () => {
    hub = await startHub();
    hubHost = {
      endpoints: () => endpointsFrom({ hub: hub.url }, {}),
      token: async () => hub.token,
      payer: () => undefined,
      userAgent: 'practicum/test',
    };
    runs = createRuns({
      roots: [folder.path],
      supervisor: { node: process.execPath, script: '' },
      require: permits.require,
      interpreter: async () => undefined,
    });
    publishing = createPublishing({
      home: join(folder.path, 'home'),
      hub: createHubDoor({ hub: hubHost }, permits.require),
      require: permits.require,
      looking: () => personalHubClient({ hub: hubHost }),
      runs,
      paidFor: async () => ({ usd: 1.25, isEstimated: false }),
    });
    const run = writeRun(folder.path, 'tiny', {
      settings: { model: 'org/base-1b', dataset: 'ada/pairs', seed: '7' },
      argv: [
        'python',
        join(folder.path, 'train.py'),
        '--lr',
        '2e-4',
        '--data',
        join(folder.path, 'own/pairs.jsonl'),
        '--from',
        'https://example.org/a/b',
        '--cache',
        'file:///home/ada/cache',
      ],
    });
    run.measure(
      'loss',
      Array.from({ length: 50 }, (_, step) => [step, 1 / (step + 1)] as const),
    );
    run.measure('eval/accuracy', [
      [10, 0.5],
      [49, 0.9],
    ]);
    run.end(0);
    const out = join(folder.path, 'out');
    await mkdir(join(out, 'checkpoint-10'), { recursive: true });
    await writeFile(join(out, 'config.json'), '{"architectures":["Tiny"]}');
    await writeFile(join(out, 'model.safetensors'), Buffer.alloc(2_000, 7));
    await writeFile(join(out, 'optimizer.pt'), 'o');
    await writeFile(join(out, '.env'), 'A=1');
    await writeFile(join(out, 'notes.json'), `{"key":"hf_${'a1B2'.repeat(9)}"}`);
    await writeFile(join(out, 'checkpoint-10', 'model.safetensors'), 'c');
    await symlink('/etc/passwd', join(out, 'link'));
  });

  afterEach(async () => {
    runs.dispose();
    await hub.close();
  });

  const wanted = (more: Partial<PublishWish> = {}): PublishWish => ({
    repo,
    run: 'tiny' as RunId,
    license: 'mit',
    from: join(folder.path, 'out'),
    ...more,
  });

  function permitFor(of: PublishWish): Permit {
    return permits.mint('call' as CallId, [
      ...publishEffects(of),
      ...(of.from === undefined ? [] : [{ kind: 'read', path: of.from } as const]),
    ]);
  }

  async function atHub(path: string, token: string | null = hub.token): Promise<Response> {
    return await fetch(`${hub.url}${path}`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  }

  // shows: publish-private, publish-diff
  it('shows file by file what would change, leaves out what is nobody’s business, and makes it private', async () => {
    const plan = await publishing.plan(wanted(), neverAborted);
    const lines = planLines(plan).join('\n');
    for (const words of [
      'Only you',
      '+ README.md',
      '+ config.json',
      '+ model.safetensors (2.0 kB)',
      '+ curves.svg',
      'optimizer.pt (of training only)',
      '.env (it may hold keys)',
      'notes.json (a key stands in it)',
      'checkpoint-10/ (a checkpoint beside the final model)',
      'link (a link)',
    ])
      assert.ok(lines.includes(words), `${words}\n${lines}`);
    assert.equal((await atHub('/api/models/ada/tiny')).status, 404);
    const done = await publishing.carryOut(permitFor(wanted()), wanted(), () => {}, neverAborted);
    assert.equal(done.isPublic, false);
    assert.equal((await atHub('/api/models/ada/tiny', null)).status, 401);
    const card = await (await atHub('/ada/tiny/resolve/main/README.md')).text();
    for (const words of [
      'license: mit',
      'base_model: org/base-1b',
      'library_name: transformers',
      '| `lr` | `2e-4` |',
      // Of a place on this machine no more than its name.
      '| `data` | `pairs.jsonl` |',
      '| `from` | `https://example.org/a/b` |',
      '| `cache` | `cache` |',
      '$1.25',
      'curves.svg',
      '`eval/accuracy`',
    ])
      assert.ok(card.includes(words), words);
    assert.ok(!card.includes(folder.path), card);
    const curves = await (await atHub('/ada/tiny/resolve/main/curves.svg')).text();
    assert.ok(curves.startsWith('<svg') && curves.includes('eval/accuracy'));
    assert.equal((await atHub('/ada/tiny/resolve/main/optimizer.pt')).status, 404);
  });

  // shows: publish-diff
  it('says the second time that only what changed would be sent', async () => {
    await publishing.plan(wanted(), neverAborted);
    await publishing.carryOut(permitFor(wanted()), wanted(), () => {}, neverAborted);
    await writeFile(join(folder.path, 'out', 'config.json'), '{"architectures":["Tinier"]}');
    const plan = await publishing.plan(wanted(), neverAborted);
    assert.deepEqual(plan.changes, [{ path: 'config.json', change: 'changed', bytes: 28, wasBytes: 26 }]);
  });

  // shows: publish-private
  it('becomes public only by a permit that says so, and only when all of it is there', async () => {
    const open = wanted({ visibility: 'public' });
    assert.ok(planLines(await publishing.plan(open, neverAborted))[0]?.includes('Everybody will be able to see it'));
    await assert.rejects(
      publishing.carryOut(permitFor(wanted()), open, () => {}, neverAborted),
      NotPermitted,
    );
    await publishing.carryOut(permitFor(open), open, () => {}, neverAborted);
    assert.equal((await atHub('/api/models/ada/tiny', null)).status, 200);
    const order = hub.requests.map(({ method, path }) => `${method} ${path}`).filter((each) => /commit|settings|create/.test(each));
    assert.ok(
      order.findIndex((each) => each.includes('/commit/')) < order.findIndex((each) => each.includes('/settings')),
      order.join('\n'),
    );
  });

  const publish = async (wish: PublishWish) => {
    await publishing.plan(wish, neverAborted);
    return await publishing.carryOut(permitFor(wish), wish, () => {}, neverAborted);
  };
  const sent = (): readonly string[] =>
    hub.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

  // shows: publish-private
  it('is hidden before anything is added to it where it was public, and not added to where that is refused', async () => {
    await publish(wanted({ visibility: 'public' }));
    await writeFile(join(folder.path, 'out', 'config.json'), '{"architectures":["Tinier"]}');
    const hidden = wanted({ visibility: 'private' });
    const before = sent().length;
    hub.faults.add({ kind: 'status', method: 'PUT', path: '/api/models/ada/tiny/settings', status: 403, times: 1 });
    await assert.rejects(publish(hidden));
    assert.ok(!sent().slice(before).join('\n').includes('/commit/'));
    assert.ok((await (await atHub('/ada/tiny/resolve/main/config.json')).text()).includes('Tiny"'));

    assert.equal((await publish(hidden)).isPublic, false);
    const order = sent()
      .slice(before)
      .filter((each) => /commit|settings/.test(each));
    assert.deepEqual(order.slice(-2), ['PUT /api/models/ada/tiny/settings', 'POST /api/models/ada/tiny/commit/main']);
    assert.equal((await atHub('/api/models/ada/tiny', null)).status, 401);
  });

  // shows: publish-private
  it('goes into none that somebody made for everybody since the look', async () => {
    const client = personalHubClient({ hub: hubHost });
    const request = { repo, files: [{ path: 'config.json', from: { bytes: Buffer.from('{}') } }], left: [], notes: [], title: 'Publish' };
    const plan = await planPublish(client, request);
    assert.equal(plan.isNew, true);
    await createRepo(client, { repo, visibility: 'public' });
    await assert.rejects(carryOut(plan, { create: client, upload: client, visibility: client }), /is public since it was looked at/);
    assert.ok(!sent().join('\n').includes('/commit/'));
  });

  // shows: publish-diff
  it('publishes nothing that is not what was shown', async () => {
    await publishing.plan(wanted(), neverAborted);
    await writeFile(join(folder.path, 'out', 'more.txt'), 'later');
    await assert.rejects(
      publishing.carryOut(permitFor(wanted()), wanted(), () => {}, neverAborted),
      /has changed since it was shown/,
    );
    assert.equal((await atHub('/api/models/ada/tiny')).status, 404);
  });

  // shows: publish-diff
  it('publishes no file whose bytes are others than those that were shown, though there are as many of them', async () => {
    const weights = join(folder.path, 'out', 'model.safetensors');
    const config = join(folder.path, 'out', 'config.json');
    for (const [file, before] of [
      [weights, Buffer.alloc(2_000, 7)],
      [config, Buffer.from('{"architectures":["Tiny"]}')],
    ] as const) {
      const plan = await publishing.plan(wanted(), neverAborted);
      await writeFile(file, Buffer.alloc(before.length, 8));
      await assert.rejects(
        publishing.carryOut(permitFor(wanted()), wanted(), () => {}, neverAborted),
        /has changed since it was shown/,
      );
      // Nor where it was changed between the last look and the sending.
      const client = personalHubClient({ hub: hubHost });
      await assert.rejects(carryOut(plan, { create: client, upload: client, visibility: client }), /was changed while it was uploaded/);
      await writeFile(file, before);
    }
    assert.ok(!sent().join('\n').includes('/commit/'));
  });

  // shows: publish-card
  it('says at once what the Hub would refuse of a card', async () => {
    hub.faults.add({ kind: 'status', status: 400, error: '"license" must be one of [mit, …]', path: '/api/validate-yaml' });
    await assert.rejects(publishing.plan(wanted({ license: 'mine' }), neverAborted), /would refuse the card: "license" must be one of/);
  });

  const atHubJson = async (path: string): Promise<unknown> => await (await atHub(path)).json();

  // shows: publish-provenance
  it('says by a tag with what it was made, and adds it to a collection, only where that is wished: shown first, under a permit', async () => {
    const plain = await publishing.plan(wanted(), neverAborted);
    assert.doesNotMatch(plain.card ?? '', /^- practicum$/m);
    await publishing.carryOut(permitFor(wanted()), wanted(), () => {}, neverAborted);
    assert.deepEqual(await atHubJson('/api/collections?owner=ada'), []);

    const marked = wanted({ isMarked: true, collection: 'Small models' });
    const plan = await publishing.plan(marked, neverAborted);
    assert.match(plan.card ?? '', /^ {2}- practicum$|^- practicum$/m);
    const lines = planLines(plan);
    assert.ok(lines.includes('The card bears the tag practicum.'));
    assert.ok(lines.includes('Makes the collection “Small models”, which only you can see, and adds it there.'));
    // A permit for the repository alone does not reach the collection.
    const { collection: _, ...without } = marked;
    await assert.rejects(
      publishing.carryOut(permitFor(without), marked, () => {}, neverAborted),
      NotPermitted,
    );
    const done = await publishing.carryOut(permitFor(marked), marked, () => {}, neverAborted);
    assert.deepEqual(done.notes, []);
    const [made, ...more] = (await atHubJson('/api/collections?owner=ada')) as {
      slug: string;
      private: boolean;
      items: { id: string }[];
    }[];
    assert.deepEqual([made?.private, made?.items.map(({ id }) => id), more], [true, ['ada/tiny'], []]);

    // The second time nothing is there twice, by title or by name.
    for (const collection of ['Small models', made?.slug ?? '']) {
      const again = wanted({ isMarked: true, collection });
      const { collection: known } = await publishing.plan(again, neverAborted);
      assert.deepEqual(known, { title: 'Small models', slug: made?.slug, holdsIt: true });
      await publishing.carryOut(permitFor(again), again, () => {}, neverAborted);
    }
    const [same, ...others] = (await atHubJson('/api/collections?owner=ada')) as { items: unknown[] }[];
    assert.deepEqual([same?.items.length, others], [1, []]);
  });

  // shows: publish-provenance
  it('is published all the same where the collection could not be changed, and says so', async () => {
    const wish = wanted({ collection: 'Small models' });
    await publishing.plan(wish, neverAborted);
    hub.faults.add({ kind: 'status', method: 'POST', path: '/api/collections', status: 403 });
    const { commit, notes } = await publishing.carryOut(permitFor(wish), wish, () => {}, neverAborted);
    assert.ok(commit !== undefined);
    assert.match(notes.join(), /^It was not added to the collection “Small models”: /);
  });

  // shows: evaluate-card
  it('has in its card what a run of this workspace measured of it, beside its baseline, unless the model was changed since', async () => {
    const evaluated = (id: string, model: string, value: number, createdMs: number): void => {
      const purpose = { kind: 'evaluate', model, benchmark: 'arc_easy', by: 'script', out: 'evaluations/arc' } as const;
      const run = writeRun(folder.path, id, { purpose, createdMs });
      const kept = join(run.folder, 'artifacts/evaluations/arc');
      mkdirSync(kept, { recursive: true });
      const result = {
        task: 'text-generation',
        dataset: { id: 'allenai/ai2_arc' },
        metric: 'acc',
        value,
        standardError: 0.01,
        examples: 100,
      };
      writeFileSync(join(kept, 'evaluation.json'), JSON.stringify({ v: 1, by: 'measure.py', results: [result] }));
      run.end(0);
    };
    evaluated('old', 'out', 0.4, Date.now() - 3_600_000);
    const before = await publishing.plan(wanted(), neverAborted);
    assert.ok(planLines(before).includes('Not in the card: the evaluation old on arc_easy, because the model was changed after it.'));
    assert.match(before.card ?? '', /It was not evaluated on its own/);
    // Of what it was made of in a run of its own: the run's settings name it.
    evaluated('base', 'org/base-1b', 0.5, Date.now() + 1_000);
    evaluated('new', 'out', 0.75, Date.now() + 2_000);
    const { card = '' } = await publishing.plan(wanted(), neverAborted);
    assert.match(card, /\| `acc` \| 0\.750 ± 0\.010 \| 0\.500 ± 0\.010 \| \+0\.250 ± 0\.014 \| measure\.py \|/);
    assert.match(card, /model-index:[\s\S]*value: 0\.75/);
  });
});
