import * as vscode from 'vscode';
import { withoutLinks } from './serverText';
import type { StepOutcome, StepPosition } from './stepSequence';

/** What every step of a series shows. */
export interface StepOptions {
  readonly title: string;
  readonly position: StepPosition;
  readonly placeholder?: string;
  readonly buttons?: readonly StepButton[];
  /** Stays open when the window loses the focus, so that something can be copied from elsewhere. */
  readonly keepOpen?: boolean;
  /** Ends the step when what it asks about is no longer so. */
  readonly until?: AbortSignal | undefined;
}

export interface StepButton extends vscode.QuickInputButton {
  /** @param text what is typed so far */
  readonly run: (text: string) => unknown;
}

export interface StepWarning {
  readonly warning: string;
}

export interface InputStepOptions extends StepOptions {
  readonly prompt: string;
  readonly value?: string;
  readonly password?: boolean;
  /** What the text means so far, shown while it is typed; undefined where there is nothing to say. */
  readonly hint?: ((value: string) => string | undefined) | undefined;
  /**
   * Checks and keeps the answer. Returns what is wrong with it, as plain text, or undefined to go on; a warning where
   * the same answer is taken when it is given again.
   */
  readonly accept: (value: string, signal: AbortSignal) => Promise<string | StepWarning | undefined>;
}

export interface PickStepOptions<T extends vscode.QuickPickItem> extends StepOptions {
  readonly items: readonly T[];
  /** Chosen at first: the answer given before. */
  readonly active?: (item: T) => boolean;
  /** What is typed is looked for beside the labels, too. */
  readonly matchOnDescription?: boolean;
  /** And below them. */
  readonly matchOnDetail?: boolean;
  /** Called for the button of an item, which ends the step. */
  readonly onItemButton?: (item: T) => void;
  /** As with an input; what is wrong is shown above the items. */
  readonly accept: (item: T, signal: AbortSignal) => Promise<string | undefined>;
}

/** Asks for one line of text. */
export async function inputStep(options: InputStepOptions): Promise<StepOutcome> {
  const input = vscode.window.createInputBox();
  input.prompt = withoutLinks(options.prompt);
  input.value = options.value ?? '';
  input.password = options.password ?? false;
  let isWarning = false;
  return ask(input, options, {
    accept: async (signal) => {
      const problem = await options.accept(input.value, signal);
      isWarning = typeof problem === 'object';
      return typeof problem === 'object' ? problem.warning : problem;
    },
    showProblem: (problem) => {
      const message = problem === undefined ? undefined : withoutLinks(problem);
      input.validationMessage =
        message !== undefined && isWarning
          ? { message, severity: vscode.InputBoxValidationSeverity.Warning }
          : message;
    },
    onEdit: (clear) =>
      input.onDidChangeValue((value) => {
        clear();
        const hint = options.hint?.(value);
        if (hint !== undefined) {
          input.validationMessage = {
            message: withoutLinks(hint),
            severity: vscode.InputBoxValidationSeverity.Info,
          };
        }
      }),
  });
}

/** Asks for one of several. */
export async function pickStep<T extends vscode.QuickPickItem>(
  options: PickStepOptions<T>,
): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick<T | vscode.QuickPickItem>();
  pick.items = options.items;
  pick.matchOnDescription = options.matchOnDescription ?? false;
  pick.matchOnDetail = options.matchOnDetail ?? false;
  const { active, onItemButton } = options;
  pick.activeItems = active === undefined ? [] : options.items.filter(active);
  return ask(pick, options, {
    accept: async (signal) => {
      const chosen = options.items.find((item) => item === pick.selectedItems[0]);
      return chosen === undefined ? '' : options.accept(chosen, signal);
    },
    showProblem: (problem) => {
      const items = options.items;
      pick.items =
        problem === undefined || problem === ''
          ? items
          : [
              { label: vscode.l10n.t('$(error) Cannot continue'), detail: problem, alwaysShow: true },
              ...items,
            ];
    },
    onEdit: () => new vscode.Disposable(() => undefined),
    ...(onItemButton === undefined
      ? {}
      : {
          onMore: (end: (outcome: StepOutcome) => void) =>
            pick.onDidTriggerItemButton(({ item }) => {
              const chosen = options.items.find((candidate) => candidate === item);
              if (chosen !== undefined) {
                onItemButton(chosen);
                end('next');
              }
            }),
        }),
  });
}

/** What makes one kind of input differ from another. */
export interface Behaviour {
  /** '' means: stay, there is nothing to say. */
  readonly accept: (signal: AbortSignal) => Promise<string | undefined>;
  readonly showProblem: (problem: string | undefined) => void;
  readonly onEdit: (clear: () => void) => vscode.Disposable;
  /** What else ends it. */
  readonly onMore?: (end: (outcome: StepOutcome) => void) => vscode.Disposable;
}

export type StepInput = (vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>) & {
  buttons: readonly vscode.QuickInputButton[];
};

/** Shows an input as a step and waits for how it ends; disposes it. */
export async function ask(
  input: StepInput,
  options: StepOptions,
  behaviour: Behaviour,
): Promise<StepOutcome> {
  const { position, buttons = [] } = options;
  const abort = new AbortController();
  input.title = options.title;
  // “(1/1)” tells nothing.
  input.step = position.totalSteps > 1 ? position.step : undefined;
  input.totalSteps = position.totalSteps > 1 ? position.totalSteps : undefined;
  input.placeholder = options.placeholder;
  input.ignoreFocusOut = options.keepOpen ?? false;
  input.buttons = [...(position.canGoBack ? [vscode.QuickInputButtons.Back] : []), ...buttons];
  const subscriptions: vscode.Disposable[] = [];
  // Not `busy`: a step may be busy with a search and still take an answer.
  let accepting = false;
  try {
    return await new Promise<StepOutcome>((resolve, reject) => {
      const accept = async (): Promise<void> => {
        if (accepting) {
          return;
        }
        accepting = true;
        input.busy = true;
        input.enabled = false;
        behaviour.showProblem(undefined);
        const problem = await behaviour.accept(abort.signal);
        if (abort.signal.aborted) {
          return;
        }
        if (problem === undefined) {
          resolve('next');
          return;
        }
        accepting = false;
        input.busy = false;
        input.enabled = true;
        behaviour.showProblem(problem);
      };
      subscriptions.push(
        input.onDidAccept(() => void accept().catch(reject)),
        input.onDidHide(() => resolve('cancelled')),
        endOn(options.until, () => resolve('cancelled')),
        behaviour.onEdit(() => behaviour.showProblem(undefined)),
        ...(behaviour.onMore === undefined ? [] : [behaviour.onMore(resolve)]),
        input.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) {
            resolve('back');
          } else {
            buttons.find((candidate) => candidate === button)?.run(input.value);
          }
        }),
      );
      input.show();
    });
  } finally {
    abort.abort();
    for (const subscription of subscriptions) {
      subscription.dispose();
    }
    input.dispose();
  }
}

function endOn(signal: AbortSignal | undefined, end: () => void): vscode.Disposable {
  signal?.addEventListener('abort', end);
  if (signal?.aborted === true) {
    end();
  }
  return new vscode.Disposable(() => signal?.removeEventListener('abort', end));
}
