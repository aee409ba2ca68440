import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { readCustomer } from '../grants/findScopes';
import { scopeOfCustomer } from '../grants/grantScopes';
import { type ComponentUsage, componentsOf, isAddedUp } from '../panels/usage/componentUsage';
import { componentName, stateText } from '../panels/usage/usageTexts';
import { readCustomerStats } from '../waldur/customerStats';
import { answerText } from './answer';
import { assistantTool, readQuestion, serverInput, uuidInput } from './assistantTool';
import { askServers } from './servers';
import { placeTold } from './told';

/** What an organisation uses of its limits, the most used first. */
export const readUsage = assistantTool({
  input: z.strictObject({
    organisation: uuidInput,
    period: z.optional(z.enum(['month', 'total'])),
    ...serverInput,
  }),
  doing: () => vscode.l10n.t('Reading the usage of an organisation'),
  question: () => readQuestion(vscode.l10n.t('Read from Waldur what an organisation uses?')),
  answer: async (parts, { organisation, period = 'month', server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async ({ client }, call) => {
        const [customer, stats] = await Promise.all([
          readCustomer(client, organisation, call),
          readCustomerStats(
            client,
            organisation,
            period === 'month' ? { for_current_month: true } : {},
            call,
          ),
        ]);
        const components = componentsOf(stats.components ?? []);
        return {
          facts: {
            of: placeTold(scopeOfCustomer(customer)),
            // Servers of 2024 tell no months apart.
            period: isAddedUp(components) ? 'total' : period,
          },
          rows: components.toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1)).map(componentTold),
          total: components.length,
          narrow: vscode.l10n.t('To see all of them, open “Open Usage” on the organisation in VS Code.'),
        };
      }),
    ),
});

function componentTold(component: ComponentUsage): object {
  const { used, limit, share, state, unit, offering } = component;
  return {
    component: componentName(component),
    ...(offering === '' ? {} : { offering }),
    ...{ unit, used, limit },
    ...(share === undefined || share === Infinity ? {} : { percentOfLimit: Math.round(share * 1000) / 10 }),
    state: stateText(state),
  };
}
