import * as vscode from 'vscode';
import { mayEdit } from '../access/mayEdit';
import type { ChangeRuns } from '../changes/changeRuns';
import { type EditedObject, readEditedObject } from '../documents/editedObject';
import type { ImageFiles } from '../documents/imageFiles';
import { imageOfRow, imageTask, type ImageTask, type WantedImage } from '../edits/imageTask';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { RoleScope } from '../organisations/roleScope';
import { scopeLabel } from '../organisations/scopeLabel';
import { type ImageToSend, imageToSend } from '../pickers/imageToSend';
import { refuseIfAllNo } from '../pickers/refuseIfNowhere';
import { type ScopeParts, scopesOf } from '../pickers/scopes';
import { remaining } from '../runs/result';
import { editableOfNodes, type NodesParts } from '../tree/targets';
import { confirm } from '../ui/confirm';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { notifyError, warnWithReason } from '../ui/notify';
import { plainLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';

export interface EditImageParts extends ScopeParts, NodesParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
  readonly images: Pick<ImageFiles, 'show'>;
}

/** Sets the image of an organisation, a project or a managing organisation to a file. */
export async function editImage(parts: EditImageParts, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Set Image');
  const scopes = await scopesOf(parts, editableOfNodes(parts, args), { title, several: false });
  const read = await readToChange(parts, title, scopes);
  const [one] = read ?? [];
  if (one === undefined) {
    return;
  }
  const [uri, ...more] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Image of {0}', scopeLabel(one.scope.object)),
      openLabel: title,
      filters: {
        [vscode.l10n.t('Images')]: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp', 'tif', 'tiff', 'ico'],
      },
    })) ?? [];
  if (uri === undefined || more.length > 0) {
    return;
  }
  await send(parts, one, await imageToSend(uri));
}

/** Sets the image of an object to a file that was dropped on its document: asked first, as a drop is easily made. */
export async function setDroppedImage(
  parts: EditImageParts,
  scope: RoleScope,
  file: ImageToSend,
): Promise<void> {
  const title = vscode.l10n.t('Set Image');
  const [one] = (await readToChange(parts, title, [scope])) ?? [];
  if (
    one !== undefined &&
    (file.kind === 'problem' ||
      (await confirm({
        question: vscode.l10n.t(
          'Set {0} as the image of {1}?',
          plainLine(file.image.name, 60),
          scopeLabel(scope.object),
        ),
        detail:
          imageOfRow(one.edited.row) === null
            ? ''
            : vscode.l10n.t(
                'It replaces the image there is. Undo can set that again as long as the server keeps it.',
              ),
        button: title,
      })))
  ) {
    await send(parts, one, file);
  } else if (file.kind === 'image') {
    await file.forget();
  }
}

/** Sends a file, and shows what the server made of it. */
async function send(
  { runs, images }: Pick<EditImageParts, 'runs' | 'images'>,
  one: ToChange,
  file: ImageToSend,
): Promise<void> {
  if (file.kind === 'problem') {
    void warnWithReason(file.message);
    return;
  }
  const { connection, object } = one.scope;
  await runs.run({
    connection,
    name: { kind: 'command', command: 'editImage' },
    plan: { tasks: [taskOf(one, file.image)] },
    onDidEnd: (result) => {
      if (remaining(result).tasks.length === 0) {
        void file.forget();
      }
      if (result.results.every(({ outcome }) => outcome.kind === 'done')) {
        // As a preview it would take the place of the document that the file was dropped on.
        const options = { preview: false, preserveFocus: true };
        images
          .show(connection, objectRef(connection, object), object.name, options)
          .catch((error: unknown) => notifyError(error));
      }
    },
  });
}

/** Clears the images of some. Undo brings one back, so that only several are asked about. */
export async function clearImage(parts: EditImageParts, ...args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Clear Image');
  const scopes = await scopesOf(parts, editableOfNodes(parts, args), { title, several: true });
  const read = await readToChange(parts, title, scopes);
  const [first] = read ?? [];
  if (read === undefined || first === undefined) {
    return;
  }
  const tasks = read
    .filter(({ edited }) => imageOfRow(edited.row) !== null)
    .map((one) => taskOf(one, { kind: 'none' }));
  if (tasks.length === 0) {
    void vscode.window.showInformationMessage(
      read.length === 1
        ? vscode.l10n.t('{0} has no image.', scopeLabel(first.scope.object))
        : vscode.l10n.t('None of the selected items has an image.'),
    );
    return;
  }
  if (tasks.length > 1 && !(await confirmSeveral(tasks.length))) {
    return;
  }
  const { connection } = first.scope;
  await parts.runs.run({ connection, name: { kind: 'command', command: 'clearImage' }, plan: { tasks } });
}

function confirmSeveral(size: number): Promise<boolean> {
  return confirm({
    question: count(
      size,
      vscode.l10n.t('Clear 1 image?'),
      vscode.l10n.t('Clear {0} images?', numberText(size)),
    ),
    detail: vscode.l10n.t('Undo can set the earlier images again as long as the server keeps them.'),
    button: vscode.l10n.t('Clear Images'),
  });
}

interface ToChange {
  readonly scope: RoleScope;
  readonly edited: EditedObject;
}

/** Those whose image may be changed, as the server has them; says why where there are none. */
async function readToChange(
  { stores }: Pick<EditImageParts, 'stores'>,
  title: string,
  scopes: readonly RoleScope[],
): Promise<readonly ToChange[] | undefined> {
  const read = await whileReading(title, (signal) =>
    Promise.all(
      scopes.map(async (scope) => {
        const { connection, object } = scope;
        const store = stores.of(connection);
        const edited = await readEditedObject(connection, store, objectRef(connection, object), { signal });
        return { scope, edited, answer: mayEdit(await store.caller.get(), edited.object, new Date()) };
      }),
    ),
  );
  const all = read?.value ?? [];
  const answers = all.map(({ answer }) => answer);
  return refuseIfAllNo(
    all.map(({ scope }) => scope.object),
    answers,
  )
    ? undefined
    : all.filter(({ answer }) => answer.kind !== 'no');
}

function taskOf({ scope: { object }, edited }: ToChange, image: WantedImage): ImageTask {
  const { kind, uuid, name } = object;
  const customerName = kind === 'project' ? object.customerName : undefined;
  return imageTask(
    { kind, uuid, name, ...(customerName === undefined ? {} : { customerName }) },
    imageOfRow(edited.row),
    image,
  );
}
