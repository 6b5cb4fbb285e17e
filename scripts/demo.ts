/**
 * `npm run demo`: opens a copy of examples/digits in a VS Code with the packed extension, and says what to click.
 * Without a display, or with `--headless`, it does the main job itself and leaves pictures and the session's log in demo-output/.
 * The model is the scripted demonstration model over loopback; `--model provider/name` names a real one instead.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDoubles } from '../test/doubles/server.ts';
import { openWorkbench, startBrowser } from '../test/e2e/browser.ts';
import { copyDigits, openWindow } from '../test/e2e/harness.ts';
import { doMainJob, doWithEveryApproval, mainJobPrompt } from '../test/e2e/mainJob.ts';
import { modelSettings, setKey } from '../test/e2e/model.ts';
import { startServer } from '../test/e2e/server.ts';
import { findDesktop, hasDisplay, isCodeServer } from './desktop.ts';
import { packageExtension, root, vsixFile } from './package.ts';
import { testPython } from './python.mjs';
import { capture, run } from './run.ts';

const { values } = parseArgs({
  options: { headless: { type: 'boolean', default: false }, model: { type: 'string' }, prompt: { type: 'string' } },
});

const output = path.join(root, 'demo-output');
const workspace = path.join(output, 'digits');
const prompt = values.prompt ?? mainJobPrompt;
type Settings = Readonly<Record<string, string>>;

/** Python that has what the example imports: the machine's own as it is, else an environment in the cache. */
async function pythonSetting(): Promise<Settings> {
  const own = spawnSync('python3', ['-c', 'import torch, sklearn'], { stdio: 'ignore' });
  return own.status === 0 ? {} : { 'practicum.python.interpreter': await testPython(console.log) };
}

function copyExample(): void {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  copyDigits(workspace);
}

function sayWhatToClick(): void {
  console.log(`
In the window:
  1. Open the Practicum view: View → Secondary Side Bar, or the command “Practicum: Open Chat” (Ctrl+Alt+P).
  2. Send: ${prompt}
  3. Approve what it asks for, in the notification or in the chat.
  4. Watch the loss in the panel (“Practicum: Show Curves”). Or click ▶ Train above main in train.py.
The folder is a copy of examples/digits: ${path.relative(root, workspace)}. Close the window to end the demonstration.
`);
}

async function showDesktop(program: string, settings: Settings): Promise<void> {
  const profile = mkdtempSync(path.join(tmpdir(), 'practicum-demo-'));
  try {
    mkdirSync(path.join(profile, 'user/User'), { recursive: true });
    writeFileSync(
      path.join(profile, 'user/User/settings.json'),
      JSON.stringify({ 'security.workspace.trust.enabled': false, ...settings }, null, 2),
    );
    const own = ['--user-data-dir', path.join(profile, 'user'), '--extensions-dir', path.join(profile, 'extensions')];
    await run(program, [...own, '--install-extension', vsixFile, '--force'], { isQuiet: true });
    sayWhatToClick();
    await capture(program, [...own, '--new-window', '--wait', workspace, path.join(workspace, 'train.py')], { isQuiet: true });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function showInBrowser(settings: Settings): Promise<void> {
  const server = await startServer({ extensions: [vsixFile], settings });
  try {
    const browser = await startBrowser(server, { isVisible: true });
    await openWorkbench(browser.page, server, workspace);
    sayWhatToClick();
    await new Promise<void>((resolve) => browser.context.once('close', () => resolve()));
  } finally {
    await server.stop();
  }
}

async function drive(settings: Settings, key: (window: Awaited<ReturnType<typeof openWindow>>) => Promise<void>): Promise<void> {
  // The window is driven through a browser, so a desktop VS Code that somebody named is of no use here.
  if (!isCodeServer(process.env['VSCODE_PATH'] ?? '')) delete process.env['VSCODE_PATH'];
  const window = await openWindow({ settings, browser: { deviceScaleFactor: 2 }, folder: workspace });
  const picture = async (name: string): Promise<void> => {
    await window.page.screenshot({ path: path.join(output, `${name}.png`) });
    console.log(`  ${name}.png`);
  };
  try {
    await key(window);
    console.log(`The window does the main job: “${prompt}”`);
    const job = values.model === undefined ? doMainJob : doWithEveryApproval;
    const { answer } = await job(window, prompt, picture);
    console.log(`\n${answer}\n`);
  } catch (error) {
    await picture('failed');
    throw error;
  } finally {
    for (const log of globSync('sessions/**/*.jsonl', { cwd: window.server.home })) {
      cpSync(path.join(window.server.home, log), path.join(output, 'sessions', path.basename(log)));
    }
    await window.close();
  }
  console.log(`Pictures, the session’s log and the runs lie in ${path.relative(process.cwd(), output)}/`);
}

async function demonstrationModel(): Promise<void> {
  const doubles = await startDoubles();
  console.log(
    'The model is a scripted demonstration: its words are prepared, its numbers are those that are measured here. `--model provider/name` names a real one.',
  );
  const settings = { ...modelSettings(doubles, 'anthropic'), ...(await pythonSetting()) };
  try {
    if (values.headless || !hasDisplay()) {
      await drive(settings, (window) => setKey(window, doubles, 'anthropic'));
      return;
    }
    // In somebody's own window no key can be typed in for them, so this one asks for none.
    const open = await startDoubles({ key: 'none' });
    try {
      await show({ ...settings, ...modelSettings(open, 'anthropic') });
    } finally {
      await open.close();
    }
  } finally {
    await doubles.close();
  }
}

async function realModel(name: string): Promise<void> {
  const settings = { 'practicum.model': name, ...(await pythonSetting()) };
  if (!values.headless && hasDisplay()) {
    console.log(`The model is ${name}; its calls cost money. Set its key in the window: “Practicum: Set API Key”.`);
    await show(settings);
    return;
  }
  const provider = name.startsWith('anthropic/') ? 'anthropic' : 'openai';
  const variable = provider === 'anthropic' ? 'ANTHROPIC_API_KEY' : 'OPENAI_API_KEY';
  const key = process.env[variable];
  if (key === undefined || key === '') throw new Error(`${name} needs a key: put it into ${variable}. Calls to it cost money.`);
  console.log(`The model is ${name}, with the key from ${variable}. Its calls cost money.`);
  await drive(settings, (window) => setKey(window, { key }, provider));
}

async function show(settings: Settings): Promise<void> {
  const desktop = await findDesktop();
  if (desktop === undefined) await showInBrowser(settings);
  else await showDesktop(desktop, settings);
}

await packageExtension();
copyExample();
if (values.model === undefined) await demonstrationModel();
else await realModel(values.model);
