import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import type { Models } from './window.ts';

/** What tests of the endpoints and of the lists show as well, once more in the window. */
export function moreChoosing(models: Models): void {
  const { window, ollama, shown, error } = models;
  const { pickLine, typeKey, chooseEndpoint, chooseWithoutKey, doubles } = models;

  // shows: bad-wrong-model
  it('answers a wrong name with one message that names close ones, and lets another be chosen', async () => {
    const { chat, workbench } = window();
    await chooseWithoutKey();
    await chooseEndpoint();
    await typeKey(doubles().key);
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

  // shows: models-local
  it('looks for servers on this machine once that was agreed to, and offers their models', async () => {
    const { chat, workbench } = window();
    assert.equal(ollama().requests.length, 0);
    await workbench.command('Practicum: Choose Model');
    await pickLine('Look for servers on this machine…');
    await workbench.dialog().getByText('May Practicum look for model servers on this machine?').waitFor();
    await workbench.dialog().getByRole('button', { name: 'Look for Them' }).click();
    await workbench.quickInput.locator('input').first().fill('qwen3');
    await workbench.quickInput.getByRole('option', { name: /^qwen3:8b, .*33k context · free · tools/ }).waitFor();
    await shown('local');
    await workbench.quickInput.locator('input').first().press('Enter');
    await chat.frame.getByRole('button', { name: `openai/qwen3:8b@http://127.0.0.1:${ollama().port}/v1`, exact: true }).waitFor();
    assert.ok(ollama().requests.length > 0 && ollama().requests.every(({ headers }) => headers['authorization'] === undefined));
  });
}
