/** What every path of the control API begins with. */
export const CONTROL_BASE = '/_starmock/';

/** Whether a request is about the mock itself: such requests meet no faults and are in no journal. */
export const isControlPath = (path: string): boolean => path.startsWith(CONTROL_BASE);
