import { type Commands, commandsWith } from './command';
import { copyReminder } from './copyReminder';
import { exportAttention, type ExportAttentionParts } from './exportAttention';
import { filterAttention } from './filterAttention';
import type { ItemParts } from './itemParts';
import { type AttentionParts, snooze, unsnooze } from './snooze';

/** What is done about rows of the view Attention. */
export function attentionCommands(parts: AttentionParts & ExportAttentionParts & ItemParts): Commands {
  return commandsWith(parts, {
    'waldur.snooze': snooze,
    'waldur.unsnooze': unsnooze,
    'waldur.filterAttention': filterAttention,
    'waldur.exportAttention': exportAttention,
    'waldur.copyReminder': copyReminder,
  });
}
