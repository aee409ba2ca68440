import * as z from 'zod/mini';
import { panelView } from './panelView';

/**
 * What a panel and its webview say to each other. The panel sends whole snapshots of what is to be shown; the webview
 * draws them and sends back which of the actions in it was chosen.
 */

const text = z.string();

const drawingForm = z.enum(['svg', 'png']);
export type DrawingForm = z.infer<typeof drawingForm>;

export const messageToWebview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    /** Counts up; what is older than what is shown is dropped. */
    revision: z.number(),
    view: panelView,
  }),
  /** A picture of a part of the page is wanted: of its figures, or of a section by its id. */
  z.object({ kind: z.literal('draw'), id: z.number(), part: text, form: drawingForm }),
]);
export type MessageToWebview = z.infer<typeof messageToWebview>;

/** What the webview keeps over reloads: which object it is of, and where the person was. */
export const webviewState = z.object({
  /** As `objectCode` has it: tells no server. */
  object: text.check(z.maxLength(200)),
  title: text.check(z.maxLength(500)),
  place: z.optional(text.check(z.maxLength(200))),
  scroll: z.optional(z.number()),
  sections: z.optional(
    z.record(
      z.string(),
      z.object({
        all: z.optional(z.boolean()),
        /** How many were read, where that was more than the first page. */
        rows: z.optional(z.number()),
        search: z.optional(text),
        sorted: z.optional(z.object({ column: text, descending: z.boolean() })),
        /** Ids of groups. */
        folded: z.optional(z.array(text)),
      }),
    ),
  ),
});
export type WebviewState = z.infer<typeof webviewState>;
export type SectionState = NonNullable<WebviewState['sections']>[string];
