import { type Commands, commandsWith } from './command';
import { copyDeepLink, type CopyDeepLinkParts, copyLink, copyName, copyUuid } from './copy';
import { edit, type EditParts } from './edit';
import { openInHomePort } from './openInHomePort';
import { pin, type PinParts, unpin } from './pin';
import { showDetails, type ShowDetailsParts } from './showDetails';
import { showImage, type ShowImageParts } from './showImage';

/** Whatever a row stands for. */
export function itemCommands(
  parts: ShowDetailsParts & EditParts & ShowImageParts & PinParts & CopyDeepLinkParts,
): Commands {
  return commandsWith(parts, {
    'waldur.edit': edit,
    'waldur.showDetails': showDetails,
    'waldur.showImage': showImage,
    'waldur.openInHomePort': openInHomePort,
    'waldur.pin': pin,
    'waldur.unpin': unpin,
    'waldur.copyName': copyName,
    'waldur.copyUuid': copyUuid,
    'waldur.copyLink': copyLink,
    'waldur.copyDeepLink': copyDeepLink,
  });
}
