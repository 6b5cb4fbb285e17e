import type { Adapter } from './adapter.ts';
import * as compaction from './groups/compaction.ts';
import * as doomLoop from './groups/doomLoop.ts';
import * as edits from './groups/edits.ts';
import * as errors from './groups/errors.ts';
import * as guards from './groups/guards.ts';
import * as history from './groups/history.ts';
import * as papers from './groups/papers.ts';
import * as shell from './groups/shell.ts';
import * as toolArguments from './groups/toolArguments.ts';
import * as trace from './groups/trace.ts';
import { scenario } from './scenario/compare.ts';

/** Which code answers which group. A group without one is not built yet. */
export const adapters: Readonly<Record<string, Adapter>> = {
  'loop.scenario': scenario,
  'doom_loop.normalize_args': doomLoop.normalizeArguments,
  'doom_loop.check': doomLoop.check,
  'malformed_args.recovery': guards.malformedRecovery,
  'tool_args.validate': toolArguments.validate,
  continuation_guard: guards.continuationGuard,
  'history.repair_dangling': history.repairDangling,
  'history.undo_last_turn': history.undoLastTurn,
  'history.truncate_to_user_message': history.truncateToUserMessage,
  'compaction.threshold': compaction.threshold,
  'compaction.partition': compaction.divide,
  'llm_error.classify': errors.classify,
  'edit.apply': edits.apply,
  'edit.validate_python': edits.validatePython,
  'shell.strip_ansi': shell.stripAnsi,
  'shell.truncate_output': shell.truncate,
  'papers.find_section': papers.findSection,
  'trace.claude_code_jsonl': trace.claudeCode,
};
