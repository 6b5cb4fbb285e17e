import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../scripts/package.ts';
import { run } from '../../scripts/run.ts';
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
  const window = useWindow(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'practicum-models-'));
    doubles = await startDoubles();
    host = new URL(doubles.openaiUrl).host;
    return {
      extensions: [await packTestModels(folder)],
      env: { OPENAI_API_KEY: doubles.key, PRACTICUM_DOUBLE_OPENAI_URL: doubles.openaiUrl, PRACTICUM_DOUBLE_KEY: doubles.key },
    };
  });
  after(async () => {
    await doubles.close();
    rmSync(folder, { recursive: true, force: true });
  });
  before(() => window().chat.open());

  const error = (): Locator => window().chat.entry('Error').last();

  /** *Choose Model* as far as the question which model of the endpoint. */
  const chooseEndpoint = async (): Promise<void> => {
    const { workbench } = window();
    await workbench.command('Practicum: Choose Model');
    await workbench.choose('OpenAI-compatible endpoint');
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
    await workbench.choose('OpenAI-compatible endpoint');
    await workbench.quickInput.getByText('Base URL of the OpenAI-compatible endpoint').waitFor();
    await workbench.type(doubles.openaiUrl);
    await typeKey(doubles.key);
    for (const name of doubles.models) await workbench.quickInput.getByRole('option', { name, exact: true }).waitFor();
    await workbench.quickInput.getByRole('option', { name: 'demo-digits-2', exact: true }).click();
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
    await workbench.choose('The editor’s own models');
    await workbench.choose('Scripted demo-digits-2');
    await chat.frame.getByRole('button', { name: 'editor/practicum-double/demo-digits-2', exact: true }).waitFor();
    await chat.ask('read train.py');
    await chat.tool(/train\.py/).waitFor();
    const [first] = window().read('train.py').split('\n');
    assert.ok(first !== undefined);
    await chat.answers.last().getByText('begins with').waitFor();
    assert.ok(((await chat.answers.last().textContent()) ?? '').includes(first));
  });

  it('asks nothing of the world outside', () => {
    assert.deepEqual(window().browser.outside, []);
  });
});
