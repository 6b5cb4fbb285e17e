import * as vscode from 'vscode';

export interface ScriptedCall {
  readonly name: string;
  readonly input: object;
}

/** Answers one request: the results of the last calls in, text and calls out. */
export type Reply = (results: readonly string[]) => { readonly text: string; readonly call?: ScriptedCall };

/** A model of the editor that says what the test wrote down, over the editor's own `vscode.lm`. One reply for each request. */
export class ScriptedModel implements vscode.Disposable {
  readonly #registration: vscode.Disposable;
  #replies: Reply[] = [];
  /** Names of the tools that were offered with the last request. */
  offered: readonly string[] = [];

  constructor() {
    this.#registration = vscode.lm.registerLanguageModelChatProvider('practicum-scripted', {
      provideLanguageModelChatInformation: () => [
        {
          id: 'script',
          name: 'Script',
          family: 'script',
          version: '1',
          maxInputTokens: 100_000,
          maxOutputTokens: 8_000,
          capabilities: { toolCalling: true },
        },
      ],
      provideLanguageModelChatResponse: async (_model, messages, options, progress) => {
        this.offered = (options.tools ?? []).map(({ name }) => name);
        const reply = this.#replies.shift();
        if (reply === undefined) throw new Error('the script has no further reply');
        const { text, call } = reply(resultsIn(messages.at(-1)));
        progress.report(new vscode.LanguageModelTextPart(text));
        if (call !== undefined) progress.report(new vscode.LanguageModelToolCallPart(`call-${Date.now()}`, call.name, call.input));
      },
      provideTokenCount: async () => 1,
    });
  }

  /** Chooses this model and gives it its replies. */
  async play(...replies: readonly Reply[]): Promise<void> {
    this.#replies = [...replies];
    const settings = vscode.workspace.getConfiguration();
    await settings.update('practicum.model', 'editor/practicum-scripted/script', vscode.ConfigurationTarget.Global);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function resultsIn(message: vscode.LanguageModelChatRequestMessage | undefined): readonly string[] {
  return (message?.content ?? []).flatMap((part) =>
    part instanceof vscode.LanguageModelToolResultPart
      ? part.content.map((inner) => (inner instanceof vscode.LanguageModelTextPart ? inner.value : ''))
      : [],
  );
}
