import * as vscode from 'vscode';
import { changeMarks, type MarksChange, noMarks, type RunNote, tagsChange } from '../runs/marks.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';

/** What a person writes on a run: its name, tags, notes, and whether it is put away. */

export async function renameRun(run: RunState): Promise<void> {
  const given = run.marks?.name;
  const name = await vscode.window.showInputBox({
    title: `Rename ${runTitle(run)}`,
    prompt: `Empty: the name that it was started with, ${run.spec.name}.`,
    value: given ?? run.spec.name,
  });
  if (name === undefined) return;
  const wanted = name.trim();
  await changeMarks(run.folder, { name: wanted === '' || wanted === run.spec.name ? null : wanted });
}

export async function tagRun(run: RunState): Promise<void> {
  const { tags } = run.marks ?? noMarks;
  const text = await vscode.window.showInputBox({
    title: `Tags of ${runTitle(run)}`,
    prompt: 'With commas between. Empty: none.',
    value: tags.join(', '),
  });
  if (text !== undefined) await changeMarks(run.folder, tagsChange(tags, text));
}

interface NoteItem extends vscode.QuickPickItem {
  readonly note?: RunNote;
}

/** Adds a note; where there are some already, one of them can be chosen to be changed or taken away. */
export async function noteRun(run: RunState): Promise<void> {
  const { notes } = run.marks ?? noMarks;
  const chosen = notes.length === 0 ? { label: '' } : await chooseNote(run, notes);
  if (chosen === undefined) return;
  const { note } = chosen;
  const text = await vscode.window.showInputBox({
    title: note === undefined ? `A note on ${runTitle(run)}` : `Change a note on ${runTitle(run)}`,
    prompt: note === undefined ? 'What should be remembered of this run?' : 'Empty: the note is taken away.',
    value: note?.text ?? '',
    ignoreFocusOut: true,
  });
  if (text === undefined || (note === undefined && text.trim() === '') || text === note?.text) return;
  const removed: MarksChange = note === undefined ? {} : { removeNotes: [note.atMs] };
  await changeMarks(run.folder, text.trim() === '' ? removed : { ...removed, addNote: text });
}

function chooseNote(run: RunState, notes: readonly RunNote[]): Thenable<NoteItem | undefined> {
  const items: readonly NoteItem[] = [
    { label: '$(add) Add a note…' },
    ...[...notes].reverse().map((note) => ({ label: note.text, description: new Date(note.atMs).toLocaleString(), note })),
  ];
  return vscode.window.showQuickPick(items, { title: `Notes on ${runTitle(run)}`, placeHolder: 'Add one, or choose one to change it' });
}

/** Puts it away, or takes it out again. Nothing of the run is removed. */
export async function archiveRun(run: RunState, isArchived: boolean): Promise<void> {
  await changeMarks(run.folder, { isArchived });
}
