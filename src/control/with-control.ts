import type { Service } from '../mock/pipeline.ts';
import type { ControlTarget } from './control.ts';
import { isControlPath } from './control-path.ts';

/** The same service, with the control API before it; loaded when it is first asked for. */
export function withControl(service: Service, target: () => ControlTarget): Service {
  let control: Promise<Service['handle']> | undefined;
  const open = async (): Promise<Service['handle']> => (await import('./control.ts')).createControl(target());
  return {
    ...service,
    handle: (request) =>
      isControlPath(request.path) ? (control ??= open()).then((handle) => handle(request)) : service.handle(request),
  };
}
