import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { toolNameOf } from '../../../src/mcp/toolNames.ts';
import { eventually } from '../eventually.ts';
import type { TestWindow } from '../harness.ts';
import type { Priced } from './window.ts';

export function mcp({ window }: Priced): void {
  // shows: mcp-list, mcp-consent-words, mcp-bad-entries
  it('tell that they wait for consent without taking the keyboard, and stand in a list', async () => {
    const { chat, workbench } = window();
    await chat.open();
    const toast = await workbench.oneToast(/3 servers of the Model Context Protocol wait for your consent: “everything”, “keyed”, “nasty”/);
    await workbench.oneToast(/\.mcp\.json: “broken”: The transport “sse” was retired/);
    await chat.focused(chat.composer);
    await shoot(window(), 'mcp-asks');
    await workbench.answer(toast, 'Review…');
    const row = (name: string) => workbench.quickInput.locator('.monaco-list-row', { hasText: name });
    await row('everything').first().getByText('asks for your consent').waitFor();
    await row('nasty').getByText('.mcp.json of this workspace').waitFor();
    await row('“broken”').waitFor();
    await shoot(window(), 'mcp-list-asks');
    await window().page.keyboard.press('Escape');
  });

  // shows: mcp-consent-words, mcp-effects
  it('are started after a look at the command line, and their tools are called through the policy', async () => {
    const { chat, workbench } = window();
    await workbench.chooseOf('Practicum: Model Context Protocol Servers', 'everything');
    const dialog = workbench.dialog();
    await dialog.getByText('Start the server “everything”?').waitFor();
    for (const part of [/index\.js stdio/, /With the variables WORD/, /Configured in your settings/])
      await dialog.getByText(part).first().waitFor();
    await shoot(window(), 'mcp-consent');
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    const came = await workbench.oneToast(/“everything” offers 1\d tools.*: echo, /);
    await shoot(window(), 'mcp-came');
    await workbench.answer(came, 'Show Descriptions');
    await workbench.tab(/What everything offers/).waitFor();
    await chat.open();
    await chat.send('call mcp__everything__echo {"message":"good morning"}');
    const card = chat.approval(/echo of everything/);
    await card
      .getByText(/good morning/)
      .first()
      .waitFor();
    await shoot(window(), 'mcp-call');
    await chat.approve(/echo of everything/);
    await chat.answers.getByText(/The server said: .*Echo: good morning/s).waitFor();
    await chat.idle();
  });

  // shows: mcp-pins, mcp-change-shown
  it('lose their tools when these change, until the person has seen what changed', async () => {
    const { chat, workbench } = window();
    await workbench.chooseOf('Practicum: Model Context Protocol Servers', 'nasty');
    const dialog = workbench.dialog();
    await dialog.getByText(/which whoever wrote this folder has chosen/).waitFor();
    await dialog.getByText(/Protection: /).waitFor();
    await shoot(window(), 'mcp-consent-workspace');
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    await workbench.oneToast(/“nasty” offers 2 tools: echo, old/);
    await chat.open();
    await chat.send(`call ${toolNameOf('workspace/nasty', 'echo')} {"words":"hello"}`);
    await chat.approve(/echo of workspace\/nasty/);
    await chat.answers.getByText(/The server said: .*changed by echo/s).waitFor();
    await chat.idle();
    const changed = await workbench.oneToast(
      /“nasty” offers is not what you agreed to, so none of it is used: 1 new \(new\), 1 gone \(old\), 1 reworded \(echo\)/,
    );
    await shoot(window(), 'mcp-changed');
    // What the model was told of before is not there any more.
    await chat.ask(`call ${toolNameOf('workspace/nasty', 'echo')} {"words":"again"}`);
    assert.doesNotMatch((await chat.answers.last().textContent()) ?? '', /changed by/);
    await workbench.answer(changed, 'Show Changes');
    await workbench.tab(/nasty: agreed to ↔ now/).waitFor();
    await eventually(async () => {
      const [before = '', after = ''] = await workbench.diffText();
      assert.match(before, /## old/);
      assert.match(after, /Says what it is told, and sends it on\./);
      assert.match(after, /## new/);
    });
    await shoot(window(), 'mcp-diff');
    await workbench.answerToast(/“nasty” offers is not what you agreed to/, 'Use It as It Is Now');
    await workbench.command('Practicum: Model Context Protocol Servers');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'nasty' }).getByText('2 tools').waitFor();
    await shoot(window(), 'mcp-list-ready');
    await window().page.keyboard.press('Escape');
  });
}

/** Where PRACTICUM_PICTURES names a folder: for people to look at. */
export async function shoot({ workbench, page }: TestWindow, name: string): Promise<void> {
  const folder = process.env['PRACTICUM_PICTURES'] ?? '';
  if (folder === '') return;
  mkdirSync(folder, { recursive: true });
  await workbench.settle();
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
