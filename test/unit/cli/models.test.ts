import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCliModels } from '../../../src/cli/cliModels.ts';
import type { CommonOptions } from '../../../src/cli/command.ts';
import { storeKeys } from '../../../src/cli/keys.ts';
import { keyFor } from '../../../src/cli/modelKeys.ts';
import { type LocalServer, startLocalServer } from '../../doubles/localServers.ts';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
import { runHere } from './here.ts';
import type { Ended } from './program.ts';

const options: CommonOptions = {
  cwd: undefined,
  json: false,
  model: undefined,
  baseUrl: undefined,
  mode: undefined,
  maxResponses: 1,
  maxAttempts: 1,
  budgetUsd: undefined,
  dayBudgetUsd: undefined,
};

describe('Models on the command line', () => {
  let folder: string;
  let doubles: Doubles;
  let ollama: LocalServer;
  /** A port at which nobody listens. */
  let nobody: number;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-models-')));
    doubles = await startDoubles({
      models: ['demo-digits', 'other'],
      brain: ({ model, toolNames }) =>
        toolNames.includes('ready') && model === 'demo-digits' ? { calls: [{ name: 'ready', input: { word: 'yes' } }] } : { text: 'red' },
    });
    const gone = await startLocalServer('vllm', []);
    await gone.close();
    nobody = gone.port;
    ollama = await startLocalServer('ollama', [{ name: 'qwen3:8b', contextTokens: 32_768, tools: true }]);
  });
  afterEach(async () => {
    await Promise.all([doubles.close(), ollama.close()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const run = (...args: readonly string[]): Promise<Ended> =>
    runHere(folder, args, {
      HOME: folder,
      PRACTICUM_HOME: join(folder, 'home'),
      OPENAI_API_KEY: demoKey,
      PRACTICUM_MODEL: 'openai/demo-digits',
      PRACTICUM_BASE_URL: doubles.openaiUrl,
      PRACTICUM_MODEL_COMPACTION: 'ollama/qwen3:8b@http://127.0.0.1:9/v1',
      PRACTICUM_LOCAL_PORTS: `ollama=${ollama.port},vllm=${nobody},lmstudio=${nobody},llamacpp=${nobody}`,
    });

  // shows: models-command, models-listed
  it('lists what is chosen for which role, what can be chosen, and who says so, asking only where a key is', async () => {
    const listed = await run('models', '--local');
    assert.equal(listed.code, 0, listed.err);
    assert.match(listed.out, /the conversation +openai\/demo-digits\n/);
    assert.match(listed.out, /summaries +ollama\/qwen3:8b@http:\/\/127\.0\.0\.1:9\/v1\n/);
    assert.match(listed.out, /research +as the conversation\n/);
    assert.match(listed.out, /titles of sessions +the first line, without a model\n/);
    assert.match(listed.out, /openai\/other +context unknown, free, tools and images unknown\n/);
    assert.match(listed.out, /\(listed by 127\.0\.0\.1:\d+ on \d{4}-\d\d-\d\d\)/);
    assert.match(listed.out, /Ollama, http:\/\/127\.0\.0\.1:\d+\/v1\n +openai\/qwen3:8b@\S+ +33k context, free, tools/);
    assert.match(
      listed.out,
      /Not asked, for want of a key: Anthropic \(\$ANTHROPIC_API_KEY\), .*Hugging Face \(\$HF_TOKEN\), Google Gemini \(\$GEMINI_API_KEY\)/,
    );
    const json = (await run('models', '--json')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    assert.deepEqual(
      json.filter(({ type }) => type === 'role').map(({ role, isOwn }) => [role, isOwn]),
      [
        ['main', true],
        ['research', false],
        ['analysis', false],
        ['compaction', true],
        ['titles', false],
      ],
    );
    assert.deepEqual(
      json.filter(({ type }) => type === 'model').map(({ choice }) => choice),
      ['openai/demo-digits', 'openai/other'],
    );
  });

  // shows: models-command, models-local
  it('says of each port of this machine what was found there', async () => {
    const local = await run('models', 'local');
    assert.equal(local.code, 0, local.err);
    assert.match(local.out, /^port \d+: Ollama, http/m);
    assert.equal(local.out.match(/^port \d+: nothing$/gm)?.length, 3);
    assert.ok(ollama.requests.every(({ headers }) => headers['authorization'] === undefined));
  });

  // shows: models-key-per-host
  it('gives a key to the host that it was meant for and to no other, whatever the role', async () => {
    const env = { OPENAI_API_KEY: 'for-main', HF_TOKEN: 'for-router', GEMINI_API_KEY: 'for-gemini', ANTHROPIC_API_KEY: 'for-anthropic' };
    const models = createCliModels({ ...options, model: 'openai/m', baseUrl: 'https://gateway.example/v1' }, folder, env);
    await storeKeys(folder, { 'openai@kept.example': 'for-kept' });
    const key = (choice: string): Promise<string | undefined> => keyFor(models.place(choice), folder, env);
    assert.equal(await key('openai/m'), 'for-main');
    assert.equal(await key('openai/other'), 'for-main');
    assert.equal(await key('openai/m@https://elsewhere.example/v1'), undefined);
    assert.equal(await key('ollama/qwen3'), undefined);
    assert.equal(await key('openai/m@https://kept.example/v1'), 'for-kept');
    assert.equal(await key('huggingface/org/m:cheapest'), 'for-router');
    assert.equal(await key('gemini/gemini-3-pro'), 'for-gemini');
    assert.equal(await key('anthropic/claude'), 'for-anthropic');
    assert.equal(await key('anthropic/claude@https://elsewhere.example'), undefined);
  });

  // shows: models-roles
  it('takes options before variables, one object for one name, and the main one where none is chosen', async () => {
    const env = { PRACTICUM_MODEL: 'openai/main', PRACTICUM_MODEL_RESEARCH: 'openai/small', PRACTICUM_EFFORT: 'low' };
    const models = createCliModels({ ...options, roleModels: { compaction: 'openai/small' }, effort: 'high' }, folder, env);
    const research = await models.model('research');
    assert.equal(research.id.name, 'small');
    assert.equal(await models.model('compaction'), research);
    assert.equal((await models.model('analysis')).id.name, 'main');
    assert.equal(models.label('analysis'), undefined);
    assert.equal(models.effort, 'high');
    assert.equal(createCliModels(options, folder, env).effort, 'low');
    assert.throws(() => createCliModels(options, folder, { PRACTICUM_EFFORT: 'huge' }), { code: 'usage' });
  });

  // shows: models-command
  it('checks with one small request what a model can do, and fails where it cannot do the work', async () => {
    const checked = await run('models', 'check', 'openai/nothing-like-it');
    assert.equal(checked.code, 1);
    assert.match(checked.out, /^✗ .*has no model “nothing-like-it”/);
    const able = await run('models', 'check', 'openai/demo-digits');
    assert.equal(able.code, 0, able.err);
    assert.match(able.out, /^✓ It answers\.\n✓ It calls tools\.\n\? How much it takes at once is unknown/);
    const talker = await run('models', 'check', 'openai/other');
    assert.equal(talker.code, 1, talker.err);
    assert.match(talker.out, /^✗ It calls no tools: .* Choose another one\.$/m);
  });
});
