import * as vscode from 'vscode';
import { isCancellation } from '../base/errors.ts';
import type { PaperAction } from '../protocol/paper.ts';
import type { CodeReview } from './codeReview.ts';
import { addSelectionToChat } from './composeCommands.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { fixPrompt } from './fixRun.ts';
import { openGrantForm, revokeGrant } from './grantCommands.ts';
import type { HubAccount } from './hubAccount.ts';
import { forgetKeys, type KeyStore } from './keys.ts';
import type { PaperReaders } from './paperReaders.ts';
import type { Parts } from './parts.ts';
import type { ReproductionTabs } from './reproductionTabs.ts';
import { chosenRuns, requestOf, runOf } from './runsNodes.ts';
import { sayError } from './sayError.ts';
import { saySuccess } from './saySuccess.ts';
import { deleteShownSession, exportShownSession, renameShownSession } from './sessionCommands.ts';
import type { TraceDoor } from './traceDoor.ts';

type Handlers = Readonly<Record<CommandId, (...args: readonly unknown[]) => Promise<void>>>;
export type RunCommand = (id: CommandId, args: readonly unknown[]) => Promise<void>;

/** One handler for every declared command; the types see to it that none is missing. A failure is told to the person, never thrown. */
export function commandRunner(
  window: EditorWindow,
  store: KeyStore,
  parts: Parts,
  hub: HubAccount,
  papers: () => Promise<PaperReaders>,
  reproductions: () => Promise<ReproductionTabs>,
  trace: TraceDoor,
  review: () => Promise<CodeReview>,
): RunCommand {
  const { chatView, curvesView, approvals, reports, states } = parts;
  const openPaper = async (target: unknown, beside: boolean): Promise<void> => {
    const readers = await papers();
    await (await import('./paperCommands.ts')).openPaper(readers, target, beside);
  };
  const actOnPaper = async (action: PaperAction, target: unknown): Promise<void> => {
    const readers = await papers();
    await (await import('./paperCommands.ts')).actOnPart(window, readers, chatView, action, target);
  };
  const handlers: Handlers = {
    'practicum.openChat': () => chatView.reveal(),
    async 'practicum.newSession'() {
      const { chat } = await window.workbench();
      await chat.newSession();
      await chatView.reveal();
    },
    'practicum.showSessions': () => chatView.showSessions(),
    async 'practicum.renameSession'() {
      await renameShownSession((await window.workbench()).chat);
    },
    async 'practicum.exportSession'() {
      await exportShownSession((await window.workbench()).chat);
    },
    async 'practicum.uploadSession'() {
      const { uploadShownSession } = await import('./uploadSession.ts');
      await uploadShownSession(window, reports);
    },
    async 'practicum.deleteSession'() {
      await deleteShownSession((await window.workbench()).chat);
    },
    async 'practicum.stopTurn'() {
      window.opened?.chat.stop();
    },
    async 'practicum.chooseModel'() {
      const { chooseModel } = await import('./modelPicker.ts');
      await chooseModel(store);
    },
    async 'practicum.chooseModelFor'() {
      const { chooseModelFor } = await import('./modelRoles.ts');
      await chooseModelFor(store, async () => (await window.workbench()).host.model());
    },
    async 'practicum.setApiKey'() {
      const { setApiKey } = await import('./modelKeys.ts');
      await setApiKey(store);
    },
    async 'practicum.setWebSearchKey'() {
      const { setWebSearchKey } = await import('./webHost.ts');
      await setWebSearchKey(window.context.secrets);
    },
    async 'practicum.forgetApiKeys'() {
      await forgetKeys(store);
      saySuccess('Practicum has forgotten its API keys and every consent to use the environment’s');
    },
    async 'practicum.signInToHub'() {
      await hub.createSession();
    },
    async 'practicum.signOutOfHub'() {
      await hub.removeSession();
      saySuccess('Signed out of Hugging Face; the token itself stays valid');
    },
    async 'practicum.choosePayer'() {
      const { choosePayer } = await import('./hubPayer.ts');
      const { host, keep } = await hub.parts();
      await choosePayer({ hub: host }, keep);
    },
    async 'practicum.showSandboxes'() {
      const { showSandboxes } = await import('./sandboxes.ts');
      await showSandboxes(await window.workbench());
    },
    'practicum.showApprovals': () => approvals.show(),
    async 'practicum.showRules'() {
      const { showRules } = await import('./rulesList.ts');
      await showRules((await window.workbench()).host);
    },
    'practicum.showMcpServers': async () => (await parts.mcp.open()).show(),
    async 'practicum.grantUnattendedWork'() {
      await openGrantForm(await window.workbench(), chatView);
    },
    async 'practicum.revokeGrant'(how) {
      await revokeGrant(await window.workbench(), how === 'confirm');
    },
    async 'practicum.approveRequest'(item) {
      const group = requestOf(item);
      if (group !== undefined) await approvals.answerRow(group, 'approve');
    },
    async 'practicum.rejectRequest'(item) {
      const group = requestOf(item);
      if (group !== undefined) await approvals.answerRow(group, 'reject');
    },
    async 'practicum.showRequest'(item) {
      const group = requestOf(item);
      if (group !== undefined) await approvals.showRow(group);
    },
    async 'practicum.showSpending'() {
      const { showSpending } = await import('./showSpending.ts');
      await showSpending((await window.workbench()).spending, reports);
    },
    'practicum.addSelectionToChat': () => addSelectionToChat(chatView),
    'practicum.openPaper': (target) => openPaper(target, false),
    'practicum.openPaperToSide': (target) => openPaper(target, true),
    'practicum.openPaperSource': async () => (await papers()).openSource(),
    'practicum.findInPaper': async () => (await papers()).tell('find'),
    'practicum.showPaperSetUp': async () => (await papers()).tell('setUp'),
    'practicum.paperBack': async () => (await papers()).tell('back'),
    'practicum.paperForward': async () => (await papers()).tell('forward'),
    'practicum.openReproduction': async (target) => (await reproductions()).open(target),
    'practicum.showInPaper': async (row) => (await papers()).showRow(row),
    'practicum.implementPaperSection': (target) => actOnPaper('implement', target),
    'practicum.explainPaperPart': (target) => actOnPaper('explain', target),
    'practicum.findPaperPartInCode': (target) => actOnPaper('findInCode', target),
    'practicum.copyPaperAddress': (target) => actOnPaper('copyAddress', target),
    async 'practicum.linkCodeToPaper'(address) {
      const { linkCode } = await import('./traceCommands.ts');
      await linkCode((await trace.open()).links, await papers(), address);
    },
    async 'practicum.removePaperLink'(target) {
      const { removeLink } = await import('./traceCommands.ts');
      await removeLink((await trace.open()).links, target);
    },
    async 'practicum.confirmPaperLink'(target) {
      const { confirmLink } = await import('./traceCommands.ts');
      await confirmLink((await trace.open()).links, target);
    },
    async 'practicum.chooseLinkedCode'(target) {
      const { chooseLinkedCode } = await import('./traceCommands.ts');
      await chooseLinkedCode((await trace.open()).links, target);
    },
    async 'practicum.showLinkChange'(target) {
      const { showLinkChange } = await import('./traceCommands.ts');
      await showLinkChange((await trace.open()).links, reports, target);
    },
    'practicum.checkCodeAgainstPaper': async () => (await review()).check(),
    async 'practicum.checkContracts'(target) {
      const { checkContracts } = await import('./checkContracts.ts');
      await checkContracts(window, await trace.open(), target);
    },
    async 'practicum.train'(target) {
      const { train } = await import('./train.ts');
      await train(window, curvesView, target);
    },
    async 'practicum.trainWithArguments'(target) {
      const { trainWithArguments } = await import('./train.ts');
      await trainWithArguments(window, curvesView, target);
    },
    async 'practicum.debugScript'(target) {
      const { debugTraining } = await import('./debugRun.ts');
      await debugTraining(window, target);
    },
    async 'practicum.dryRun'(target) {
      const { dryRun } = await import('./train.ts');
      await dryRun(window, curvesView, target);
    },
    async 'practicum.trainOn'(target) {
      const { trainOn } = await import('./train.ts');
      await trainOn(window, curvesView, target);
    },
    async 'practicum.trainOnHub'(target) {
      const { trainOnHub } = await import('./train.ts');
      await trainOnHub(window, curvesView, target);
    },
    async 'practicum.openJob'(item) {
      const page = runOf(item)?.job?.page;
      if (page !== undefined) await vscode.env.openExternal(vscode.Uri.parse(page, true));
    },
    async 'practicum.trainNotebook'(target) {
      const { trainNotebook } = await import('./trainNotebook.ts');
      await trainNotebook(window, curvesView, target);
    },
    async 'practicum.chooseInterpreter'() {
      const { chooseInterpreter } = await import('./interpreter.ts');
      await chooseInterpreter();
    },
    'practicum.showCurves': (item) => curvesView.reveal(runOf(item)?.spec.id),
    async 'practicum.openRunLog'(item) {
      const run = runOf(item);
      if (run === undefined) return;
      const { openRunLog } = await import('./runLog.ts');
      await openRunLog(run);
    },
    async 'practicum.stopRun'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./runLife.ts')).stopRun(await window.workbench(), run);
    },
    async 'practicum.resumeRun'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./runLife.ts')).resumeRun(await window.workbench(), run);
    },
    async 'practicum.adoptRun'() {
      await (await import('./runLife.ts')).adoptRun(await window.workbench());
    },
    async 'practicum.importRuns'() {
      await (await import('./importRuns.ts')).importLogs(window);
    },
    async 'practicum.fixRun'(item) {
      const run = runOf(item);
      if (run === undefined) return;
      const { chat } = await window.workbench();
      const prompt = fixPrompt(run, run.exit?.reason ?? (await states.cause(run)));
      await chatView.reveal();
      await chat.send(prompt, []);
    },
    async 'practicum.renameRun'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./runMarks.ts')).renameRun(run);
    },
    async 'practicum.tagRun'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./runMarks.ts')).tagRun(run);
    },
    async 'practicum.noteRun'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./runMarks.ts')).noteRun(run);
    },
    async 'practicum.trainAgain'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./train.ts')).trainAgain(window, curvesView, run);
    },
    async 'practicum.evaluateRun'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./evaluateRun.ts')).evaluateRun(window, curvesView, run);
    },
    async 'practicum.publishRun'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./publishRun.ts')).publishRun(window, reports, run);
    },
    async 'practicum.deleteRun'(item, selected) {
      const { deleteRuns } = await import('./deleteRuns.ts');
      await deleteRuns(chosenRuns(item, selected));
    },
    async 'practicum.openCurvesTab'() {
      curvesView.openTab();
    },
    async 'practicum.archiveRun'(item, selected) {
      const { archiveRun } = await import('./runMarks.ts');
      for (const run of chosenRuns(item, selected)) await archiveRun(run, true);
    },
    async 'practicum.unarchiveRun'(item, selected) {
      const { archiveRun } = await import('./runMarks.ts');
      for (const run of chosenRuns(item, selected)) await archiveRun(run, false);
    },
    async 'practicum.startRunNext'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./runQueue.ts')).startRunNext(run);
    },
    async 'practicum.compareRuns'(item, selected) {
      const { compareTwo } = await import('./compareRuns.ts');
      await compareTwo(window, states, reports, chosenRuns(item, selected));
    },
    async 'practicum.switchWatchdogs'(item) {
      const run = runOf(item);
      if (run !== undefined) await (await import('./runWatchdogs.ts')).switchWatchdogs(run);
    },
    async 'practicum.revealRunFolder'(item) {
      const run = runOf(item);
      if (run !== undefined) await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(run.folder));
    },
    async 'practicum.doctor'() {
      const { showDoctor } = await import('./doctor.ts');
      await showDoctor(window, reports);
    },
    async 'practicum.previewDataset'(target) {
      await (await import('./previewDataset.ts')).previewDataset(window, target);
    },
    async 'practicum.showLog'() {
      window.log.show();
    },
  };
  return async (id, args) => {
    if (isOfLostRow(args)) {
      void vscode.window.showInformationMessage('The list was drawn anew at that very moment. Choose once more.');
      return;
    }
    try {
      await handlers[id](...args);
    } catch (error) {
      if (isCancellation(error)) return;
      window.log.error(error instanceof Error ? error : String(error));
      void sayError(error);
    }
  };
}

/**
 * A menu of a view hands over its row and all that are selected. While the view is drawn anew the editor knows none of its rows: what was
 * chosen for one is not done to something else, nor is it asked anew what it is for.
 */
function isOfLostRow(args: readonly unknown[]): boolean {
  return args.length > 1 && args.every((arg) => arg === undefined || arg === null);
}
