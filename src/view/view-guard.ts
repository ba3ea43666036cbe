import type { ControlAnswer } from '../control/control-answer.ts';
import { refusal } from '../control/control-guard.ts';
import type { ServiceRequest } from '../mock/service-request.ts';

/** The page itself sends the address that it was loaded from. */
const isOwnPage = ({ header }: ServiceRequest): boolean => header('origin') === `http://${header('host') ?? ''}`;

/** Whether a request may see what was exchanged: as for the control API, except that the page may ask, too. */
export function viewRefusal(request: ServiceRequest, token: string | undefined): ControlAnswer | undefined {
  const header = (name: string): string | undefined =>
    name === 'origin' && isOwnPage(request) ? undefined : request.header(name);
  return refusal({ ...request, header }, token);
}
