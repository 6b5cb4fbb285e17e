// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as people write them in definitions of servers
/** Every setting, declared once, as contributions.ts declares the rest. No `vscode` import here. */
import { usualActions } from '../runs/watchdogs/actions.ts';
import { actionTexts, ruleTexts } from '../runs/watchdogs/ruleTexts.ts';
import { modelSettings } from './modelSettings.ts';

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

/** An object of objects that something else than the editor checks. */
interface MapValue {
  readonly type: 'object';
  readonly default: Readonly<Record<string, never>>;
  readonly each: Readonly<Record<string, unknown>>;
}

export type SettingContribution = (SettingValue | ListValue | CountValue | ChoicesValue | MapValue) & {
  readonly order: number;
  readonly description: string;
  /** `machine`: only the person's own settings count, so that no workspace can redirect a key or widen what is allowed. */
  readonly scope: 'machine' | 'machine-overridable' | 'window';
  /** A workspace's value is ignored until the workspace is trusted. */
  readonly isRestricted?: boolean;
  readonly usesOnlineServices?: boolean;
};

export const settings = {
  ...modelSettings,
  'practicum.model': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'machine',
    description:
      'The language model, as `provider/name`: `anthropic/…`, `openai/…` (any OpenAI-compatible endpoint, `openai/NAME@URL`; `openai+responses/…` and `openai+chat/…` say which protocol), `huggingface/ORG/NAME:cheapest`, `gemini/…`, `ollama/…`, `vllm/…`, `lmstudio/…`, `llamacpp/…` or `editor/…` (models that the editor offers). Run **Practicum: Choose Model** to pick one.',
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
  'practicum.research.budget': {
    type: 'object',
    default: {},
    each: { type: 'number', minimum: 0 },
    order: 24,
    scope: 'machine',
    description:
      'What one research call may use, all its sub-agents together, whichever is reached first: `usd` in US dollars of models whose price is known (2 unless you say otherwise, 0: no cap), and `tokens`, read and written (1,000,000). Nobody is asked to raise it: the sub-agents report what they have found.',
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
  'practicum.runs.metricPatterns': {
    type: 'array',
    default: [],
    order: 46,
    scope: 'window',
    description:
      'Regular expressions for metrics that your scripts print in a form of their own, tried before all known formats: `round (?<step>\\d+): joy (?<happiness>\\S+)`. The groups `step` and `epoch` say where; each other group is a metric by its name, or `name` and `value` are one. A run keeps what was set when it began.',
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
  'practicum.webSearch.provider': {
    type: 'string',
    default: '',
    order: 70,
    scope: 'machine',
    choices: {
      '': 'The agent searches documentation, the Hub and GitHub, and not the web.',
      brave: 'Brave Search; needs a key.',
      tavily: 'Tavily; needs a key.',
      searxng: 'A SearXNG of your own that answers JSON; `#practicum.webSearch.endpoint#` says where.',
    },
    description: 'What the agent searches the web with. **Practicum: Set Web Search Key** keeps the key in the editor’s secret storage.',
    usesOnlineServices: true,
  },
  'practicum.webSearch.endpoint': {
    type: 'string',
    default: '',
    order: 71,
    scope: 'machine',
    description: 'Where that search answers, when it is not the service’s usual address.',
    usesOnlineServices: true,
  },
  'practicum.github.endpoint': {
    type: 'string',
    default: '',
    order: 72,
    scope: 'machine',
    description: 'GitHub’s API for examples and files, when it is not `https://api.github.com`.',
    usesOnlineServices: true,
  },
  'practicum.web.privateHosts': {
    type: 'array',
    default: [],
    order: 73,
    scope: 'machine',
    description:
      'Hosts of your own network whose pages the agent may read, as `wiki.example.org` or `127.0.0.1`. All others that lead into a private network are refused; each is asked about all the same.',
  },
  'practicum.papers.arxiv': {
    type: 'string',
    default: '',
    order: 80,
    scope: 'machine',
    description: 'Where arXiv is, when it is not `https://arxiv.org`.',
    usesOnlineServices: true,
  },
  'practicum.papers.arxivApi': {
    type: 'string',
    default: '',
    order: 81,
    scope: 'machine',
    description: 'Where arXiv’s API is, when it is not `https://export.arxiv.org`.',
    usesOnlineServices: true,
  },
  'practicum.papers.ar5iv': {
    type: 'string',
    default: '',
    order: 82,
    scope: 'machine',
    description: 'Where ar5iv is, when it is not `https://ar5iv.labs.arxiv.org`.',
    usesOnlineServices: true,
  },
  'practicum.papers.doi': {
    type: 'string',
    default: '',
    order: 83,
    scope: 'machine',
    description: 'Where the DOI resolver is, when it is not `https://doi.org`.',
    usesOnlineServices: true,
  },
  'practicum.papers.openReview': {
    type: 'string',
    default: '',
    order: 84,
    scope: 'machine',
    description: 'Where OpenReview is, when it is not `https://openreview.net`.',
    usesOnlineServices: true,
  },
  'practicum.papers.openReviewApi': {
    type: 'string',
    default: '',
    order: 85,
    scope: 'machine',
    description: 'Where OpenReview’s API is, when it is not `https://api2.openreview.net`.',
    usesOnlineServices: true,
  },
  'practicum.papers.acl': {
    type: 'string',
    default: '',
    order: 86,
    scope: 'machine',
    description: 'Where the ACL Anthology is, when it is not `https://aclanthology.org`.',
    usesOnlineServices: true,
  },
  'practicum.papers.semanticScholar': {
    type: 'string',
    default: '',
    order: 87,
    scope: 'machine',
    description:
      'Where Semantic Scholar’s API is, when it is not `https://api.semanticscholar.org`. A key of yours is taken from `SEMANTIC_SCHOLAR_API_KEY` in the environment.',
    usesOnlineServices: true,
  },
  'practicum.papers.arxivGapSeconds': {
    type: 'number',
    default: 3,
    minimum: 0,
    order: 88,
    scope: 'machine',
    description:
      'Seconds between two requests to arXiv, of all windows and programs of this machine together. arXiv asks for 3: less counts only where its address is set to this machine.',
  },
  'practicum.papers.cacheMegabytes': {
    type: 'integer',
    default: 2048,
    minimum: 1,
    order: 89,
    scope: 'machine',
    description:
      'What papers that were opened may take of the disk, so that they open again without network. The ones that were not read for longest go first.',
  },
  'practicum.hub.endpoint': {
    type: 'string',
    default: '',
    order: 60,
    scope: 'machine',
    description:
      'Where the Hugging Face Hub is, when it is not `https://huggingface.co` (or what `HF_ENDPOINT` says). A token is kept for one address, and another one never gets it.',
    usesOnlineServices: true,
  },
  'practicum.hub.router': {
    type: 'string',
    default: '',
    order: 61,
    scope: 'machine',
    description: 'Where Hugging Face’s router for models is, when it is not `https://router.huggingface.co`.',
    usesOnlineServices: true,
  },
  'practicum.hub.datasetsServer': {
    type: 'string',
    default: '',
    order: 62,
    scope: 'machine',
    description: 'Where the viewer of data sets answers, when it is not `https://datasets-server.huggingface.co`.',
    usesOnlineServices: true,
  },
  'practicum.hub.jobsDomain': {
    type: 'string',
    default: '',
    order: 63,
    scope: 'machine',
    description: 'The domain below which ports of jobs are reached, when it is not `hf.jobs`.',
    usesOnlineServices: true,
  },
  'practicum.hub.spacesDomain': {
    type: 'string',
    default: '',
    order: 64,
    scope: 'machine',
    description: 'The domain below which Spaces answer, when it is not `hf.space`.',
    usesOnlineServices: true,
  },
  'practicum.hub.clientId': {
    type: 'string',
    default: '',
    order: 65,
    scope: 'machine',
    description:
      'The id of a public OAuth app of yours at Hugging Face: with it, **Practicum: Sign In to Hugging Face** offers a code in the browser beside pasting a token.',
    usesOnlineServices: true,
  },
  'practicum.mcp.servers': {
    type: 'object',
    default: {},
    each: {
      type: 'object',
      properties: {
        type: { enum: ['stdio', 'http'], description: 'A program of this machine, or an address.' },
        command: { type: 'string', description: 'The program.' },
        args: { type: 'array', items: { type: 'string' } },
        env: {
          type: 'object',
          description: 'What it gets of the environment beside what every program needs. `${env:NAME}` and `${input:id}` are filled in.',
        },
        envFile: { type: 'string', description: 'A file of NAME=value lines.' },
        cwd: { type: 'string' },
        url: { type: 'string', description: 'The address of a server that speaks streamable HTTP.' },
        headers: { type: 'object', description: 'Sent to that address only. `${env:NAME}` and `${input:id}` are filled in.' },
        oauth: {
          type: 'object',
          properties: { clientId: { type: 'string' }, callbackPort: { type: 'integer' }, scopes: { type: 'string' } },
        },
        timeout: { type: 'integer', description: 'Of one call, in milliseconds.' },
        disabled: { type: 'boolean' },
      },
    },
    order: 95,
    scope: 'machine',
    description:
      'Your servers of the Model Context Protocol, by name: `{"files": {"command": "npx", "args": ["…"]}, "tracker": {"type": "http", "url": "https://…"}}`. Those of a trusted workspace are read from its `.vscode/mcp.json` and `.mcp.json`. Each asks once before it is started. See **Practicum: Model Context Protocol Servers**.',
    usesOnlineServices: true,
  },
} as const satisfies Readonly<Record<`practicum.${string}`, SettingContribution>>;

export type SettingId = keyof typeof settings;
