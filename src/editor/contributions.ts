/**
 * Everything that Practicum adds to the editor, declared once; its menus in menuContributions.ts, its settings in settingContributions.ts.
 * `contributes` in package.json is generated from these tables (scripts/contributions.ts), and the code uses the same names, so neither can
 * drift from the other. No `vscode` import here.
 */

export const views = {
  chat: 'practicum.chat',
  runs: 'practicum.runs',
  curves: 'practicum.curves',
  paperOutline: 'practicum.paperOutline',
} as const;

export const contextKeys = {
  /** The agent works on a turn. */
  isWorking: 'practicum.isWorking',
  /** A paper is open. */
  hasPaper: 'practicum.hasPaper',
} as const;

/** Papers as editors of their files, and those that come from elsewhere as tabs. */
export const paperEditorType = 'practicum.paper';
export const paperTabType = 'practicum.paperTab';
/** What goes to a definition in a paper comes by it, and is handed on to the reader. */
export const paperPlaceType = 'practicum.paperPlace';

/** A reproduction as an editor tab. */
export const reproductionTabType = 'practicum.reproductionTab';

/** The editor that has the keyboard shows a paper. */
export const isReader = `activeCustomEditorId == ${paperEditorType} || activeWebviewPanelId == ${paperTabType}`;
export const isPaperText = 'resourceLangId =~ /^(latex|tex|markdown)$/ || resourceExtname =~ /^\\.(tex|md)$/';

export interface CommandContribution {
  readonly title: string;
  /** A codicon. Needed where the command stands as a button. */
  readonly icon?: string;
  /** When it is offered in the command palette; `never` for commands that need an argument. Always, unless given. */
  readonly palette?: string;
}

export const commands = {
  'practicum.openChat': { title: 'Open Chat', icon: '$(comment-discussion)' },
  'practicum.newSession': { title: 'New Session', icon: '$(add)' },
  'practicum.showSessions': { title: 'Show Sessions', icon: '$(history)' },
  'practicum.renameSession': { title: 'Rename Session' },
  'practicum.exportSession': { title: 'Export Session' },
  'practicum.uploadSession': { title: 'Upload This Session to My Private Data Set…' },
  'practicum.deleteSession': { title: 'Delete Session' },
  'practicum.stopTurn': { title: 'Stop', icon: '$(debug-stop)', palette: contextKeys.isWorking },
  'practicum.chooseModel': { title: 'Choose Model' },
  'practicum.chooseModelFor': { title: 'Choose Model for…' },
  'practicum.setApiKey': { title: 'Set API Key' },
  'practicum.setWebSearchKey': { title: 'Set Web Search Key' },
  'practicum.forgetApiKeys': { title: 'Forget API Keys and Consent' },
  'practicum.signInToHub': { title: 'Sign In to Hugging Face' },
  'practicum.signOutOfHub': { title: 'Sign Out of Hugging Face' },
  'practicum.choosePayer': { title: 'Choose Who Pays' },
  'practicum.showSandboxes': { title: 'Sandboxes on Hugging Face…' },
  'practicum.showApprovals': { title: 'Show Pending Approvals' },
  'practicum.showRules': { title: 'Show Rules' },
  'practicum.showMcpServers': { title: 'Model Context Protocol Servers' },
  'practicum.grantUnattendedWork': { title: 'Allow Unattended Work…', icon: '$(shield)' },
  'practicum.revokeGrant': { title: 'Revoke Unattended Work' },
  'practicum.approveRequest': { title: 'Approve', icon: '$(check)', palette: 'never' },
  'practicum.rejectRequest': { title: 'Reject', icon: '$(close)', palette: 'never' },
  'practicum.showRequest': { title: 'Show in Chat', icon: '$(comment-discussion)', palette: 'never' },
  'practicum.showSpending': { title: 'Show Spending' },
  'practicum.addSelectionToChat': { title: 'Add Selection to Chat', palette: 'editorIsOpen' },
  'practicum.openPaper': { title: 'Open Paper…', icon: '$(book)' },
  'practicum.openPaperToSide': { title: 'Open Paper to the Side', icon: '$(open-preview)' },
  'practicum.openPaperSource': { title: 'Open Source of Paper', icon: '$(go-to-file)', palette: isReader },
  'practicum.findInPaper': { title: 'Find in Paper', icon: '$(search)', palette: isReader },
  'practicum.showPaperSetUp': { title: 'Set-up of Paper', icon: '$(settings)', palette: isReader },
  'practicum.paperBack': { title: 'Back in Paper', icon: '$(arrow-left)', palette: isReader },
  'practicum.paperForward': { title: 'Forward in Paper', icon: '$(arrow-right)', palette: isReader },
  'practicum.openReproduction': { title: 'Open Reproduction…', icon: '$(checklist)', palette: 'workspaceFolderCount > 0' },
  'practicum.showInPaper': { title: 'Show in Paper', palette: 'never' },
  'practicum.implementPaperSection': { title: 'Implement This Paper Section', palette: `editorHasSelection || ${isReader}` },
  'practicum.explainPaperPart': { title: 'Explain', palette: 'never' },
  'practicum.findPaperPartInCode': { title: 'Find in Code', palette: 'never' },
  'practicum.copyPaperAddress': { title: 'Copy Address', palette: 'never' },
  'practicum.linkCodeToPaper': { title: 'Link Code to Paper…', palette: 'editorLangId == python' },
  'practicum.removePaperLink': { title: 'Remove Link to Paper', palette: 'editorLangId == python' },
  'practicum.confirmPaperLink': { title: 'Still Right', palette: 'never' },
  'practicum.chooseLinkedCode': { title: 'Choose Where Linked Code Went…', palette: 'never' },
  'practicum.showLinkChange': { title: 'Show What Changed of Linked Code', palette: 'never' },
  'practicum.checkCodeAgainstPaper': { title: 'Check My Code against This Paper', palette: 'workspaceFolderCount > 0' },
  'practicum.checkContracts': { title: 'Check Equations Against Code Again' },
  'practicum.train': { title: 'Train This Script', icon: '$(play)', palette: 'editorLangId == python' },
  'practicum.trainWithArguments': { title: 'Train with Arguments…', palette: 'editorLangId == python' },
  'practicum.debugScript': { title: 'Debug This Script', palette: 'editorLangId == python' },
  'practicum.dryRun': { title: 'Dry Run', palette: 'editorLangId == python' },
  'practicum.trainOn': { title: 'Train on…', palette: 'editorLangId == python' },
  'practicum.trainOnHub': { title: 'Train on Hugging Face…', palette: 'editorLangId == python' },
  'practicum.openJob': { title: 'Open Job on Hugging Face', palette: 'never' },
  'practicum.trainNotebook': { title: 'Train Notebook as a Run', palette: 'notebookType == jupyter-notebook' },
  'practicum.chooseInterpreter': { title: 'Choose Python Interpreter' },
  'practicum.showCurves': { title: 'Show Curves', icon: '$(graph-line)' },
  'practicum.openRunLog': { title: 'Open Log', icon: '$(output)', palette: 'never' },
  'practicum.stopRun': { title: 'Stop Run', icon: '$(debug-stop)', palette: 'never' },
  'practicum.resumeRun': { title: 'Resume from Checkpoint', icon: '$(debug-continue)', palette: 'never' },
  'practicum.adoptRun': { title: 'Adopt a Running Training…', icon: '$(plug)' },
  'practicum.importRuns': { title: 'Import Runs…' },
  'practicum.fixRun': { title: 'Fix This Run', icon: '$(wrench)', palette: 'never' },
  'practicum.revealRunFolder': { title: 'Reveal Run Folder', palette: 'never' },
  'practicum.renameRun': { title: 'Rename…', palette: 'never' },
  'practicum.tagRun': { title: 'Tags…', palette: 'never' },
  'practicum.noteRun': { title: 'Notes…', palette: 'never' },
  'practicum.trainAgain': { title: 'Run Again with Other Arguments…', palette: 'never' },
  'practicum.evaluateRun': { title: 'Evaluate…', icon: '$(beaker)', palette: 'never' },
  'practicum.publishRun': { title: 'Publish to Hugging Face…', icon: '$(cloud-upload)', palette: 'never' },
  'practicum.deleteRun': { title: 'Delete Run', palette: 'never' },
  'practicum.openCurvesTab': { title: 'Open Curves in an Editor Tab', icon: '$(link-external)' },
  'practicum.archiveRun': { title: 'Archive', palette: 'never' },
  'practicum.unarchiveRun': { title: 'Take Out of the Archive', palette: 'never' },
  'practicum.startRunNext': { title: 'Start Next', palette: 'never' },
  'practicum.compareRuns': { title: 'Compare Runs…' },
  'practicum.switchWatchdogs': { title: 'Watchdogs…', palette: 'never' },
  'practicum.previewDataset': { title: 'Preview Data Set…', icon: '$(table)' },
  'practicum.showLog': { title: 'Show Log' },
  'practicum.doctor': { title: 'Doctor' },
} as const satisfies Readonly<Record<`practicum.${string}`, CommandContribution>>;

export type CommandId = keyof typeof commands;

export const keybindings = [
  { command: 'practicum.openChat', key: 'ctrl+alt+p', mac: 'cmd+alt+p' },
  { command: 'practicum.addSelectionToChat', key: 'ctrl+alt+shift+p', mac: 'cmd+alt+shift+p', when: 'editorHasSelection' },
] as const satisfies readonly { readonly command: CommandId; readonly key: string; readonly mac: string; readonly when?: string }[];

export const viewContainers = {
  secondarySidebar: [{ id: 'practicum-chat', title: 'Practicum', icon: 'media/practicum.svg' }],
  panel: [{ id: 'practicum-runs', title: 'Practicum Runs', icon: 'media/runs.svg' }],
} as const;

/** Each view has an icon of its own: a view that is moved to another place shows that one, not its container's. */
export const viewsByContainer = {
  explorer: [
    {
      id: views.paperOutline,
      name: 'Paper Outline',
      type: 'tree',
      when: contextKeys.hasPaper,
      icon: 'media/paper.svg',
      contextualTitle: 'Paper Outline',
    },
  ],
  'practicum-chat': [{ id: views.chat, name: 'Chat', type: 'webview', icon: 'media/practicum.svg', contextualTitle: 'Practicum' }],
  'practicum-runs': [
    { id: views.runs, name: 'Runs', type: 'tree', icon: 'media/runs.svg', contextualTitle: 'Practicum Runs', initialSize: 1 },
    { id: views.curves, name: 'Curves', type: 'webview', icon: 'media/curves.svg', contextualTitle: 'Practicum Curves', initialSize: 3 },
  ],
} as const;

export const viewsWelcome = [
  {
    view: views.runs,
    when: 'workspaceFolderCount > 0 && isWorkspaceTrusted',
    contents:
      'No training run yet. Open a training script and click ▶ Train above its entry point, or ask the agent. Logs of other tools can be imported, or dropped here.\n[Open Chat](command:practicum.openChat)\n[Import Runs…](command:practicum.importRuns)',
  },
  {
    view: views.runs,
    when: 'workspaceFolderCount > 0 && !isWorkspaceTrusted',
    contents:
      'Training executes code of this folder, so it needs a trusted workspace.\n[Manage Workspace Trust](command:workbench.trust.manage)',
  },
  {
    view: views.runs,
    when: 'workspaceFolderCount == 0',
    contents: 'Runs are kept in a workspace folder.\n[Open Folder](command:vscode.openFolder)',
  },
] as const;

export const walkthrough = {
  id: 'start',
  title: 'From a prompt to a loss curve',
  description: 'An ML engineer inside the editor. Four steps to a first training run.',
  steps: [
    {
      id: 'model',
      title: 'Choose a language model',
      description:
        'Anthropic, any OpenAI-compatible endpoint (also local ones), or a model that the editor offers. Keys are kept in the editor’s secret storage.\n[Choose Model](command:practicum.chooseModel)',
      media: { svg: 'media/walkthrough/model.svg', altText: 'Three model providers behind one chat' },
      completionEvents: ['onCommand:practicum.chooseModel'],
    },
    {
      id: 'chat',
      title: 'Ask for something',
      description:
        'For example: *Train this, find out why it learns badly, fix it.* Mention files with @, or select text and right-click it.\n[Open Chat](command:practicum.openChat)',
      media: { svg: 'media/walkthrough/chat.svg', altText: 'A prompt in the chat view' },
      completionEvents: ['onCommand:practicum.openChat', `onView:${views.chat}`],
    },
    {
      id: 'approve',
      title: 'You decide',
      description:
        'Edits and commands wait for your answer: in a notification, in the chat, or from the status bar. Closing the notification is no answer: the request stays.\n[Show Pending Approvals](command:practicum.showApprovals)',
      media: { svg: 'media/walkthrough/approve.svg', altText: 'A request with Approve, Reject and Show' },
      completionEvents: ['onCommand:practicum.showApprovals'],
    },
    {
      id: 'train',
      title: 'Watch it learn',
      description:
        'Click **▶ Train** above a training script’s entry point. The run goes on when the window closes, and its curves are drawn as it prints them.\n[Show Curves](command:practicum.showCurves)',
      media: { svg: 'media/walkthrough/train.svg', altText: 'A loss curve that falls' },
      completionEvents: ['onCommand:practicum.train', `onView:${views.curves}`],
    },
  ],
} as const;

export const capabilities = {
  untrustedWorkspaces: {
    supported: 'limited',
    description:
      'In a folder that is not trusted, conversations, runs and curves can be read. The agent, training, edits and the folder’s own settings are off, because they execute or follow what the folder contains.',
  },
  virtualWorkspaces: {
    supported: false,
    description: 'Training scripts are executed where their files lie, so Practicum needs a folder on a disk.',
  },
} as const;

export const taskType = 'practicum';

/** Accounts of the editor: id and label, also for whoever asks the editor for a session. */
export const hubAccount = { id: 'huggingface', label: 'Hugging Face' } as const;

/** Training as tasks of the editor: *Run Task* and `tasks.json`. */
export const taskDefinitions = [
  {
    type: taskType,
    required: ['script'],
    properties: {
      script: { type: 'string', description: 'The Python script or training configuration, absolute or relative to the folder.' },
      args: {
        description: 'Arguments of the script. Without this, those that were last chosen for it.',
        anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }],
      },
      cwd: { type: 'string', description: 'Where it runs, absolute or relative to the folder. Without this, the folder itself.' },
    },
  },
] as const;

/** Data as rows instead of text: *Reopen Editor With…*. */
export const datasetEditorType = 'practicum.dataset';

export const customEditors = [
  {
    viewType: datasetEditorType,
    displayName: 'Practicum Data Set Preview',
    selector: [{ filenamePattern: '*.{parquet,jsonl,ndjson,csv,tsv}' }],
    priority: 'option',
  },
  { viewType: paperEditorType, displayName: 'Practicum Paper Reader', selector: [{ filenamePattern: '*.pdf' }], priority: 'option' },
  { viewType: paperPlaceType, displayName: 'Place in a Paper', selector: [{ filenamePattern: '*.practicum-paper' }], priority: 'default' },
] as const;

/**
 * Of other settings. What runs write all the time is read by Practicum itself where it is shown; the editor's own watcher would carry each line
 * through four processes, whether anybody looks or not.
 */
export const configurationDefaults = {
  'files.watcherExclude': Object.fromEntries(
    ['points.jsonl', 'system.jsonl', 'heartbeat'].map((file) => [`**/.practicum/runs/**/${file}`, true]),
  ),
} as const;

/** Curves as an editor tab. */
export const curvesTabType = 'practicum.curvesTab';

/**
 * Views, commands, tasks and editors of files activate by themselves. Python files need lenses; a folder with runs may have one going on, and a
 * tab with curves that comes back belongs to such a folder. A tab with a paper from elsewhere may come back anywhere. A YAML file alone is no
 * reason to start: most are no training configuration.
 */
export const activationEvents = ['onLanguage:python', 'workspaceContains:.practicum/**', `onWebviewPanel:${paperTabType}`] as const;
