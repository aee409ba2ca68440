import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { ChangeRuns } from '../changes/changeRuns';
import type { ConnectionStore } from '../connections/connectionStore';
import type { OrganisationStores } from '../organisations/organisationStores';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import type { KeptEndings } from './keptEndings';

/** What tools read with, and run what the person has confirmed. */
export interface AssistantParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of' | 'onDidChange'>;
  /** Loaded once a plan is to be run; undefined where it cannot be, which is told. */
  readonly runs: () => Promise<Pick<ChangeRuns, 'run'> | undefined>;
  /** What was read for answers before. */
  readonly endings: Pick<KeptEndings, 'read'>;
}

/** What an assistant gave, or what became of it, has to be put right by the assistant: a sentence that says how. */
export class InputProblem extends Error {}

/** A tool with the input that it takes. */
interface ToolOf<S extends z.ZodMiniType> {
  readonly input: S;
  /** What is going on, for the person. */
  readonly doing: (input: z.infer<S>) => string;
  /** What a person is asked first. */
  readonly question: (input: z.infer<S>) => vscode.LanguageModelToolConfirmationMessages;
  readonly answer: (parts: AssistantParts, input: z.infer<S>, signal: AbortSignal) => Promise<string>;
}

/** A tool of package.json, whose input may be anything. */
export interface AssistantTool {
  readonly input: z.ZodMiniType;
  /** Nothing is said of bad input, as the answer tells what is wrong with it. */
  readonly prepare: (input: unknown) => vscode.PreparedToolInvocation;
  /** @throws InputProblem, WaldurError when cancelled, and what reading who the caller is throws */
  readonly answer: (parts: AssistantParts, input: unknown, signal: AbortSignal) => Promise<string>;
}

export function assistantTool<S extends z.ZodMiniType>(tool: ToolOf<S>): AssistantTool {
  return {
    input: tool.input,
    prepare: (given) => {
      const { data } = z.safeParse(tool.input, given);
      return data === undefined
        ? {}
        : { invocationMessage: tool.doing(data), confirmationMessages: tool.question(data) };
    },
    answer: async (parts, given, signal) => {
      const parsed = z.safeParse(tool.input, given);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new InputProblem(issue === undefined ? '' : issueText(issue));
      }
      return tool.answer(parts, parsed.data, signal);
    },
  };
}

/** A question before something is read: what is read is told to the model, and nothing is written. */
export function readQuestion(title: string): vscode.LanguageModelToolConfirmationMessages {
  return {
    title,
    message: vscode.l10n.t(
      'The answer goes to the language model. It may hold names, user names and e-mail addresses of people. Nothing is changed on the server.',
    ),
  };
}

/** One object or person, as answers name it. */
export const uuidInput = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** Which of the servers; all when left out. */
export const serverInput = { server: z.optional(z.string().check(z.maxLength(300))) };

/** What is looked for. */
export const textInput = z.string().check(z.maxLength(200));

function issueText(issue: z.core.$ZodIssue): string {
  const field = plainLine(issue.path.join('.') || vscode.l10n.t('the input'), 80);
  switch (issue.code) {
    case 'invalid_format':
      return vscode.l10n.t('“{0}” is not a UUID of 32 hexadecimal digits.', field);
    case 'invalid_value':
      return vscode.l10n.t(
        '“{0}” is not one of {1}.',
        field,
        listText(issue.values.map(String), 'disjunction'),
      );
    case 'unrecognized_keys':
      return vscode.l10n.t('This tool takes no “{0}”.', plainLine(issue.keys.join(', '), 80));
    case 'too_big':
      return vscode.l10n.t('“{0}” is too long or too large.', field);
    case 'too_small':
      return vscode.l10n.t('“{0}” is empty or too small.', field);
    case 'invalid_type':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return vscode.l10n.t('“{0}” is missing or of the wrong type.', field);
  }
}
