import * as vscode from 'vscode';

/** What VS Code asks of tools, by their names in package.json. */
export interface ToolCalls {
  prepare(name: string, input: unknown): vscode.PreparedToolInvocation;
  invoke(
    name: string,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

/** Registers the language-model tools of the manifest, whatever of them is loaded. None where VS Code has no such thing. */
export function registerTools(
  manifest: unknown,
  load: () => Promise<ToolCalls | undefined>,
): vscode.Disposable {
  const { contributes } = manifest as Manifest;
  const lm = vscode.lm as Partial<typeof vscode.lm> | undefined;
  return vscode.Disposable.from(
    ...contributes.languageModelTools.flatMap(
      ({ name }) =>
        lm?.registerTool?.(name, {
          prepareInvocation: async ({ input }) => (await load())?.prepare(name, input),
          invoke: async ({ input }, token) => (await load())?.invoke(name, input, token),
        }) ?? [],
    ),
  );
}

/** What package.json says. */
interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}
