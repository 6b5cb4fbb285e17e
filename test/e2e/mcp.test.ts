import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { toolNameOf } from '../../src/mcp/toolNames.ts';
import { replaying, type Script } from '../doubles/replay.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';
import { modelSettings } from './model.ts';

const everything = path.join(root, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js');
const nasty = path.join(root, 'test/doubles/mcp/nastyServer.ts');

/** Calls a tool of a server, by the prompt’s words: `call NAME JSON`. */
const brain = replaying(({ text }) => {
  const [, name = '', ...input] = text.split(' ');
  return calling(name, JSON.parse(input.join(' ')));
});

function* calling(name: string, input: Readonly<Record<string, unknown>>): Script {
  const [result] = yield { calls: [{ name, input }] };
  return { text: `The server said: ${result?.content ?? 'nothing'}` };
}

describe('servers of the Model Context Protocol in a real window', () => {
  let doubles: Doubles;
  const window = useWindow(async () => {
    doubles = await startDoubles({ key: 'none', isHurried: true, brain });
    return {
      settings: {
        ...modelSettings(doubles, 'openai'),
        'practicum.mcp.servers': {
          everything: { command: process.execPath, args: [everything, 'stdio'], env: { WORD: 'hello' } },
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the format
          keyed: { command: process.execPath, args: [everything, 'stdio'], env: { WORD: '${input:word}' } },
        },
      },
      workspaceName: 'small',
      workspace: (folder) => {
        mkdirSync(folder, { recursive: true });
        // Behind its walls a server of the workspace sees the workspace, wherever this clone lies.
        writeFileSync(path.join(folder, 'nasty.mjs'), stripTypeScriptTypes(readFileSync(nasty, 'utf8')));
        const servers = {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the format
          nasty: { command: 'node', args: ['${workspaceFolder}/nasty.mjs', 'changes', '${workspaceFolder}/changed'] },
          broken: { type: 'sse', url: 'https://broken.example/sse' },
        };
        writeFileSync(path.join(folder, '.mcp.json'), JSON.stringify({ mcpServers: servers }));
      },
    };
  });
  after(() => doubles.close());

  /** Where PRACTICUM_PICTURES names a folder: for people to look at. */
  async function shoot(name: string): Promise<void> {
    const folder = process.env['PRACTICUM_PICTURES'] ?? '';
    if (folder === '') return;
    mkdirSync(folder, { recursive: true });
    await window().workbench.settle();
    await window().page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
  }

  // shows: mcp-list, mcp-consent-words, mcp-bad-entries
  it('tell that they wait for consent without taking the keyboard, and stand in a list', async () => {
    const { chat, workbench } = window();
    await chat.open();
    const toast = await workbench.oneToast(/3 servers of the Model Context Protocol wait for your consent: “everything”, “keyed”, “nasty”/);
    await workbench.oneToast(/\.mcp\.json: “broken”: The transport “sse” was retired/);
    await chat.focused(chat.composer);
    await shoot('mcp-asks');
    await workbench.answer(toast, 'Review…');
    const row = (name: string) => workbench.quickInput.locator('.monaco-list-row', { hasText: name });
    await row('everything').first().getByText('asks for your consent').waitFor();
    await row('nasty').getByText('.mcp.json of this workspace').waitFor();
    await row('“broken”').waitFor();
    await shoot('mcp-list-asks');
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
    await shoot('mcp-consent');
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    const came = await workbench.oneToast(/“everything” offers 1\d tools.*: echo, /);
    await shoot('mcp-came');
    await workbench.answer(came, 'Show Descriptions');
    await workbench.tab(/What everything offers/).waitFor();
    await chat.open();
    await chat.send('call mcp__everything__echo {"message":"good morning"}');
    const card = chat.approval(/echo of everything/);
    await card
      .getByText(/good morning/)
      .first()
      .waitFor();
    await shoot('mcp-call');
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
    await shoot('mcp-consent-workspace');
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
    await shoot('mcp-changed');
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
    await shoot('mcp-diff');
    await workbench.answerToast(/“nasty” offers is not what you agreed to/, 'Use It as It Is Now');
    await workbench.command('Practicum: Model Context Protocol Servers');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'nasty' }).getByText('2 tools').waitFor();
    await shoot('mcp-list-ready');
    await window().page.keyboard.press('Escape');
  });

  // shows: mcp-inputs, mcp-secret-free
  it('get what the person is asked for once, and nobody reads it in what they answer', async () => {
    const { chat, workbench } = window();
    await workbench.chooseOf('Practicum: Model Context Protocol Servers', 'keyed');
    const dialog = workbench.dialog();
    await dialog.getByText(/It is given your answer to “word”/).waitFor();
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    await workbench.quickInput.locator('input[type="password"]').waitFor();
    await shoot('mcp-input');
    await workbench.type('tangerine-lagoon-42');
    await workbench.oneToast(/“keyed” offers 1\d tools/);
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
});
