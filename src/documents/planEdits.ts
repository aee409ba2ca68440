import type { ChangePlan } from '../changes/changePlan';
import { costWarnings } from '../changes/confirmCosts';
import type { Connection } from '../connections/connection';
import type { FieldsTask } from '../edits/fieldsTask';
import { planFields, type UnreadFields, type WantedFields } from '../edits/planFields';
import type { Values } from '../edits/values';
import type { GrantScope } from '../grants/roleTask';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStore } from '../organisations/organisationStore';
import { WaldurError } from '../waldur/errors';
import { readEditedObject } from './editedObject';
import { fieldsObjectOfScope } from './nameOf';

/**
 * Plans the same values for several objects, as the server has them now. One that cannot be read has its place in the
 * plan. @throws WaldurError when cancelled, or when none of them can be reached
 */
export async function planEdits(
  connection: Connection,
  store: OrganisationStore,
  objects: readonly GrantScope[],
  values: Values,
  signal: AbortSignal,
): Promise<ChangePlan<FieldsTask>> {
  const wanted = await Promise.all(
    objects.map(async (scope): Promise<WantedFields | UnreadFields> => {
      const object = fieldsObjectOfScope(scope);
      try {
        const { row, fields } = await readEditedObject(connection, store, objectRef(connection, scope), {
          signal,
        });
        return { object, row, fields, values };
      } catch (error) {
        if (!(error instanceof WaldurError) || isOfAll(error)) {
          throw error;
        }
        return { object, values, problem: error.problem };
      }
    }),
  );
  const { tasks } = planFields(wanted);
  return { tasks, warnings: await costWarnings(connection.client, tasks, signal) };
}

/** What is no fault of the one object. */
function isOfAll({ problem }: WaldurError): boolean {
  return problem.kind !== 'forbidden' && problem.kind !== 'notFound' && problem.kind !== 'server';
}
