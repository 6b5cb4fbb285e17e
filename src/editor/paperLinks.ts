import * as vscode from 'vscode';
import { type Given, givenText } from '../papers/sources/given.ts';
import { paperAt } from './paperAt.ts';

type OpenPaper = (given: Given) => Promise<void>;

/** A link that leads to a paper: here, or in the browser. False: it leads elsewhere. */
export async function offerReader(url: string, open: OpenPaper): Promise<boolean> {
  const given = paperAt(url);
  if (given === undefined) return false;
  const here = { label: '$(book) Open in the Paper Reader', description: givenText(given) };
  const there = { label: '$(link-external) Open in the Browser', description: url };
  const choice = await vscode.window.showQuickPick([here, there], { title: 'A Link to a Paper' });
  if (choice === here) await open(given);
  else if (choice === there) await vscode.env.openExternal(vscode.Uri.parse(url, true));
  return true;
}

/** A link within a paper: only what a browser shows, and the editor itself asks whether its host is trusted. */
export async function openPaperLink(href: string, open: OpenPaper): Promise<void> {
  const url = URL.parse(href);
  if (url?.protocol !== 'https:') {
    void vscode.window.showWarningMessage(`This link of the paper is not opened, because it is not https: ${href.slice(0, 300)}`);
    return;
  }
  if (!(await offerReader(url.href, open))) await vscode.env.openExternal(vscode.Uri.parse(url.href, true));
}
