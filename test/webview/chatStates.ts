import type { RunId } from '../../src/base/ids.ts';
import type {
  ChatDelta,
  ChatHead,
  ChatSnapshot,
  HostToChat,
  MentionChip,
  SessionRow,
  SessionsList,
  TranscriptItem,
} from '../../src/protocol/chat.ts';
import { restingHead } from '../doubles/chatHead.ts';
import { literatureItem } from './literatureStates.ts';
import { dataOf, figure, pasted, pastedChip, pictured } from './pictureStates.ts';
import { agents, researchItem } from './researchStates.ts';
import { alikeEdits, alikeRuns, askedAll, askedLong, askedScript, grant, grantForm, grantFormBare, passed, spend } from './trustStates.ts';

/** Scripted states of the chat view, for pictures and for tests that must hold in every state. */

export const idle: ChatHead = {
  ...restingHead,
  title: 'Train the digits network',
  model: 'anthropic/claude-sonnet-4-5',
  usage: {
    promptTokens: 18_234,
    contextTokens: 200_000,
    cacheShare: 0.62,
    inputTokens: 214_882,
    outputTokens: 6_120,
    isEstimated: false,
  },
  workspace: { name: 'digits', isTrusted: true },
};

export function snapshot(items: readonly TranscriptItem[], head: Partial<ChatHead> = {}, rest: Partial<ChatSnapshot> = {}): ChatSnapshot {
  return { type: 'snapshot', seq: 1, session: 's-1', head: { ...idle, ...head }, items, earlier: 0, ...rest };
}

export function delta(seq: number, ops: ChatDelta['ops']): ChatDelta {
  return { type: 'delta', seq, ops };
}

export const trainFile: MentionChip = { kind: 'file', label: 'train.py', path: '/home/ada/digits/train.py' };
export const trainSelection: MentionChip = {
  kind: 'selection',
  label: 'train.py',
  path: '/home/ada/digits/train.py',
  firstLine: 21,
  lastLine: 34,
};

const diff = `@@ -14,9 +14,10 @@ def parse_arguments():
     parser = argparse.ArgumentParser(description=__doc__)
     parser.add_argument("--epochs", type=int, default=20)
     parser.add_argument("--batch-size", type=int, default=64)
-    parser.add_argument("--lr", type=float, default=10.0)
+    parser.add_argument("--lr", type=float, default=0.05)
+    parser.add_argument("--momentum", type=float, default=0.9)
     parser.add_argument("--seed", type=int, default=0)
     return parser.parse_args()
 
@@ -41,3 +42,3 @@ def main():
     model = Network(hidden=args.hidden)
-    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
+    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=args.momentum)
     for epoch in range(args.epochs):
`;

const question: TranscriptItem = {
  kind: 'user',
  id: 'u1',
  text: 'Train this, find out why it learns badly, fix it, and get test accuracy above 95 %.\nLook at @train.py first.',
  mentions: [trainFile, trainSelection],
  atMs: 1_790_000_000_000,
  turn: 'turn-1',
};

const answer = `I read \`train.py\` and ran it once. **It diverges**: the loss is \`NaN\` from step 40 on.

## Why

1. The default learning rate is \`10.0\`, about 200 times too high for [SGD](https://pytorch.org/docs/stable/generated/torch.optim.SGD.html).
2. There is no momentum, so even a good rate needs many epochs.
   - With \`lr=0.05, momentum=0.9\` it converges.
   - Without momentum it reached only 91 %.

\`\`\`python
# The one line that matters
optimizer = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=0.9)
for epoch in range(20):
    print(f"step {epoch} loss {loss:.4f}")
\`\`\`

| run | lr | momentum | test accuracy |
|:----|---:|---------:|--------------:|
| digits-1 | 10.0 | 0 | 0.0972 |
| digits-2 | 0.05 | 0.9 | 0.9778 |

> Measured on the 360 held-out images; the split is the script's own.

- [x] learning rate
- [ ] early stopping

See [train.py](train.py:17) and ![the confusion matrix](https://example.org/confusion.png).`;

const everyKind: readonly TranscriptItem[] = [
  question,
  {
    kind: 'thinking',
    id: 'th1',
    text: 'The script reads its hyperparameters with argparse. Let me look at the defaults first.\n\nA learning rate of 10 for plain SGD is suspicious.',
    isStreaming: false,
  },
  {
    kind: 'tool',
    id: 't1',
    tool: 'read_file',
    title: 'Read train.py',
    state: 'done',
    output: '1  import argparse\n2  import torch\n3  from sklearn.datasets import load_digits',
    detail: { kind: 'files', paths: ['train.py'] },
    durationMs: 12,
  },
  {
    kind: 'tool',
    id: 't2',
    tool: 'search_text',
    title: 'Searched “learning rate” in 14 files',
    state: 'done',
    output: 'train.py:17: --lr\nREADME.md:9: learning rate',
    durationMs: 40,
  },
  {
    kind: 'tool',
    id: 't3',
    tool: 'shell',
    title: 'Ran python -m pytest -q',
    state: 'failed',
    output: '',
    detail: {
      kind: 'shell',
      command: 'python -m pytest -q',
      output: "\u001b[31mE   ModuleNotFoundError: No module named 'pytest'\u001b[0m\n",
      exitCode: 1,
    },
    note: 'pytest is not installed in this environment. Install it with pip, or run the script itself.',
    durationMs: 1240,
  },
  {
    kind: 'tool',
    id: 't4',
    tool: 'edit_file',
    title: 'Edited train.py',
    state: 'done',
    output: '',
    detail: { kind: 'edit', path: 'train.py', unified: diff, added: 3, removed: 2 },
    durationMs: 31,
  },
  {
    kind: 'tool',
    id: 't5',
    tool: 'start_run',
    title: 'Started run digits-2',
    state: 'done',
    output: 'run digits-2 is running',
    detail: {
      kind: 'run',
      run: 'digits-2' as RunId,
      curve: { metric: 'test_accuracy', values: [0.31, 0.52, 0.63, 0.71, 0.74, 0.78, 0.77, 0.81, 0.84, 0.86] },
    },
    durationMs: 64_300,
  },
  {
    kind: 'tool',
    id: 't6',
    tool: 'shell',
    title: 'Run rm -rf checkpoints',
    state: 'rejected',
    output: '',
    note: 'You said: keep the checkpoints.',
  },
  { kind: 'tool', id: 't7', tool: 'read_run', title: 'Read metrics of digits-2', state: 'abandoned', output: '' },
  { kind: 'assistant', id: 'a1', markdown: answer, isStreaming: false },
  {
    kind: 'changes',
    id: 'c1',
    turn: 'turn-1',
    files: [
      { path: '/home/ada/digits/train.py', label: 'train.py', added: 3, removed: 2 },
      { path: '/home/ada/digits/src/models/network.py', label: 'src/models/network.py', added: 12, removed: 0 },
      { path: '/home/ada/digits/.practicum/papers/p/spec.json', label: '.practicum/papers/p/spec.json', added: 0, removed: 0 },
      { path: '/home/ada/digits/.practicum/papers/p/plan.json', label: '.practicum/papers/p/plan.json', added: 0, removed: 0 },
    ],
    isReverted: false,
  },
  {
    kind: 'notice',
    id: 'n1',
    level: 'error',
    text: 'Anthropic refused the key (401). Set a valid key, then send the message again.',
    actions: [
      { label: 'Set API key', command: 'setKey' },
      { label: 'Try again', command: 'retry' },
    ],
  },
  {
    kind: 'notice',
    id: 'n2',
    level: 'warning',
    text: 'The answer was cut off by the model’s output limit.',
    actions: [{ label: 'Try again', command: 'retry' }],
  },
  {
    kind: 'notice',
    id: 'n3',
    level: 'warning',
    text: 'This request has had its 300 answers of the model. What was done so far is kept.',
    actions: [{ label: 'Go on', command: 'goOn' }],
  },
];

/** What the loop says on its own account, and what was left out. */
const longWork: readonly TranscriptItem[] = [
  question,
  { kind: 'context', id: 'cx1', title: '12 old results left out, 31k tokens freed' },
  {
    kind: 'tool',
    id: 'cold1',
    tool: 'shell',
    title: 'Ran python train.py --epochs 20',
    state: 'done',
    output: '',
    isCold: true,
    durationMs: 64_000,
  },
  {
    kind: 'hint',
    id: 'h1',
    title: 'The same call gave the same result three times',
    text: 'You have called read_file with the same arguments three times and got the same result. Another call will not change it: use what you have, or try something else.',
  },
  {
    kind: 'context',
    id: 'cx2',
    title: 'Conversation summarised, 148k → 21k tokens',
    summary:
      '**Request**: train this and get test accuracy above 95 %.\n\n- `train.py` diverges with `lr=10.0`\n- run `digits-1` ended with 0.0972\n- next: lower the rate, add momentum',
  },
  {
    kind: 'user',
    id: 'u2',
    text: 'Use three seeds, please.',
    mentions: [],
    atMs: 1_790_000_060_000,
  },
  { kind: 'assistant', id: 'a9', markdown: 'I start the same run with seeds 1, 2 and 3.', isStreaming: false },
];

/** Noon of a day, so many days ago: a list that is looked at today has all its groups. */
function daysAgo(days: number, hour = 12): number {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, days === 0 ? 0 : hour, 2).getTime();
}

const rested = { pendingApprovals: 0, isOpen: false, isWorking: false } as const;

export const sessionRows: readonly SessionRow[] = [
  { session: 's-1', title: 'Train the digits network', lastActiveMs: daysAgo(0), messages: 12, ...rested, isOpen: true },
  {
    session: 's-2',
    title: 'Sweep learning rates over four seeds and write a table of the results',
    lastActiveMs: daysAgo(0) - 1,
    messages: 48,
    ...rested,
    isOpen: true,
    isWorking: true,
  },
  {
    session: 's-3',
    title: 'Fix the data loader',
    lastActiveMs: daysAgo(1, 18),
    messages: 7,
    ...rested,
    isOpen: true,
    pendingApprovals: 1,
    isWorking: true,
  },
  {
    session: 's-4',
    title: 'Implement section 3.2 of the paper',
    lastActiveMs: daysAgo(1, 9),
    messages: 131,
    ...rested,
    heldBy: 'vscode 1.106.1',
  },
  { session: 's-5', title: 'Why is the loss NaN?', lastActiveMs: daysAgo(9), messages: 1, ...rested },
  { session: 's-6', title: 'Add early stopping', lastActiveMs: daysAgo(400), messages: 23, ...rested },
];

export function sessionsList(sessions: readonly SessionRow[] = sessionRows, rest: Partial<SessionsList> = {}): SessionsList {
  return { type: 'sessions', query: '', sessions, ...rest };
}

const plan = [
  { text: 'Read the training script', status: 'done' },
  { text: 'Run it once as it is', status: 'done' },
  { text: 'Lower the learning rate and add momentum', status: 'doing' },
  { text: 'Train and compare test accuracy', status: 'open' },
  { text: 'Try a convolutional network', status: 'dropped' },
] as const;

const askedEdit: TranscriptItem = {
  kind: 'tool',
  id: 'ask1',
  tool: 'edit_file',
  title: 'Edit train.py',
  state: 'asked',
  output: '',
  detail: { kind: 'edit', path: 'train.py', unified: diff, added: 3, removed: 2 },
  approval: {
    id: 'ap-1',
    title: 'Edit train.py',
    reason: 'In mode “ask”, every change to a file is asked for.',
    effects: [{ kind: 'write', path: '/home/ada/digits/train.py' }],
    effectLines: ['write train.py'],
    sessionScope: 'further edits of train.py',
  },
};

const askedShell: TranscriptItem = {
  kind: 'tool',
  id: 'ask2',
  tool: 'shell',
  title: 'Run pip install torch',
  state: 'asked',
  output: '',
  detail: { kind: 'shell', command: 'python -m pip install torch==2.13.0+cpu scikit-learn', output: '', exitCode: null },
  approval: {
    id: 'ap-2',
    title: 'Run pip install torch==2.13.0+cpu scikit-learn',
    reason: 'A command that is not known to be harmless is asked for.',
    effects: [],
    effectLines: ['run “python -m pip install torch==2.13.0+cpu scikit-learn” in digits', 'reach the network'],
  },
};

function waiting(count: number): Partial<ChatHead> {
  return { status: 'waiting', activity: 'Waiting for you', pendingApprovals: count, spend };
}

export interface ChatState {
  readonly messages: readonly HostToChat[];
  readonly width?: number;
  readonly height?: number;
  /** Cards to open before the picture is taken, by item. */
  readonly open?: readonly string[];
  readonly draft?: string;
  /** What a person does next, by the names of what they touch. */
  readonly steps?: readonly ChatStep[];
}

/** `click` and `focus`: the first button of that name that can be used. */
export type ChatStep =
  | { readonly click: RegExp }
  | { readonly focus: RegExp }
  | { readonly press: string }
  | { readonly search: string }
  | { readonly write: string; readonly into: string }
  | { readonly receive: HostToChat };

export const chatStates = {
  research: {
    messages: [
      snapshot([question, researchItem('running', [agents.reading, agents.done, agents.waits])], {
        status: 'running',
        activity: 'Research',
      }),
    ],
    open: ['research.su_1'],
    height: 900,
  },
  researchDone: {
    messages: [snapshot([question, researchItem('done', [agents.done, agents.partial])])],
    open: ['research', 'research.su_2', 'research.su_3'],
    height: 1500,
  },
  researchNarrow: {
    messages: [snapshot([question, researchItem('done', [agents.done, agents.partial])])],
    open: ['research', 'research.su_2'],
    width: 300,
    height: 1500,
  },
  literature: { messages: [snapshot([question, literatureItem()])], open: ['literature'], width: 900, height: 700 },
  literatureNarrow: { messages: [snapshot([question, literatureItem()])], open: ['literature'], width: 300, height: 1600 },
  empty: { messages: [snapshot([])] },
  noFolder: { messages: [snapshot([], { workspace: { name: undefined, isTrusted: true }, model: undefined })] },
  untrusted: { messages: [snapshot([], { workspace: { name: 'digits', isTrusted: false } })] },
  untrustedTalk: { messages: [snapshot([question], { workspace: { name: 'digits', isTrusted: false } })], height: 420 },
  conversation: { messages: [snapshot(everyKind, {}, { earlier: 240 })], height: 1560 },
  opened: {
    messages: [snapshot(everyKind)],
    open: ['th1', 't1', 't3', 't4', 't5'],
    height: 2300,
  },
  streaming: {
    messages: [
      snapshot([question, { kind: 'thinking', id: 'th2', text: 'Plain SGD with lr 10 cannot converge.', isStreaming: true }], {
        status: 'streaming',
        activity: 'Answering',
        plan,
        queue: [
          { id: 'q0', text: 'Use three seeds.', delivery: 'steer' },
          { id: 'q1', text: 'Also plot the confusion matrix.', delivery: 'queue' },
          { id: 'q2', text: 'And write down the final numbers in the README.', delivery: 'queue' },
        ],
      }),
      delta(2, [{ op: 'add', item: { kind: 'assistant', id: 'a2', markdown: 'The loss **diverges** from st', isStreaming: true } }]),
      delta(3, [{ op: 'text', id: 'a2', text: 'ep 40 on, because the learning rate is `10.0`.\n\n```python\nlr = 0.' }]),
    ],
    draft: 'and then run it with three seeds',
  },
  running: {
    messages: [
      snapshot(
        [
          question,
          {
            kind: 'tool',
            id: 'r1',
            tool: 'shell',
            title: 'Running python train.py --epochs 20',
            state: 'running',
            output:
              'epoch 1 loss 2.2871 accuracy 0.1833\nepoch 2 loss 1.9402 accuracy 0.4111\nepoch 3 loss 1.1022 accuracy 0.7028\n 40%|████      | 8/20\r 45%|████▌     | 9/20',
          },
        ],
        { status: 'running', activity: 'Running train.py', mode: 'auto', plan },
      ),
    ],
    open: ['plan'],
  },
  approval: {
    messages: [
      snapshot(
        [
          question,
          { kind: 'assistant', id: 'a3', markdown: 'The learning rate is 200 times too high. I would change it:', isStreaming: false },
          askedEdit,
        ],
        {
          status: 'waiting',
          activity: 'Waiting for you',
          pendingApprovals: 1,
        },
      ),
    ],
  },
  twoApprovals: {
    messages: [snapshot([question, askedEdit, askedShell], { status: 'waiting', activity: 'Waiting for you', pendingApprovals: 2 })],
    height: 1150,
  },
  steering: {
    messages: [
      snapshot([question], {
        status: 'running',
        activity: 'Running train.py',
        plan,
        delivery: 'steer',
        elsewhere: { working: 2, waiting: 1 },
      }),
    ],
    draft: 'Stop after ten epochs.',
    height: 420,
  },
  questionAndDraft: {
    messages: [
      snapshot([question, askedShell], { status: 'waiting', activity: 'Waiting for you', pendingApprovals: 1, delivery: 'steer' }),
    ],
    draft: 'No, use the environment that is there.',
    height: 620,
  },
  compacting: {
    messages: [
      snapshot(longWork, {
        status: 'compacting',
        usage: {
          promptTokens: 181_400,
          contextTokens: 200_000,
          cacheShare: undefined,
          inputTokens: 2_114_882,
          outputTokens: 61_200,
          isEstimated: true,
        },
      }),
    ],
    height: 560,
  },
  longWork: {
    messages: [
      snapshot(longWork, {
        usage: { promptTokens: 950, contextTokens: undefined, cacheShare: 0, inputTokens: 950, outputTokens: 20, isEstimated: false },
      }),
    ],
    open: ['cold1', 'h1', 'cx2'],
    height: 720,
  },
  messageActions: { messages: [snapshot(longWork.slice(0, 1))], height: 360, steps: [{ focus: /^Edit$/ }, { click: /^Restore…$/ }] },
  editing: { messages: [snapshot(everyKind.slice(0, 4))], height: 480, steps: [{ click: /^Edit$/ }] },
  sessions: { messages: [snapshot([question])], height: 480, steps: [{ click: /^Sessions$/ }, { receive: sessionsList() }] },
  sessionsFound: {
    messages: [snapshot([question])],
    height: 480,
    steps: [
      { click: /^Sessions$/ },
      { receive: sessionsList() },
      { search: 'loss rate' },
      {
        receive: sessionsList(
          sessionRows
            .filter((row) => ['s-2', 's-5'].includes(row.session))
            .map((row) => ({ ...row, match: '… the loss falls to 0.31 with the lower rate …' })),
          { query: 'loss rate' },
        ),
      },
    ],
  },
  sessionsNone: {
    messages: [snapshot([question])],
    height: 320,
    steps: [{ click: /^Sessions$/ }, { search: 'quaternion' }, { receive: sessionsList([], { query: 'quaternion' }) }],
  },
  sessionsRow: {
    messages: [snapshot([question])],
    height: 480,
    steps: [
      { click: /^Sessions$/ },
      { receive: sessionsList(sessionRows.slice(0, 5), { deleted: { session: 's-6', title: 'Add early stopping' } }) },
      { press: 'ArrowDown' },
      { press: 'ArrowDown' },
      { press: 'F2' },
    ],
  },
  sessionsExport: {
    messages: [snapshot([question])],
    height: 480,
    steps: [{ click: /^Sessions$/ }, { receive: sessionsList() }, { press: 'ArrowDown' }, { click: /^Export$/ }],
  },
  approvalFull: { messages: [snapshot([question, askedAll], waiting(1))], height: 1050, steps: [{ click: /^Would match 7/ }] },
  approvalEdited: {
    messages: [snapshot([askedAll], waiting(1))],
    height: 1050,
    steps: [{ click: /^Edit before approving/ }, { write: 'cd runs && grep -c "loss nan" lr-0.1/log.txt', into: 'Command to approve' }],
  },
  approvalScript: { messages: [snapshot([askedScript], waiting(1))], height: 800, steps: [{ click: /^Edit before approving/ }] },
  approvalLong: { messages: [snapshot([askedLong], waiting(1))], height: 700 },
  approvalAlike: { messages: [snapshot([question, ...alikeRuns], waiting(3))], height: 950 },
  approvalApart: {
    messages: [snapshot([question, ...alikeRuns], waiting(3))],
    height: 1300,
    steps: [{ click: /^Answer separately: .*0\.03/ }],
  },
  approvalAlikeEdits: {
    messages: [snapshot([question, ...alikeEdits], waiting(2))],
    height: 700,
    steps: [{ click: /^Changes: Edit train/ }],
  },
  passed: { messages: [snapshot([question, ...passed], { spend, grant })], open: ['p1', 'p2'], height: 900 },
  spending: {
    messages: [
      snapshot([question], {
        ...waiting(0),
        status: 'running',
        spend: { ...spend, spentUsd: 9.1, unpricedRequests: 3, unpricedTokens: 41_000 },
        grant,
      }),
    ],
    steps: [{ click: /^Grant until/ }],
    height: 520,
  },
  grantChoice: { messages: [snapshot([question], { spend })], height: 420, steps: [{ click: /^Mode: Ask/ }] },
  grantForm: { messages: [snapshot([question]), grantForm], height: 760 },
  grantFormWrong: {
    messages: [snapshot([question]), { ...grantFormBare, problem: 'The folder “../shared” is not in this workspace.' }],
    height: 860,
    steps: [
      { write: 'a night', into: 'Hours' },
      { write: 'https://pypi.org/simple', into: 'Hosts that programs may reach' },
      { click: /^Sign$/ },
    ],
  },
  narrowApprovalFull: {
    messages: [snapshot([askedAll], waiting(1))],
    width: 300,
    height: 1050,
    steps: [{ click: /^Would match 7/ }],
  },
  narrowApprovalAlike: { messages: [snapshot(alikeRuns, waiting(3))], width: 300, height: 1050 },
  narrowApprovalLong: {
    messages: [snapshot([askedLong, askedScript], waiting(2))],
    width: 300,
    height: 1500,
    steps: [{ click: /^Edit before approving/ }],
  },
  narrowPassed: {
    messages: [snapshot(passed, { spend: { ...spend, unpricedRequests: 12 }, grant, status: 'running', activity: 'Running train.py' })],
    open: ['p1', 'p3'],
    draft: 'go on',
    width: 300,
    height: 800,
  },
  narrowGrantForm: { messages: [snapshot([question]), grantForm], width: 300, height: 700 },
  narrow: { messages: [snapshot(everyKind, { mode: 'auto', plan })], width: 300, height: 1800 },
  narrowApproval: {
    messages: [snapshot([question, askedEdit, askedShell], { status: 'waiting', activity: 'Waiting for you', pendingApprovals: 2, plan })],
    width: 300,
    height: 1300,
  },
  narrowSteering: {
    messages: [
      snapshot([question], {
        status: 'waiting',
        activity: 'Waiting for you',
        pendingApprovals: 1,
        delivery: 'steer',
        queue: [
          { id: 'q0', text: 'Use three seeds.', delivery: 'steer' },
          { id: 'q1', text: 'Also plot the confusion matrix.', delivery: 'queue' },
        ],
        elsewhere: { working: 2, waiting: 1 },
      }),
    ],
    draft: 'Stop after ten epochs.',
    width: 300,
    height: 520,
  },
  narrowSessions: {
    messages: [snapshot([question])],
    width: 300,
    height: 480,
    steps: [
      { click: /^Sessions$/ },
      { receive: sessionsList(sessionRows, { deleted: { session: 's-9', title: 'A session with a long title' } }) },
      { press: 'ArrowDown' },
      { press: 'ArrowDown' },
    ],
  },
  narrowEditing: { messages: [snapshot(everyKind.slice(0, 4))], width: 300, height: 520, steps: [{ click: /^Edit$/ }] },
  narrowLongWork: { messages: [snapshot(longWork)], open: ['cx2'], width: 300, height: 620 },
  pictures: {
    messages: [snapshot(pictured)],
    height: 900,
    steps: [
      { receive: { type: 'compose', text: '', mentions: [pastedChip, trainFile], focus: true } },
      ...[...dataOf(pasted), ...dataOf(figure)].map((receive) => ({ receive })),
      { receive: { type: 'pictureGone', blob: 'c'.repeat(64) } },
      { receive: { type: 'sight', model: 'ollama/qwen3', sees: false } },
      {
        receive: {
          type: 'pictureRefused',
          id: 'p',
          text: 'diagram.svg is SVG, which models do not take as a picture. Attach it as a file, to be read as text, or export it as PNG.',
        },
      },
    ],
    draft: 'Is it over-fitting?',
  },
  narrowPictures: {
    messages: [snapshot(pictured)],
    width: 300,
    height: 860,
    steps: [
      { receive: { type: 'compose', text: '', mentions: [pastedChip], focus: true } },
      ...dataOf(pasted).map((receive) => ({ receive })),
      { receive: { type: 'sight', model: 'ollama/qwen3', sees: false } },
    ],
  },
  narrowEmpty: { messages: [snapshot([], { model: undefined })], width: 300 },
} as const satisfies Readonly<Record<string, ChatState>>;
