/** Session tokens are plain; personal access tokens and OIDC tokens are told by their form. */
export function schemeOf(token: string): 'Token' | 'Bearer' {
  return isPersonal(token) || /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) ? 'Bearer' : 'Token';
}

/** Whether a token is a personal access token. */
export function isPersonal(token: string): boolean {
  return token.startsWith('w_');
}
