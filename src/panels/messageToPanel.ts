import * as z from 'zod/mini';

const text = z.string();

/** What a webview says to its panel. Apart from what the webview itself reads: it needs no more of this than its type. */
export const messageToPanel = z.discriminatedUnion('kind', [
  /** It can be drawn on, and shows nothing yet. */
  z.strictObject({ kind: z.literal('ready') }),
  /** The picture that was asked for: SVG as text, PNG in base64, nothing where there is none. */
  z.strictObject({
    kind: z.literal('drawing'),
    id: z.number(),
    data: text.check(z.maxLength(16_000_000)),
  }),
  /** Rows were selected, or are no longer. */
  z.strictObject({
    kind: z.literal('select'),
    keys: z.array(text.check(z.maxLength(200))).check(z.maxLength(10_000)),
    isSelected: z.boolean(),
  }),
  /** One of the actions of the latest snapshot was chosen. */
  z.strictObject({ kind: z.literal('act'), action: text.check(z.maxLength(200)) }),
]);
export type MessageToPanel = z.infer<typeof messageToPanel>;
