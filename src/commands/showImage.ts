import * as vscode from 'vscode';
import type { ImageFiles } from '../documents/imageFiles';
import { editableRef } from '../documents/objectUri';
import { resourcesOf } from '../tree/targets';
import { plainLine } from '../ui/serverText';
import type { ItemParts } from './itemParts';

export interface ShowImageParts extends ItemParts {
  readonly images: Pick<ImageFiles, 'show'>;
}

/** Opens the image of an organisation, a project or a managing organisation in VS Code's own viewer. */
export async function showImage(parts: ShowImageParts, ...args: readonly unknown[]): Promise<void> {
  const resources = await resourcesOf(parts, args);
  for (const { connection, ref: shown, name } of resources) {
    const ref = editableRef(shown);
    const preview = resources.length === 1;
    const end = ref === undefined ? 'none' : await parts.images.show(connection, ref, name, { preview });
    if (end !== 'shown') {
      const label = plainLine(name, 80);
      void vscode.window.showInformationMessage(
        end === 'none'
          ? vscode.l10n.t('{0} has no image.', label)
          : vscode.l10n.t('{0} has an image that cannot be shown here.', label),
      );
    }
  }
}
