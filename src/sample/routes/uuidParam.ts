/** The part of a path that is an object's uuid; a malformed one still comes to the handler, which answers 404. */
export const uuidParam = ':uuid{[^/.]+}';
