import type { VerifiedEndpoint } from '../../src/verify/verified-endpoint.ts';
import { OTHER_ENDPOINTS } from './endpoint-extents.ts';
import { endpointSection } from './endpoint-matrix.ts';
import { matrixPage, type MatrixData } from './render-matrix.ts';

/** The file in docs/ that has the matrix of an endpoint as data. */
export const dataFile = (endpoint: VerifiedEndpoint): string =>
  endpoint === 'chat' ? 'kill-matrix.json' : `kill-matrix.${endpoint}.json`;

/** The page of the documentation: chat completions, and a section for each other endpoint. @param read the data of a file */
export const wholePage = (read: (file: string) => MatrixData): string =>
  [
    matrixPage(read(dataFile('chat'))),
    ...OTHER_ENDPOINTS.map((endpoint) => endpointSection(endpoint, read(dataFile(endpoint)))),
  ].join('\n');
