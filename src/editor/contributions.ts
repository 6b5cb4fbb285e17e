/**
 * Everything that Practicum adds to the editor, declared once. `contributes` in package.json is generated from these tables
 * (scripts/contributions.ts), and the code uses the same names, so neither can drift from the other. No `vscode` import here.
 */

import { usualActions } from '../runs/watchdogs/actions.ts';
import { actionTexts, ruleTexts } from '../runs/watchdogs/ruleTexts.ts';

export const views = {
  chat: 'practicum.chat',
  runs: 'practicum.runs',
  curves: 'practicum.curves',
} as const;

export const contextKeys = {
  /** The agent works on a turn. */
  isWorking: 'practicum.isWorking',
} as const;

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
  'practicum.deleteSession': { title: 'Delete Session' },
  'practicum.stopTurn': { title: 'Stop', icon: '$(debug-stop)', palette: contextKeys.isWorking },
  'practicum.chooseModel': { title: 'Choose Model' },
  'practicum.setApiKey': { title: 'Set API Key' },
  'practicum.forgetApiKeys': { title: 'Forget API Keys and Consent' },
  'practicum.showApprovals': { title: 'Show Pending Approvals' },
  'practicum.showRules': { title: 'Show Rules' },
  'practicum.grantUnattendedWork': { title: 'Allow Unattended Work…', icon: '$(shield)' },
  'practicum.revokeGrant': { title: 'Revoke Unattended Work' },
  'practicum.approveRequest': { title: 'Approve', icon: '$(check)', palette: 'never' },
  'practicum.rejectRequest': { title: 'Reject', icon: '$(close)', palette: 'never' },
  'practicum.showRequest': { title: 'Show in Chat', icon: '$(comment-discussion)', palette: 'never' },
  'practicum.showSpending': { title: 'Show Spending' },
  'practicum.addSelectionToChat': { title: 'Add Selection to Chat', palette: 'editorIsOpen' },
  'practicum.implementPaperSection': { title: 'Implement This Paper Section', palette: 'editorHasSelection' },
  'practicum.train': { title: 'Train This Script', icon: '$(play)', palette: 'editorLangId == python' },
  'practicum.trainWithArguments': { title: 'Train with Arguments…', palette: 'editorLangId == python' },
  'practicum.debugScript': { title: 'Debug This Script', palette: 'editorLangId == python' },
  'practicum.dryRun': { title: 'Dry Run', palette: 'editorLangId == python' },
  'practicum.trainOn': { title: 'Train on…', palette: 'editorLangId == python' },
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
  'practicum.archiveRun': { title: 'Archive', palette: 'never' },
  'practicum.unarchiveRun': { title: 'Take Out of the Archive', palette: 'never' },
  'practicum.startRunNext': { title: 'Start Next', palette: 'never' },
  'practicum.compareRuns': { title: 'Compare Runs…' },
  'practicum.switchWatchdogs': { title: 'Watchdogs…', palette: 'never' },
  'practicum.showLog': { title: 'Show Log' },
  'practicum.doctor': { title: 'Doctor' },
} as const satisfies Readonly<Record<`practicum.${string}`, CommandContribution>>;

export type CommandId = keyof typeof commands;

interface SettingValue {
  readonly type: 'string';
  readonly default: string;
  readonly choices?: Readonly<Record<string, string>>;
}

interface ListValue {
  readonly type: 'array';
  readonly default: readonly string[];
}

/** `integer` from `minimum` on, or any `number`. */
interface CountValue {
  readonly type: 'integer' | 'number';
  readonly default: number;
  readonly minimum: number;
}

/** A choice for each of some names. */
interface ChoicesValue {
  readonly type: 'object';
  readonly default: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, string>>;
}

export type SettingContribution = (SettingValue | ListValue | CountValue | ChoicesValue) & {
  readonly order: number;
  readonly description: string;
  /** `machine`: only the person's own settings count, so that no workspace can redirect a key or widen what is allowed. */
  readonly scope: 'machine' | 'machine-overridable' | 'window';
  /** A workspace's value is ignored until the workspace is trusted. */
  readonly isRestricted?: boolean;
  readonly usesOnlineServices?: boolean;
};

export const settings = {
  'practicum.model': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'machine',
    description:
      'The language model, as `provider/name`: `anthropic/…`, `openai/…` (any OpenAI-compatible endpoint) or `editor/…` (models that the editor offers). Run **Practicum: Choose Model** to pick one.',
    usesOnlineServices: true,
  },
  'practicum.anthropic.baseUrl': {
    type: 'string',
    default: '',
    order: 2,
    scope: 'machine',
    description: 'Where Anthropic’s protocol is spoken, when it is not `https://api.anthropic.com`.',
    usesOnlineServices: true,
  },
  'practicum.openai.baseUrl': {
    type: 'string',
    default: '',
    order: 3,
    scope: 'machine',
    description:
      'The OpenAI-compatible endpoint, when it is not `https://api.openai.com/v1`: for example `https://router.huggingface.co/v1` (Hugging Face), `http://localhost:11434/v1` (Ollama) or `http://localhost:8000/v1` (vLLM).',
    usesOnlineServices: true,
  },
  'practicum.mode': {
    type: 'string',
    default: 'ask',
    order: 4,
    scope: 'machine',
    choices: {
      plan: 'Look only: no tool that writes or executes is offered to the model.',
      ask: 'Ask before anything that is not known to be harmless.',
      auto: 'Let edits inside the workspace pass; ask for the rest.',
    },
    description: 'The mode in which a new session starts.',
  },
  'practicum.chat.whileWorking': {
    type: 'string',
    default: 'queue',
    order: 5,
    scope: 'window',
    choices: {
      queue: 'It waits until the agent has finished.',
      steer: 'The agent reads it before its next step.',
    },
    description: 'What Enter does with a message while the agent works. Alt+Enter does the other.',
  },
  'practicum.approvals.notify': {
    type: 'string',
    default: 'always',
    order: 10,
    scope: 'window',
    choices: {
      always: 'Each request is a notification.',
      away: 'Only while you look at another window, or the chat is not on screen.',
      never: 'None: the card in the chat, its badge, the status bar and the Runs view say that something waits.',
    },
    description: 'When a request for your approval may interrupt with a notification.',
  },
  'practicum.approvals.sound': {
    type: 'string',
    default: 'off',
    order: 11,
    scope: 'window',
    choices: {
      off: 'Requests are silent.',
      on: 'A short tone with each new request, played by the chat: its view has to be open.',
    },
    description: 'Whether a request for your approval is heard.',
  },
  'practicum.agent.maxResponses': {
    type: 'integer',
    default: 300,
    minimum: 1,
    order: 6,
    scope: 'machine',
    description: 'How many answers of the model one request may take. Then the agent says so, stops, and offers to go on.',
  },
  'practicum.agent.maxAttempts': {
    type: 'integer',
    default: 5,
    minimum: 1,
    order: 7,
    scope: 'machine',
    description: 'How many of the runs that the agent starts for one request may fail, before it stops and says what it found.',
  },
  'practicum.budget.session': {
    type: 'number',
    default: 10,
    minimum: 0,
    order: 20,
    scope: 'machine',
    description:
      'What one session may spend on models and machines, in US dollars, before it asks for more. 0: no cap. Models on this machine cost nothing.',
  },
  'practicum.budget.day': {
    type: 'number',
    default: 25,
    minimum: 0,
    order: 21,
    scope: 'machine',
    description: 'What all sessions of this machine may spend on one day together, in US dollars. 0: no cap.',
  },
  'practicum.budget.run': {
    type: 'number',
    default: 10,
    minimum: 0,
    order: 22,
    scope: 'machine',
    description: 'What one training run may cost, in US dollars. 0: no cap.',
  },
  'practicum.budget.unpricedTokens': {
    type: 'integer',
    default: 2_000_000,
    minimum: 1,
    order: 23,
    scope: 'machine',
    description:
      'How many tokens of a session may go to a model whose price is not known, once you have agreed to use it. Then you are asked again.',
  },
  'practicum.python.interpreter': {
    type: 'string',
    default: '',
    order: 8,
    scope: 'machine-overridable',
    isRestricted: true,
    description:
      'The Python that runs training scripts: an absolute path, or one relative to the workspace folder. Empty: the interpreter of the Python extension, else a virtual environment in the workspace, else `python3`.',
  },
  'practicum.home': {
    type: 'string',
    default: '',
    order: 9,
    scope: 'machine',
    description: 'Folder for sessions and caches. Empty: `PRACTICUM_HOME` from the environment, else the platform’s state folder.',
  },
  'practicum.sandbox.use': {
    type: 'string',
    default: 'auto',
    order: 12,
    scope: 'machine',
    choices: {
      auto: 'Commands of the agent run in a sandbox where the system has one.',
      required: 'Commands of the agent run in a sandbox or not at all.',
      off: 'Commands of the agent run with all that you may do.',
    },
    description:
      'A sandbox (bubblewrap on Linux, seatbelt on macOS) lets a command write only in the workspace, read no credentials and reach no network. **Practicum: Doctor** says what is in force here.',
  },
  'practicum.sandbox.hosts': {
    type: 'array',
    default: [],
    order: 13,
    scope: 'machine',
    description:
      'Hosts that every confined command may reach without being asked about, such as `pypi.org` or `*.huggingface.co`. Empty: no network.',
  },
  'practicum.runs.folder': {
    type: 'string',
    default: '',
    order: 36,
    scope: 'machine-overridable',
    isRestricted: true,
    description:
      'Where runs are kept, for quotas and network drives: an absolute folder, or one relative to the workspace folder; they go to `.practicum/runs/` in it, each workspace in a folder of its own. Empty: `.practicum/runs` of the workspace. Runs that exist stay where they are and are listed too. Takes effect when the window is opened again; the command line reads `PRACTICUM_RUNS_FOLDER`.',
  },
  'practicum.runs.terminal': {
    type: 'string',
    default: 'auto',
    order: 37,
    scope: 'machine-overridable',
    choices: {
      auto: 'Scripts whose progress bars need a terminal get one (Rich, Lightning and others).',
      always: 'Every script gets a terminal.',
      never: 'Every script prints into a pipe.',
    },
    description: 'Whether a training script gets a terminal (160 × 40) to draw its progress on. On Windows it never does.',
  },
  'practicum.runs.interruptSeconds': {
    type: 'integer',
    default: 10,
    minimum: 0,
    order: 38,
    scope: 'machine-overridable',
    description: 'How long a run that is stopped may take to save a checkpoint after SIGINT, before it gets SIGTERM.',
  },
  'practicum.runs.terminateSeconds': {
    type: 'integer',
    default: 5,
    minimum: 0,
    order: 39,
    scope: 'machine-overridable',
    description: 'How long it may take after SIGTERM, before it and all that it started are ended.',
  },
  'practicum.runs.gpu': {
    type: 'string',
    default: 'auto',
    order: 40,
    scope: 'machine-overridable',
    description:
      'Which GPUs a training run gets. `auto`: the least busy one that no other run has; where all are taken, the run waits for its turn. `ask`: you choose each time. `all`: those that the environment shows, without waiting. `none`: the processor only. Or numbers or UUIDs, with commas between: `0,2`. A `CUDA_VISIBLE_DEVICES` that is set already is left alone by `auto`.',
  },
  'practicum.runs.hook': {
    type: 'string',
    default: 'on',
    choices: {
      on: 'What transformers’ Trainer, Lightning, Keras, SummaryWriter, tensorboardX, W&B, Trackio and Accelerate log is recorded with every digit and its exact step.',
      off: 'Metrics come from what is printed and from files.',
    },
    order: 42,
    scope: 'machine-overridable',
    description:
      'Whether a run that is started here tells from inside its Python what its frameworks log. Two variables of its environment do it (`PYTHONPATH`, `PRACTICUM_HOOK`); no code is changed.',
  },
  'practicum.runs.watchdogs': {
    type: 'object',
    default: usualActions,
    names: ruleTexts,
    choices: actionTexts,
    order: 45,
    scope: 'window',
    description:
      'What the watchdogs of a training run do when they find something. A run keeps what was set when it began, until you switch it: *Watchdogs…* in its menu.',
  },
  'practicum.runs.hosts': {
    type: 'array',
    default: [],
    order: 43,
    scope: 'machine',
    description:
      'Hosts that *Train on…* offers, by their names in your ssh configuration, and what is unusual there: `gpu-box python=~/env/bin/python folder=/scratch/ada/runs`. The system’s ssh is used, which may ask nobody for a password.',
  },
  'practicum.runs.parallel': {
    type: 'integer',
    default: 0,
    minimum: 0,
    order: 41,
    scope: 'machine',
    description:
      'How many training runs go on at once on this machine, in all windows and on the command line; the others wait for their turn. 0: any number.',
  },
} as const satisfies Readonly<Record<`practicum.${string}`, SettingContribution>>;

export type SettingId = keyof typeof settings;

export interface MenuEntry {
  readonly command: CommandId;
  readonly when?: string;
  readonly group?: string;
}

const hasPaperSelection = 'editorHasSelection && (resourceLangId =~ /^(latex|tex|markdown)$/ || resourceExtname =~ /^\\.(tex|md)$/)';
/**
 * `contextValue` of a run in the tree is `run`, followed by `.live` while it goes on (and `.queued` while it waits), by `.failed` after it failed,
 * and by `.archived` where the person has put it away.
 */
const isRun = `view == ${views.runs} && viewItem =~ /^run/`;
const isRequest = `view == ${views.runs} && viewItem == request`;
const isLiveRun = `view == ${views.runs} && viewItem =~ /^run\\.live/`;
const isQueuedRun = `view == ${views.runs} && viewItem =~ /\\.queued/`;
const isArchivedRun = `view == ${views.runs} && viewItem =~ /\\.archived$/`;
const isFailedRun = `view == ${views.runs} && viewItem =~ /^run\\.failed/`;

/** A file that can be trained, in the explorer or above its editor. */
const isTrainable = 'resourceScheme == file && resourceExtname =~ /^\\.(py|ya?ml|toml)$/';
const isScript = 'resourceScheme == file && resourceExtname == .py';

export const menus = {
  'explorer/context': [
    { command: 'practicum.train', when: `${isTrainable} && !explorerResourceIsFolder`, group: '5_practicum@1' },
    { command: 'practicum.trainWithArguments', when: `${isScript} && !explorerResourceIsFolder`, group: '5_practicum@2' },
  ],
  'editor/title/context': [{ command: 'practicum.train', when: isTrainable, group: '5_practicum@1' }],
  'editor/context': [
    { command: 'practicum.implementPaperSection', when: hasPaperSelection, group: '1_practicum@1' },
    { command: 'practicum.addSelectionToChat', when: 'editorHasSelection', group: '1_practicum@2' },
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
    { command: 'practicum.deleteSession', when: `view == ${views.chat}`, group: '0_session@3' },
    { command: 'practicum.chooseModel', when: `view == ${views.chat}`, group: '1_model@1' },
    { command: 'practicum.setApiKey', when: `view == ${views.chat}`, group: '1_model@2' },
    { command: 'practicum.showLog', when: `view == ${views.chat}`, group: '2_help@1' },
    { command: 'practicum.importRuns', when: `view == ${views.runs}`, group: '1_add@2' },
  ],
  'view/item/context': [
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
    { command: 'practicum.stopRun', when: isLiveRun, group: '2_change@1' },
    { command: 'practicum.resumeRun', when: `${isRun} && !(viewItem =~ /^run\\.live/)`, group: '2_change@3' },
    { command: 'practicum.startRunNext', when: isQueuedRun, group: '2_change@2' },
    { command: 'practicum.switchWatchdogs', when: isLiveRun, group: '2_change@4' },
    { command: 'practicum.renameRun', when: isRun, group: '3_marks@1' },
    { command: 'practicum.tagRun', when: isRun, group: '3_marks@2' },
    { command: 'practicum.noteRun', when: isRun, group: '3_marks@3' },
    { command: 'practicum.archiveRun', when: `${isRun} && !(viewItem =~ /\\.archived$/)`, group: '3_marks@4' },
    { command: 'practicum.unarchiveRun', when: isArchivedRun, group: '3_marks@4' },
  ],
} as const satisfies Readonly<Record<string, readonly MenuEntry[]>>;

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

/** Training as tasks of the editor: *Run Task* and `tasks.json`. */
export const taskDefinitions = [
  {
    type: 'practicum',
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

/**
 * Views, commands and tasks activate by themselves. Python files need lenses; a folder with runs may have one going on. A YAML file alone
 * is no reason to start: most are no training configuration.
 */
export const activationEvents = ['onLanguage:python', 'workspaceContains:.practicum/**'] as const;
