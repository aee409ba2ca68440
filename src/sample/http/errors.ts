import type { Json } from '../json';

/** An answer that is not 2xx: thrown by rules and handlers, written by the router as it stands. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /** @param body undefined: an empty body without a content type */
  constructor(
    readonly status: number,
    readonly body: Json | undefined,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status}`);
  }
}

/** What the server answers with its HTML page "Server Error (500)" for. */
export class ServerCrash extends Error {
  override readonly name = 'ServerCrash';
}

const html = (title: string, words: string): string =>
  `\n<!doctype html>\n<html lang="en">\n<head>\n  <title>${title}</title>\n</head>\n<body>\n  <h1>${title}</h1><p>${words}</p>\n</body>\n</html>\n`;
export const notFoundPage = html('Not Found', 'The requested resource was not found on this server.');
export const serverErrorPage = html('Server Error (500)', '');

/** @param model as Django names it: `Customer`, `CallManagingOrganisation` */
export const notFound = (model: string): ApiError =>
  new ApiError(404, { detail: `No ${model} matches the given query.` });

export const forbidden = (): ApiError =>
  new ApiError(403, { detail: 'You do not have permission to perform this action.' });

export const unauthorized = (detail: string): ApiError =>
  new ApiError(401, { detail }, { 'www-authenticate': 'Token' });

export const notAuthenticated = (): ApiError => unauthorized('Authentication credentials were not provided.');

export const invalid = (errors: Json): ApiError => new ApiError(400, errors);

export const fieldError = (field: string, message: string): ApiError => invalid({ [field]: [message] });

export const nonFieldError = (message: string): ApiError => fieldError('non_field_errors', message);

/** A bare array, as views (not serializers) refuse. */
export const refused = (message: string): ApiError => invalid([message]);

export const conflict = (detail: string): ApiError => new ApiError(409, { detail });
