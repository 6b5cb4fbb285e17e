/** What stands in menus of the editor, and when. */
import { type CommandId, isPaperText, isReader, views } from './contributions.ts';

export interface MenuEntry {
  readonly command: CommandId;
  readonly when?: string;
  readonly group?: string;
}

export interface SubmenuEntry extends Omit<MenuEntry, 'command'> {
  readonly submenu: (typeof submenus)[number]['id'];
}

export const submenus = [{ id: 'practicum.paperPart', label: 'Paper' }] as const;

const hasPaperSelection = `editorHasSelection && (${isPaperText})`;
/** Of the reader: what stands under the pointer. */
const isPaperPart = 'webviewId =~ /^practicum\\.paper/ && webviewSection';
const isOutlineRow = `view == ${views.paperOutline}`;
const isPaperFile = 'resourceScheme == file && resourceExtname =~ /^\\.(pdf|tex|html|md)$/';
const isPdf = 'resourceScheme == file && resourceExtname == .pdf';

/** What can be done with a part of a paper, wherever it is shown. */
function partActions(when?: string): readonly MenuEntry[] {
  const entry = (command: CommandId, group: string): MenuEntry => ({ command, ...(when === undefined ? {} : { when }), group });
  return [
    entry('practicum.implementPaperSection', '1_paper@1'),
    entry('practicum.explainPaperPart', '1_paper@2'),
    entry('practicum.findPaperPartInCode', '2_paper@1'),
    entry('practicum.copyPaperAddress', '2_paper@2'),
  ];
}
/**
 * `contextValue` of a run in the tree is `run`, followed by `.live` while it goes on (and `.queued` while it waits), by `.failed` after it failed,
 * and by `.archived` where the person has put it away.
 */
const isRun = `view == ${views.runs} && viewItem =~ /^run/`;
const isRequest = `view == ${views.runs} && viewItem == request`;
const isLiveRun = `view == ${views.runs} && viewItem =~ /^run\\.live/`;
const isQueuedRun = `view == ${views.runs} && viewItem =~ /\\.queued/`;
const isArchivedRun = `view == ${views.runs} && viewItem =~ /\\.archived$/`;
const isJob = `view == ${views.runs} && viewItem =~ /^run.*\\.job/`;
const isFailedRun = `view == ${views.runs} && viewItem =~ /^run\\.failed/`;

/** A file that can be trained, in the explorer or above its editor. */
const isTrainable = 'resourceScheme == file && resourceExtname =~ /^\\.(py|ya?ml|toml)$/';
const isTable = 'resourceScheme == file && resourceExtname =~ /^\\.(parquet|jsonl|ndjson|csv|tsv)$/';
const isScript = 'resourceScheme == file && resourceExtname == .py';

export const menus = {
  'explorer/context': [
    { command: 'practicum.train', when: `${isTrainable} && !explorerResourceIsFolder`, group: '5_practicum@1' },
    { command: 'practicum.trainWithArguments', when: `${isScript} && !explorerResourceIsFolder`, group: '5_practicum@2' },
    { command: 'practicum.previewDataset', when: isTable, group: '5_practicum@3' },
    { command: 'practicum.openPaper', when: isPaperFile, group: '5_practicum@4' },
    { command: 'practicum.openPaperToSide', when: isPaperFile, group: '5_practicum@5' },
  ],
  'editor/title/context': [
    { command: 'practicum.train', when: isTrainable, group: '5_practicum@1' },
    { command: 'practicum.openPaperToSide', when: `resourceExtname == .tex || ${isPdf}`, group: '5_practicum@2' },
  ],
  'editor/title': [
    {
      command: 'practicum.openPaperToSide',
      when: 'resourceExtname == .tex && !activeCustomEditorId && !isInDiffEditor',
      group: 'navigation@1',
    },
    { command: 'practicum.paperBack', when: isReader, group: 'navigation@1' },
    { command: 'practicum.paperForward', when: isReader, group: 'navigation@2' },
    { command: 'practicum.findInPaper', when: isReader, group: 'navigation@3' },
    { command: 'practicum.showPaperSetUp', when: isReader, group: 'navigation@4' },
    { command: 'practicum.openPaperSource', when: isReader, group: 'navigation@5' },
    { command: 'practicum.openReproduction', when: `(${isReader}) && workspaceFolderCount > 0`, group: '1_reproduction@1' },
  ],
  'webview/context': partActions(isPaperPart),
  'practicum.paperPart': partActions(),
  'editor/context': [
    { command: 'practicum.implementPaperSection', when: hasPaperSelection, group: '1_practicum@1' },
    { command: 'practicum.addSelectionToChat', when: 'editorHasSelection', group: '1_practicum@2' },
    { command: 'practicum.linkCodeToPaper', when: 'editorLangId == python && resourceScheme == file', group: '1_practicum@4' },
    { command: 'practicum.checkCodeAgainstPaper', when: 'editorLangId == python && resourceScheme == file', group: '1_practicum@5' },
    { submenu: 'practicum.paperPart', when: `resourceScheme == file && (${isPaperText})`, group: '1_practicum@3' },
  ],
  'editor/title/run': [
    { command: 'practicum.train', when: 'resourceLangId == python && resourceScheme == file && !isInDiffEditor', group: 'practicum@1' },
    {
      command: 'practicum.trainWithArguments',
      when: 'resourceLangId == python && resourceScheme == file && !isInDiffEditor',
      group: 'practicum@2',
    },
  ],
  'view/title': [
    { command: 'practicum.newSession', when: `view == ${views.chat}`, group: 'navigation@1' },
    { command: 'practicum.showSessions', when: `view == ${views.chat}`, group: 'navigation@2' },
    { command: 'practicum.renameSession', when: `view == ${views.chat}`, group: '0_session@1' },
    { command: 'practicum.exportSession', when: `view == ${views.chat}`, group: '0_session@2' },
    { command: 'practicum.uploadSession', when: `view == ${views.chat}`, group: '0_session@3' },
    { command: 'practicum.deleteSession', when: `view == ${views.chat}`, group: '0_session@4' },
    { command: 'practicum.chooseModel', when: `view == ${views.chat}`, group: '1_model@1' },
    { command: 'practicum.chooseModelFor', when: `view == ${views.chat}`, group: '1_model@2' },
    { command: 'practicum.setApiKey', when: `view == ${views.chat}`, group: '1_model@3' },
    { command: 'practicum.showLog', when: `view == ${views.chat}`, group: '2_help@1' },
    { command: 'practicum.importRuns', when: `view == ${views.runs}`, group: '1_add@2' },
    { command: 'practicum.openCurvesTab', when: `view == ${views.curves}`, group: 'navigation@1' },
  ],
  'view/item/context': [
    ...partActions(isOutlineRow),
    { command: 'practicum.approveRequest', when: isRequest, group: 'inline@1' },
    { command: 'practicum.rejectRequest', when: isRequest, group: 'inline@2' },
    { command: 'practicum.showRequest', when: isRequest, group: '1_look@1' },
    { command: 'practicum.approveRequest', when: isRequest, group: '2_answer@1' },
    { command: 'practicum.rejectRequest', when: isRequest, group: '2_answer@2' },
    { command: 'practicum.stopRun', when: isLiveRun, group: 'inline@1' },
    { command: 'practicum.fixRun', when: isFailedRun, group: 'inline@1' },
    { command: 'practicum.showCurves', when: isRun, group: 'inline@2' },
    { command: 'practicum.openRunLog', when: isRun, group: 'inline@3' },
    { command: 'practicum.fixRun', when: isFailedRun, group: '0_fix@1' },
    { command: 'practicum.showCurves', when: isRun, group: '1_look@1' },
    { command: 'practicum.openRunLog', when: isRun, group: '1_look@2' },
    { command: 'practicum.revealRunFolder', when: isRun, group: '1_look@3' },
    { command: 'practicum.compareRuns', when: isRun, group: '1_look@4' },
    { command: 'practicum.openJob', when: isJob, group: '1_look@5' },
    { command: 'practicum.stopRun', when: isLiveRun, group: '2_change@1' },
    { command: 'practicum.resumeRun', when: `${isRun} && !(viewItem =~ /^run\\.live/)`, group: '2_change@3' },
    { command: 'practicum.trainAgain', when: isRun, group: '2_change@5' },
    { command: 'practicum.evaluateRun', when: `${isRun} && !(viewItem =~ /^run\\.live/)`, group: '2_change@6' },
    { command: 'practicum.publishRun', when: `${isRun} && !(viewItem =~ /^run\\.live/)`, group: '2_change@7' },
    { command: 'practicum.startRunNext', when: isQueuedRun, group: '2_change@2' },
    { command: 'practicum.switchWatchdogs', when: isLiveRun, group: '2_change@4' },
    { command: 'practicum.renameRun', when: isRun, group: '3_marks@1' },
    { command: 'practicum.tagRun', when: isRun, group: '3_marks@2' },
    { command: 'practicum.noteRun', when: isRun, group: '3_marks@3' },
    { command: 'practicum.archiveRun', when: `${isRun} && !(viewItem =~ /\\.archived$/)`, group: '3_marks@4' },
    { command: 'practicum.unarchiveRun', when: isArchivedRun, group: '3_marks@4' },
    { command: 'practicum.deleteRun', when: `${isRun} && !(viewItem =~ /^run\\.live/)`, group: '3_marks@5' },
  ],
} as const satisfies Readonly<Record<string, readonly (MenuEntry | SubmenuEntry)[]>>;
