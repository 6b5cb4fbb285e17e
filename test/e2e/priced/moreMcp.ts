import assert from 'node:assert/strict';
import { shoot } from './mcp.ts';
import type { Priced } from './window.ts';

export function moreMcp({ window }: Priced): void {
  // shows: mcp-inputs, mcp-secret-free
  it('get what the person is asked for once, and nobody reads it in what they answer', async () => {
    const { chat, workbench } = window();
    await workbench.chooseOf('Practicum: Model Context Protocol Servers', 'keyed');
    const dialog = workbench.dialog();
    await dialog.getByText(/It is given your answer to “word”/).waitFor();
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    await workbench.quickInput.locator('input[type="password"]').waitFor();
    await shoot(window(), 'mcp-input');
    await workbench.type('tangerine-lagoon-42');
    // A key that closes a list also hides what stands in the corner.
    await workbench.listed(/“keyed” offers 1\d tools/);
    await workbench.command('Notifications: Hide Notifications');
    await chat.open();
    await chat.send('call mcp__keyed__get-env {}');
    await chat.approve(/get-env of keyed/);
    await chat.answers
      .last()
      .getByText(/The server said/)
      .waitFor();
    await chat.idle();
    const answer = (await chat.answers.last().textContent()) ?? '';
    assert.match(answer, /"WORD"/);
    assert.doesNotMatch(answer, /tangerine-lagoon-42/);
  });
}
