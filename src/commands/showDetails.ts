import type { Command } from './commandContext';
import { resourcesOf } from './targets';

/** Opens the whole object as the server has it now, as read-only JSON. */
export const showDetails: Command = async (context, ...args) => {
  for (const resource of await resourcesOf(context, args)) {
    await context.details.show(resource);
  }
};
