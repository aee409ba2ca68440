import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { planEdits } from '../documents/planEdits';
import { checkValue } from '../edits/checkValue';
import type { Values } from '../edits/values';
import { fieldNamed } from '../edits/writableFields';
import { readScope } from '../grants/findScopes';
import type { GrantScope } from '../grants/roleTask';
import { valueProblemText } from '../organisations/fieldProblems';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';
import { sentences } from '../ui/sentences';
import { assistantTool, InputProblem, serverInput, uuidInput } from './assistantTool';
import { proposalQuestion, propose } from './proposal';
import { findOn } from './servers';
import { kindInput, kindOf } from './told';

const longestValue = 10_000;
const text = z.string().check(z.maxLength(longestValue));
const changeInput = z.strictObject({
  field: z.string().check(z.minLength(1), z.maxLength(60)),
  value: z.union([text, z.number(), z.boolean(), z.null(), z.array(text).check(z.maxLength(100))]),
});

/** Opens a plan of fields to be changed, the same in all objects, for the person to run. */
export const proposeFields = assistantTool({
  input: z.strictObject({
    kind: kindInput,
    uuids: z.array(uuidInput).check(z.minLength(1), z.maxLength(50)),
    changes: z.array(changeInput).check(z.minLength(1), z.maxLength(30)),
    ...serverInput,
  }),
  doing: () => vscode.l10n.t('Making a plan for you to review'),
  question: ({ uuids: { length } }) =>
    proposalQuestion(
      count(
        length,
        vscode.l10n.t('Open a plan that changes fields of 1 item?'),
        vscode.l10n.t('Open a plan that changes fields of {0} items?', numberText(length)),
      ),
    ),
  answer: async (parts, { kind: word, uuids, changes, server }, signal) => {
    const kind = kindOf(word);
    const values = valuesOf(kind, changes);
    const {
      connection,
      name,
      value: scopes,
    } = await findOn(parts, server, signal, ({ client }, call) =>
      Promise.all([...new Set(uuids)].map((uuid) => readScope(client, { kind, uuid }, call))),
    );
    const plan = await planEdits(connection, parts.stores.of(connection), scopes, values, signal);
    const title = vscode.l10n.t('Proposed Changes of Fields on {0}', name);
    return propose(parts, { connection, name, title, plan, command: 'editField' }, signal);
  },
});

/** @throws InputProblem for a field that there is not, or a value that no server takes */
function valuesOf(kind: GrantScope['kind'], changes: readonly z.infer<typeof changeInput>[]): Values {
  return new Map(
    changes.map(({ field: name, value }) => {
      const field = fieldNamed(kind, name);
      if (field === undefined) {
        throw new InputProblem(
          vscode.l10n.t(
            'There is no field “{0}”. Read the fields to see which there are.',
            plainLine(name, 60),
          ),
        );
      }
      const checked = checkValue(field, value);
      if (checked.kind === 'problems') {
        throw new InputProblem(
          sentences(
            vscode.l10n.t('The value for the field “{0}” cannot be used.', name),
            ...checked.problems.slice(0, 1).map(({ problem }) => valueProblemText(problem)),
          ),
        );
      }
      return [name, checked.value];
    }),
  );
}
