/** What is chosen about a model beside its name, and what is asked before another one goes on. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../scripts/package.ts';
import { run } from '../../scripts/run.ts';
import { replaying, type Script } from '../doubles/replay.ts';
import { type Doubles, type DoublesOptions, startDoubles } from '../doubles/server.ts';
import { showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';
import { frameTexts } from './pages/webview.ts';

const counted = 'editor/practicum-double/demo-digits-2';

function* looking(): Script {
  for (const path of ['train.py', 'README.md']) yield { calls: [{ name: 'read_file', input: { path } }] };
  return { text: 'I have looked twice.' };
}

const brain = replaying(({ text }) => (text === 'look around' ? looking() : { text: `You said: ${text}` }));

/** A router, as Hugging Face’s is one, whose models reason. */
const router: DoublesOptions = {
  key: 'none',
  isHurried: true,
  brain,
  models: ['org/reasoner'],
  efforts: ['low', 'medium', 'high'],
  providers: [
    { provider: 'nebius', status: 'live', context_length: 131_072, pricing: { input: 0.1, output: 0.3 }, supports_tools: true },
    { provider: 'groq', status: 'live', context_length: 65_536, pricing: { input: 0.4, output: 0.6 }, supports_tools: true },
    { provider: 'gone', status: 'staging' },
  ],
};

/** The extension that offers a double as one of the editor's own models, packed as any other. */
async function packTestModels(folder: string): Promise<string> {
  const vsix = path.join(folder, 'test-models.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/doubles/lm-extension'), isQuiet: true });
  return vsix;
}

describe('what is chosen about a model, in a real window', () => {
  let main: Doubles;
  let other: Doubles;
  let folder: string;
  const window = useWindow(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'practicum-model-choice-'));
    main = await startDoubles(router);
    other = await startDoubles({ key: 'none', isHurried: true, brain });
    const { port, pathname } = new URL(main.openaiUrl);
    return {
      extensions: [await packTestModels(folder)],
      env: { PRACTICUM_DOUBLE_OPENAI_URL: other.openaiUrl },
      settings: {
        'practicum.model': 'openai/org/reasoner',
        // This machine under an address that is not known to be near, so that prices count.
        'practicum.openai.baseUrl': `http://[::ffff:127.0.0.1]:${port}${pathname}`,
        'practicum.models.fallback': `openai/demo-digits@${other.openaiUrl}`,
        'practicum.editorModel.confirmEvery': 2,
      },
    };
  });
  before(() => window().chat.open());
  after(async () => {
    await Promise.all([main.close(), other.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const line = (text: string | RegExp): Locator => window().workbench.quickInput.locator('.monaco-list-row', { hasText: text });

  /** From the composer, where the model’s name stands. */
  const openPicker = async (name: RegExp): Promise<void> => {
    const { chat, workbench } = window();
    await chat.frame.getByRole('button', { name }).click();
    await workbench.quickInput.locator('.quick-input-title', { hasText: 'Practicum: Choose Model' }).waitFor();
  };

  /** *Choose Model*, filled, and the router’s line in it. */
  const routed = async (): Promise<Locator> => {
    await openPicker(/^openai\/org\/reasoner/);
    const row = line('listed by').filter({ hasText: /(^|\s)org\/reasoner/ });
    await row.waitFor();
    await line('Another endpoint…').waitFor({ state: 'attached' });
    return row;
  };

  const whoAnswers = async (): Promise<void> => {
    const row = await routed();
    await row.hover();
    await row.getByRole('button', { name: 'Choose by Provider or Price…' }).click();
    await window().workbench.quickInput.getByText('Who Answers?').waitFor();
  };

  const askedFor = (): Readonly<Record<string, unknown>> => JSON.parse(main.requests.at(-1)?.bodyText ?? '{}');

  const uses = async (model: string): Promise<void> => {
    await window().chat.frame.getByRole('button', { name: model, exact: true }).waitFor();
  };

  // shows: models-routed, models-picker
  it('lets a router choose by a rule or be told who answers, and knows the choice again', async () => {
    const { chat, workbench, page } = window();
    await showAll(window(), [
      async (shoot) => {
        await routed();
        await shoot('picker');
        await page.keyboard.press('Escape');
        await whoAnswers();
        await line('cheapest').first().waitFor();
        await shoot('who-answers');
        await page.keyboard.press('Escape');
      },
    ]);
    await whoAnswers();
    assert.equal(await line('gone').count(), 0);
    await workbench.choose('cheapest');
    await uses('openai/org/reasoner:cheapest');
    await chat.ask('good morning');
    assert.equal(askedFor()['model'], 'org/reasoner:cheapest');
    await whoAnswers();
    await line('nebius').getByText('131k context · $0.1 in, $0.3 out · tools').waitFor();
    await workbench.choose('nebius');
    await uses('openai/org/reasoner:nebius');
    await chat.ask('and again');
    assert.equal(askedFor()['model'], 'org/reasoner:nebius');
    await routed();
    await line('openai/org/reasoner:nebius').getByText('131k context · $0.1 in, $0.3 out · tools').waitFor();
    await page.keyboard.press('Escape');
  });

  // shows: models-effort, models-effort-pick
  it('asks for the reasoning effort that was picked as far as it is taken, says so once, and then offers what is taken', async () => {
    const { chat, workbench, page } = window();
    const efforts = async (): Promise<void> => {
      await workbench.chooseOf('Practicum: Choose Model for…', 'Reasoning effort');
      await workbench.quickInput.locator('.quick-input-title', { hasText: 'Reasoning Effort' }).waitFor();
    };
    await efforts();
    await line('xhigh').waitFor();
    await workbench.choose('xhigh');
    await workbench.statusItem('Reasoning effort: xhigh').waitFor();
    await chat.ask('think');
    await chat.answers.last().getByText('You said: think').waitFor();
    assert.equal(askedFor()['reasoning_effort'], 'high');
    await chat.ask('think more');
    await chat.ask('think on');
    const words = chat.frame.getByText(/does not take the reasoning effort “xhigh”: the nearest of low, medium, high is asked for/);
    await eventually(async () => assert.equal(await words.count(), 1));
    await showAll(window(), [
      async (shoot) => {
        await efforts();
        await workbench.quickInput.getByRole('option', { name: /^low/ }).waitFor();
        assert.equal(await line('xhigh').count(), 0);
        await shoot('effort');
        await page.keyboard.press('Escape');
      },
    ]);
    await efforts();
    await workbench.choose('low');
    await workbench.statusItem('Reasoning effort: low').waitFor();
    await chat.ask('think less');
    assert.equal(askedFor()['reasoning_effort'], 'low');
  });

  // shows: models-fallback
  it('asks before another model goes on while the service is down, and comes back to the first one', async () => {
    const { chat } = window();
    await main.close();
    await chat.send('are you there?');
    const title = /Go on with demo-digits while org\/reasoner:nebius cannot be reached/;
    const card = chat.approval(title);
    await card.getByText(new RegExp(`The conversation would be sent to ${new URL(other.url).host} until this turn ends`)).waitFor();
    assert.equal(other.requests.length, 0);
    await showAll(window(), [(shoot) => shoot('fallback')]);
    await chat.approve(title);
    await chat.answers.last().getByText('You said: are you there?').waitFor();
    await chat.idle();
    await chat.frame.getByText('From here on with openai/demo-digits', { exact: true }).waitFor();
    assert.equal(other.requests.length, 1);
    main = await startDoubles({ ...router, port: main.port });
    await chat.ask('and now?');
    assert.equal(askedFor()['model'], 'org/reasoner:nebius');
    assert.equal(other.requests.length, 1);
  });

  // shows: models-editor-counted, model-editor
  it('counts requests to one of the editor’s own models, and asks before more of them are made', async () => {
    const { chat, workbench, page } = window();
    await chat.newSession();
    await openPicker(/^openai\/org\/reasoner/);
    const box = workbench.quickInput.locator('input').first();
    await box.fill('Scripted demo-digits-2');
    await line('Scripted demo-digits-2').first().getByText('by request').waitFor();
    await box.press('Enter');
    await uses(counted);
    const before = other.requests.length;
    await chat.send('look around');
    const title = new RegExp(`Make another 2 requests to ${counted}`);
    await chat
      .approval(title)
      .getByText(/This session has made 2 requests to it\. Its provider counts them/)
      .waitFor();
    assert.equal(other.requests.length - before, 2);
    await chat.tool(/README\.md/).waitFor();
    await showAll(window(), [(shoot) => shoot('counted')]);
    await chat.approve(title);
    await chat.answers.last().getByText('I have looked twice.').waitFor();
    await chat.idle();
    await workbench.chooseOf('Practicum: Show Spending', 'Everything');
    await eventually(async () =>
      assert.match(
        await frameTexts(page),
        new RegExp(`model whose provider counts requests\\s+requests\\s+tokens, estimated\\s+${counted}\\s+3\\s+[\\d,]+`),
      ),
    );
  });
});
