import * as vscode from 'vscode';

/** Carries out a command; tells a person by itself what fails. */
export type RunCommand = (id: string, args: readonly unknown[]) => Promise<void>;

/** The one place where commands are registered: all of the manifest from the start, whatever of them is loaded. */
export function registerCommands(manifest: unknown, run: RunCommand): vscode.Disposable {
  const { contributes } = manifest as Manifest;
  return vscode.Disposable.from(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, (...args: unknown[]) => run(command, args)),
    ),
  );
}

/** What package.json says. */
interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
