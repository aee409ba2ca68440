import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { connectionName } from '../connections/connectionNames';
import type { Connection } from '../connections/connection';
import { type ExportedObject, type ExportSource, readExported } from '../documents/exportedObjects';
import { editableRef, type EditableRef } from '../documents/objectUri';
import { askToReplace, exportFiles, writeExported } from '../documents/writeExported';
import type { FileFormat } from '../edits/fileMark';
import { refKey } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import { pickOrganisation } from '../pickers/organisation';
import { resourcesOfNodes, connectionOfNode } from '../tree/targets';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { errorMessage } from '../ui/errorMessage';
import { notifyError, warnWithReason } from '../ui/notify';
import { valueOf, withLateProgress } from '../ui/progress';
import { plainLine } from '../ui/serverText';
import { runSteps } from '../ui/stepSequence';
import { pickStep } from '../ui/steps';
import { objectRef } from '../organisations/objectRef';
import type { ItemParts } from './itemParts';

/** Objects of a selection, or lists as the view shows them, each of one connection. */
type Source = Pick<ExportSource, 'connection' | 'what'>;

export interface ExportOrganisationParts extends ItemParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
}

/** Writes organisations, and what else has a document, to files in a folder, from which they can be applied again. */
export async function exportOrganisation(
  parts: ExportOrganisationParts,
  ...args: readonly unknown[]
): Promise<void> {
  const sources = await sourcesOf(parts, args);
  if (sources.length === 0) {
    return;
  }
  const answers = await askHow(sources);
  const folder = answers === undefined ? undefined : await askFolder();
  if (answers === undefined || folder === undefined) {
    return;
  }
  const problems: unknown[] = [];
  const read = await withLateProgress(vscode.l10n.t('Reading organisations…'), async (signal, progress) => {
    const objects: ExportedObject[] = [];
    for (const source of sources) {
      const from = { ...source, store: parts.stores.of(source.connection), parts: answers.withParts };
      for await (const object of readExported(from, signal, (error) => problems.push(error))) {
        objects.push(object);
        progress.report({ message: numberText(objects.length) });
      }
    }
    return exportFiles(folder, answers.format, objects);
  });
  const made = valueOf(read);
  if (made === undefined) {
    return;
  }
  const [problem] = problems;
  if (made.length === 0) {
    void (problem === undefined
      ? vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to export.'))
      : notifyError(problem));
    return;
  }
  const files = await askToReplace(made);
  if (files === undefined) {
    return;
  }
  const written = await withLateProgress(vscode.l10n.t('Writing files…'), (signal, progress) =>
    writeExported(files, signal, progress),
  );
  if (written.kind === 'error') {
    throw written.error;
  }
  if (problem !== undefined) {
    void warnWithReason(
      count(
        problems.length,
        vscode.l10n.t('1 item could not be read and has no file. {0}', errorMessage(problem)),
        vscode.l10n.t(
          '{0} items could not be read and have no file. First: {1}',
          numberText(problems.length),
          errorMessage(problem),
        ),
      ),
    );
  }
  if (written.kind === 'ok') {
    await tell(
      folder,
      made.map(({ uri }) => uri),
    );
  }
}

/** The rows a command was called on; else what is asked for. */
async function sourcesOf(parts: ItemParts, args: readonly unknown[]): Promise<readonly Source[]> {
  const refs = resourcesOfNodes(parts, args).flatMap(({ connection, ref }) => {
    const editable = editableRef(ref);
    return editable === undefined ? [] : [{ connection, ref: editable }];
  });
  const selected = sourcesOfRefs(refs);
  if (args.length > 0) {
    const connection = connectionOfNode(args);
    return selected.length > 0 || connection === undefined ? selected : [listOf(parts, connection)];
  }
  return pickSources(parts, refs.length, selected);
}

function sourcesOfRefs(
  refs: readonly { readonly connection: Connection; readonly ref: EditableRef }[],
): readonly Source[] {
  const once = new Map(refs.map((one) => [refKey(one.ref), one]));
  const connections = new Set([...once.values()].map(({ connection }) => connection));
  return [...connections].map((connection) => ({
    connection,
    what: {
      kind: 'objects',
      refs: [...once.values()].filter((one) => one.connection === connection).map(({ ref }) => ref),
    },
  }));
}

function listOf({ views }: ItemParts, connection: Connection): Source {
  return { connection, what: { kind: 'list', view: views.get(connection.info.id) } };
}

async function pickSources(
  parts: ItemParts,
  rows: number,
  selected: readonly Source[],
): Promise<readonly Source[]> {
  const { connections } = parts.connections;
  const items: (vscode.QuickPickItem & { readonly sources?: readonly Source[] })[] = [
    ...(rows === 0
      ? []
      : [
          {
            label: count(
              rows,
              vscode.l10n.t('The selected item'),
              vscode.l10n.t('The {0} selected items', numberText(rows)),
            ),
            sources: selected,
          },
        ]),
    ...connections.map((connection) => ({
      label: vscode.l10n.t('All organisations that the view lists'),
      ...(connections.length > 1
        ? { description: plainLine(connectionName(connection.info, connections), 80) }
        : {}),
      detail: vscode.l10n.t('With its filter, those not loaded yet too.'),
      sources: [listOf(parts, connection)],
    })),
    { label: vscode.l10n.t('Search for an organisation…') },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Export Organisation'),
    placeHolder: vscode.l10n.t('Select what to export'),
  });
  if (picked === undefined || picked.sources !== undefined) {
    return picked?.sources ?? [];
  }
  const found = await pickOrganisation(parts);
  return found === undefined
    ? []
    : sourcesOfRefs([
        {
          connection: found.connection,
          ref: objectRef(found.connection, { kind: 'customer', uuid: found.customer.uuid }),
        },
      ]);
}

async function askHow(
  sources: readonly Source[],
): Promise<{ readonly format: FileFormat; readonly withParts: boolean } | undefined> {
  const title = vscode.l10n.t('Export Organisation');
  const hasParts = sources.some(
    ({ what }) => what.kind === 'list' || what.refs.some(({ kind }) => kind === 'customer'),
  );
  let withParts = false;
  let format: FileFormat = 'json';
  const isDone = await runSteps([
    {
      skip: () => !hasParts,
      run: (position) =>
        pickStep({
          ...{ title, position, placeholder: vscode.l10n.t('Select what to export') },
          items: [
            { label: vscode.l10n.t('Organisations alone'), withParts: false },
            { label: vscode.l10n.t('With their projects and managing organisations'), withParts: true },
          ],
          active: (item) => item.withParts === withParts,
          accept: (item) => {
            ({ withParts } = item);
            return Promise.resolve(undefined);
          },
        }),
    },
    {
      run: (position) =>
        pickStep({
          ...{ title, position, placeholder: vscode.l10n.t('Select the format of the files') },
          items: [
            { label: vscode.l10n.t('JSON with comments'), description: '.jsonc', format: 'json' as const },
            { label: 'YAML', description: '.yaml', format: 'yaml' as const },
          ],
          active: (item) => item.format === format,
          accept: (item) => {
            ({ format } = item);
            return Promise.resolve(undefined);
          },
        }),
    },
  ]);
  return isDone ? { format, withParts } : undefined;
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Export Organisation'),
      openLabel: vscode.l10n.t('Export Here'),
      defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder;
}

/** Opens one file, and tells of several. */
async function tell(folder: vscode.Uri, files: readonly vscode.Uri[]): Promise<void> {
  const [only] = files;
  if (files.length === 1 && only !== undefined) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(only), { preview: false });
    return;
  }
  const isHere = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  const open = isHere ? vscode.l10n.t('Show in Explorer') : vscode.l10n.t('Open Folder');
  void vscode.window
    .showInformationMessage(
      count(
        files.length,
        vscode.l10n.t('1 file is in the folder.'),
        vscode.l10n.t('{0} files are in the folder.', numberText(files.length)),
      ),
      open,
    )
    .then((chosen) =>
      chosen === undefined
        ? undefined
        : isHere
          ? vscode.commands.executeCommand('revealInExplorer', folder)
          : vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true }),
    );
}
