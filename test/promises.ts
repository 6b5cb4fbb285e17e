/** What Practicum promises, one row for everything that can be shown on its own. Tests name rows by id: a line `// shows: <id>` above the test. */
export interface Promised {
  /** Short and stable: tests, benchmarks and docs/features.md refer to it. */
  readonly id: string;
  readonly section: string;
  readonly text: string;
}

function section(name: string, rows: Readonly<Record<string, string>>): readonly Promised[] {
  return Object.entries(rows).map(([id, text]) => ({ id, section: name, text }));
}

export const promises: readonly Promised[] = [
  ...section('Ways in', {
    'way-chat': 'A prompt typed in the chat panel starts the agent',
    'way-paper-section': 'Implement this paper section on a selection in a .tex or .md file opens the chat with that text and its place',
    'way-lens': 'A code lens starts a training run',
    'way-notification': 'An approval arrives as an editor notification',
  }),
  ...section('Manifest and build', {
    'manifest-identity':
      'Extension practicum of publisher practicum, MIT, a workspace extension without proposed API, lowest editor version 1.106',
    'manifest-activation': 'Activates only by Python files, its views, its commands and a .practicum folder',
    'manifest-trust': 'Limited in untrusted workspaces and off in virtual ones, each with a description',
    'manifest-generated': 'Commands, settings, views, menus and context keys are declared once in typed code; a stale package.json fails',
    'manifest-settings-read': 'Every setting has a reader',
    'build-bundles': 'Host, supervisor, command line and each webview are bundled',
    'build-lazy-sdks': 'The heavy SDKs are separate chunks loaded on first use; activation loads none of them',
    'build-packed-files': 'The exact list of packed files is asserted',
    'build-vsix-size':
      'The package stays within 5 MB, and 1 MB of it is loaded before a paper is opened, a server is configured or research is asked for',
    'build-activation-time': 'Activation takes at most 50 ms (median), measured inside a real extension host by a benchmark',
    'build-import-directions': 'A wrong import between rooms fails the build',
    'build-types-strict': 'The strictest TypeScript settings hold',
  }),
  ...section('Two commands', {
    'demo-finds-editor': 'npm run demo finds an editor: VSCODE_PATH, code on the PATH, a download, or code-server',
    'demo-headless': 'npm run demo without a display drives the main job itself and leaves pictures and the session log in demo-output',
    'demo-scripted-model': 'The demonstration uses a scripted model, labelled so and no part of the package, unless a model is named',
    'test-no-editor-fails': 'Without an editor the host tests fail and say what to install; nothing passes by being skipped',
    'test-summary': 'npm test ends with N passed, N failed and a matching exit code',
    'test-node-20': 'Everything runs on a machine whose own Node is 20',
    'test-cache': 'Large downloads are cached by version outside the clone, and a broken install is never taken for a whole one',
  }),
  ...section('Chat view', {
    'chat-place': 'A webview view in the secondary side bar that can be moved',
    'chat-streaming-markdown': 'Markdown streams as it arrives',
    'chat-tool-cards': 'Tool cards expand to show what was done',
    'chat-stop': 'A stop button ends the turn and keeps what was said',
    'chat-model-name': 'The model’s name is shown',
    'chat-mention-file': '@ names a file of the workspace',
    'chat-mention-selection': 'The editor’s selection can be attached with its place',
    'chat-queue': 'Messages typed while the agent works wait in a queue, can be removed, and are sent in order',
    'chat-draft': 'A draft is kept across reloads',
    'chat-csp': 'Strict content security policy: no unsafe-eval, no remote images',
    'chat-safe-markdown': 'Text from a model can neither run script nor load anything from elsewhere',
    'chat-theme': 'All colours come from the theme',
    'chat-sync': 'State is a snapshot and sequence-numbered deltas; a missed delta leads to a new snapshot',
    'chat-hide-show': 'The view is right after hide and show',
    'chat-reload': 'The view is right after a reload of the window',
    'chat-keyboard': 'Everything can be reached and used with the keyboard',
    'chat-screen-reader': 'Roles, names and live regions for a screen reader',
    'chat-axe': 'axe-core finds nothing in the webviews',
  }),
  ...section('Models', {
    'model-anthropic': 'Anthropic over its own SDK: text, thinking, tool calls and usage as streaming events',
    'model-openai': 'OpenAI-compatible endpoints: text, tool calls and usage as streaming events',
    'model-responses': 'OpenAI’s Responses API: text, reasoning, tool calls and usage as streaming events, nothing kept by the service',
    'model-quirks':
      'Each dialect is held against twenty and more oddities of real services: missing ids, numbers, ends and usage, errors inside a stream, keep-alives',
    'model-probe':
      'What a model can do is read from its endpoint’s listing, a local server’s own addresses and the dated catalogue; tried only when asked for',
    'model-gemini': 'Gemini’s OpenAI-compatible endpoint: signatures of calls go back, calls may lack ids, errors come in lists',
    'model-thinking-replayed': 'Reasoning goes back unchanged to the model that produced it, and to no other',
    'model-effort':
      'How long a model thinks can be asked for; what it takes is learned from its listing and its refusals, and nothing is sent unasked',
    'model-openai-base-url': 'Any base URL: the Hugging Face router, Ollama, vLLM, LM Studio, llama.cpp',
    'model-editor': 'The editor’s own language models, over vscode.lm',
    'model-choose': 'The model can be chosen, and the choice is kept',
    'model-retry': 'Overload, rate limits and broken streams are retried as the provider asks, and never by repeating a tool',
    'model-pictures': 'Pictures go to models that see: in messages and with results, over every wire',
    'model-pictures-refused': 'A model that turns out not to see is told of pictures in words, in the same turn',
    'model-cancel': 'Stopping aborts the request in flight',
    'key-secret-storage': 'Keys live in SecretStorage and are set by a command',
    'key-environment-consent': 'A key in the environment is used only after consent',
  }),
  ...section('Any model', {
    'models-roles':
      'Research, reading, summaries and titles may each have a model of their own, in the editor and on the command line; what is not chosen is done by the main one, and a model for summaries that cannot be had is replaced by it with a word',
    'models-key-per-host': 'A role’s key goes to its own host and to no other',
    'models-effort': 'Reasoning effort is asked for as far as the model takes it, and it is said once where it does not',
    'models-switch': 'Another model in the middle of a session is logged, goes on with what was said, and is shown at once',
    'models-words': 'That a model has no tools, sees no pictures or takes too little is said before it is asked, with the next step',
    'models-fallback':
      'While the main model’s service is down, the chosen fall-back goes on once the person has agreed in this session; the next turn begins with the main one',
    'models-titles':
      'A session gets a title of a few words from the model that was chosen for titles, else from the small one of the main model’s own provider where its price is published, paid like any request; without one, the first line',
    'models-local':
      'Servers of this machine are found at the default ports of Ollama, vLLM, LM Studio and llama.cpp after one consent, with their models and contexts; no key is sent, and what else listens there is said',
    'models-listed':
      'What an endpoint lists is shown with context, price, abilities, and who says so and when; unknown is shown as unknown',
    'models-names':
      'A name says service, protocol and address: huggingface/org/model:cheapest, gemini/model, ollama/model, openai+responses/model, openai/model@URL',
    'models-command': 'practicum models lists what is chosen and what can be, and checks what a model can do',
    'models-picker':
      'The model picker is one list: recent first, then by service, with context, price and abilities; for the main model or a role',
    'models-routed':
      'Of a router’s model a rule (fastest, cheapest, preferred) or a provider is picked, with what each takes and costs, and such a choice is known again',
    'models-effort-pick': 'The reasoning effort is picked from a list, which holds what the model is known to take',
    'models-editor-counted': 'Requests to the editor’s own models are counted, shown, and confirmed every so many',
  }),
  ...section('Pictures', {
    'images-attach': 'Pictures are attached by paste, drop, a button and @, and reach a model that sees byte for byte',
    'images-composer': 'A chip with a thumbnail stands in the draft across reloads; what is too large is scaled down, and that is said',
    'images-refused': 'What is no PNG, JPEG, GIF or WebP by its bytes, damaged or too large is refused with the next step',
    'images-private': 'Where and with what a picture was taken, its comments and what hangs behind its end never leave the machine',
    'images-log':
      'A picture is a blob beside the log: reload, fork, edit and regenerate keep it, and what was left out is shown again when asked for',
    'images-blind': 'A model that does not see is told names, and the person is told so with the way to one that sees',
    'images-eyes':
      'Where another chosen model sees, one that does not can have a picture described: paid for as any request, once, and marked as that model’s words',
    'images-transcript': 'The conversation shows thumbnails, and a click opens the picture in the editor',
    'images-read':
      'The agent looks at pictures of the workspace, figures of papers and what runs logged, each marked with where it comes from',
    'images-plots': 'A plot of metrics shows every value on honest axes, drawn without a library',
    'images-export': 'Exports name pictures; only the JSON of a session holds them, and nothing that others may read does',
    'images-cli': 'practicum "…" --image FILE sends pictures',
  }),
  ...section('Loop and session log', {
    'log-append-only': 'A session is an append-only log; context and transcript are projections of it',
    'log-survives-kill': 'The log survives SIGKILL, and is on disk before an approval is acted on or a tool with effects runs',
    'log-redaction': 'Secrets are redacted before they are appended',
    'log-blobs': 'Outputs over 32 KB go to blobs by hash',
    'log-coalesced': 'Streamed text is appended coalesced, about four times a second',
    'log-one-writer': 'One writer per session by lease; a dead writer’s lease can be taken over',
    'loop-states': 'The loop is an explicit state machine, and every tool call has a state of its own',
    'loop-validates-arguments': 'Arguments are validated against the tool’s schema before effects are asked for',
    'loop-stop': 'Stopping mid-call leaves a log that the next turn can be built from',
    'loop-limit': 'A response cut by the token limit executes nothing',
    'loop-empty': 'An empty response is a failure, never a silent success',
    'loop-rounds': 'A model that repeats itself without end is stopped and the person told',
    'tool-read': 'Reads files of the workspace, bounded, with line numbers',
    'tool-write': 'Writes a new file',
    'tool-edit': 'Edits by exact text; a text that is missing or not unique says what to do next',
    'tool-list': 'Lists files, respecting ignore files',
    'tool-search': 'Searches text, bounded',
    'tool-shell': 'Runs a shell command with bounded output, time limit and stop',
    'tool-run-start': 'Starts a training run',
    'tool-run-read': 'Reads a run: state, metrics, log',
    'tool-plan': 'Keeps a plan that the person sees',
    'tool-errors': 'Every tool error is typed and tells the model what to do next',
  }),
  ...section('Policy', {
    'policy-decide': 'One pure function answers allow, ask or deny with a reason, from effects alone',
    'policy-plan-mode': 'In plan mode no writing or executing tool is even offered',
    'policy-ask-mode': 'Ask is the default mode and asks for every effect not known to be harmless',
    'policy-auto-mode': 'In auto mode edits of the workspace pass',
    'policy-fails-closed': 'An unknown effect, an undeclared tool or a command that does not parse is asked, never allowed',
    'policy-shell-parsed': 'No shell command that was not parsed is allowed by itself',
    'policy-runs-folder': 'Nothing writes under .practicum/runs, through any tool or link',
    'policy-permits': 'A port acts only under a live permit that names exactly this effect',
    'policy-outside': 'Paths outside the workspace are asked for, also through links',
  }),
  ...section('Approvals', {
    'approval-durable': 'A pending request is in the log and survives a reload',
    'approval-toast': 'A notification with Approve, Reject and Show',
    'approval-toast-dismissed': 'A dismissed toast leaves the request pending',
    'approval-card': 'The card in the chat approves and rejects',
    'approval-badge': 'The view’s badge counts what waits',
    'approval-status-bar': 'The status bar says that something waits',
    'approval-first-wins': 'The first answer anywhere wins and clears the other views',
    'approval-reject': 'A rejection tells the model so, with the person’s words where there are some',
    'approval-session-scope': 'Allowed for this session means the same effects, and no others',
  }),
  ...section('Edits', {
    'edit-engine': 'Edits keep encoding, byte order mark, line ends and the last line’s end',
    'edit-undo': 'In the editor an edit goes through the live buffer: undo takes it back',
    'edit-dirty': 'Unsaved text is respected',
    'edit-changed': 'A file that changed in between is not overwritten',
    'edit-diff': 'An edit is shown as a diff',
    'edit-revert': 'A turn’s edits can be reverted, leaving alone what the person changed since',
  }),
  ...section('Runs', {
    'run-lens-main-guard': 'Lens over if __name__ == "__main__"',
    'run-lens-trainer': 'Lens over Trainer(...).train()',
    'run-lens-def': 'Lens over def main and def train',
    'run-detached': 'A run executes under a detached supervisor, as a folder of append-only files',
    'run-points': "Lines such as step 100 loss 0.42 and {'loss': 0.42, 'epoch': 1.0} become points",
    'run-tree': 'The Runs view lists runs with their state',
    'run-curves': 'The Curves view streams points as they are measured',
    'run-survives-reload': 'Reloading the window loses no output and no point, and the run goes on',
    'run-survives-kill': 'Killing the extension host loses no output and no point, and the run goes on',
    'run-stop': 'A run can be stopped politely, then firmly',
    'run-outlives-turn': 'Stopping a turn never touches a run',
  }),
  ...section('Command line', {
    'cli-prompt': 'practicum "prompt" works without an editor',
    'cli-exit-codes': 'Exit codes tell done, needs approval and failed apart',
    'cli-json': '--json writes events, one a line',
    'cli-run': 'practicum run script.py starts a run and shows it',
    'cli-runs-list': 'practicum runs list --json lists the same runs as the editor',
    'cli-same-home': 'Same home, sessions and runs as the editor',
    'cli-no-editor': 'No vscode in its bundle',
  }),
  ...section('Formats', {
    'formats-session': 'docs/formats.md specifies the session log, versioned, and what is written agrees with it',
    'formats-run': 'docs/formats.md specifies the run folder, versioned, and what is written agrees with it',
  }),
  ...section('The main job', {
    'main-job-example': 'examples/digits trains on 1,797 real images and learns badly with its own learning rate',
    'main-job-anthropic': 'The main job in a real window over the Anthropic protocol: read, edit, approve, run, curve, numbers',
    'main-job-openai': 'The main job in a real window over the OpenAI protocol',
    'main-job-curve': 'The curve is drawn: pixels change, and points equal what the script printed',
    'main-job-other-seed': 'Another seed shows another number, equal to that run’s log',
    'python-as-is': 'An interpreter that already has torch and scikit-learn is used as it is',
    'python-venv': 'Otherwise a venv is made and filled, its size said first',
  }),
  ...section('Bad input', {
    'bad-no-workspace': 'No workspace open: one clear message',
    'bad-untrusted': 'Untrusted workspace: one clear message, nothing executes',
    'bad-no-python': 'No Python: one clear message',
    'bad-script-fails': 'A script that fails at once: its cause is shown',
    'bad-script-silent': 'A script that prints nothing: it is said, and nothing is lost',
    'bad-script-floods': 'A script that prints 100,000 lines a second: nothing is lost, nothing stalls',
    'bad-file-binary': 'A binary file to read: refused with the next step',
    'bad-file-large': 'A 50 MB file to read: refused or paged with the next step',
    'bad-endpoint-down': 'Model endpoint down: one clear message, nothing lost',
    'bad-wrong-key': 'Wrong key: one clear message that names the command to set it',
    'bad-wrong-model': 'Wrong model: one clear message that names the setting',
    'bad-tool-arguments': 'Malformed tool arguments go back to the model with what was wrong',
    'bad-log-cut': 'A session log cut in the middle of a line is recovered, and its good part kept',
    'bad-disk-full': 'A full disk: one clear message, nothing half-written taken for whole',
  }),
  ...section('The loop', {
    'loop-300':
      'Up to 300 model calls for one request, a setting; the count never restarts silently, reaching it says so and offers to go on',
    'loop-parallel': 'Independent read-only calls run in parallel; results stand in the order of the calls',
    'loop-write-queue': 'Calls that write one file queue; a call that reads it waits for them',
    'loop-throwing-tool': 'A tool that throws becomes a result',
    'loop-independent-goes-on': 'While one call waits for a person, independent ones go on',
    'loop-steer': 'A message typed while the agent works is delivered at the next safe point, if the person chooses so',
    'loop-queue': 'A message typed while the agent works is queued, if the person chooses so; a queued one can be hurried',
    'loop-abandon': 'A message while an approval is pending abandons that call and says so',
    'loop-stop-all': 'Stop ends model stream, tools and shell process trees (TERM, then KILL within 1 s) and leaves a consistent history',
    'loop-stop-run': 'Stop never touches a training run',
  }),
  ...section('Streams that break', {
    'stream-faults': 'Every wire fault of the fault list has a test of its id, on both wire formats where it concerns both',
    'stream-classified': 'Failures are classified once, by status before text',
    'stream-retry': 'Retries are ours, jittered, with a visible countdown; what was shown stays, marked, and is not sent back',
    'stream-retry-after': 'retry-after is honoured up to a minute; a longer wait is said with its time and ends the turn',
    'stream-cut-call': 'A call cut at the token limit executes nothing',
    'stream-stall': 'A stall shows at 60 s and is retried only after a per-provider limit, never silently',
    'stream-empty': 'A headless run never exits 0 with an empty answer',
    'stream-overflow': 'A context overflow leads to pruning or a summary and the request goes on',
  }),
  ...section('Tool arguments', {
    'arguments-repair': 'Partial or malformed JSON is repaired only when unambiguous',
    'arguments-error': 'Otherwise a typed error names the field, and good sibling calls still run',
    'arguments-advice': 'Two failures in a row on one tool change the advice',
  }),
  ...section('Doom loop', {
    'doom-identical': 'Same call, same result: a hint at the 3rd, stop and ask at the 5th',
    'doom-cycle': 'Cycles of 2 to 8 calls: a hint after 2 rounds, stop after 4',
    'doom-edits': 'Failing edits on one file: a hint, then stop',
    'doom-hints': 'Hints are system-tagged, one per streak, with a visible card',
    'doom-polling': 'Polling whose output changes does not fire',
  }),
  ...section('Plan', {
    'plan-live': 'The plan’s items show live',
    'plan-reminders': 'Finishing with open items gets at most two reminders',
    'plan-survives': 'The plan is structured state that survives a summary',
  }),
  ...section('Context', {
    'context-prune': 'Old tool output is pruned first: kept in the log, replaced by a pointer that the model can read again',
    'context-compact': 'Then segments are summarised, also inside one long turn',
    'context-state': 'Request, plan, edited files, runs, decisions and spending are kept as structured state',
    'context-verified': 'A summary is verified to have shrunk the context, stored as an appended event, and fails loudly',
    'context-tokens': 'Tokens come from the provider’s usage plus an estimate of what was added; estimates where a provider reports none',
    'context-thinking': 'Thinking blocks and signatures are kept as each provider demands',
    'context-2000': '2,000 model calls for one message in a 32k window complete; a fact from call 3 and a live run’s id survive',
  }),
  ...section('Prompt caching', {
    'cache-order': 'Stable order (tools, system, history), with breakpoints where the provider has them',
    'cache-prefix': 'The prefix is byte-identical in all steps between prunings',
    'cache-prunings': 'At most one pruning per 20,000 new tokens',
    'cache-share': 'The share served from the cache is reported',
  }),
  ...section('Sessions', {
    'sessions-list': 'Sessions are listed, the one last active first',
    'sessions-search': 'Sessions are searched by what was said in them',
    'sessions-rename': 'A session is renamed',
    'sessions-resume': 'A session is resumed; approvals pending at a crash are still pending',
    'sessions-fork': 'A session is forked from any message',
    'sessions-edit': 'A message is edited, or sent again, and the conversation goes on from there',
    'sessions-undo': 'A turn is undone',
    'sessions-delete': 'A session is deleted, and brought back',
    'sessions-several': 'Several sessions work at once',
    'sessions-export': 'A session is exported as Markdown, as JSON and as JSONL in Claude Code’s style',
    'sessions-index': 'The index is rebuilt from the logs at any time',
  }),
  ...section('Edit engine', {
    'edit-many': 'Many replacements in one call, all or nothing',
    'edit-match': 'An exact unique match first, one narrow unique fallback limited to the matched span, otherwise the nearest candidates',
    'edit-bytes': 'Bytes outside the span never change: line ends, byte order mark, encoding, mode, final newline',
    'edit-live-buffer': 'An open document is edited through its live buffer',
    'edit-notebook': 'A notebook is edited by cell, through the notebook API where it is open, never as JSON text',
    'edit-placeholder': 'Omission placeholders are refused',
    'edit-whole-file': 'A whole file is written only over what was read',
    'edit-warnings': 'An edited Python file’s certain mistakes, and a training that saves nowhere, are said at once',
  }),
  ...section('Checkpoints', {
    'checkpoint-copies': 'Content-addressed copies of exactly the files that the agent changes, before each change',
    'checkpoint-restore': 'Files, conversation or both are restored to before any message',
    'checkpoint-conflict': 'A file changed since by others is never overwritten without a choice',
    'checkpoint-scope': 'The tree is never walked and .git never touched; copies are capped with a notice',
  }),
  ...section('Prompts', {
    'prompt-rules': 'The working rules stand in the prompt, short',
    'prompt-agents-md': 'AGENTS.md is read when the workspace is trusted, and not otherwise',
    'prompt-memory': 'A small project memory that the person can edit is read, and the agent can add to it',
  }),
  ...section('Repair loop', {
    'repair-example': 'examples/broken fails three times for three planted reasons',
    'repair-loop': 'It is driven to a finished run from tracebacks alone; each attempt is one diff',
    'repair-stops': 'It stops at N attempts with an honest account',
  }),
  ...section('Reference and kills', {
    'cases-runner': 'npm run cases runs any file of the reference format against the real code and prints what differs',
    'cases-deviations':
      'A case that is answered differently on purpose is listed, at most a tenth of its group, each with a test of the better behaviour',
    'kill-editor':
      'SIGKILL at random moments of a scripted session in the extension host: resumed, no acknowledged event lost, no tool run twice unsaid',
    'kill-cli': 'SIGKILL at random moments of a scripted session on the command line: the same',
  }),
  ...section('Figures of the loop', {
    'figure-start': 'Command line, start to first request on the wire: at most 0.25 s',
    'figure-call': 'Overhead per tool call over 50 file reads: at most 5 ms in the median, 12 ms at the 95th percentile',
    'figure-growth': '1,000 calls: the last 50 cost at most 1.5 times the first 50; memory grows by at most 60 MB',
    'figure-stream': '20,000 stream deltas: at most 0.3 s CPU and 30 messages a second to a webview',
    'figure-arguments': '1 MB of tool arguments in 8-byte deltas: linear, at most 0.5 s CPU',
    'figure-resume': 'Resume of a session of 100 MB and 10,000 messages: at most 1 s and 250 MB',
    'figure-compaction': 'A compaction plan over 10,000 messages: at most 50 ms',
    'figure-prompt': 'The fixed prompt is at most 16 KB',
    'figure-edits': '18 edit cases: none damaged, the placeholder refused',
  }),
  ...section('Shown by', {
    'shown-pictures': 'Pictures of the real window in dark, light, high contrast and at 300 px',
    'shown-features': 'docs/features.md names the test or benchmark that shows each promise, and is checked',
  }),
  ...section('Effects and permits', {
    'effects-declared': 'Every tool declares its effects, and a call whose effects leave what its tool declared is refused',
    'decide-reasons': 'decide is pure and fail-closed by property test, and answers with a sentence and the rule that gave it',
    'ports-permit': 'The ports for files, processes, network and money act only under a permit that names exactly the effect',
    'ports-cheat': 'A tool that lies about its effects gets no further than its permit, at every port',
  }),
  ...section('Shell and paths', {
    'shell-exact': 'Auto-allowed is exactly what the table of harmless uses says; everything else asks, a few commands are always denied',
    'shell-table': 'Each row of the table carries matching and non-matching examples, which are tests',
    'shell-argv':
      'Allowed commands run as argv without a shell where they can, in a cleaned environment with git’s executable configuration off',
    'shell-windows': 'PowerShell and cmd always ask',
    'shell-fuzz':
      'Generated command lines that are auto-allowed write nothing, start nothing outside the list and open no socket when really executed',
    'path-algorithm': 'Paths are resolved, contained, protected, opened without following and rechecked, as the public cases say',
    'path-protected': 'Repository, editor, agent, start-up and CI files inside the workspace ask in every mode',
    'reproduction-stages-kept':
      'The stages of a reproduction are kept without a question by the tools made for them, and by no other edit of the agent where a person decides',
    'path-never': 'Run folders, locks and register decisions are never written by the agent',
    'path-secrets': 'Secrets are not read without asking',
  }),
  ...section('Modes, grants and rules', {
    'mode-floor': 'No mode, rule or grant removes the deny list, the budget or the protected paths',
    'mode-untrusted': 'An untrusted workspace allows reading and chat, nothing else',
    'grant-form': 'A grant is made in one short form, and by --grant FILE on the command line',
    'grant-hub': 'A grant can name jobs and Spaces of Hugging Face, for one payer, within its money and only for code that was approved',
    'grant-bounds': 'Under a grant exactly what it names passes: targets, money, hours, folders, hosts, code',
    'grant-shown': 'A grant in force is shown with its protection, and revoked at once',
    'grant-code': 'Code approval binds to the script and the workspace files that it imports; an edit after approval asks again',
    'grant-goes-on': 'A question that waits under a grant lets independent work go on',
    'rules-kinds': 'Rules allow, ask or deny by effect, program and argument shape, path glob, host and cost',
    'rules-home': 'Rules are kept in the home; those of a workspace only tighten, and only when it is trusted',
    'rules-offer': 'The card offers the narrowest useful rule and shows what it would have matched',
    'rules-same': 'A saved rule matches the same call again',
    'rules-manage': 'Rules are listed and removed in the editor and on the command line',
    'policy-check': 'practicum policy check judges one call or a batch of JSON lines, with verdict, reason and rule',
  }),
  ...section('Sandbox', {
    'sandbox-commands':
      'Local commands run in an OS sandbox where there is one: workspace writable, home readable without credentials, network off',
    'sandbox-hosts': 'The network of a confined program is off or limited to a list of hosts',
    'sandbox-devices': 'GPU devices and /dev/shm are there in the sandbox',
    'sandbox-runs': 'A run under a grant for sandboxed code is confined',
    'sandbox-macos': 'The seatbelt profile for macOS grants the same, no more',
    'doctor-protection': 'practicum doctor, the editor’s Doctor and a grant say what protection is really in force',
  }),
  ...section('Money', {
    'ledger-reserve': 'Nothing that costs money starts without a reservation; what was used settles it',
    'ledger-caps': 'Caps per session, day and run',
    'ledger-forecast': 'Every approval of what costs says at most how much, why, and what is left',
    'ledger-kinds': 'Spending is shown by kind: main, research, compaction, run, sandbox',
    'ledger-races': 'A cap cannot be passed by parallel calls, retries, restarts, sub-agents, other windows or a hardware swap',
    'ledger-unknown': 'An unknown price asks once per model and session and is then capped in tokens; local models cost nothing',
    'ledger-status': 'The status bar shows spent and cap',
    'ledger-crash': 'A killed process leaves no money unaccounted for',
  }),
  ...section('Approvals everywhere', {
    'approval-places':
      'Notification, chat card, badge, status bar, Runs tree and command line show the same requests, with workspace and session, and open that session',
    'approval-alike': 'Like requests are one card and one answer',
    'approval-facts': 'The card shows diff, parsed command, forecast and protection',
    'approval-script': 'A script or command can be changed in the card before it is approved',
    'approval-changes':
      'The card lists every silent change of model, data set, sequence length, PEFT method or seed since the request or the last run',
    'approval-interrupts': 'A setting says what may interrupt, with sound or not',
    'approval-trace': 'What passed unasked says which rule let it pass',
  }),
  ...section('Untrusted text and secrets', {
    'untrusted-fence': 'Untrusted text reaches the model fenced and labelled with its origin',
    'untrusted-hidden': 'Hidden text is flagged to the person',
    'untrusted-links': 'Links and images in the chat never load by themselves',
    'injection-60': '60 injection fixtures driven by a model that obeys them, in ask and in auto with the broadest rule: no unasked effect',
    'injection-leaks': 'Nothing leaks through allowed channels: query, job environment, card text, commit message, file name',
    'secrets-redactor':
      'One redactor knows the keys of the usual services, JWTs, private keys, assignments and addresses, and spares training code',
    'secrets-everywhere': 'It stands before log, transcript, tool result, trace, job specification and upload',
    'secrets-canary': 'A canary secret planted everywhere is found nowhere it should not be',
    'webview-csp': 'The webviews’ content security policy has no unsafe-eval and no unsafe-inline script',
  }),
  ...section('Launching runs', {
    'entry-kinds':
      'Entry points are found in mains, Trainer, Lightning and Keras fits, argparse, click, Hydra and tyro programs, accelerate and torchrun scripts, TRL and axolotl configurations and notebook cells, with the implied command',
    'entry-score': 'Detection is scored: tests, services and plain modules get no lens',
    'entry-lenses': 'Lenses: Train, Debug, Dry run, Train on…, last result',
    'entry-speed': 'Lenses on a file of 10,000 lines are found in under 5 ms',
    'entry-tasks': 'Training is offered as tasks: Run Task and tasks.json',
    'entry-menu': 'A right-click on a file trains it',
    'entry-arguments': 'Arguments are a form made of the parsed options, remembered',
    'interpreter-order': 'The interpreter comes from the Python extension when present, else venv, conda, module, PATH, and is shown',
    'run-code-copies': 'A run folder holds the code’s commit, diff and copies of imports that git does not know',
    'run-environment': 'A run folder holds interpreter, packages, hardware, seeds and redacted variables',
    'run-marks': 'Name, tags and notes of a run are the person’s, in one small file',
    'run-root': 'Where runs are kept is a setting',
    'run-index':
      'The index of runs is rebuilt from their folders at any time; several windows and the command line read while it is written',
    'run-newer': 'A run folder from a newer version is listed with a note, not interpreted',
    'run-pty': 'A script that draws bars gets a terminal; others get pipes',
    'run-ladder': 'The stop ladder leaves time to checkpoint and ends the whole tree',
    'run-gpu': 'A run gets the GPU that was chosen; other people’s processes are seen',
    'run-queue': 'Runs queue for a device, across windows',
    'run-resume': 'A run resumes from a found checkpoint as a new segment; superseded points stay',
    'run-adopt': 'A run that was started elsewhere is adopted by its process or its folder',
    'run-portable': 'Command building for Windows and macOS is pure and tested',
    'run-kills-50': 'Killed host, reload, close and reopen, 50 times mid-run: no point lost, the exit code recovered each time',
    'run-clock': 'A clock that jumps neither loses a run nor ends it',
    'run-interpreter-gone': 'An interpreter that vanished is one clear note',
    'run-10000': '10,000 runs in the tree stay usable',
    'ssh-run': 'A host reached by ssh runs the workspace slice under the same supervision, and its artifacts are fetched',
    'ssh-cut': 'A run on a host survives a cut line and is reattached',
    'ssh-config': 'The system’s ssh and the person’s own configuration are used',
  }),
  ...section('Capturing metrics', {
    'hook-frameworks':
      'The hook gives full precision and exact steps of Trainer, Lightning, Keras, SummaryWriter, wandb.log and trackio.log without a change of code',
    'hook-harmless': 'The hook disables itself on surprise and never alters results',
    'hook-switch': 'The hook is visible and can be switched off',
    'hook-cost': 'The hook costs at most 50 ms and 10 µs an event',
    'console-formats': 'Every console format of the usual trainers becomes points',
    'console-terminal': 'Carriage returns, backspaces, escapes, split chunks, ranks and thousands separators are read right',
    'console-truth': 'On real logs: precision 100 %, recall at least 99 %',
    'console-speed': 'Console parsing is at least 1.5 times an all-regex baseline, and gives the same points at 64 KiB and at 1 byte',
    'files-events': 'TensorBoard event files are read with their checksums, every point kept',
    'files-events-speed': 'Event files: at least 3 times RustBoard and 150 times TensorBoard’s loader in CPU time',
    'files-tables': 'CSV, JSONL and trainer_state.json are read, also while they are written',
    'files-wandb': 'Offline runs of W&B are read',
    'files-trackio': 'Trackio’s database is read',
    'capture-merge': 'Several sources of one run merge: no point twice, the most precise wins',
    'import-folders': 'Existing log folders are imported by command, drag and command line',
    'system-metrics': 'CPU, memory and GPU are sampled once a second',
    'capture-bad-logs':
      'Truncated, interleaved, gigantic-line, binary, NaN-only, time-travelling and duplicate-step logs give one note, and the rest works',
    'capture-bad-files': 'Event files with a bad checksum or a cut record lose only what is damaged',
    'metrics-parse': 'practicum metrics parse FILE… --json writes one line for each point',
    'series-memory': 'A million points take at most 14 MB',
    'series-reopen': '200 runs of 20 series of 10,000 points: listed within 100 ms, one series within 50 ms',
  }),
  ...section('Understanding runs', {
    'watch-not-finite': 'NaN and Inf are noticed, the Trainer’s hidden form too',
    'watch-curves': 'Divergence, plateau and overfitting are noticed, with the exact numbers',
    'watch-stall': 'A stall is noticed',
    'watch-logs':
      'Out of memory (three generations of CUDA texts, MPS, the OOM killer), data loader deaths, full disks, NCCL and gated repositories are noticed',
    'watch-cost': 'A cost cap is watched',
    'watch-actions': 'A watchdog notifies, asks or stops; each can be switched per run; Ask Practicum opens a chat with the evidence',
    'diagnose-causes': 'A failed run’s log is mapped to a cause and a fix',
    'agent-runs-list': 'The agent lists runs, and reads trend, best, last, slope and alerts of one',
    'agent-runs-exact': 'The agent reads exact values at steps, and pages or searches the log',
    'agent-runs-compare': 'The agent compares two runs: arguments, code, curves',
    'agent-runs-wait': 'Waiting for a metric, an end or a time wakes the loop without asking the model',
    'copilot-tools': 'The editor’s own chat launches, summarises, compares, reads and waits through the same tools, under the same policy',
    'cli-runs': 'practicum runs list, show, tail, wait, compare, stop, resume, adopt, import and export',
  }),
  ...section('Hugging Face: looking up', {
    'lookup-hub':
      'Models, data sets, Spaces, collections and papers of Hugging Face are found with filters, sorted and paged; one is told of in facts',
    'lookup-files': 'Files of repositories are read line by line with their commit, however large; what is no text is refused in words',
    'lookup-headers':
      'Parameters and dtypes come from the headers of safetensors and GGUF files, read in part; a hostile header is refused',
    'lookup-docs': 'Documentation is searched by meaning or by words, and read by page, outline and section',
    'lookup-cards-marked':
      'Cards, pages, papers and files from outside reach the model bounded, with their address and marked as somebody else’s words',
    'lookup-page':
      'A web page is read as a person would see it, as Markdown with its links; what is hidden is left out and told to the person',
    'lookup-web-search': 'The web is searched through a service that the person chose, and through none unless they did',
    'lookup-github': 'Examples, code and files are found and read on GitHub, with the editor’s sign-in where GitHub wants one',
    'lookup-private-addresses':
      'A look-up reaches no private network unless the person set that host: not by name, not by address, not by redirect; and no host but the one that was allowed',
  }),
  ...section('Curves: charts', {
    'curves-cards': 'Many runs and metrics as cards, grouped by prefix, their order kept; pinned ones first; found by a regular expression',
    'curves-tab': 'The same view as a full editor tab, which comes back after a reload',
    'curves-axes': 'x by step, epoch, relative and wall time; logarithmic axes, on which what is not positive is marked',
    'curves-smoothing': 'Smoothing is a debiased moving average over every point, with the raw line behind it',
    'curves-clip': 'Outliers are clipped, and the card says so',
    'curves-crosshair': 'One crosshair on all charts, with the values of all runs, sorted',
    'curves-zoom': 'Drag zooms, shared by all charts; it resets',
    'curves-superseded': 'What a resumed run measured again is drawn faded',
    'curves-not-finite': 'NaN and infinities are marked',
    'curves-marks': 'Checkpoints, alerts and resumptions are flags on the axis',
    'curves-follow': 'Live points are followed',
    'curves-exact': 'What is drawn equals minimum and maximum of the exact data in every pixel column',
    'curves-pyramid': 'A pyramid per series is appended live, and the host sends only what the view shows',
    'curves-system': 'Measurements of the machine are charts of their own',
    'curves-media': 'Images, tables, histograms and texts that runs log are shown',
  }),
  ...section('Curves: runs', {
    'curves-table':
      'A table of runs: status, best and last of chosen metrics, hyper-parameters with their differences, tags, notes; filtered, sorted',
    'curves-group': 'Runs are grouped by a hyper-parameter: mean and band over seeds',
    'curves-colors': 'The colour of a run holds',
    'curves-show': 'Runs are hidden, shown and drawn alone',
    'curves-archived': 'A run that was put away is not drawn unless it is asked for',
    'curves-edit': 'Runs are renamed, tagged, noted, archived, and deleted with undo',
    'curves-compare-drawings': 'Parallel coordinates and scatter of hyper-parameters against results',
    'curves-compare': 'Two runs are compared: arguments and code',
    'curves-rerun': 'A run is started again with changed arguments',
    'curves-export': 'PNG, SVG, CSV and JSON lines are exported, all points, never a sample',
    'curves-copy': 'Results are copied as a Markdown table and as LaTeX',
    'curves-ask': 'Ask about this sends the selection to the chat',
    'curves-tensorboard': 'Runs are opened in TensorBoard where it is installed',
    'curves-sparklines': 'Small sparklines in the Runs tree’s tooltips and in chat cards',
  }),
  ...section('Curves: the view', {
    'curves-places': 'The panel sits at the bottom or in the secondary side bar and is good at 300 px',
    'curves-empty': 'The empty state teaches',
    'curves-state': 'What is set is kept across a reload',
    'curves-kept':
      'Opened again, it shows at once what it showed last, says so where something has changed since, and is replaced by what is read',
    'curves-hidden': 'Hidden, it costs nothing',
    'curves-keyboard': 'Everything is done with the keyboard as well',
    'curves-reader': 'Each chart has a summary for screen readers and a table of its data',
    'curves-motion': 'Reduced motion is respected',
    'curves-themes': 'All themes, high contrast with distinguishable dashes; axe finds nothing',
    'curves-latency':
      'From print to pixel at most 8 ms (median) and 20 ms (95th percentile) over a bare echo, also with 10 runs of a million points',
    'curves-frames': 'Pan, zoom and hover over 10 runs of a million points: at most 6 ms of script a frame (95th percentile)',
    'curves-live': '60 charts of 8 runs live at 10 Hz: no task longer than 50 ms; hidden, about no work',
    'curves-memory': 'The view’s memory does not depend on the length of runs: at most 40 MB over an empty one',
    'curves-open': 'The first chart of a reopened project of 10 million points within 300 ms',
    'curves-size': 'The view’s script is at most 150 KB',
    'curves-beside': 'uPlot, ECharts and Chart.js are measured beside it on the same points; a picture has TensorBoard beside it',
  }),
  ...section('Hugging Face: identity and repositories', {
    'hub-client':
      'One client asks the Hub: answers are checked and bounded, lists come page by page, and it stops the moment it is told to',
    'hub-bearer': 'The token goes to the configured hosts only: not along a redirect to another one, not to where files are put',
    'hub-retries': 'What failed is tried again as the official client does, as late as the Hub says, and never where it could happen twice',
    'hub-errors-in-words':
      'A refusal of the Hub is told in words with the next step: sign in, scope, gated, payment, not found, changed meanwhile, proxy',
    'hub-permits': 'A tool gets to the Hub under a permit only: a look-up changes nothing, a change stays in the repository that it named',
    'hub-lookups-allowed': 'Look-ups at the services that are set up pass unasked, also in plan mode; any other host is asked about',
    'hub-sign-in': 'Signing in says who one is and what the token may do',
    'hub-device-code':
      'With the id of an app, a code in the browser signs in: slower when told to, ended by expiry, refusal or the person, renewed by itself',
    'hub-cli': 'practicum hub whoami, login, logout and payer, with exit codes and bad input as the other commands have them',
    'hub-account':
      'Hugging Face is an account of the editor: a pasted token first, a code with a client id, HF_TOKEN or hf’s file after consent; signing out takes it back',
    'hub-token-files':
      'HF_TOKEN and the token files of the official programs are found where their own variables say, and used after consent',
    'hub-payer': 'Who pays, a user or an organisation, is the person’s choice and never the model’s',
    'hub-repo-operations':
      'Repositories are created, branched, tagged, discussed, proposed to, merged, shown, hidden and deleted, each asked about as what it is',
  }),
  ...section('Hugging Face: the stand-in', {
    'hub-double': 'A stand-in for the Hub takes and gives back files, lists and searches as the official clients expect of the Hub',
    'hub-double-executes': 'The stand-in’s jobs and Spaces really run: logs, exit codes, volumes, ports, secrets',
    'hub-double-services': 'The stand-in answers for data sets, papers, documentation, inference and sign-in from what lies in it',
    'hub-double-faults':
      'The stand-in fails as the Hub does when it is told: 429, 402, 403, streams that break off or fall silent, resets, revoked tokens, a cut network',
    'hub-conformance':
      'The official Python client, the hf command line and @huggingface/hub do their work against the stand-in; docs/hub-conformance.md says which calls',
  }),
  ...section('Hugging Face: publishing', {
    'publish-card':
      'A model card says what was recorded (data, base model, papers, settings, results beside their baseline, hardware, time, cost, code) and of the rest that it is not known',
    'publish-upload':
      'An upload sends nothing twice: only the part again in which the line was cut, also from another process; the token never goes to storage',
    'evaluate-results':
      'Results of lm-eval or of any script are read with data set, error and number of examples, beside a baseline over the same examples',
    'evaluate-run':
      'An evaluation of a model and its baseline on a benchmark is a run like any other; what it measured is kept with it, where no tool of the agent can change it',
    'evaluate-card':
      'What runs of the workspace measured of a model stands in its card beside its baseline, and not where the model was changed since',
    'publish-provenance':
      'A tag that says with what it was made, and a place in a collection, only where the person wants them: shown with the diff, by calls of our own',
    'evaluate-click': 'What a run saved is evaluated from its menu: with what, on which benchmark, beside which baseline and where',
    'evaluate-compare':
      'Two evaluations stand side by side with the difference, the number of examples and the error where it is stated, in the report, for the agent and in the terminal',
    'evaluate-lm-eval':
      'Named benchmarks are measured by lm-eval where the interpreter has it, the baseline in the same way; where it is missing it is said how to get it, before anything starts',
    'evaluate-script':
      'The project’s own evaluation script is told of model, baseline and benchmark by options, or where its arguments name places for them',
    'publish-click':
      'A run is published from its menu: name, who may see it, licence; then every file and the card are shown and asked about',
    'publish-private': 'What is published is private unless the person says otherwise, and seen by others only when all of it is there',
    'publish-diff': 'Before publishing every file that would change is shown, and nothing else than what was shown is published',
    'traces-opt-in':
      'Sessions go to the person’s own private data set only when they say so, each time after a look at them: redacted, never to a public one',
    'publish-model-index': 'Evaluation results stand in the card’s model-index as the Hub reads them',
  }),
  ...section('Hugging Face: data sets', {
    'data-viewer-first':
      'A data set on the Hub is read through its viewer, else from its files; what the viewer is still preparing is waited for and said',
    'data-parquet': 'Parquet files are read in ranges: only the columns and row groups that are needed',
    'data-local':
      'Local CSV, JSON lines, JSON and parquet files of any size are read as well; lines that cannot be read are counted and named',
    'data-audit': 'An audit answers by rules alone, with rows and counts, and says how much was looked at',
    'data-overlap': 'Copies and near copies are found within a split and between train and test',
    'data-chat-formats': 'Chat and preference formats are recognised, and conversations whose turns are in a wrong order are named',
    'data-fitness': 'For SFT, DPO, GRPO and classification it says which columns fit, what to change and what is missing',
    'data-preview':
      'A data set is previewed in an editor tab: rows by page, conversations, pictures, columns and findings, with keyboard and screen reader',
  }),
  ...section('Hugging Face: sandboxes', {
    'sandbox-logged': 'The log of a session holds what became of its sandboxes, whoever started or ended them, and what they cost',
    'sandbox-paid': 'A sandbox is started under a quote and a reservation, which is its own time limit, and is settled by what it ran',
    'sandbox-once': 'A sandbox is asked for once, also where the answer is lost',
    'sandbox-reattach':
      'A sandbox is found again after a restart, from its session and from others, and words say where its token does not fit',
    'sandbox-ends': 'A sandbox ends by the person, the agent or its time limit; whoever finds it ended is told why',
    'sandbox-swept': 'A sandbox that is over, or that nobody can use any more, is ended and settled when a window opens',
    'sandbox-shell': 'A command in a sandbox streams a bounded output, and to stop it ends all that it started there',
    'sandbox-broken-line': 'A broken line loses nothing of a command in a sandbox, and starts none twice',
    'sandbox-tools': 'Reading, writing, editing and the shell act in a sandbox with the same engine as here',
    'sandbox-policy': 'What happens in a sandbox is judged by the same policy; a path there is never taken for one here',
    'sandbox-smoke':
      'A script is tried on the hardware it is meant for in one step, which tells its peak memory, feeds the list before a paid run, and ends the machine',
    'sandbox-cli': 'practicum hub sandbox starts, lists, runs in, and ends sandboxes, and practicum hub smoke tries a script',
  }),
  ...section('Hugging Face: Spaces', {
    'space-run':
      'A script trains in a private Docker Space of our own template: files, secrets and hardware are there before its first build',
    'space-once':
      'A Space is made once, whatever becomes of the answer, and its script is begun once, also where its machine is started anew',
    'space-ends': 'A Space ends itself at its time limit and is gone when all that it said and made is here',
    'space-logs': 'What a Space and its build say is in the run’s folder, however often the line is cut',
    'space-reattach': 'After a restart of everything a Space is followed again from where its record ends; it went on meanwhile',
    'space-stop': 'Stopping a run lets the script in its Space save first, and ends the Space',
    'space-outcome':
      'A Space’s run has the script’s own exit code, or says in words why it ended: not built, asleep, paused, deleted, time limit',
    'space-plan': 'Where a Space needs a paid plan or a payment method, words say so, and nothing is paid',
    'space-quote':
      'What a Space costs at most, live price × time limit and the time to start and end, and who pays is shown before it is agreed to',
    'space-swept': 'What is left of Spaces whose follower is gone is settled, ended and removed by whoever starts next',
  }),
  ...section('Hugging Face: jobs', {
    'job-resume':
      'A job that ended early is gone on with by another one, paid and asked about anew, from a checkpoint that was kept of the first',
    'job-preflight': 'Before a machine is paid for it is said whether data, model, memory, output, time and a smoke run are seen to',
    'job-estimate':
      'Memory and time of a training are estimated with the arithmetic shown, and the smallest hardware that fits is recommended',
    'job-handles':
      'A script runs as a job of Hugging Face without holding anything up: its run goes on by itself, byte for byte as one here',
    'job-once': 'A job is asked for once, whatever becomes of the answer, and paid for what it really ran',
    'job-logs-resume': 'A log that is cut anywhere is taken up again: nothing is lost, nothing told twice',
    'job-reattach': 'After a restart of everything a job is followed again from where its record ends; it went on meanwhile',
    'job-cancel': 'Stopping a run cancels its job, and the script may save first',
    'job-outcome': 'A job’s run has the script’s own exit code, or says in words why it ended: credits, time limit, cancelled, refused',
    'job-quote': 'What a job costs at most, live price × time limit, and who pays is shown before it is agreed to, and caps hold',
    'job-artifacts': 'What a job makes is kept in a private bucket and fetched',
    'job-saves-nothing': 'A script that leaves nothing behind on a disk that is gone raises an alert',
    'job-scheduled':
      'Jobs are scheduled, suspended, resumed, started and deleted; all starts are promised before, and one beyond them does nothing',
    'job-elsewhere': 'Jobs that were started with hf jobs are listed and followed as runs',
    'job-log-latency': 'A line of a job’s log is in the run’s folder within 50 ms (95th percentile)',
    'hub-main-job':
      'In a real window: data audited, script tried here, a paid job approved, its curve drawn, its result measured beside its base and published; a cut network costs nothing twice',
  }),
  ...section('Papers: the document', {
    'paper-section-called':
      'A section is found by what a person calls it: its number however written, its title, a part or words of that, or the number above it',
    'paper-address': 'Every place in a paper has one address, written and read by one grammar',
    'paper-latex-formulas': 'A formula of a LaTeX source is what its author wrote, with only the paper’s own macros resolved',
    'paper-latex-flagged': 'A formula that cannot be carried over exactly has no TeX and says why; it is never nearly right',
    'paper-latex-numbers':
      'Formulas have the numbers and addresses that the printed paper and its page have, line by line, with their labels',
    'paper-latex-structure':
      'Sections, notes, lists, theorems, references and included files of a LaTeX source are read, each with its place',
    'paper-latex-tables': 'Tables are read cell by cell with what spans columns and rows',
    'paper-latex-algorithms': 'Algorithms are read line by line with their depth, in each of the usual packages',
    'paper-latex-macros': 'One paper written with any macros, files and comments is read as one and the same',
    'paper-latex-verbatim':
      'Verbatim text of LaTeX ends where its own delimiter stands, whatever characters it holds, in environments of the paper’s own as well',
    'paper-latex-marks':
      'Marks of notes and sources never become part of a number, and are filled in within headings, theorems, links and formulas as well',
    'paper-latex-unclosed':
      'What a LaTeX source forgets to close is told with its line and the next step, and what stands behind it is read',
    'paper-latex-endless': 'A source whose macros or files never end is read to an end',
    'paper-hidden-text': 'Words that nobody sees on the page are told of, and are no part of the text',
    'paper-spoken-to':
      'Words of a paper that are meant for a program that reads it are told of with their place, and stay the paper’s words',
    'paper-bounded-tables':
      'Tables whose cells claim more than there is, and pages nested without end, are read within bounds, and it is told',
    'paper-pictures-alone': 'Pictures outside of figures stand where the paper has them, under the same address in its page and its LaTeX',
    'paper-html-same': 'A paper’s page and its LaTeX agree on addresses, formulas, words, cells and lines',
    'paper-html-truth': 'From page and LaTeX come all headings, formulas, cells and lines of a paper whose content is known',
    'paper-html-apart': 'Words of a page that stand apart on it never become one: rows within a cell, drawings, comments of algorithms',
    'paper-html-listings': 'Code of a page is read under its caption, without the numbers of its lines',
    'paper-html-flagged': 'What failed when a page was made is flagged where it stands',
    'paper-html-plain': 'Pages of other programs are read as well, with the formulas whose TeX they hold',
    'paper-references': 'References are read from the paper, from what BibTeX or biber made, or from the .bib, whatever in it is broken',
    'paper-markdown': 'Papers in Markdown are read with their formulas, tables and code',
    'paper-settings':
      'The settings that a paper states are found in text, notes, tables, captions and algorithms, with value, unit, what they hold for and the place; other people’s are not',
    'paper-missing': 'What a reproduction of a paper needs and the paper does not say is named, by what kind of work it is',
    'paper-unnamed':
      'Numbers of a paper’s set-up whose words were not understood are listed with their place and with guesses, and what was not found is told apart from what is not said',
    'paper-formula-values':
      'What a letter stands for is told from what formulas do with it, and values that only a formula holds (a schedule, the coefficients of a loss, the bins of a sum) are read',
    'paper-formula-roles':
      'The place of a letter in a formula tells which setting it is, in whatever order the formula is written, and so does what stands below it',
    'paper-draws': 'What weights and noise are drawn from, and what an index counts that runs, is read from formulas',
    'paper-derivations': 'Numbers of a paper’s derivations, examples and results, and of what was drawn to measure, are no settings of it',
    'paper-dealt-out':
      'Values that a sentence deals out to several things are each said for their own: lists, what was chosen of them, and what is only looked at',
    'paper-divided': 'How many examples there were before they were divided is told from how many each part has',
    'paper-sweeps':
      'Values that a paper goes through are read as a search, in a sentence, a row, a column or a block of a table with what came out at each, also where only a heading or a letter names the setting',
    'paper-code':
      'Settings that a paper prints as code are read in any syntax: files of configuration, commands with flags, calls and defaults, with the blocks that they stand in',
    'paper-plain-words':
      'Settings that notes in short and plain words tell without naming them are read: `conv 3×3 (24)`, `64 a batch`, `looks 132 months back`',
    'paper-condition-tables':
      'Tables of conditions and requirements are read in the words of engineers: `Update coefficient`, `Number of repetitions`, `0.001 (re-learning: 0.0001)`',
    'paper-questions':
      'Settings are read where a question names them and its answer gives them: `Seeds? Three.`, `Q: Which batch size? A: 64.`',
    'paper-simulations':
      'How the simulation of a paper on theory is run is read: `one observation per step`, `from θ_0 = 0`, `a single pass`, `nothing is penalised`',
    'paper-essays': 'Settings are found in papers written as essays, which tell each of them once, in a sentence on what is done with it',
    'paper-plain-names':
      'Data that a paper calls by ordinary words, `digits` and `moons`, are told apart: a value is said for those that its sentence, its heading or its column names',
    'paper-topics':
      'Where a paper trains several things, a base network and its adapters, a teacher and its student, values are said for the one of which the sentences before, the heading or the caption speak',
    'paper-fields':
      'What agents, diffusions, latent codes and clients that share their data set is read as those who work on them say it, in words, shares and letters',
    'paper-inventors':
      'What a paper calls after its inventors, `the method of Kingma and Ba`, is read by the name that others use, and its constants by what they do',
    'paper-drawn-networks': 'Networks drawn by the widths of their layers are read, and of a division the part that is told by the others',
    'paper-doubts':
      'A value that a paper gives is weighed against everything said around it before it counts as a setting: what is reasoned with, measured or another’s is left out',
    'paper-unreadable':
      'A setting that a PDF says in a formula which cannot be read is said to be there: it is neither missing nor guessed',
    'paper-contradictions': 'Where a paper gives a setting two values for the same thing, both places are named',
    'paper-derived':
      'Values of a paper that cannot all be true are named as well: batches over devices, steps of epochs, warm-up, shares and lists, with what was computed from what',
    'paper-given-up':
      'A value that a paper gives up for another one, in the same sentence or shortly after, is left out, and the one that took its place is read',
    'paper-said-words':
      'What a paper says is found by the words it has: no pattern is run on a sentence that has none of its words, however many patterns there are',
    'paper-notation': 'A paper’s symbols are listed with what it says they mean, and their shapes',
    'example-papers-read': 'Six own papers stand under examples/papers in LaTeX, HTML and PDF, and are read from each as their truth says',
    'example-papers-said':
      'What the example papers state, leave out and contradict is found as their truth says, but for what a list names',
    'example-papers-planted':
      'The example papers hold what was measured, but for one number that its method does not reach and one leak of test data',
    'example-papers-measured': 'The references of the example papers give what their truth says was measured',
  }),
  ...section('Literature', {
    'literature-crawl':
      'crawl_literature walks from an anchor paper along citations and references and makes a table of recipes (data, method, hyper-parameters, result), each cell with the address where it was read',
    'literature-not-said':
      'What a paper does not say is shown as not said in the table, and no cell holds what its paper does not say there',
    'literature-rank':
      'Which papers are read is decided by criteria that are shown with each, and is the same whatever order answers come in',
    'literature-one-paper': 'Versions, preprints and published forms of a paper are one; papers that only share a title are not',
    'literature-bounded':
      'A walk keeps to a budget of requests and time, ends in circles and long lists, and says what it left out and why',
    'literature-goes-on': 'A second call for the same anchor and question goes on where the first ended, was stopped or ran out',
    'literature-unread': 'A paper that is withdrawn, missing or away is named with the reason, and nothing of it stands in the table',
    'literature-commands': 'A sentence in a paper that tells a model what to do is left out of the recipe and said',
    'literature-anchor': 'The anchor is given by address, id or title; a title that two papers have is asked back with both addresses',
    'literature-table':
      'A person sees the recipes as a table, each entry with a button that opens the place in the paper reader, also in 300 pixels',
    'literature-agents':
      'Three research agents over a scripted literature end within their budget and cite each fact at a place that says it, judged by a check of its own',
    'literature-recall':
      'Over 300 made papers the table holds at least 90 % of what they state, and no wrong cell, judged against their truth by a check of its own',
  }),
  ...section('Papers: trace links', {
    'trace-edits':
      'Code that is linked to a place in a paper is found again after formatting, renames, moves, splits and edits, and never found at a wrong place in silence',
    'trace-unchanged':
      'What formatting, comments, type hints and renamed locals change of linked code is told from what changes what it computes',
    'trace-asks': 'Where linked code may be at several places, or its name stands over something else now, the person is asked',
    'trace-agent':
      'The agent links what it implements to its place in a paper, by name of file and symbol, and is refused where either is not there',
    'trace-notebooks': 'Cells of notebooks are linked like files, and a link names the cell',
    'trace-comments': 'A comment such as # paper: arxiv:1706.03762v7#S3.E1 links the code it stands at',
    'trace-changed':
      'Which side of a trace link changed is told apart: the code beyond formatting and names, or what the paper says there in another version',
    'trace-editor':
      'Over linked code stands what it implements, with its formula on hover; a change of what it computes is pointed out with what to do about it',
    'trace-hover-drawn': 'A hover over linked code has the equation drawn, also of a paper in a file that nobody has opened yet',
    'trace-definition':
      'Go to Definition leads from an address in a comment to its place in the reader, whatever the paper comes from, and peeking shows its words',
    'trace-file': 'Trace links lie in one sorted file for each paper, made to be committed and merged; a broken one is never overwritten',
  }),
  ...section('Papers: sources', {
    'paper-given': 'A paper is given as an id or address of arXiv, DOI, OpenReview, ACL or Hugging Face, as a link, or as a file',
    'paper-eprint': 'The source of a paper is a gzip’d tar, one .tex or a PDF, told by its bytes',
    'paper-bad-archive': 'Archives of sources that unpack to too much, lead outside, hold links or are damaged are refused in one message',
    'paper-polite': 'arXiv is asked one thing at a time, three seconds apart, by all windows and programs of a machine together',
    'paper-sources':
      'A paper is read from the best source there is: arXiv’s page, ar5iv, LaTeX, PDF, abstract; each with version, hash and licence',
    'paper-merge': 'What a page shows as an error is taken from the authors’ LaTeX, where both agree on everything around it',
    'paper-abstract-only': 'Of a paper of which only the abstract can be read nothing is implemented, and it is said why',
    'paper-withdrawn': 'Of a paper that was withdrawn its notice is no text; it is said, and where the version before may be',
    'paper-encodings': 'Papers are read in the encoding that they are in: UTF-8, UTF-16, Latin-1 or what they name, said or not',
    'paper-offline': 'What was opened once opens without a network',
    'paper-services-away': 'A service that refuses, redirects in circles, breaks off or sends no paper leads to one clear message',
    'pdf-words': 'A PDF’s words come in the order they are read, hyphens joined, without running heads and page numbers',
    'pdf-headings': 'A PDF’s headings come with number, level and place, by its outline or by their letters and numbers',
    'pdf-formulas-flagged': 'Every formula in a PDF is flagged with its place, and nothing of it is shown as text',
    'pdf-tables': 'Tables of a PDF come as cells, algorithms by line, references as a list',
    'pdf-unnamed-fonts':
      'Fonts of a PDF that have neither names nor characters are told by how their letters stand: ligatures are read, formulas are flagged',
    'pdf-hidden-text': 'Text in a PDF that nobody sees (white, tiny, off the page, invisible, covered) is told and never read',
    'pdf-bad-input': 'Encrypted, scanned, damaged and very long PDFs lead to one clear message each, and what can be read is',
    'paper-two-with-one-id': 'Two papers with one identifier are never mixed, and it is said',
    'paper-thread': 'Papers are read in a thread of their own, which can be ended and has limits of time and memory',
    'paper-cli': 'practicum paper prints a paper, or a part of it by address, as Markdown or as the JSON that docs/formats.md specifies',
    'paper-included':
      'What a LaTeX file of the workspace includes is read with it, also by the agent; what lies outside or is protected is refused by name, and the rest is read',
    'paper-tool':
      'The agent reads papers by address: outline, sections, formulas as LaTeX, what is stated and what is not, as somebody else’s words',
    'paper-search':
      'Papers are searched at arXiv, Hugging Face and Semantic Scholar, with citations, references, passages and recommendations',
    'paper-hosts': 'Every service that papers come from is a setting; none is asked without a permit, and a key goes to its own alone',
    'paper-cache': 'What was fetched is kept by its hash, bounded; damage is noticed and fetched again',
  }),
  ...section('Papers: the reader', {
    'paper-compose': 'A part of a paper goes into a message with its address, as the paper’s words and nobody’s instructions',
    'paper-reader':
      'A paper opens in a reader beside the code, with its formulas drawn; what it refers to is one click away, and so is the way back',
    'records-seen': 'What is written is shown, also where the system or the editor tells nobody that it was',
    'paper-reader-actions': 'From a section, formula, algorithm or table one implements, explains, finds it in code or copies its address',
    'paper-shown':
      'All of a paper is shown: headings, formulas, spanning cells, lines of algorithms, notes, with source, version and licence',
    'paper-shown-flagged':
      'A formula that cannot be drawn is shown as its source, one that was not read says why, and hidden words are a warning and no text',
    'paper-cards': 'What a reference, citation, note or symbol of a paper means is shown where it stands, for pointer and keyboard',
    'paper-symbols': 'Symbols in drawn formulas are explained where it is sure that they are meant, and nowhere else',
    'paper-keys': 'A paper is read with the keyboard: from place to place, to its links, and into the menus',
    'paper-set-up':
      'What a paper says of its set-up, leaves open, contradicts and what was not understood stands beside it; each entry leads to its words',
    'paper-find': 'Words and TeX are found in all of a paper, with their count, whether or not it is drawn yet',
    'paper-place-kept': 'Place, search and the way back outlive a reader that is hidden or loaded again',
    'paper-marks': 'Beside a node of a paper stands in words how far its code is, and leads to the code',
    'paper-marks-stages':
      'A node of a paper is marked planned, coded, tested, run, matched or diverged by what plan, code, contracts, runs and report say now, in the reader and in the tree',
    'paper-large': 'Of a large paper only what is seen is drawn and asked for',
    'paper-harmless': 'What a paper says never becomes markup, and no address in it is followed by itself',
    'paper-screen-reader': 'axe finds nothing to mend in the reader of papers, in any theme',
    'paper-size': 'The reader’s script, with what draws formulas, is at most 360 KB, and is loaded with the first paper',
    'paper-outline':
      'Sections of an open paper stand in a tree of the editor, with numbered formulas, algorithms and tables, and lead there',
    'paper-pictures': 'Pictures of a paper come from where it was read, and from nowhere else; where there is none it says why',
    'paper-page-crops':
      'Of a PDF, what was not read and its figures are shown as its pages have them, drawn from the bytes that were read and nothing else',
    'paper-crop-sent':
      'What was not read of a PDF goes into a message as a picture of its place on the page, where the model sees pictures or has them described',
    'paper-links': 'A link to a paper in the chat can be opened in the reader',
    'paper-find-in-code': 'From a part of a paper one comes to the code that names its address or bears its names',
    'paper-selection':
      'A selection in a paper’s source, or words of it, lead to the section, formula or paragraph that is meant, or to none',
    'paper-selection-part': 'A file that a paper includes is known as a part of it: what is selected there has the paper’s own address',
    'paper-reader-parts':
      'A paper is shown as soon as it can be, in parts that hold up nobody, and again when its page comes back without another reading',
    'paper-host-awake':
      'However long a paper is and however many links lead to it, nobody in the editor waits for its opening: nothing is looked through for each link, nor taken apart or written twice',
    'paper-reader-failure': 'Whatever cannot be read as a paper is one clear message in the reader, with the next step and another try',
  }),
  ...section('Reproduction: the stages', {
    'reproduction-main-job':
      'Implement This Paper Section leads in a real window to a plan, code, contracts, runs on three seeds and a report, for all six example papers',
    'reproduction-divergence': 'The one number that a method does not reach is reported as diverged, and no other',
    'reproduction-leak': 'Test data in training, as a paper’s own order of steps brings it there, stand first in the report',
    'reproduction-lens': 'A lens over code says which equation it implements, whether its contract holds and which run executed it',
    'reproduction-plan-edited': 'What a person changes in the plan before their yes is what is carried out',
    'reproduction-headless': 'The same goes on the command line, with a yes to each thing that is executed',
    'repro-stage-files': 'Each stage of a reproduction is one file, made to be read, changed by hand and merged',
    'repro-stage-broken':
      'A stage file with conflict marks, of a newer version, cut off or with an unknown field is told with its line and the next step, and never written over',
    'repro-stage-edits': 'What a person changed in a stage file or in code counts, and is told from what Practicum wrote',
    'repro-stale': 'A change puts behind what was made from it, however far, and nothing else',
    'repro-next-step': 'A reproduction says at any time what comes next, and who does it',
    'repro-start': 'A reproduction begins with what the chosen parts lean on, what the code must do, and all that the paper leaves open',
    'repro-experiment': 'An experiment without a paper begins with the same specification and register, in proportion to what was asked',
    'repro-decided': 'What a person settled in the register stands whatever a tool writes, and no tool can claim such a decision',
    'repro-late-tools': 'The model is told of the tools of a reproduction once one has been begun, which changes its requests at one point',
    'repro-evidence':
      'What is said to stand in a paper is held against its words, and refused with what stands there; what nobody said needs a row of the register',
    'repro-register-change':
      'A value of the register is put into its place in JSON, YAML, TOML or Python without another byte, and no tool takes a person’s decision back',
    'repro-register-ask':
      'From rows of the register come a question to the authors with short quotes, and the runs that trying values takes',
    'repro-slice':
      'What a part of a paper leans on is found by reference, symbol, setting, algorithm and citation, each with the reason, within a budget',
    'repro-cli': 'practicum reproduce begins a reproduction and says where it stands, takes what a person says of rows, and prints JSON',
    'repro-register-rows':
      'What the example papers leave open or contradict is in the register, and no value in it that a library or a stated convention does not give',
  }),
  ...section('Reproduction: the plan', {
    'plan-order': 'Files are written in an order worked out from what they need; a cycle is named, and what is missing is said',
    'plan-output': 'What a model answers is mended where it is plain what was meant, with every repair said, or it is explained why not',
    'plan-checked':
      'A plan is held against the workspace and the paper before anybody sees it: what is wrong is said with what to do, and it is refused',
    'plan-owners': 'Each item of a specification has one file that does it; what nobody does is listed',
    'plan-accepted':
      'A plan counts once a person said yes to it as it stands; what they changed in it before counts, and a later change needs another yes',
    'plan-environment':
      'Before code is written it is known which packages and which models and data sets are missing, gated or of another kind; offline is said',
    'plan-next':
      'The agent is told the one next thing with exactly what it takes: items, words of the paper, values and signatures for one file, or the run to start',
    'plan-books': 'Runs of a plan are known by what they executed; lines that a person changed before the first run are counted',
    'plan-graph': 'A plan is drawn the same everywhere: layers and places are computed, cycles are marked',
    'plan-fit': 'A plan starts from what the open workspace has, or from a layout that fits an empty one',
  }),
  ...section('Reproduction: contracts', {
    'contract-subset':
      'An equation of the supported LaTeX becomes a contract with the shapes of its parts; what has no single meaning has none, with the reason',
    'contract-check':
      'Code that computes what its equation says passes on random inputs of several sizes, and code that does not never passes',
    'contract-diverges': 'Where code and equation differ, the first part that differs is named with what the code computes there instead',
    'contract-door':
      'Symbols and a mapping that do not fit the equation or the function are refused before anything runs, with what would fit',
    'contract-callee':
      'Methods, modules with set parameters, keyword-only arguments, functions that draw, change their arguments or return several results are compared; what chance or single precision hides is no pass and no mismatch',
    'contract-tool': 'The agent checks equations against code behind walls; what came out is kept with what it was got from',
    'contract-cli':
      'practicum paper contract lists the equations of a paper with what each is understood as, or what it lacks; --check executes what is mapped again and ends with 1 where it differs',
    'contract-lens':
      'The lens over linked code says how its equation stands and which run executed just this code; a mismatch is a problem that names the part',
    'contract-papers': 'Code of the example papers agrees with their equations, and no longer once it is edited to be wrong',
    'contract-stale': 'A result counts as old once the code, what that imports, or the formula is another',
  }),
  ...section('Reproduction: results', {
    'table-cells':
      'A cell of a table of results is read with its value, spread, unit, bound and marks, or as no number; never as another one',
    'table-headings': 'A reported number is known by all headings above and before it, with its metric, direction and unit',
    'verdict-rule': 'What a measured number says of a reported one follows from a written rule, with noise, rounding and trend',
    'report-cells':
      'A report has each chosen table cell with paper value, mean and deviation over the seeds, difference and verdict, and says why where there is none',
    'report-leak': 'A report says first of all that test data reached training, and marks every number that stands on it',
    'report-deviations':
      'A report names each setting that ran with another value than paper or person said, and each guess that nobody accepted',
    'report-facts':
      'A report says what was run and what not, on what, at what cost, and how much of the code a person changed before it first ran',
    'report-quotes': 'A report quotes nothing of the paper at length, and what came from elsewhere stays text in it',
    'report-printed': 'Results that a script prints as one line of JSON for each seed are read into the report',
    'report-experiment': 'Of an experiment without a paper the report has what was measured over the seeds, beside the baseline',
    'report-examples': 'The example papers get the verdicts that their reference code earns, the one planted divergence among them',
    'review-agent': 'The agent can check code against a paper, file by file or all that belongs to it, and changes nothing by that',
    'versions-renumbered': 'Between two versions of a paper, what was only renumbered or moved is not called changed',
    'versions-changed': 'Between two versions of a paper, parts, settings and numbers of tables that changed are named with both sides',
    'versions-code': 'Between two versions of a paper, the linked code that a change touches is named',
    'review-editor': 'In the editor what is not as the paper says is a problem at its line, with the value that the paper gives',
    'review-cli': 'practicum paper review checks code against a paper, and ends with 1 where something is certainly otherwise',
    'versions-cli': 'practicum paper diff says what changed between two versions and which linked code that touches',
    'review-settings':
      'A review of code beside a paper finds a setting that the paper gives otherwise, wherever code or configuration writes it out, with the place of the value',
    'review-silent': 'A review is silent about what the paper does not say, what is computed, and names that may mean something else',
    'review-scopes':
      'A review holds the value for a part against what the paper says of that part, and says of contradictions that they are some',
    'review-links': 'A review tells of linked code that changed, equations that the code does not compute, and training without a seed',
    'review-text': 'A review says what is as the paper says and what was not seen, beside what it found',
    'review-measured': 'A review finds nothing wrong in the reference code of the example papers, and most values that were changed in it',
    'triage-data':
      'Before anything is spent it is said whether data and code of a paper can be had; what nobody looked up is unknown, never guessed',
    'triage-compute': 'What a paper’s numbers took to compute is worked out from its own words with the formula shown, or is unknown',
    'report-cli': 'practicum reproduce --report writes the report anew, with what the ledger settled for its runs',
    'triage-cli': 'practicum reproduce --triage says without session or model whether a paper is worth reproducing',
    'triage-claims':
      'Cells of the main table are proposed for measuring by a rule, beside what is missing, contradictory and already tried',
  }),
  ...section('Reproduction: its tab', {
    'reproduction-view':
      'One tab shows all of a reproduction: where each stage stands, what comes next, triage, register, plan, contracts and report',
    'reproduction-view-live': 'The tab follows its files; one that cannot be read is told with file and line, and all else goes on',
    'reproduction-view-register':
      'A row of the register is accepted, changed, swept or asked about with pointer or keyboard; its file and the code’s setting change together, and can be taken back',
    'reproduction-view-stale': 'After a change of the register it is said which runs and stages are behind because of it',
    'reproduction-view-plan': 'A plan is drawn as a graph with the order of its files, and said in words beside it',
    'reproduction-view-report':
      'Each chosen cell stands beside the paper’s value with a verdict and its reason; findings of integrity come first',
    'reproduction-view-access': 'The tab of a reproduction is read with keyboard and screen reader, in every theme and in 300 px',
    'reproduction-view-contracts':
      'Each equation is drawn with what came of its contract, the part that differs, and links to code and paper',
  }),
  ...section('Reproduction: integrity', {
    'integrity-leak':
      'Test rows that training data hold are found in splits that code makes, as repeated rows, and told from rows that meet by chance',
    'integrity-tool':
      'The agent checks a reproduction for what makes its numbers worth less; findings are kept with what was looked at and what was not',
    'integrity-files': 'Training and test data in CSV, JSON lines or parquet are compared without the columns that only name rows',
    'integrity-pictures': 'Test pictures that lie in the training folder too are found by the hashes of their files',
    'integrity-kinds':
      'Splits are read from arrays, tensors, data sets, loaders, batches, texts, conversations, tokens, records and pictures that code gives',
    'integrity-chance': 'Rows of a small domain that meet by chance are no leak: how many are expected is worked out and said',
    'integrity-near':
      'Test rows with a little noise, and texts that were edited, cut or put into longer ones, are found in the training data',
    'integrity-templates': 'Forms, shared prompts, licences, usual phrases and empty rows are no leak',
    'integrity-groups':
      'Groups that stand in both splits, and training data that are newer than test data, are found where a column says so',
    'integrity-lock':
      'Code that measures is locked once the plan is accepted; each later edit is said with its lines, layout apart from meaning',
    'integrity-runs': 'A baseline that is missing or late, seeds that were not run, and seeds without an effect are found',
    'integrity-seeds': 'Code that sets no seed, or the same one for all runs, is found',
    'integrity-metric': 'A metric of the wrong split or another one than the paper’s, and numbers that test data chose, are found',
    'integrity-statistics': 'Scales and features that were fitted to all rows before the split are found in the code',
  }),
  ...section('Servers of others: configuration, consent, sign-in', {
    'mcp-workspace-files':
      'Servers are read from .vscode/mcp.json and .mcp.json in the formats of VS Code and Claude Code, with comments, places, variables and files of them',
    'mcp-trusted-only': 'Of a workspace that is not trusted no definition of a server is read',
    'mcp-bad-entries': 'A bad entry is said with what to write instead, and the other servers still work',
    'mcp-setting-own': 'The setting with one’s own servers counts from one’s own settings only; a workspace that says it is told',
    'mcp-inputs': 'What a person gave for an input is kept for that definition of a server; a changed one does not get it',
    'mcp-secret-free': 'A key that stands in a definition is hidden from every log and view',
    'mcp-list':
      'Servers stand in a list of the editor with state, origin and what can be done with each: review, sign in, restart, log, forget, and what they offer',
    'mcp-settled-notice':
      'A notification about a server leaves the corner once what it asks is settled elsewhere; a late click on it says so and changes nothing',
    'mcp-consent-words':
      'Consent names command line or address, folder, variables, what of one’s own is given, protection and origin, with nothing unseen in them',
    'mcp-change-shown': 'What a server changed of what it offers is shown side by side before it is used again',
    'mcp-prompts':
      'Prompts of servers are slash commands with arguments by order or by name, and what comes of them is marked as the server’s words',
    'mcp-resources': 'Resources of servers can be mentioned with @; the agent reads one by a call that asks like any other',
    'mcp-editor-host':
      'In the extension host servers come from the person’s own setting and the files of the folder, at once when these change; a workspace’s setting is told to count for nothing',
    'mcp-command':
      'practicum mcp list, add, remove, consent, test, sign-in and sign-out manage servers on the command line; a prompt never gives consent',
    'mcp-left-out': 'A prompt on the command line says once which servers were left out for want of consent',
    'mcp-oauth':
      'A server over HTTP is signed in to in the browser: its metadata are read, an app is registered, a code with PKCE (S256) and state is exchanged for a token of this server',
    'mcp-oauth-client': 'An app that was registered by hand is used where the definition names one',
    'mcp-oauth-origin': 'A token goes to the server that it was given for, and to no other address',
    'mcp-oauth-renewal': 'A token is renewed before it ends and after a refusal, once for all who ask; more rights are asked of the person',
    'mcp-oauth-refused':
      'A sign-in is refused where resource, issuer, state or PKCE are not right, or an address is not encrypted or leads into the own network',
    'mcp-oauth-sign-out': 'Signing out revokes the tokens at their server and deletes them here in any case',
    'mcp-oauth-window':
      'In a real window the sign-in leads through the editor to the browser and back, also where the workspace is on another machine and its ports are led through the editor',
    'mcp-oauth-double': 'The stand-in for signing in is held to by the official client',
  }),
  ...section('Servers of others: use', {
    'mcp-official':
      'The official servers work over standard input and output and over streamable HTTP: tools, resources, prompts, pictures, progress, cancellation, roots',
    'mcp-late': 'A session starts without waiting for any server; its tools come with the next request, behind those that are there',
    'mcp-stdio-ends': 'The process of a server ends with the window, with all that it started, even where the window is killed',
    'mcp-hangs': 'A server that hangs at its start, at a list or at a call holds nobody up longer than its time-out',
    'mcp-floods': 'A server that floods with output, messages, lists without end, errors or huge results is bounded or ended',
    'mcp-dies': 'A server that dies is started again, later each time, and given up after some tries; its tools stay meanwhile',
    'mcp-lies':
      'Broken JSON, schemas that are none, odd and colliding names, thousands of tools and results that do not fit what was promised end at that server',
    'mcp-consent':
      'Before a server is started or reached for the first time, or after its configuration or program changed, a person is asked',
    'mcp-pins':
      'The list of tools is held to what was agreed to; a change withdraws them until a person has seen what changed and said yes',
    'mcp-hidden-words': 'Words of a server that a person would not see are found and shown before any of its tools is offered',
    'mcp-effects':
      'A call of a server is asked about by server and tool, as often as a rule does not say otherwise, and never happens in plan mode',
    'mcp-credentials':
      'A server gets the variables and headers that name it, and nothing else of the person’s; headers never leave its origin',
    'mcp-walls':
      'A program that a workspace configures runs behind the walls of commands where there are any, and else says that it does not',
  }),
  ...section('Tools for other agents', {
    'mcp-serve-tools':
      'practicum mcp serves runs, metrics, papers, data set audit, estimates and jobs over standard input and output, in words and as data',
    'mcp-serve-asks':
      'A call from outside that the policy asks about is asked of the person through their client with what it does and costs, passes within a grant, or is refused with the next step',
    'mcp-serve-waits':
      'What another agent asks waits for a person in every window and terminal of the folder, also after that agent is gone; an equal call finds the answer, one yes carries out one call, and no agent gives it',
    'mcp-serve-read-only': 'With --read-only or in plan mode nothing but looking is offered',
    'mcp-serve-resources': 'Runs, their logs and papers are resources with addresses that tell when they change',
    'mcp-serve-roots': 'A client narrows the folder that it was started for, and never widens it',
    'mcp-serve-editor':
      'The editor is given practicum mcp for each trusted folder of the window, run by its own Node under the window’s settings, with no key',
    participant:
      '@practicum in the editor’s own chat runs a request as a turn in Practicum’s session, under its approvals, streams words and steps back, and stops when it is cancelled',
    'mcp-serve-safe':
      'The server writes nothing but the protocol, hides keys, marks whose words it passes on, stops what is cancelled, serves several clients of one folder and ends with its client',
  }),
  ...section('Research by sub-agents', {
    'research-subagents':
      'The agent sends out sub-agents that read and look things up, with a model of their own where one is chosen for research',
    'research-cited':
      'Every fact that is presented says where it stands, and both place and quotation were shown by a result that the sub-agent read; what was not is told apart',
    'research-report':
      'A report is read as models write it: other names, a list, among words, broken off, or no JSON at all, and each repair is said',
    'research-context':
      'A sub-agent begins with nothing of the conversation but its task, and is offered only tools that look and touch nothing of the session',
    'research-read-only':
      'A sub-agent can do nothing but look, whatever a tool declares or does, and whichever tool comes later: no permit is minted for anything else',
    'research-never-asks': 'A sub-agent asks nobody: what would have to be asked is refused in words, and holds nothing up',
    'research-parallel': 'Three sub-agents work at a time, over all research calls of an answer; the others wait',
    'research-stop': 'Stopping the turn stops its sub-agents',
    'research-budget':
      'A research call has a cap in dollars and tokens that no order of events passes; it is drawn from the ledger in the name of the session',
    'research-always-reports': 'A sub-agent that comes to a limit is asked once more without tools, and reports',
    'research-outage': 'An outage, a refusal or a model without an answer gives a report of what was found until then',
    'research-log':
      'Each sub-agent has a log of its own beside the session’s: redacted, recoverable, deleted, restored, exported and copied with it',
    'research-goes-on':
      'The same question, asked again after a crash or a reload, goes on from what its sub-agent had read; what it had answered is told and paid for no more',
    'research-crash': 'After a crash or a reload the call says what its sub-agents had found until then, and nothing is paid for twice',
    'research-progress':
      'The card of a research call shows each sub-agent with its step, calls, tokens and cost, and what it looked at, live and after a reload',
  }),
  ...section('Conformance of a model', {
    conformance:
      'npm run conformance gives any model twenty small tasks with the product’s own loop and checks them by what they leave behind: a good scripted model passes all, a poor one fails where it was planted',
    'conformance-costs': 'It asks before it spends, stops at its budget, and shows a price that nobody knows as unknown',
  }),
  ...section('Skills and prompt files', {
    'skills-prompts':
      'Prompt files of the workspace and the home, also in the forms of VS Code and Claude Code, are slash commands with arguments',
    'skills-model': 'The model is told which skills there are and reads them, with the texts they name and nothing else of the home',
    'skills-trust': 'Skills and prompt files of a workspace count only where it is trusted',
    'skills-composer': 'A slash at the beginning of a message lists the commands; what a command lacks is said and the text stays',
  }),
];
