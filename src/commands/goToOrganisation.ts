import { pickOrganisation } from '../pickers/organisation';
import type { CommandContext } from './commandContext';

export async function goToOrganisation(context: CommandContext): Promise<void> {
  const picked = await pickOrganisation(context);
  if (picked !== undefined) {
    await context.organisations.revealCustomer(picked.connection, picked.customer);
  }
}
