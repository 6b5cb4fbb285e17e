import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../scripts/package.ts';
import { run } from '../../scripts/run.ts';
import { type LocalServer, startLocalServer } from '../doubles/localServers.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';

/** The extension that offers the double as one of the editor's own models, packed as any other. */
async function packTestModels(folder: string): Promise<string> {
  const vsix = path.join(folder, 'test-models.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/doubles/lm-extension'), isQuiet: true });
  return vsix;
}

/** Files under a folder whose bytes hold a text. */
function filesHolding(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

describe('models and keys in a real window', () => {
  let doubles: Doubles;
  /** What *Choose Model* and *Set API Key* call the endpoint. */
  let host: string;
  let folder: string;
  let ollama: LocalServer;
  const window = useWindow(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'practicum-models-'));
    doubles = await startDoubles();
    ollama = await startLocalServer('ollama', [
      { name: 'qwen3:8b', contextTokens: 32_768, tools: true },
      { name: 'gemma3:4b', tools: false },
    ]);
    const gone = await startLocalServer('vllm', []);
    await gone.close();
    host = new URL(doubles.openaiUrl).host;
    return {
      extensions: [await packTestModels(folder)],
      env: {
        OPENAI_API_KEY: doubles.key,
        PRACTICUM_DOUBLE_OPENAI_URL: doubles.openaiUrl,
        PRACTICUM_DOUBLE_KEY: doubles.key,
        PRACTICUM_LOCAL_PORTS: `ollama=${ollama.port},vllm=${gone.port},lmstudio=${gone.port},llamacpp=${gone.port}`,
      },
    };
  });
  after(async () => {
    await Promise.all([doubles.close(), ollama.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  before(() => window().chat.open());

  /** For whoever wants to look at it: a picture in PRACTICUM_PICTURES. */
  const shown = async (name: string): Promise<void> => {
    const album = process.env['PRACTICUM_PICTURES'];
    if (album !== undefined) await window().workbench.page.screenshot({ path: path.join(album, `${name}.png`) });
  };

  const error = (): Locator => window().chat.entry('Error').last();

  /** The list may be longer than what is seen of it. */
  const pickLine = async (text: string): Promise<void> => {
    await pickFrom('Practicum: Choose Model', text);
  };

  /** With the keyboard: a list that is still being filled moves under the pointer. */
  const pickFrom = async (title: string, text: string): Promise<void> => {
    const { quickInput } = window().workbench;
    await quickInput.locator('.quick-input-title', { hasText: title }).waitFor();
    const box = quickInput.locator('input').first();
    await box.fill(text);
    await quickInput.locator('.monaco-list-row', { hasText: text }).first().waitFor();
    await box.press('Enter');
  };

  /** *Choose Model* as far as the question which model of the endpoint. */
  const chooseEndpoint = async (): Promise<void> => {
    const { workbench } = window();
    await workbench.command('Practicum: Choose Model');
    await pickLine('Another endpoint…');
    await workbench.quickInput.getByText('Base URL of the OpenAI-compatible endpoint').waitFor();
    await workbench.type(doubles.openaiUrl);
  };

  const typeKey = async (key: string): Promise<void> => {
    const { workbench } = window();
    await workbench.choose('Enter a key');
    await workbench.quickInput.getByText(`API Key for ${host}`).waitFor();
    const box = workbench.quickInput.locator('input[type="password"]');
    await box.fill(key);
    await box.press('Enter');
    await box.waitFor({ state: 'hidden' });
  };

  const forgetKeys = async (): Promise<void> => {
    const { workbench } = window();
    await workbench.command('Practicum: Forget API Keys and Consent');
    await workbench.statusItem('Practicum has forgotten').waitFor();
  };

  /** The endpoint's first model, and no key of it anywhere. */
  const chooseWithoutKey = async (): Promise<void> => {
    const { chat, workbench } = window();
    await forgetKeys();
    await chooseEndpoint();
    await typeKey(doubles.key);
    await workbench.choose('demo-digits');
    await chat.frame.getByRole('button', { name: 'openai/demo-digits', exact: true }).waitFor();
    await forgetKeys();
    await chat.newSession();
  };

  // shows: model-choose, chat-model-name
  it('says in one message what to do when no model is chosen, keeps the text, and offers what the endpoint lists', async () => {
    const { chat, workbench } = window();
    await chat.ask('say hello');
    await error().getByText('No language model is chosen.').waitFor();
    await eventually(async () => assert.equal(await chat.entry('Error').count(), 1));
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['say hello']));
    await error().getByRole('button', { name: 'Choose a model' }).click();
    await pickLine('Another endpoint…');
    await workbench.quickInput.getByText('Base URL of the OpenAI-compatible endpoint').waitFor();
    await workbench.type(doubles.openaiUrl);
    await typeKey(doubles.key);
    for (const name of doubles.models) await workbench.quickInput.getByRole('option', { name: new RegExp(`^${name}, `) }).waitFor();
    await workbench.quickInput.getByRole('option', { name: /^demo-digits-2, / }).click();
    await chat.frame.getByRole('button', { name: 'openai/demo-digits-2', exact: true }).waitFor();
    await error().getByRole('button', { name: 'Try again' }).click();
    await chat.answers.getByText('Hello!').waitFor();
    assert.match(doubles.requests.at(-1)?.bodyText ?? '', /"model":"demo-digits-2"/);
  });

  // shows: model-choose, key-secret-storage
  it('keeps the choice and the key when the window is loaded again, and the key in no file', async () => {
    const { chat, workbench, server } = window();
    await chooseWithoutKey();
    await workbench.command('Practicum: Set API Key');
    await typeKey(doubles.key);
    await workbench.reload();
    await chat.attach();
    await chat.frame.getByRole('button', { name: 'openai/demo-digits', exact: true }).waitFor();
    await chat.ask('say hello');
    await chat.answers.last().getByText('Hello!').waitFor();
    assert.deepEqual(
      ['user', 'practicum', 'workspaces', 'xdg', 'home', 'chromium'].flatMap((name) =>
        filesHolding(path.join(server.root, name), doubles.key),
      ),
      [],
    );
  });

  // shows: key-environment-consent
  it('sends the key of the environment nowhere until it is told to', async () => {
    const { chat, workbench } = window();
    await chooseWithoutKey();
    const before = doubles.requests.length;
    await chat.ask('say hello');
    await error().getByText('wants an API key, and none is set.').waitFor();
    assert.deepEqual(
      doubles.requests.slice(before).map(({ headers }) => headers['authorization'] ?? 'none'),
      ['none'],
    );
    await error().getByRole('button', { name: 'Set API key' }).click();
    await workbench.choose('Use OPENAI_API_KEY from the environment');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await error().getByRole('button', { name: 'Try again' }).click();
    await chat.answers.last().getByText('Hello!').waitFor();
    assert.equal(doubles.requests.at(-1)?.headers['authorization'], `Bearer ${doubles.key}`);
  });

  // shows: bad-wrong-key, key-secret-storage
  it('answers a wrong key with one message whose button sets another, and then tries again', async () => {
    const { chat, workbench } = window();
    await chooseWithoutKey();
    await workbench.command('Practicum: Set API Key');
    await typeKey('sk-wrong-wrong-wrong-wrong');
    await chat.ask('say hello');
    await error().getByText('did not accept the API key. Run “Practicum: Set API Key”').waitFor();
    await eventually(async () => assert.equal(await chat.entry('Error').count(), 1));
    await error().getByRole('button', { name: 'Set API key' }).click();
    await typeKey(doubles.key);
    await error().getByRole('button', { name: 'Try again' }).click();
    await chat.answers.last().getByText('Hello!').waitFor();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['say hello', 'say hello']));
  });

  // shows: bad-wrong-model
  it('answers a wrong name with one message that names close ones, and lets another be chosen', async () => {
    const { chat, workbench } = window();
    await chooseWithoutKey();
    await chooseEndpoint();
    await typeKey(doubles.key);
    await workbench.choose('Another name…');
    await workbench.quickInput.getByText('The name as the endpoint knows it.').waitFor();
    await workbench.type('demo-digit');
    await chat.frame.getByRole('button', { name: 'openai/demo-digit', exact: true }).waitFor();
    await chat.ask('say hello');
    await error()
      .getByText(/has no model “demo-digit”\. Did you mean demo-digits/)
      .waitFor();
    await eventually(async () => assert.equal(await chat.entry('Error').count(), 1));
    await error().getByRole('button', { name: 'Choose a model' }).waitFor();
  });

  // shows: bad-endpoint-down, model-retry
  it('says once that nothing answers at the endpoint, loses nothing, and goes on when it is back', async () => {
    const { chat, workbench } = window();
    await chooseWithoutKey();
    await workbench.command('Practicum: Set API Key');
    await typeKey(doubles.key);
    await chat.ask('say hello');
    await doubles.close();
    await chat.ask('think');
    await error()
      .getByText(/Nothing answers at .* \(connection refused\)\. Is the server running\?/)
      .waitFor();
    await eventually(async () => assert.equal(await chat.entry('Error').count(), 1));
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['say hello', 'think']));
    doubles = await startDoubles({ port: doubles.port });
    await error().getByRole('button', { name: 'Try again' }).click();
    await chat.answers.last().getByText('I have thought about it.').waitFor();
  });

  // shows: model-editor
  it('works with a model that the editor offers, tools and all', async () => {
    const { chat, workbench } = window();
    await chat.newSession();
    await workbench.command('Practicum: Choose Model');
    await pickLine('Scripted demo-digits-2');
    await chat.frame.getByRole('button', { name: 'editor/practicum-double/demo-digits-2', exact: true }).waitFor();
    await chat.ask('read train.py');
    await chat.tool(/train\.py/).waitFor();
    const [first] = window().read('train.py').split('\n');
    assert.ok(first !== undefined);
    await chat.answers.last().getByText('begins with').waitFor();
    assert.ok(((await chat.answers.last().textContent()) ?? '').includes(first));
  });

  // shows: models-picker, models-listed
  it('shows all that can be chosen in one list, the recent ones first, with what is known of each', async () => {
    const { chat, workbench } = window();
    await workbench.command('Practicum: Set API Key');
    await pickFrom('A key for which endpoint?', host);
    await typeKey(doubles.key);
    await workbench.command('Practicum: Choose Model');
    const options = workbench.quickInput.getByRole('option');
    await workbench.quickInput
      .getByRole('option', { name: /^demo-digits, .*free/ })
      .first()
      .waitFor();
    await options.filter({ hasText: 'listed by' }).first().waitFor();
    const first = (await options.first().textContent()) ?? '';
    assert.ok(first.includes('editor/practicum-double/demo-digits-2'), first);
    await shown('picker');
    // What is no line of the list is taken as it is typed.
    await workbench.quickInput.locator('input').first().fill(`openai+chat/demo-digits@${doubles.openaiUrl}`);
    await workbench.choose('Use openai+chat/demo-digits@');
    await chat.frame.getByRole('button', { name: /^openai\+chat\/demo-digits@/ }).waitFor();
    await chat.ask('say hello');
    await chat.answers.last().getByText('Hello!').waitFor();
    await chat.frame.getByText('From here on with openai/demo-digits', { exact: true }).waitFor();
  });

  // shows: models-local
  it('looks for servers on this machine once that was agreed to, and offers their models', async () => {
    const { chat, workbench } = window();
    assert.equal(ollama.requests.length, 0);
    await workbench.command('Practicum: Choose Model');
    await pickLine('Look for servers on this machine…');
    await workbench.dialog().getByText('May Practicum look for model servers on this machine?').waitFor();
    await workbench.dialog().getByRole('button', { name: 'Look for Them' }).click();
    await workbench.quickInput.locator('input').first().fill('qwen3');
    await workbench.quickInput.getByRole('option', { name: /^qwen3:8b, .*33k context · free · tools/ }).waitFor();
    await shown('local');
    await workbench.quickInput.locator('input').first().press('Enter');
    await chat.frame.getByRole('button', { name: `openai/qwen3:8b@http://127.0.0.1:${ollama.port}/v1`, exact: true }).waitFor();
    assert.ok(ollama.requests.length > 0 && ollama.requests.every(({ headers }) => headers['authorization'] === undefined));
  });

  // shows: models-roles
  it('chooses a model for a role, and shows what each role has', async () => {
    const { workbench } = window();
    await workbench.chooseOf('Practicum: Choose Model for…', 'Model for summaries');
    await pickFrom('Model for summaries', 'editor/practicum-double/demo-digits-2');
    await workbench.statusItem('Model for summaries: editor/practicum-double/demo-digits-2').waitFor();
    await workbench.command('Practicum: Choose Model for…');
    await workbench.quickInput.getByRole('option', { name: /^Model for summaries, editor\/practicum-double\/demo-digits-2/ }).waitFor();
    await shown('roles');
    await workbench.page.keyboard.press('Escape');
  });

  it('asks nothing of the world outside', () => {
    assert.deepEqual(window().browser.outside, []);
  });
});
