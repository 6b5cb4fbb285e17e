import type { Effect } from '../../../src/base/effects.ts';
import type { Tool } from '../../../src/base/tool.ts';
import { needsApproval, type ReferenceConfig, type ReferenceInput, referenceInput } from '../referenceTools.ts';
import type { ToolScript } from './input.ts';

export interface Execution {
  readonly tool: string;
  readonly input: unknown;
}

export interface ToolBox {
  readonly tools: readonly Tool[];
  /** Calls that were really run, in the order in which they began. */
  readonly executed: readonly Execution[];
  /** How many run now. */
  readonly running: number;
  /** Lets those end whose output comes too late. */
  close(): void;
}

/** The scripted tools: what they take is the reference's, what they do is what the case says. */
export function toolBox(
  names: readonly string[],
  scripts: Readonly<Record<string, ToolScript | readonly ToolScript[]>>,
  config: ReferenceConfig,
  stop: () => void,
): ToolBox {
  const executed: Execution[] = [];
  const closed = Promise.withResolvers<void>();
  let running = 0;
  const tools = names.map((name): Tool => {
    const tool: Tool<ReferenceInput> = {
      name,
      description: `The reference’s ${name}.`,
      title: () => name,
      input: referenceInput,
      effectKinds: ['spend', 'record'],
      effects: (input) => [needsApproval(name, input, config) ? spending(name) : harmless],
      editable: (input) => (typeof input['script'] === 'string' ? { text: input['script'], language: 'python' } : undefined),
      withText: (input, script) => ({ ...input, script }),
      run: async (input) => {
        const script = nextScript(scripts[name], executed.filter(({ tool: other }) => other === name).length);
        executed.push({ tool: name, input });
        running += 1;
        try {
          if (script.cancel_session) {
            stop();
            // What it comes to is late: nobody listens any more.
            await closed.promise;
          }
          if (!script.ok) throw new Error(script.output);
          return { content: script.output };
        } finally {
          running -= 1;
        }
      },
    };
    return tool as Tool;
  });
  return {
    tools,
    executed,
    get running() {
      return running;
    },
    close: closed.resolve,
  };
}

/** What the reference does without asking is what harms nobody. */
const harmless: Effect = { kind: 'record', what: 'runs' };

function spending(on: string): Effect {
  return { kind: 'spend', usd: undefined, on, purpose: 'run' };
}

const usual: ToolScript = { output: 'ok', ok: true, cancel_session: false };

/** One script for all calls of a tool, or one for each call, of which the last is said again. */
function nextScript(scripts: ToolScript | readonly ToolScript[] | undefined, earlierCalls: number): ToolScript {
  if (scripts === undefined) return usual;
  if (!isList(scripts)) return scripts;
  return scripts[Math.min(earlierCalls, scripts.length - 1)] ?? usual;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
