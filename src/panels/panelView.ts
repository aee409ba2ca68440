import * as z from 'zod/mini';

/**
 * What a panel shows, every text in the reader's language. An action is a word that means something to the panel alone,
 * so that a webview can cause nothing but what its buttons do.
 */

const text = z.string();
const optionalText = z.optional(text);

const icon = z.enum([
  'add',
  'calendar',
  'chevron-down',
  'chevron-right',
  'circle-large',
  'close',
  'color-mode',
  'copy',
  'edit',
  'ellipsis',
  'error',
  'eye',
  'info',
  'mail',
  'pass',
  'refresh',
  'search',
  'server',
  'warning',
]);
export type IconName = z.infer<typeof icon>;

/** Something that can be chosen. `title`: what it does, with what, for those who do not see the icon. */
const button = z.object({ action: text, title: text, icon: z.optional(icon) });
export type Button = Readonly<z.infer<typeof button>>;

/** Told by icon and word as well as by colour. */
const tone = z.enum(['good', 'warning', 'bad', 'begun', 'open', 'review']);
export type Tone = z.infer<typeof tone>;

const figure = z.object({
  id: text,
  label: text,
  /** The number; what follows it is quiet: cents, units. */
  value: text,
  unit: optionalText,
  /** What it counts. */
  note: optionalText,
  tone: z.optional(tone),
  /** Drawn as a ring with the number inside. `share`: of the whole ring, 0 to 1. */
  ring: z.optional(z.object({ share: z.number() })),
  /** Of none. */
  quiet: z.optional(z.boolean()),
  /** Heading of those that stand together. */
  group: optionalText,
  /** Leads to what it counts. `section`: where that is in the page. */
  action: optionalText,
  section: optionalText,
  /** What the action does, where that is not to be seen from the page. */
  title: optionalText,
});
export type Figure = Readonly<z.infer<typeof figure>>;

/** A time as a part of the width of a time line, from its start: 0 to 1. */
const share = z.number();

/** Times of a row on the time line of its column. */
const lane = z.object({
  bars: z.array(
    z.object({
      from: share,
      to: share,
      state: z.enum(['ended', 'open', 'scheduled']),
      label: text,
      /** It began earlier than the time line does. */
      isCut: z.optional(z.boolean()),
    }),
  ),
  /** Where there is nothing to draw. */
  text: optionalText,
  /** All of it in words. */
  title: text,
});
export type Lane = Readonly<z.infer<typeof lane>>;

const scale = z.object({
  marks: z.array(z.object({ at: share, title: text })),
  today: z.object({ at: share, title: text }),
});
export type Scale = Readonly<z.infer<typeof scale>>;

/** How much of a limit is used, 1: all of it; null where there is none. */
const limitBar = z.object({ share: z.nullable(z.number()), tone: z.optional(tone) });
export type LimitBar = Readonly<z.infer<typeof limitBar>>;

const cell = z.object({
  text,
  /** Below the text, quiet, in tables with rows of two lines. */
  second: optionalText,
  icon: z.optional(icon),
  lane: z.optional(lane),
  /** Beside the text, quiet. */
  aside: optionalText,
  title: optionalText,
  quiet: z.optional(z.boolean()),
  tone: z.optional(tone),
  /** Drawn before the text. `share`: of the whole width, 0 to 1. */
  bar: z.optional(z.object({ share: z.number() })),
  /** Drawn in place of the text, which is empty. */
  limit: z.optional(limitBar),
  /** What rows are sorted by; the text where it is left out. Rows with null come last. */
  sort: z.optional(z.nullable(z.union([z.number(), z.string()]))),
});
export type Cell = Readonly<z.infer<typeof cell>>;

const row = z.object({
  key: text,
  /** As many as the table has columns. */
  cells: z.array(cell),
  action: optionalText,
  tools: z.array(button),
  /** It is open beside the table. */
  current: z.optional(z.boolean()),
  /** Id of its group, where the table has such. */
  group: optionalText,
});
export type Row = Readonly<z.infer<typeof row>>;

const column = z.object({
  id: text,
  title: text,
  /** Of numbers. */
  end: z.optional(z.boolean()),
  /** Goes first where there is little room. */
  optional: z.optional(z.boolean()),
  /** Some of its cells have an icon before their text. */
  marked: z.optional(z.boolean()),
  /** In pixels; the rest goes to those without. */
  width: z.optional(z.number()),
  /** Of a column of lanes. */
  scale: z.optional(scale),
});
export type Column = Readonly<z.infer<typeof column>>;

const table = z.object({
  kind: z.literal('table'),
  /** Rows have two lines; or where there is too little room for optional columns, whose texts the second one has. */
  isTall: z.optional(z.boolean()),
  folds: z.optional(z.boolean()),
  columns: z.array(column),
  rows: z.array(row),
  /** What its rows are parted in, in this order. A group can be folded. */
  groups: z.optional(z.array(z.object({ id: text, title: text, note: optionalText }))),
  /** What a group is, where the table is written down. */
  groupedBy: optionalText,
  sorted: z.object({ column: text, descending: z.boolean() }),
  /** Rows shown before the person asks for all, and the words for that; all from the start where it is left out. */
  few: z.optional(z.number()),
  showAll: optionalText,
  /** Texts are never cut: rows are as high as they need, and all are drawn. */
  wrap: z.optional(z.boolean()),
  /** Reads rows that are not there yet: some, or all. */
  more: z.optional(button),
  all: z.optional(button),
  /** Where rows can be selected. `keys`: those that are; `one`: what selects the row or group {0}; `told`: to readers. */
  selection: z.optional(z.object({ keys: z.array(text), one: text, all: text, told: text })),
});
export type Table = Readonly<z.infer<typeof table>>;

const comparisonCell = z.object({
  text,
  unit: optionalText,
  /** How much of the limit it is, or why it is none. */
  share: optionalText,
  /** Told to readers beside its icon. */
  state: optionalText,
  title: optionalText,
  /** Left out where there is nothing to compare. */
  limit: z.optional(limitBar),
});
export type ComparisonCell = Readonly<z.infer<typeof comparisonCell>>;

/** Objects beside each other. */
const comparison = z.object({
  kind: z.literal('comparison'),
  label: text,
  head: text,
  /** What the second line of a head is, where the table is written down. */
  noteHead: text,
  columns: z.array(z.object({ key: text, title: text, remove: z.optional(button) })),
  rows: z.array(z.object({ key: text, title: text, note: text, cells: z.array(comparisonCell) })),
});
export type Comparison = Readonly<z.infer<typeof comparison>>;

const fact = z.object({
  key: text,
  label: text,
  value: text,
  quiet: z.optional(z.boolean()),
  /** A uuid, a slug. */
  code: z.optional(z.boolean()),
  /** Shown to those who ask for all. */
  rare: z.optional(z.boolean()),
  tools: z.array(button),
});
export type Fact = Readonly<z.infer<typeof fact>>;

const facts = z.object({
  kind: z.literal('facts'),
  groups: z.array(z.object({ title: text, facts: z.array(fact) })),
  /** Where some are rare: the words for showing them. */
  showAll: optionalText,
});
export type Facts = Readonly<z.infer<typeof facts>>;

const lines = z.object({
  kind: z.literal('lines'),
  lines: z.array(z.object({ key: text, when: text, title: optionalText, text })),
  more: z.optional(button),
});
export type Lines = Readonly<z.infer<typeof lines>>;

/** Words of the server's, lines and all. */
const prose = z.object({ kind: z.literal('prose'), text });

const notice = z.object({
  kind: z.literal('notice'),
  tone: z.optional(z.enum(['warning', 'bad'])),
  title: optionalText,
  text,
  buttons: z.array(button),
});
export type Notice = Readonly<z.infer<typeof notice>>;

/** One of several that a section shows: a period, a state. */
const choice = z.object({
  id: text,
  label: text,
  /** At least one. */
  options: z.array(z.object({ action: text, title: text })),
  /** Which of the options is in force. */
  selected: z.number(),
});
export type Choice = Readonly<z.infer<typeof choice>>;

/** One of several, how often it came, in words, and its length: 0 to 1, of the longest. */
const chartPart = z.object({ label: text, text, share: z.number() });
export type ChartPart = Readonly<z.infer<typeof chartPart>>;

/** `label`: what it shows, in a sentence. */
const chart = z.discriminatedUnion('kind', [
  /** One bar in two parts, whose shares make 1. */
  z.object({ kind: z.literal('split'), label: text, parts: z.array(chartPart) }),
  z.object({ kind: z.literal('bars'), label: text, parts: z.array(chartPart), note: optionalText }),
  /** `marks`: what stands below, where the columns have no labels of their own. */
  z.object({ kind: z.literal('columns'), label: text, parts: z.array(chartPart), marks: z.array(text) }),
  z.object({ kind: z.literal('words'), text }),
]);
export type Chart = Readonly<z.infer<typeof chart>>;

const question = z.object({
  key: text,
  number: text,
  text,
  /** Whether it is required, and what is asked for. */
  note: text,
  answered: z.object({ text, of: text, share: z.number() }),
  chart,
  /** Opens or closes it. */
  action: text,
  /** Who answered what, where it is open. */
  open: z.optional(
    z.object({
      loading: z.optional(z.boolean()),
      notice: z.optional(notice),
      table: z.optional(table),
    }),
  ),
});
export type Question = Readonly<z.infer<typeof question>>;

const questions = z.object({
  kind: z.literal('questions'),
  heads: z.object({ question: text, answered: text, chart: text }),
  questions: z.array(question),
  more: z.optional(button),
  all: z.optional(button),
});
export type Questions = Readonly<z.infer<typeof questions>>;

const section = z.object({
  id: text,
  title: text,
  note: optionalText,
  tools: z.array(button),
  choices: z.optional(z.array(choice)),
  /** Where its rows can be searched: what for. */
  search: optionalText,
  /** Bones stand for what is being read. `rows`: how many, so that nothing jumps when it comes. */
  loading: z.optional(z.object({ rows: z.number() })),
  /** Above the content, which may be from before. */
  notice: z.optional(notice),
  content: z.optional(z.discriminatedUnion('kind', [table, facts, lines, questions, prose, comparison])),
});
export type Section = Readonly<z.infer<typeof section>>;

/** Words of the webview's own. `{0}` and the like are filled in there. */
const words = z.object({
  loading: text,
  /** A search that found {0} of {1}. */
  found: text,
  nothingFound: text,
  clearSearch: text,
  actions: text,
  showFewer: text,
});

const tabs = z.object({
  /** What they are the parts of. */
  label: text,
  /** `note`: how many are in it. */
  all: z.array(z.object({ id: text, title: text, note: optionalText, action: text })),
  /** Id of the one that the sections are of. */
  selected: text,
});
export type Tabs = Readonly<z.infer<typeof tabs>>;

export const panelView = z.object({
  /** Language of the texts, as `<html lang>` has it. */
  language: text,
  words,
  title: text,
  /** At the head of the page, where that is not its title: which of the panels of `title` it is. */
  heading: optionalText,
  /** Where it belongs, from the server on; each part may lead there. `title`: what that does. */
  context: z.array(z.object({ text, action: optionalText, title: optionalText })),
  read: text,
  refresh: z.optional(button),
  /** Two letters in place of an image. */
  initials: optionalText,
  /** In itself, as a panel may not connect. */
  image: z.optional(text.check(z.startsWith('data:image/'))),
  subtitle: z.array(text),
  secondary: z.optional(button),
  primary: z.optional(button),
  /** What else can be done. */
  menu: z.optional(button),
  notice: z.optional(notice),
  figures: z.array(figure),
  /** So many are being read. */
  figuresLoading: z.optional(z.number()),
  tabs: z.optional(tabs),
  /** Where the person is in it, in a word of the panel's own, which it is handed back after a reload. */
  place: z.optional(text.check(z.maxLength(200))),
  /** Above the two columns, as wide as both. */
  wide: z.optional(z.array(section)),
  main: z.array(section),
  side: z.array(section),
  /** What stands aside is a list of what can be opened, and comes first. */
  sideFirst: z.optional(z.boolean()),
});
export type PanelView = Readonly<z.infer<typeof panelView>>;
