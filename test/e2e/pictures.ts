/** The pictures under media/screenshots: the main job in a real window, held where there is something to see. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { TestWindow } from './harness.ts';
import { doMainJob, mainJobPrompt } from './mainJob.ts';

const themes = { dark: 'Dark Modern', light: 'Light Modern', 'hc-dark': 'Dark High Contrast', 'hc-light': 'Light High Contrast' } as const;

/** The class that a view’s page bears under them. */
const viewKinds = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast:not(.vscode-high-contrast-light)',
  'hc-light': 'vscode-high-contrast-light',
} as const;

/** The script's entry point in examples/digits, with the lens above it. */
const lensLine = 82;
const panelHeightPx = 440;
const chatWidthPx = 400;
const narrowPx = 300;

/** Does the main job and answers with the paths of the pictures that it left in the folder. */
export async function takePictures(window: TestWindow, folder: string): Promise<readonly string[]> {
  const { workbench, chat, curves, page } = window;
  mkdirSync(folder, { recursive: true });
  const taken: string[] = [];
  const file = (name: string): string => {
    taken.push(path.join(folder, `${name}.png`));
    return path.join(folder, `${name}.png`);
  };
  const shoot = async (name: string): Promise<void> => {
    await workbench.settle();
    await page.screenshot({ path: file(name), animations: 'disabled' });
  };

  /** The views are told of another theme after the window has it. */
  const theme = async (name: keyof typeof themes): Promise<void> => {
    await workbench.colorTheme(themes[name]);
    await chat.frame.locator(`body.${viewKinds[name]}`).waitFor();
  };

  /** The question of the edit: code with its lens, the card in the chat, the notification, the first run's curve. */
  const shootQuestion = async (): Promise<void> => {
    await chat.attach();
    await chat.approval(/Edit train\.py/).waitFor();
    for (const name of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
      await theme(name);
      await shoot(`main-${name}`);
    }
    await theme('dark');
    await workbench.settle();
    await workbench.toast(/Edit train\.py/).screenshot({ path: file('approval-toast'), animations: 'disabled' });
    // Closed, so that it does not lie over the narrow chat; asked for again behind it, since the job clicks it.
    await workbench.dismissToast(/Edit train\.py/);
    await workbench.resizeChat(narrowPx);
    for (const name of ['dark', 'light'] as const) {
      await theme(name);
      await workbench.settle();
      await workbench.chatPart.screenshot({ path: file(`chat-300px-${name}`), animations: 'disabled' });
    }
    await theme('dark');
    await workbench.resizeChat(chatWidthPx);
    await workbench.command('Practicum: Show Pending Approvals');
  };

  await workbench.openFile('train.py');
  await workbench.hideSideBar();
  await chat.open();
  await workbench.resizeChat(chatWidthPx);
  await curves.open();
  await workbench.resizePanel(panelHeightPx);
  await workbench.tab('train.py').click();
  await workbench.showLine(lensLine);
  await workbench.lens('Train').waitFor();
  await doMainJob(window, mainJobPrompt, async (step) => {
    if (step.startsWith('3-')) await shootQuestion();
  });
  await workbench.lens('✓').waitFor();
  await shoot('answer-dark');
  await workbench.toggleSecondarySideBar();
  await workbench.chatPart.waitFor({ state: 'hidden' });
  await workbench.command('View: Toggle Maximized Panel');
  await page.locator('.part.editor').waitFor({ state: 'hidden' });
  await curves.attach();
  await shoot('curves-dark');
  return taken;
}
