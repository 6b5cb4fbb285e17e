import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../eventually.ts';
import type { Models } from './window.ts';

/** Files under a folder whose bytes hold a text. */
function filesHolding(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

export function choosing(models: Models): void {
  const { window, doubles, startAgain, host, shown, error } = models;
  const { pickLine, pickFrom, typeKey, chooseWithoutKey } = models;

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
    await workbench.type(doubles().openaiUrl);
    await typeKey(doubles().key);
    for (const name of doubles().models) await workbench.quickInput.getByRole('option', { name: new RegExp(`^${name}, `) }).waitFor();
    await workbench.quickInput.getByRole('option', { name: /^demo-digits-2, / }).click();
    await chat.frame.getByRole('button', { name: 'openai/demo-digits-2', exact: true }).waitFor();
    await error().getByRole('button', { name: 'Try again' }).click();
    await chat.answers.getByText('Hello!').waitFor();
    assert.match(doubles().requests.at(-1)?.bodyText ?? '', /"model":"demo-digits-2"/);
  });

  // shows: model-choose, key-secret-storage
  it('keeps the choice and the key when the window is loaded again, and the key in no file', async () => {
    const { chat, workbench, server } = window();
    await chooseWithoutKey();
    await workbench.command('Practicum: Set API Key');
    await typeKey(doubles().key);
    await workbench.reload();
    await chat.attach();
    await chat.frame.getByRole('button', { name: 'openai/demo-digits', exact: true }).waitFor();
    await chat.ask('say hello');
    await chat.answers.last().getByText('Hello!').waitFor();
    assert.deepEqual(
      ['user', 'practicum', 'workspaces', 'xdg', 'home', 'chromium'].flatMap((name) =>
        filesHolding(path.join(server.root, name), doubles().key),
      ),
      [],
    );
  });

  // shows: key-environment-consent
  it('sends the key of the environment nowhere until it is told to', async () => {
    const { chat, workbench } = window();
    await chooseWithoutKey();
    const before = doubles().requests.length;
    await chat.ask('say hello');
    await error().getByText('wants an API key, and none is set.').waitFor();
    assert.deepEqual(
      doubles()
        .requests.slice(before)
        .map(({ headers }) => headers['authorization'] ?? 'none'),
      ['none'],
    );
    await error().getByRole('button', { name: 'Set API key' }).click();
    await workbench.choose('Use OPENAI_API_KEY from the environment');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await error().getByRole('button', { name: 'Try again' }).click();
    await chat.answers.last().getByText('Hello!').waitFor();
    assert.equal(doubles().requests.at(-1)?.headers['authorization'], `Bearer ${doubles().key}`);
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
    await typeKey(doubles().key);
    await error().getByRole('button', { name: 'Try again' }).click();
    await chat.answers.last().getByText('Hello!').waitFor();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['say hello', 'say hello']));
  });

  // shows: bad-endpoint-down, model-retry
  it('says once that nothing answers at the endpoint, loses nothing, and goes on when it is back', async () => {
    const { chat, workbench } = window();
    await chooseWithoutKey();
    await workbench.command('Practicum: Set API Key');
    await typeKey(doubles().key);
    await chat.ask('say hello');
    await doubles().close();
    await chat.ask('think');
    await error()
      .getByText(/Nothing answers at .* \(connection refused\)\. Is the server running\?/)
      .waitFor();
    await eventually(async () => assert.equal(await chat.entry('Error').count(), 1));
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['say hello', 'think']));
    await startAgain();
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
    await pickFrom('A key for which endpoint?', host());
    await typeKey(doubles().key);
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
    await workbench.quickInput.locator('input').first().fill(`openai+chat/demo-digits@${doubles().openaiUrl}`);
    await workbench.choose('Use openai+chat/demo-digits@');
    await chat.frame.getByRole('button', { name: /^openai\+chat\/demo-digits@/ }).waitFor();
    await chat.ask('say hello');
    await chat.answers.last().getByText('Hello!').waitFor();
    await chat.frame.getByText('From here on with openai/demo-digits', { exact: true }).waitFor();
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
}
