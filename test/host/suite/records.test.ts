import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { formatLinks, linksPath } from '../../../src/reproduction/trace/sideFile.ts';
import { practicum, until, workspaceFolder, write } from './practicum.ts';

const papers = 8;

/** As tools do it: one folder within the other and at once a file in them. The editor’s watcher misses most of these, and all that changes in them later. */
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
  const folder = '.practicum/papers/late-paper';
  const addresses = Array.from({ length: papers }, (_, n) => `file:late${n}.tex#S1.E1`);

  before(practicum);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const address of addresses)
      rmSync(path.join(workspaceFolder().fsPath, path.dirname(linksPath(address))), { recursive: true, force: true });
    rmSync(path.join(workspaceFolder().fsPath, folder), { recursive: true, force: true });
  });

  // shows: records-seen
  it('is seen as links of code, and changed ones as changed', async () => {
    const uri = await write('late_code.py', addresses.map((_, n) => `def part${n}(x):\n    return x * ${n}\n`).join('\n\n'));
    await vscode.window.showTextDocument(uri);
    const writeLinks = (text: (n: number) => readonly string[]): void => {
      for (const [n, address] of addresses.entries()) {
        const code = { file: 'late_code.py', symbol: [`part${n}`], kind: 'function', text: text(n) } as const;
        writeAtOnce(linksPath(address), formatLinks([{ address, paper: {}, code }]));
      }
    };
    const isEach = (isProblem: boolean) => (): true | undefined => {
      const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Practicum');
      return found.length === (isProblem ? papers : 0) ? true : undefined;
    };
    // They were linked to other code than stands there now.
    writeLinks((n) => [`def part${n}(x):`, `    return x + ${n}`]);
    await until((look) => vscode.languages.onDidChangeDiagnostics(look), isEach(true));
    writeLinks((n) => [`def part${n}(x):`, `    return x * ${n}`]);
    await until((look) => vscode.languages.onDidChangeDiagnostics(look), isEach(false));
  });

  // shows: records-seen
  it('is seen in the tab of a reproduction', async () => {
    const tab = (title: string) => (): true | undefined =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === `Reproduction: ${title}`)) || undefined;
    writeAtOnce(`${folder}/slice.json`, sliceOf('Before'));
    await vscode.commands.executeCommand('practicum.openReproduction', 'late-paper');
    await until((look) => vscode.window.tabGroups.onDidChangeTabs(look), tab('Before'));
    rmSync(path.join(workspaceFolder().fsPath, folder), { recursive: true });
    writeAtOnce(`${folder}/slice.json`, sliceOf('After'));
    await until((look) => vscode.window.tabGroups.onDidChangeTabs(look), tab('After'));
    writeAtOnce(`${folder}/slice.json`, sliceOf('At Last'));
    await until((look) => vscode.window.tabGroups.onDidChangeTabs(look), tab('At Last'));
  });
});
