/** What every path of the page begins with. */
export const VIEW_BASE = '/_starmock/ui';

/** Whether a path is one of the page's. */
export const isViewPath = (path: string): boolean => path === VIEW_BASE || path.startsWith(`${VIEW_BASE}/`);
