/** Which files Practicum keeps in a workspace folder. No editor in here. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { papersFolder } from '../reproduction/stages/names.ts';

/** More are not looked at. */
const mostFiles = 5_000;
/** Only what began just now has code that nobody has looked at. */
const newestRuns = 5;

/** Of all papers, whose names are meant; relative to the folder, with slashes. None where there are no papers. */
export async function filesOfPapers(root: string, isMeant: (name: string) => boolean): Promise<readonly string[]> {
  const found = await Promise.all((await namesIn(join(root, papersFolder))).map((paper) => filesOfPaper(root, paper, isMeant)));
  return found.flat().slice(0, mostFiles);
}

/** Of one of them, by the name of its folder. */
export async function filesOfPaper(root: string, paper: string, isMeant: (name: string) => boolean): Promise<readonly string[]> {
  const folder = `${papersFolder}/${paper}`;
  return (await namesIn(join(root, folder))).filter(isMeant).map((name) => `${folder}/${name}`);
}

/** What says which code the newest runs executed, whether it is there already or not. */
export async function codeOfNewestRuns(root: string): Promise<readonly string[]> {
  const runs = '.practicum/runs';
  // The order of their names is that in which they began.
  const ids = (await namesIn(join(root, runs))).filter((name) => !name.startsWith('.'));
  return ids.slice(-newestRuns).map((id) => `${runs}/${id}/code/code.json`);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch((): string[] => [])).toSorted();
}
