import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { formatLinks, linksPath, papersFolder } from '../../../src/reproduction/trace/sideFile.ts';
import { practicum, until, workspaceFolder, write } from './practicum.ts';

/** The editor sees some of them. */
const times = 3;

/** As tools do it: one folder within the other and at once a file in them. The editor’s watcher misses many of these, and all that changes in them later. */
function writeAtOnce(file: string, text: string): void {
  const whole = path.join(workspaceFolder().fsPath, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text);
}

function sliceOf(title: string): string {
  const paper = 'file:late.tex';
  return JSON.stringify({
    v: 1,
    stage: 'slice',
    inputs: {},
    paper,
    title,
    selection: [`${paper}#S1`],
    nodes: [],
    left: [],
    tokens: 0,
    budget: 24_000,
  });
}

describe('what is written into folders that are made in the same moment', () => {
  const papers = path.join(workspaceFolder().fsPath, papersFolder);
  const address = 'file:late.tex#S1.E1';

  before(practicum);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(papers, { recursive: true, force: true });
  });

  // shows: records-seen
  it('is seen as a link of code, and another one as another', async () => {
    const uri = await write('late_code.py', 'def late(x):\n    return 2 * x\n');
    await vscode.window.showTextDocument(uri);
    const isSeen = (count: number): Promise<true> =>
      until(
        (look) => vscode.languages.onDidChangeDiagnostics(look),
        () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Practicum').length === count || undefined,
      );
    const link = (line: string): void => {
      const code = { file: 'late_code.py', symbol: ['late'], kind: 'function', text: ['def late(x):', line] } as const;
      writeAtOnce(linksPath(address), formatLinks([{ address, paper: {}, code }]));
    };
    for (let time = 0; time < times; time++) {
      rmSync(papers, { recursive: true, force: true });
      await isSeen(0);
      // Linked to other code than stands there, which is a problem.
      link('    return 2 + x');
      await isSeen(1);
      link('    return 2 * x');
      await isSeen(0);
    }
  });

  // shows: records-seen
  it('is seen in the tab of a reproduction', async () => {
    const isSeen = (title: string): Promise<true> =>
      until(
        (look) => vscode.window.tabGroups.onDidChangeTabs(look),
        () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === `Reproduction: ${title}`)) || undefined,
      );
    const stage = `${papersFolder}/late-paper/slice.json`;
    writeAtOnce(stage, sliceOf('As It Was'));
    await vscode.commands.executeCommand('practicum.openReproduction', 'late-paper');
    await isSeen('As It Was');
    for (let time = 0; time < times; time++) {
      rmSync(papers, { recursive: true });
      writeAtOnce(stage, sliceOf(`Anew ${time}`));
      await isSeen(`Anew ${time}`);
      writeAtOnce(stage, sliceOf(`Changed ${time}`));
      await isSeen(`Changed ${time}`);
    }
  });
});
