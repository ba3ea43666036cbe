/** Names the session of a request, as it does for the mock. */
export const SESSION_HEADER = 'x-starmock-session';
