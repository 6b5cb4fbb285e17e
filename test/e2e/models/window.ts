/** A window in which no model is chosen: one endpoint, a key in the environment, a model of the editor's own, and a server on this machine. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../../scripts/package.ts';
import { run } from '../../../scripts/run.ts';
import { type LocalServer, startLocalServer } from '../../doubles/localServers.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { useWindow } from '../harness.ts';

/** The extension that offers the double as one of the editor's own models, packed as any other. */
async function packTestModels(folder: string): Promise<string> {
  const vsix = path.join(folder, 'test-models.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/doubles/lm-extension'), isQuiet: true });
  return vsix;
}

export type Models = ReturnType<typeof useModels>;

export function useModels() {
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
  before(async () => {
    await window().chat.open();
  });

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

  return {
    window,
    doubles: () => doubles,
    /** Another server at the address of the one that was closed. */
    async startAgain(): Promise<void> {
      doubles = await startDoubles({ port: doubles.port });
    },
    ollama: () => ollama,
    host: () => host,
    shown,
    error,
    pickLine,
    pickFrom,
    chooseEndpoint,
    typeKey,
    forgetKeys,
    chooseWithoutKey,
  };
}
