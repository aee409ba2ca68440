export const tabs = ['projects', 'questions', 'details'] as const;
export type Tab = (typeof tabs)[number];

export const states = ['all', 'open', 'begun', 'complete', 'review'] as const;
/** Which projects are shown: all, not started, in progress, complete, to be reviewed. */
export type StateFilter = (typeof states)[number];

/** Something that is open, and how many come before it in the server's list: servers find it by that alone. */
export interface Opened {
  readonly uuid: string;
  readonly at: number;
}

/** Where the person is in the panel. */
export interface Place {
  readonly tab: Tab;
  readonly state: StateFilter;
  readonly question?: Opened | undefined;
  readonly project?: Opened | undefined;
}

/** As the webview keeps it: `questions all question=<uuid>@4 project=<uuid>@17`. */
export function writePlace({ tab, state, question, project }: Place): string {
  const opened = (name: string, of: Opened | undefined): string =>
    of === undefined ? '' : ` ${name}=${of.uuid}@${of.at}`;
  return `${tab} ${state}${opened('question', question)}${opened('project', project)}`;
}

/** @param text of a window from before, so of whatever it holds */
export function readPlace(text = ''): Place {
  const [tab, state, ...more] = text.split(' ');
  const opened = (name: string): Opened | undefined => {
    const found = more.map((part) => /^(\w+)=([0-9a-f]{32})@(\d{1,6})$/.exec(part));
    const [, , uuid, at] = found.find((match) => match?.[1] === name) ?? [];
    return uuid === undefined ? undefined : { uuid, at: Number(at) };
  };
  return {
    tab: tabs.find((known) => known === tab) ?? 'projects',
    state: states.find((known) => known === state) ?? 'all',
    question: opened('question'),
    project: opened('project'),
  };
}
