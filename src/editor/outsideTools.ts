/** The tools that Practicum offers to other agents of the editor, as `contributes.languageModelTools` declares them. No `vscode` import here. */

export interface OutsideToolContribution {
  readonly name: string;
  /** Practicum's own tool that it is. */
  readonly tool: string;
  readonly displayName: string;
  readonly reference: string;
  readonly userDescription: string;
  readonly modelDescription: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

const text = (description: string): Readonly<Record<string, unknown>> => ({ type: 'string', minLength: 1, description });
const run = text('Id of the run, as list and launch answer it.');

function object(properties: Readonly<Record<string, unknown>>, required: readonly string[]): Readonly<Record<string, unknown>> {
  return { type: 'object', properties, required, additionalProperties: false };
}

export const outsideTools: readonly OutsideToolContribution[] = [
  {
    name: 'practicum_launch_run',
    tool: 'start_run',
    displayName: 'Launch a training run',
    reference: 'launchRun',
    userDescription: 'Start a training script as a recorded run',
    modelDescription:
      'Start a Python training script of the workspace as a recorded run that goes on by itself, with its metrics drawn as curves. Answers at once with the run’s id. Use it, not a terminal, for anything that trains.',
    inputSchema: object(
      {
        script: text('Path of the script, relative to the workspace folder.'),
        args: { type: 'array', items: { type: 'string' }, maxItems: 200, description: 'Its arguments, one string each.' },
        name: text('What the run is called.'),
      },
      ['script'],
    ),
  },
  {
    name: 'practicum_list_runs',
    tool: 'list_runs',
    displayName: 'List training runs',
    reference: 'listRuns',
    userDescription: 'List the workspace’s training runs',
    modelDescription: 'The workspace’s training runs, newest first: id, status, when, command, metrics, alerts.',
    inputSchema: object(
      {
        status: { type: 'string', enum: ['live', 'done', 'failed', 'stopped', 'lost'] },
        match: text('A word in name, command or id.'),
        limit: { type: 'integer', minimum: 1, maximum: 50 },
      },
      [],
    ),
  },
  {
    name: 'practicum_run_summary',
    tool: 'read_run',
    displayName: 'Summarise a training run',
    reference: 'runSummary',
    userDescription: 'Status, metrics, alerts and cause of a failure',
    modelDescription:
      'A training run in exact numbers: status, exit, first, best, last and trend of every metric, alerts, checkpoints, and for a failed one its cause, what helps and the end of its log.',
    inputSchema: object({ run }, ['run']),
  },
  {
    name: 'practicum_run_log',
    tool: 'read_run',
    displayName: 'Read a training run’s log',
    reference: 'runLog',
    userDescription: 'Page or search the console log of a run',
    modelDescription: 'Console lines of a training run: the newest, those from a line on, or those that hold a word.',
    inputSchema: object(
      {
        run,
        from_line: { type: 'integer', minimum: 1, description: 'First line; else the newest.' },
        lines: { type: 'integer', minimum: 1, maximum: 400 },
        match: text('Only lines that hold this word, or one of several between |.'),
      },
      ['run'],
    ),
  },
  {
    name: 'practicum_compare_runs',
    tool: 'compare_runs',
    displayName: 'Compare two training runs',
    reference: 'compareRuns',
    userDescription: 'What differs between two runs, and what it came to',
    modelDescription:
      'What differs between two training runs: arguments, settings, code, environment, and each metric last, best and at the newest common step.',
    inputSchema: object({ a: run, b: run, metrics: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 20 } }, ['a', 'b']),
  },
  {
    name: 'practicum_wait_for_run',
    tool: 'wait_run',
    displayName: 'Wait for a training run',
    reference: 'waitForRun',
    userDescription: 'Wait until a run ends or a metric reaches a value',
    modelDescription:
      'Wait until a training run ends, a condition such as “eval_loss < 0.5” or “step >= 1000” holds, a watchdog speaks, or minutes are over. Then its summary.',
    inputSchema: object(
      {
        run,
        until: text('A metric, one of < <= > >= and a number.'),
        minutes: { type: 'number', exclusiveMinimum: 0, maximum: 720, description: '60 unless given.' },
      },
      ['run'],
    ),
  },
];
