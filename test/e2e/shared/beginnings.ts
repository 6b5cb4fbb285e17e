import { writeFileSync } from 'node:fs';
import type { Scripted } from '../model.ts';
import { PaperView } from '../pages/paperView.ts';
import { config } from './files.ts';

/** Each test has an empty conversation in the open view, so that none leans on another. */
export function inEmptyConversations({ window, tap }: Scripted): void {
  beforeEach(async () => {
    tap.open();
    await newConversation(window());
  });
}

/** The same, with no editor open, no notification, and the files that are edited as they were at first. */
export function withFilesAnew({ window, tap }: Scripted): void {
  beforeEach(async () => {
    tap.open();
    const { workbench } = window();
    await workbench.command('View: Close All Editors');
    await newConversation(window());
    await workbench.command('Notifications: Clear All Notifications');
    for (const file of ['config.py', 'other.py']) writeFileSync(window().file(file), config);
  });
}

async function newConversation({ chat }: ReturnType<Scripted['window']>): Promise<void> {
  await chat.open();
  await chat.newSession();
}

/** No editor is open, and nothing waits in the message of an empty conversation. Answers the view of papers once that is so. */
export function withPapers({ window }: Scripted): () => PaperView {
  let view: PaperView;
  before(async () => {
    const { chat, workbench } = window();
    await workbench.command('View: Close All Editor Groups');
    await newConversation(window());
    await chat.composer.fill('');
    await chat.detachAll();
    view = new PaperView(workbench);
  });
  return () => view;
}
