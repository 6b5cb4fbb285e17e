import assert from 'node:assert/strict';
import { personalHubClient } from '../../../src/app/hubDoor.ts';
import { hideSecrets } from '../../../src/base/redact.ts';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { WrongUsage } from '../../../src/cli/command.ts';
import { search } from '../../../src/cli/hub/search.ts';
import { createCliHubHost } from '../../../src/cli/hubHost.ts';
import { createCliWebHost } from '../../../src/cli/webHost.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { testHost } from '../app/support.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

describe('practicum hub search', () => {
  const folder = useTemporaryFolder();
  let hub: Hub;
  before(async () => {
    hub = await startHub();
    hub.seed({ id: 'ada/tiny-llama', downloads: 12, likes: 3 });
    hub.seed({ kind: 'dataset', id: 'ada/tiny-pairs' });
    hub.seed({ kind: 'space', id: 'ada/tiny-demo', sdk: 'static' });
  });
  after(() => hub.close());

  async function run(...argv: readonly string[]): Promise<string> {
    const { command, options, values } = parseCommandLine(['hub', 'search', ...argv]);
    assert.ok(command.kind === 'hub');
    const place = { home: folder.path, env: { HF_ENDPOINT: hub.url }, homedir: folder.path };
    const host = testHost(folder.path, folder.path, () => assert.fail('no model'), { hub: createCliHubHost(place) });
    const said: string[] = [];
    const output = { out: (text: string) => void said.push(text), err: (text: string) => assert.fail(text), closed: neverAborted };
    const words = command.words.slice(1);
    const context = {
      words,
      values,
      options,
      host,
      place,
      hub: personalHubClient(host),
      output,
      input: process.stdin,
      terminal: undefined,
    };
    assert.equal(await search({ ...context, signal: neverAborted }), 0);
    return said.join('');
  }

  // shows: lookup-hub
  it('finds what the Hub has, a line each', async () => {
    assert.equal(await run('models', 'tiny'), `${hub.url}/ada/tiny-llama\t12 downloads\t3 likes\n`);
    assert.match(await run('datasets', 'tiny'), /\/datasets\/ada\/tiny-pairs\t/);
    assert.match(await run('spaces', 'tiny'), /\/spaces\/ada\/tiny-demo\t/);
    assert.match(await run('papers', 'adapters'), /\/papers\/2106\.09685\tLoRA/);
    assert.match(await run('docs', 'quick', 'start'), /\/docs\/trl\/sft_trainer\tSFT Trainer › Quick start/);
    assert.equal(await run('models', 'nothing-like-it'), 'Nothing found.\n');
  });

  // shows: lookup-hub
  it('tells it as JSON lines, and what is no search in words', async () => {
    const found: unknown = JSON.parse(await run('models', 'tiny', '--json'));
    assert.ok(typeof found === 'object' && found !== null && 'id' in found);
    assert.equal(found.id, 'ada/tiny-llama');
    assert.equal(await run('models', 'nothing-like-it', '--json'), '');
    for (const words of [[], ['kernels'], ['docs']]) await assert.rejects(run(...words), WrongUsage, words.join(' '));
  });
});

describe('the web on the command line', () => {
  // shows: lookup-web-search, lookup-github
  it('is what the environment says, and its keys are known as secrets', async () => {
    const web = createCliWebHost({
      PRACTICUM_WEB_SEARCH: 'searxng',
      PRACTICUM_WEB_SEARCH_ENDPOINT: 'http://127.0.0.1:8888/',
      PRACTICUM_WEB_SEARCH_KEY: 'a-key-nobody-should-see',
      PRACTICUM_PRIVATE_HOSTS: 'wiki.corp, 127.0.0.1',
      GH_TOKEN: 'ghx_nobody_should_see_this',
    });
    assert.deepEqual(web.settings(), {
      search: { provider: 'searxng', endpoint: 'http://127.0.0.1:8888' },
      gitHub: 'https://api.github.com',
      privateHosts: ['wiki.corp', '127.0.0.1'],
    });
    assert.equal(await web.gitHubToken(true), 'ghx_nobody_should_see_this');
    const key = (await web.searchKey()) ?? '';
    assert.equal(hideSecrets(`x ${key} y`).includes(key), false);
    const bare = createCliWebHost({});
    assert.deepEqual(bare.settings(), { gitHub: 'https://api.github.com', privateHosts: [] });
    assert.deepEqual([await bare.searchKey(), await bare.gitHubToken(true)], [undefined, undefined]);
  });
});
